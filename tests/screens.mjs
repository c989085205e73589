// Screenshots of what there is to see on the site, light and dark, on three screens, and of pages that
// nobody designs for: for a human to look at. Sheets have all looks of a page in one picture.
// Usage: node screens.mjs [NAME...]
// The variable STACKS_DIST names the folder of the site; the pictures go to target/screens.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "@playwright/test";
import { host, listen } from "./e2e/host.mjs";
import { fail, NOWHERE, shown } from "./e2e/pages.mjs";
import { torture, tortures } from "./e2e/torture.mjs";

const root = resolve(import.meta.dirname, "..");
const dist = resolve(process.env.STACKS_DIST ?? join(root, "target/e2e/site"));
const out = join(root, "target/screens");

const WIDTHS = [390, 820, 1440];
const SCHEMES = ["light", "dark"];
/** What is below is left out, in pixels. */
const HIGHEST = 3000;

const at = (path, query = "") => ({
  missing: existsSync(join(dist, path, "index.html")) || path === NOWHERE ? undefined : `the site has no ${path}`,
  open: async (page, address) => {
    await page.goto(address + path + query);
    await shown(page);
  },
});

const screens = {
  home: at("/"),
  post: at("/posts/async-requests/"),
  section: at("/toolkit/"),
  tag: at("/tags/python/"),
  archive: at("/archive/"),
  landscape: at("/tech-stack/"),
  manifesto: at("/manifesto/"),
  sre: at("/devops-sre/"),
  search: at("/search/", "?q=kuberntes"),
  "search-none": at("/es/search/", "?q=qzxv&language=es"),
  "search-box": {
    ...at("/posts/async-requests/"),
    open: async (page, address) => {
      await page.goto(`${address}/posts/async-requests/`);
      await shown(page);
      await page.locator("a.search").click();
      await page.locator("dialog stacks-search input").fill("aiohtp");
      await page.locator("dialog [role=option][href*='#']").first().waitFor();
      await page.keyboard.press("ArrowDown");
    },
  },
  "not-found": at(NOWHERE),
  error: { open: fail },
};
for (const [name, it] of Object.entries(tortures)) {
  screens[`torture-${name}`] = { missing: it.missing, open: (page, address) => torture(page, it, address) };
}

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in screens));
if (unknown) throw new Error(`there is no screen ${unknown}; there are: ${Object.keys(screens).join(", ")}`);

mkdirSync(out, { recursive: true });
const server = host(dist);
const address = await listen(server);
const browser = await chromium.launch({
  executablePath: process.env.CHROME ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
});
try {
  for (const [name, { missing, open }] of Object.entries(screens)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    if (missing) {
      console.log(`skipped: ${name}, because ${missing}`);
      continue;
    }
    const pictures = await take(name, open);
    await sheet(name, pictures);
    console.log(`${name}: ${pictures.length} pictures and sheet-${name}.png`);
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`the pictures are in ${out}`);

/** Takes a page in every look, loaded once. */
async function take(name, open) {
  // A service worker would answer with what it has, and a test's spoilt answers would not be seen.
  const context = await browser.newContext({ reducedMotion: "reduce", serviceWorkers: "block", viewport: { width: WIDTHS[0], height: 900 } });
  const page = await context.newPage();
  await open(page, address);
  const pictures = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      // Where the width is another, what was far away may be near.
      if (name !== "error") await shown(page);
      const height = Math.min(HIGHEST, await page.evaluate(() => document.documentElement.scrollHeight));
      const path = join(out, `${name}-${width}-${colorScheme}.png`);
      await page.screenshot({ path, fullPage: true, clip: { x: 0, y: 0, width, height }, animations: "disabled" });
      pictures.push(path);
    }
  }
  await context.close();
  return pictures;
}

/** Puts all looks of a page beside each other, the light ones above. */
async function sheet(name, pictures) {
  const page = await browser.newPage({ viewport: { width: 1600, height: 900 } });
  const figures = SCHEMES.map((scheme) => {
    const row = pictures.filter((path) => path.endsWith(`-${scheme}.png`)).map((path) => {
      const width = WIDTHS.find((it) => path.includes(`-${it}-`));
      const data = readFileSync(path).toString("base64");
      return `<figure style="flex: ${Math.sqrt(width)}"><figcaption>${name}, ${width} px, ${scheme}</figcaption><img src="data:image/png;base64,${data}"></figure>`;
    });
    return `<div>${row.join("")}</div>`;
  });
  await page.setContent(`<!doctype html><style>
    body { margin: 16px; background: #888; font: 14px system-ui; }
    div { display: flex; align-items: start; gap: 16px; margin-block-end: 16px; }
    figure { margin: 0; min-width: 0; }
    img { display: block; width: 100%; }
  </style>${figures.join("")}`);
  await page.evaluate(() => Promise.all([...document.images].map((it) => it.decode())));
  await page.screenshot({ path: join(out, `sheet-${name}.png`), fullPage: true });
  await page.close();
}
