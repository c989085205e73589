// Every page reads without the program, and every link works: with scripts off, where the browser
// has no WebAssembly, and where a policy forbids it. All routes that the generator names are opened.
import { expect, test } from "@playwright/test";

const sites = { "at the top": "/", "under a path": "/blog/" };

const visitors = {
  "with scripts off": { use: { javaScriptEnabled: false } },
  "without WebAssembly": {
    prepare: (page) => page.addInitScript(() => delete window.WebAssembly),
  },
  "where a policy forbids WebAssembly": {
    prepare: (page) =>
      page.route(/\/$/, async (route) => {
        const response = await route.fetch();
        const policy = { "content-security-policy": "script-src 'self' 'unsafe-inline'" };
        await route.fulfill({ response, headers: { ...response.headers(), ...policy } });
      }),
  },
};

/**
 * Passages of a document that its page has word for word: what stands between punctuation, without
 * comments, tags and addresses.
 */
function passages(markdown) {
  const prose = markdown
    .replace(/<!--[^]*?-->|<[a-z/][^>]*>/gi, "\n\n")
    .replace(/\]\([^)]*\)|\]\[[^\]]*\]|^ *\[[^\]]+\]: .*$|^ *(```|~~~).*$|\{[^}]*\}/gm, "|");
  const parts = prose.split(/\n\s*\n|\n *[#>|*+-]|[^\p{L}\p{N}\s,]+/u).map(plain);
  return parts.filter((part) => part.length >= 12 && part.includes(" "));
}

const plain = (text) => text.replace(/\s+/g, " ").trim();

/** In the page: what a visitor reads, also of images, where links lead, and the places to link to. */
const read = () => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const texts = all("article .prose, article .prose [alt], article .prose [title]");
  const addresses = all("a[href], img[src], link[href]").map((it) => it.href || it.src);
  return {
    title: document.title,
    heading: document.querySelector("main h1").textContent,
    text: texts.map((it) => [it.textContent, it.getAttribute("alt"), it.title].join(" ")).join(" "),
    entries: all(".listing a").map((it) => it.pathname),
    addresses: addresses.filter((it) => it.startsWith(location.origin)),
    places: all("[id], a[name]").flatMap((it) => [it.id, it.name]).filter(Boolean),
  };
};

for (const [name, base] of Object.entries(sites)) {
  for (const [who, { use = {}, prepare = () => {} }] of Object.entries(visitors)) {
    test.describe(`${name}, ${who}`, () => {
      test.use(use);

      test("every page reads, and every link leads somewhere", async ({ page, request, baseURL }) => {
        test.slow();
        const root = new URL(base, baseURL);
        if (base !== "/") root.port = Number(root.port) + 1;
        const json = async (path) => (await request.get(new URL(path, root).href)).json();
        const manifest = await json("manifest.json");
        const shards = Array.from({ length: manifest.route_shards }, (_, number) => json(`data/routes/${number}.json`));
        const routes = (await Promise.all(shards)).flatMap((shard) => shard.routes);
        expect(routes.length).toBeGreaterThan(8);

        await prepare(page);
        const places = new Map();
        const addresses = new Set();
        let count = 0;
        for (const route of routes) {
          const url = new URL(`.${route}`, root).href;
          const payload = await json(`data/pages${route}index.json`);
          const response = await page.goto(url, { waitUntil: "load" });
          expect(response.status(), url).toBe(200);
          const shown = await page.evaluate(read);
          expect(shown.heading, url).toBe(payload.title);
          expect(shown.title, url).toContain(payload.title);
          const text = plain(shown.text);
          const due = passages(payload.markdown ?? "");
          expect(due.filter((it) => !text.includes(it)), url).toEqual([]);
          count += due.length;
          const entries = [...(payload.list?.entries ?? []), ...(payload.tag_counts ?? [])];
          const links = entries.map((it) => new URL(`.${it.url}`, root).pathname);
          expect(shown.entries, url).toEqual(expect.arrayContaining(links));
          places.set(url, shown.places);
          for (const address of shown.addresses) addresses.add(address);
        }
        expect(count, "passages were looked for").toBeGreaterThan(base === "/" ? 1000 : 2);

        const broken = [];
        const answers = new Map();
        for (const address of addresses) {
          const [url, place] = address.split("#");
          if (!answers.has(url)) answers.set(url, (await request.get(url)).status());
          if (answers.get(url) !== 200) broken.push(`${address}: ${answers.get(url)}`);
          const isThere = !place || places.get(url)?.includes(decodeURIComponent(place));
          if (!isThere) broken.push(`${address}: no such place`);
        }
        expect(broken).toEqual([]);

        // A click is a plain load.
        await page.goto(root.href);
        const [first] = manifest.menu;
        const loaded = page.waitForRequest((it) => it.isNavigationRequest());
        await page.locator(".menu").getByRole("link", { name: first.title, exact: true }).click();
        await loaded;
        await expect(page.locator("main h1").first()).toHaveText(first.title);
      });
    });
  }
}

test("passages are what stands between punctuation", () => {
  const markdown = "# One title of some length\n\nSome words, and [a link of some length](x.md), `code`.\n";
  expect(passages(markdown)).toEqual(["One title of some length", "Some words, and", "a link of some length"]);
});
