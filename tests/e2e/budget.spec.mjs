// What a first visit downloads, in bytes as brotli at its best sends them. Raising a number here
// is a decision; src/lib.rs says where the bytes go.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { brotli } from "./host.mjs";

const site = new URL("../../target/e2e/site/", import.meta.url);

const budgets = [
  { what: "the renderer", pattern: /^renderer-.*\.wasm$/, kilobytes: 115 },
  { what: "the start of offline reading", pattern: /^made\/offline-.*\.js$/, kilobytes: 1.5 },
  { what: "manifest", pattern: /^manifest\.json$/, kilobytes: 4 },
];

for (const { what, pattern, kilobytes } of budgets) {
  test(`${what}: at most ${kilobytes} KB`, () => {
    const files = readdirSync(site, { recursive: true }).filter((name) => pattern.test(name));
    expect(files.length).toBeGreaterThan(0);
    const bytes = files.reduce((sum, name) => sum + brotli(readFileSync(new URL(name, site))).length, 0);
    console.log(`${what}: ${(bytes / 1000).toFixed(1)} KB brotli of ${kilobytes}`);
    expect(bytes).toBeLessThanOrEqual(kilobytes * 1000);
  });
}

test("the style in each page: at most 12 KB", () => {
  const [, style] = readFileSync(new URL("index.html", site), "utf8").match(/<style>([^]*?)<\/style>/);
  const bytes = brotli(Buffer.from(style)).length;
  console.log(`style: ${(bytes / 1000).toFixed(1)} KB brotli of 12`);
  expect(bytes).toBeLessThanOrEqual(12_000);
  // That of documents, for elements in other pages, is a file too.
  expect(readdirSync(site, { recursive: true }).filter((name) => name.endsWith(".css"))).toEqual(["widgets/v1/prose.css"]);
});

// Whole visits to posts, by what the page then asks for. What is fetched for pages to come
// is not part of it: payloads, the manifest and the renderer, which a page that stands there does not
// take (take_over.spec.mjs sees to that), and what a service worker keeps.
const AHEAD = /\/data\/|\/manifest\.json$|\/renderer-[^/]*\.wasm$/;
const POSTS = readdirSync(new URL("posts/", site), { withFileTypes: true })
  .filter((it) => it.isDirectory())
  .map((it) => `posts/${it.name}/`);
const visits = [
  { what: "until rest", kilobytes: 150, pattern: /./ },
  { what: "wasm and JavaScript", kilobytes: 115, pattern: /\.(wasm|js)$/ },
];

/** The bytes of a file of the site as sent; images and fonts are compressed in themselves. */
const sent = (path) => {
  const bytes = readFileSync(new URL(path.endsWith("/") ? `${path}index.html` : path, site));
  return /\.(png|jpe?g|webp|avif|gif|woff2)$/.test(path) ? bytes.length : brotli(bytes).length;
};

/** The addresses that elements of the page name, as paths below the site's root. */
const addresses = (page, selector) =>
  page.locator(selector).evaluateAll((found) => found.map((it) => new URL(it.href || it.src).pathname.slice(1)));

for (const post of POSTS) {
  test(`a first visit to ${post}`, async ({ page }) => {
    const asked = new Set();
    page.on("request", (request) => asked.add(request.url()));
    await page.goto(`/${post}`, { waitUntil: "networkidle" });
    const { origin } = new URL(page.url());
    const elsewhere = [...asked].filter((url) => !url.startsWith(`${origin}/`));
    expect(elsewhere, "asked for from elsewhere").toEqual([]);
    // What a headless browser leaves out others ask for.
    const icons = await addresses(page, "link[rel~=icon], link[rel~=apple-touch-icon], link[rel=manifest]");
    const visited = [...asked].filter((url) => !AHEAD.test(url)).map((url) => new URL(url).pathname.slice(1));
    const files = [...new Set([...visited, ...icons])];
    expect(files).toEqual(expect.arrayContaining([post, expect.stringMatching(/^app-.*wasm$/)]));

    const blocking = await addresses(page, "link[rel=stylesheet], script[src]:not([async], [defer], [type=module])");
    const total = (files) => files.reduce((sum, file) => sum + sent(file), 0) / 1000;
    const early = total([post, ...blocking]);
    console.log(`${post}: ${early.toFixed(1)} KB before the first paint, of 20`);
    expect(early).toBeLessThanOrEqual(20);
    for (const { what, kilobytes, pattern } of visits) {
      const size = total(files.filter((file) => pattern.test(file)));
      console.log(`${post}: ${size.toFixed(1)} KB ${what}, of ${kilobytes}`);
      expect(size, what).toBeLessThanOrEqual(kilobytes);
    }
  });
}

test("no emoji table is among the files, but that for Markdown from elsewhere", () => {
  const all = readdirSync(site, { recursive: true }).filter((name) => /\.(js|wasm|json)$/.test(name));
  const files = all.filter((name) => !name.startsWith("widgets/v1/emoji/"));
  expect(all.length - files.length).toBe(27);
  for (const name of files) {
    const text = readFileSync(new URL(name, site), "latin1");
    expect(text, name).not.toContain("non-potable_water");
  }
});
