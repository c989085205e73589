// The elements in pages of another origin that we know nothing about: what their visitors see, and that
// the page around never notices: no error, no new global, no history, also when our server fails. What
// is tagged @core is tried in Firefox too.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotli } from "./host.mjs";
import { FALLBACK, expect, site, test } from "./embed.mjs";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

test.describe("the tests can tell", { tag: "@core" }, () => {
  test("an error that the page hears of", async ({ page, embed }) => {
    test.fail();
    await embed.open("");
    await page.evaluate(() => Promise.reject(new Error("as a page would")) && new Promise((done) => setTimeout(done)));
  });

  test("a global that is new", async ({ page, embed }) => {
    test.fail();
    await embed.open("");
    await page.evaluate(() => (window.ours = 1));
  });
});

test("the newest posts of a tag, in a bare page", { tag: "@core" }, async ({ page, embed }) => {
  await embed.open(`<stacks-posts tag="python" count="2">${FALLBACK}</stacks-posts>`);
  await expect(embed.titles()).toHaveCount(2);
  await expect(embed.titles().first()).toHaveText(/^GitHub emoji in Markdown/);
  await expect(embed.titles().first()).toHaveAttribute("href", `${embed.ours}/posts/pelican-github-emojis/`);
  await expect(page.locator("stacks-posts time").first()).toHaveText("26 October 2026");
  await expect(page.getByText("Our blog")).toBeHidden();
  expect(await embed.told()).toEqual([["stacks-load", { count: 2 }]]);
});

test("sections, languages, words and orders", async ({ page, embed }) => {
  await embed.open("<stacks-posts></stacks-posts>");
  await expect(embed.titles().first()).toHaveText(/^Glosario/);
  const shows = async (attributes, pattern) => {
    await page.evaluate((attributes) => {
      const element = document.querySelector("stacks-posts");
      for (const name of element.getAttributeNames()) element.removeAttribute(name);
      Object.assign(element, attributes);
    }, attributes);
    await expect(embed.titles()).toHaveText(pattern);
  };
  await shows({ language: "es" }, [/^Glosario/]);
  await shows({ search: "aiohttp FAST" }, [/^Ten thousand/]);
  await shows({ tag: "python", sort: "title", count: 2 }, [/^GitHub/, /^Ten/]);
  await shows({ tag: "Python", sort: "oldest", count: 2 }, [/^Ten/, /^GitHub/]);
  await shows({ section: "posts", count: 1 }, [/^Glosario/]);
  await shows({ search: "no such words anywhere" }, []);
  await expect(page.locator("stacks-posts").getByText("Nothing here yet.")).toBeVisible();
});

test("what was asked for last is shown, though what came before it fails", async ({ page, embed }) => {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route("**/data/pages/nowhere/**", async (route) => {
    await held;
    await route.abort();
  });
  const asked = page.waitForRequest("**/data/pages/nowhere/**");
  await embed.open('<stacks-posts section="nowhere"></stacks-posts>');
  await asked;
  await page.locator("stacks-posts").evaluate((it) => Object.assign(it, { section: "posts", count: 1 }));
  go();
  await expect(embed.titles()).toHaveText([/^Glosario/]);
  expect(await embed.told()).toEqual([["stacks-load", { count: 1 }]]);
});

test("a page may keep its visitors", async ({ page, embed }) => {
  await embed.open("<stacks-posts></stacks-posts>");
  await expect(embed.titles().first()).toBeVisible();
  await page.evaluate(() => addEventListener("stacks-navigate", (event) => {
    event.preventDefault();
    document.title = event.detail.title;
  }));
  await embed.titles().first().click();
  await expect(page).toHaveTitle(/^Glosario/);
  expect(page.url()).toContain("/page/");
});

test.describe("what people copy", () => {
  /** What a piece of HTML shows, once every element in it has loaded. */
  const run = async (page, embed, snippet) => {
    const text = snippet.replaceAll("https://the-stacks.netlify.app", embed.ours);
    const count = text.replace(/<script type="text[^]*?<\/script>/g, "").match(/<stacks-/g)?.length ?? 0;
    await embed.open(text, { script: "" });
    await expect.poll(async () => (await embed.told()).map(([name]) => name), snippet).toEqual(Array(count).fill("stacks-load"));
    return count;
  };

  test("from the README shows what it says", async ({ page, embed }) => {
    const [, snippet] = readme.match(/## In other people's pages[^]*?```html\n([^]*?)```/);
    expect(await run(page, embed, snippet)).toBe(1);
    await expect(embed.titles()).toHaveCount(2);
    await expect(page.getByRole("link", { name: "The Stacks", exact: true })).toBeHidden();
  });

  test("from the page about widgets shows what it says", async ({ page, embed, ours }) => {
    await page.goto(`${ours}/widgets/`);
    const written = await page.locator("main .prose > .code-block code").allTextContents();
    expect(written.length).toBe(3);
    const playgrounds = page.locator("main stacks-playground");
    const tried = [];
    for (const playground of await playgrounds.all()) {
      await playground.scrollIntoViewIfNeeded();
      await expect(playground.locator("pre")).toContainText("<stacks-");
      tried.push(await playground.locator("pre").textContent());
    }
    expect(tried.length).toBe(8);
    for (const snippet of tried) expect(await run(page, embed, snippet), snippet).toBe(1);
    // The first names a tag that this site has no posts of.
    const [posts, markdown, frame] = written;
    expect(await run(page, embed, posts.replace("kubernetes", "python"))).toBe(1);
    expect(await run(page, embed, markdown)).toBe(1);
    await expect(page.locator("stacks-markdown td kbd").first()).toHaveText("Ctrl");
    await run(page, embed, frame);
    await expect(page.frameLocator("iframe").locator("stacks-posts li")).toHaveCount(2);
  });

  test("from a post shows the post", async ({ page, embed, ours }) => {
    await page.goto(`${ours}/posts/async-requests/`);
    await page.getByText("Share this post as a widget").click();
    const snippet = await page.locator(".share code").textContent();
    await expect(page.locator(".share").getByRole("button", { name: "Copy" })).toBeVisible();
    expect(await run(page, embed, snippet)).toBe(1);
    await expect(page.locator("stacks-post").getByRole("heading", { name: /^Ten thousand/ })).toBeVisible();
  });
});

test("our own pages use the elements, through every navigation", async ({ page, ours }) => {
  await page.goto(`${ours}/about/`);
  await page.getByRole("navigation").getByRole("link", { name: "Widgets" }).click();
  const glossary = page.locator("main .prose > p stacks-glossary").first();
  const term = glossary.getByRole("button");
  await glossary.scrollIntoViewIfNeeded();
  await expect(term).toHaveText("SLO");
  await page.locator("stacks-playground").first().scrollIntoViewIfNeeded();
  await expect(page.locator("stacks-playground stacks-posts li").first()).toBeVisible();
  await page.goBack();
  await expect(page).toHaveTitle(/^About/);
  await page.goForward();
  await glossary.scrollIntoViewIfNeeded();
  await expect(term).toHaveText("SLO");
  // A link in an element is one of the site's own.
  await page.evaluate(() => (window.same = true));
  await page.locator("stacks-playground stacks-posts li a").first().click();
  await expect(page).toHaveTitle(/GitHub emoji/);
  expect(await page.evaluate(() => window.same)).toBe(true);
});

test("what is out of sight loads nothing", async ({ page, embed }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await embed.open('<div style="height: 9000px"></div><stacks-posts></stacks-posts>');
  await page.waitForLoadState("networkidle");
  expect(asked.filter((url) => /\.json|posts\.js/.test(url))).toEqual([]);
  await page.locator("stacks-posts").scrollIntoViewIfNeeded();
  await expect(embed.titles().first()).toBeVisible();
});

test("made before and after the script, moved, cloned, removed, and the script twice", { tag: "@core" }, async ({ page, embed }) => {
  await embed.open('<div id="one"></div><div id="two"></div>', { script: "" });
  await page.evaluate(async (ours) => {
    const early = document.createElement("stacks-posts");
    early.count = 1;
    one.append(early);
    for (const address of [`${ours}/widgets.js`, `${ours}/widgets/v1/index.js?again`, `${ours}/widgets/v1/index.js?third`]) await import(address);
    const late = document.createElement("stacks-posts");
    late.setAttribute("count", "2");
    two.append(late);
  }, embed.ours);
  await expect(page.locator("#one li")).toHaveCount(1);
  await expect(page.locator("#two li")).toHaveCount(2);
  await page.evaluate(() => {
    two.append(one.firstChild);
    one.append(two.firstChild.cloneNode(true));
    // In and out at once.
    const brief = document.createElement("stacks-posts");
    document.body.append(brief);
    brief.remove();
  });
  await expect(page.locator("#two li")).toHaveCount(3);
  await expect(page.locator("#one li")).toHaveCount(2);
});
