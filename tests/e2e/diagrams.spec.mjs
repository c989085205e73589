// Diagrams under the policy that the site is sent with, which applies no style that stands in
// markup; all of Mermaid's does. A module of three lines stands in for it.
import { readFile } from "node:fs/promises";

import { expect, test } from "./site.mjs";

const script = new URL("../../src/app/diagrams.js", import.meta.url);
const policy = "default-src 'none'; script-src 'self'; style-src 'self'";
const page_ = '<!doctype html><figure class="diagram"><pre><code>a --> b</code></pre></figure><script type="module" src="/diagrams.js"></script>';
const module = `
  const drawing = '<svg id="m1"><style>#m1 rect { fill: rgb(1, 2, 3); }</style><rect width="9" height="9"/><circle r="4" style="fill: rgb(4, 5, 6)"/><g style=""/></svg>';
  const run = async ({ nodes }) => nodes.forEach((node) => (node.innerHTML = drawing));
  export default { initialize() {}, run };
`;

test("a diagram has its style where markup may bring none", async ({ page, baseURL }) => {
  const text = (await readFile(script, "utf8")).replace("URL(MODULE", 'URL("/mermaid.mjs"');
  const files = {
    "/diagram/": { contentType: "text/html", headers: { "content-security-policy": policy }, body: page_ },
    "/diagrams.js": { contentType: "text/javascript", body: text },
    "/mermaid.mjs": { contentType: "text/javascript", body: module },
  };
  for (const [path, answer] of Object.entries(files)) {
    await page.route(baseURL + path, (route) => route.fulfill(answer));
  }
  await page.goto("/diagram/");
  await expect(page.locator("rect")).toHaveCSS("fill", "rgb(1, 2, 3)");
  await expect(page.locator("circle")).toHaveCSS("fill", "rgb(4, 5, 6)");
  await expect(page.locator("pre")).toBeHidden();
});
