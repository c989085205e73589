// The content security policy that hosts are told, enforced: no page breaks it, on its own or when
// the app goes from one to the next.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { host } from "./host.mjs";

const site = fileURLToPath(new URL("../../target/e2e/site/", import.meta.url));

const routes = readdirSync(join(site, "data/routes")).flatMap(
  (name) => JSON.parse(readFileSync(join(site, "data/routes", name), "utf8")).routes,
);

let server;
let address;
test.beforeAll(async () => {
  server = await host(site);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${server.address().port}`;
});
test.afterAll(() => server?.close());

test("no page breaks the policy", async ({ page }) => {
  test.setTimeout(120_000);
  const broken = [];
  await page.exposeFunction("note", (what) => broken.push(what));
  await page.addInitScript(() => {
    const note = (event) => window.note(`${location.pathname}: ${event.violatedDirective} ${event.blockedURI}`);
    document.addEventListener("securitypolicyviolation", note);
  });
  for (const route of [...routes, "/no/such/page/"]) {
    const response = await page.goto(address + route);
    expect(response.headers()["content-security-policy"], route).not.toMatch(/'unsafe-(inline|eval)'/);
    await page.waitForFunction(() => window.wasmBindings);
  }
  // The program's own way to a page, with what it adds there.
  await page.goto(`${address}/about/`);
  await page.waitForFunction(() => window.wasmBindings);
  await page.locator('.menu a[href="/tech-stack/"]').click();
  await expect(page).toHaveTitle(/Tech Stack/);
  expect(broken).toEqual([]);
  // What a policy is for, to show that the test can tell.
  await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ran = true";
    document.body.append(script);
  });
  await expect.poll(() => broken).toHaveLength(1);
  expect(await page.evaluate(() => window.ran)).toBeUndefined();
});
