// What search engines, previews and feed readers are told: the same after clicks as when the page is
// opened by its address.
import { expect, test } from "./site.mjs";

const BASE = "https://the-stacks.netlify.app";

/** The elements of the head that are a page's own, as HTML. */
const head = (page) =>
  page.locator("head > title, head > [data-head]").evaluateAll((all) => all.map((it) => it.outerHTML));

/** The graph of schema.org that the page has. */
const graph = async (page) =>
  JSON.parse(await page.locator("head > script[type='application/ld+json']").textContent())["@graph"];

const canonical = (page) => page.locator("head > link[rel=canonical]");
const robots = (page) => page.locator("head > meta[name=robots]");

test("after clicks the head is that of the page opened directly", async ({ site, page, context }) => {
  await site.open("/");
  const post = page.locator('.entries h3 a[href="/posts/sre-devops-glossary/"]');
  const steps = [
    [site.menu.getByRole("link", { name: "About" }), "About"],
    [site.menu.getByRole("link", { name: "Toolkit" }), "Toolkit"],
    [site.menu.getByRole("link", { name: "Posts" }), "Posts"],
    [post, /Glosario/],
    [page.locator(".page-header .tags a").first(), /./],
    [page.locator(".site-title"), "The Stacks"],
  ];
  for (const [link, title] of steps) {
    const path = await link.getAttribute("href");
    await site.follow(link, title);
    await expect(canonical(page)).toHaveAttribute("href", `${BASE}${path}`);
    const direct = await context.newPage();
    await direct.goto(path);
    await expect(canonical(direct)).toHaveAttribute("href", `${BASE}${path}`);
    expect(await head(page)).toEqual(await head(direct));
    await direct.close();
  }
  expect(site.documentLoads).toBe(1);
});

test("a post says what it is to those who preview it", async ({ site, page }) => {
  await site.open("/");
  await site.follow(page.locator('.entries h3 a[href="/posts/sre-devops-glossary/"]'), /Glosario/);
  const title = await site.title.innerText();
  const content = (name) => page.locator(`head > meta[property="${name}"]`);
  await expect(page).toHaveTitle(`${title} · The Stacks`);
  await expect(content("og:type")).toHaveAttribute("content", "article");
  await expect(content("og:title")).toHaveAttribute("content", title);
  await expect(content("og:locale")).toHaveAttribute("content", "es_ES");
  const [post, way] = await graph(page);
  expect(post).toMatchObject({ "@type": "BlogPosting", headline: title, inLanguage: "es" });
  expect(way.itemListElement.map((step) => step.name)).toEqual(["The Stacks", "Posts", title]);
  // One of each, whatever the page before had.
  for (const one of ["title", "link[rel=canonical]", "meta[name=description]", "script[type='application/ld+json']"]) {
    await expect(page.locator(`head > ${one}`)).toHaveCount(1);
  }
});

test("what is not found is kept out of indexes, and the next page is not", async ({ site, page }) => {
  await site.open("/no/such/page/");
  await expect(page).toHaveTitle("There is no such page · The Stacks");
  await expect(robots(page)).toHaveAttribute("content", "noindex");
  await expect(canonical(page)).toHaveCount(0);
  await site.follow(page.getByRole("link", { name: "Go to the home page" }), "The Stacks");
  await expect(robots(page)).toHaveCount(0);
  await expect(canonical(page)).toHaveAttribute("href", `${BASE}/`);
});

test("the head is left alone until another page is shown", async ({ site, page }) => {
  await site.saveData();
  await site.open("/about/");
  await page.evaluate(() => {
    window.changes = 0;
    const options = { childList: true, subtree: true, attributes: true, characterData: true };
    new MutationObserver((records) => (window.changes += records.length)).observe(document.head, options);
  });
  const changes = () => page.evaluate(() => window.changes);
  const release = await site.hold("**/data/pages/tech-stack/**");
  await site.article.locator("a[href*='#']").first().evaluate((link) => link.click());
  await site.menu.getByRole("link", { name: "Tech Stack" }).click();
  await expect(site.progress).toBeVisible();
  await expect(page).toHaveTitle("About · The Stacks");
  expect(await changes()).toBe(0);
  await release();
  await expect(site.title).toHaveText("Tech Stack");
  await expect(page).toHaveTitle("Tech Stack · The Stacks");
  expect(await changes()).toBeGreaterThan(0);
});

test("the way to other languages is on the page and in its head", async ({ site, page }) => {
  const translation = { title: "Español", url: "/posts/sre-devops-glossary/", language: "es" };
  await page.route("**/data/pages/about/index.json", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), translations: [translation] } });
  });
  await site.open("/");
  await site.follow(site.menu.getByRole("link", { name: "About" }), "About");
  // The head follows the page.
  await expect(page).toHaveTitle(/^About/);
  const alternates = await page
    .locator("head > link[hreflang]")
    .evaluateAll((all) => all.map((it) => [it.hreflang, it.href]));
  expect(alternates).toEqual([
    ["en", `${BASE}/about/`],
    ["x-default", `${BASE}/about/`],
    ["es", `${BASE}/posts/sre-devops-glossary/`],
  ]);
  const link = page.getByRole("list", { name: "Also in" }).getByRole("link", { name: "Español" });
  await expect(link).toHaveAttribute("lang", "es");
  await expect(link).toHaveAttribute("hreflang", "es");
  await site.follow(link, /Glosario/);
  expect(site.documentLoads).toBe(1);
});

test.describe("under a path", () => {
  test.use({ baseURL: "http://127.0.0.1:4174/blog/" });

  test("addresses read elsewhere are whole, links stay on the host", async ({ site, page }) => {
    await site.open("");
    await site.follow(site.article.getByRole("link", { name: "the post" }), "First post");
    await expect(canonical(page)).toHaveAttribute("href", "https://example.org/blog/posts/first-post/");
    const link = (type) => page.locator(`head > link[type="${type}"]`);
    await expect(link("text/markdown")).toHaveAttribute("href", "/blog/posts/first-post/index.md");
    await expect(link("application/atom+xml")).toHaveAttribute("href", "/blog/feed.xml");
  });
});
