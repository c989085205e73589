// Any page, on an origin of its own, that embeds our elements: what it heard of must be nothing, its
// globals and its history must be as they were.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { test as base } from "./browsers.mjs";
import { host, listen } from "./host.mjs";

export { expect };

const packages = fileURLToPath(new URL("../node_modules/", import.meta.url));
export const site = fileURLToPath(new URL("../../target/e2e/site/", import.meta.url));

/** What stands between the tags of elements, to be seen while they have nothing and when they fail. */
export const FALLBACK = '<a href="https://example.org/">Our blog</a>';

/** `embed.open(body, { head, headers, html, script, files })` shows a page; `files` are others there, by
    path: `[type, text]`. */
export const test = base.extend({
  ours: [
    async ({}, use) => {
      const server = host(site);
      await use(await listen(server));
      server.close();
    },
    { scope: "worker" },
  ],
  embed: async ({ page, ours }, use) => {
    let shown;
    let opened;
    const server = createServer((request, response) => {
      if (request.url.startsWith("/packages/")) {
        response.writeHead(200, { "content-type": "text/javascript" });
        return response.end(readFileSync(join(packages, request.url.slice("/packages/".length))));
      }
      const file = shown.files[request.url];
      if (file) return response.writeHead(200, { "content-type": file[0] }).end(file[1]);
      if (request.url !== "/page/") return response.writeHead(404).end();
      response.writeHead(200, { "content-type": "text/html", ...shown.headers }).end(shown.text);
    });
    const address = await listen(server);
    await page.addInitScript(() => {
      window.heard = [];
      for (const name of ["error", "unhandledrejection", "securitypolicyviolation"]) {
        addEventListener(name, (event) => window.heard.push([name, event.message ?? String(event.reason ?? event.blockedURI)]));
      }
      for (const name of ["stacks-load", "stacks-error"]) {
        addEventListener(name, (event) => (window.told ??= []).push([name, event.detail, event.target.localName]));
      }
      // The last is Playwright's own, in Firefox.
      window.globals = new Set(["told", "globals", "__pw_bidiInsertText", ...Object.getOwnPropertyNames(window)]);
    });
    await use({
      ours,
      open: async (body, { head = "", headers = {}, html = 'lang="en"', script = `${ours}/widgets.js`, files = {} } = {}) => {
        const tag = script && `<script type="module" src="${script}"></script>`;
        shown = { headers, files, text: `<!doctype html><html ${html}><meta charset="utf-8"><title>Theirs</title>${head}${tag}<body>${body}` };
        await page.goto(`${address}/page/`);
        opened = await page.evaluate(() => history.length);
      },
      titles: () => page.locator("stacks-posts").first().locator("li a"),
      told: () => page.evaluate(() => (window.told ?? []).map(([name, detail]) => [name, detail])),
    });
    const { heard, globals, entries } = await page.evaluate(() => ({
      heard: window.heard,
      // A window's frames are its globals too, by their numbers.
      globals: Object.getOwnPropertyNames(window).filter((it) => !window.globals.has(it) && !/^\d+$/.test(it)),
      entries: history.length,
    }));
    expect(heard, "what the page heard of").toEqual([]);
    expect(globals, "new globals").toEqual([]);
    if (opened) expect(entries, "the history's length").toBe(opened);
    server.close();
  },
});
