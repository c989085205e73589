import { readFileSync } from "node:fs";
import { expect, test } from "./site.mjs";

const pages = { "/": "pages/index.md", "/about/": "pages/about.md" };
const drawn = ["shipit", "trollface", "feelsgood", "godmode", "suspect", "neckbeard"];
const source = (path) => readFileSync(new URL(`../../content/${path}`, import.meta.url), "utf8");
const shortcodes = (text) => [...text.matchAll(/:([a-z0-9_+-]+):/g)].map((match) => match[1]);

// Every emoji that the documents this site grew from used.
const inherited =
  "airplane beach_umbrella books bridge_at_night chart_with_downwards_trend chart_with_upwards_trend " +
  "children_crossing circus_tent classical_building cloud crystal_ball factory family feelsgood fire " +
  "godmode honeybee llama mage_man man_firefighter mechanical_arm money_with_wings moneybag muscle " +
  "neckbeard necktie potable_water rocket roller_coaster ship shipit shit signal_strength snake " +
  "speedboat sunrise suspect telescope tiger2 trollface x";

test("the content uses every emoji it inherited", () => {
  const used = Object.values(pages).flatMap((file) => shortcodes(source(file)));
  expect(inherited.split(" ").filter((name) => !used.includes(name))).toEqual([]);
});

for (const [path, file] of Object.entries(pages)) {
  test(`every emoji of ${path} shows`, async ({ site, page }) => {
    await site.open(path);
    const wanted = shortcodes(source(file));
    expect(wanted.length).toBeGreaterThan(20);
    const shown = await site.article.locator(".emoji").evaluateAll((all) =>
      all.map((it) => it.getAttribute("alt")?.slice(1, -1) ?? it.getAttribute("aria-label").replaceAll(" ", "_")),
    );
    expect(shown).toEqual(wanted);
    expect(shortcodes(await site.article.innerText())).toEqual([]);
    await expect(page.locator(".emoji[role=img]").first()).toHaveText(/\p{Extended_Pictographic}/u);
  });
}

test("the drawn emoji and our own are small images within the text, with alternative text", async ({ site, page }) => {
  const seen = new Set();
  for (const path of Object.keys(pages)) {
    await site.open(path);
    for (const image of await page.locator("img.emoji").all()) {
      seen.add((await image.getAttribute("alt")).slice(1, -1));
      await image.scrollIntoViewIfNeeded();
      await expect.poll(() => image.evaluate((it) => it.naturalWidth)).toBeGreaterThan(0);
      const { display, ratio } = await image.evaluate((it) => ({
        display: getComputedStyle(it).display,
        ratio: it.getBoundingClientRect().height / parseFloat(getComputedStyle(it.parentElement).fontSize),
      }));
      expect(display).toMatch(/^inline/);
      expect(ratio).toBeGreaterThan(0.9);
      expect(ratio).toBeLessThan(1.6);
    }
  }
  expect([...seen].sort()).toEqual([...drawn, "stacks"].sort());
});

test("nothing inside code is replaced", async ({ site }) => {
  await site.open("/posts/pelican-github-emojis/");
  await expect(site.article.locator(":is(code, pre) .emoji")).toHaveCount(0);
  const code = await site.article.locator("code").allInnerTexts();
  expect(shortcodes(code.join("\n")).length).toBeGreaterThan(0);
});

test("tables, footnotes and task lists read as such", async ({ site, page }) => {
  await site.open("/guide/");
  await expect(site.article.getByRole("columnheader")).toHaveCount(4);
  await expect(site.article.getByRole("cell", { name: "Kubernetes" })).toBeVisible();
  await site.open("/posts/sre-devops-glossary/");
  const reference = site.article.locator(".footnote-reference a").first();
  await reference.click();
  const note = page.locator(".footnotes li").first();
  await expect(note).toBeInViewport();
  await note.locator(".footnote-back").first().click();
  await expect(reference).toBeInViewport();
  expect(site.documentLoads).toBe(2);
});

test("home shows the latest posts, newest first", async ({ site, page }) => {
  await site.open("/");
  const dates = await page.locator(".entries time").evaluateAll((all) => all.map((it) => it.dateTime));
  expect(dates.length).toBeGreaterThanOrEqual(4);
  expect(dates).toEqual([...dates].sort().reverse());
});

test("a tag leads to its documents, and all tags to each", async ({ site, page }) => {
  await site.open("/posts/async-requests/");
  await site.follow(page.locator(".meta .tags").getByRole("link", { name: "python" }), "python");
  await expect(page.locator('.entries h3 a[href="/toolkit/python/"]')).toBeVisible();
  await site.follow(site.menu.getByRole("link", { name: "Tags" }), "Tags");
  await site.follow(page.locator(".all-tags").getByRole("link", { name: "kubernetes" }), "kubernetes");
  expect(site.documentLoads).toBe(1);
});

for (const width of [320, 390, 820, 1440]) {
  test(`nothing scrolls sideways at ${width} px`, async ({ site, page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ["/", "/guide/", "/posts/netlify/", "/posts/async-requests/", "/tags/", "/tech-stack/"]) {
      await site.open(path);
      const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(excess, path).toBeLessThanOrEqual(0);
    }
  });
}
