// Writing with the page open: what is saved is there at once, in its place, and whatever an author does, the
// page is right at the end.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Author } from "./author.mjs";
import { test as base, expect, Site } from "./site.mjs";

const test = base.extend({
  author: async ({}, use) => {
    const author = new Author();
    await author.start();
    await use(author);
    await author.end();
  },
  site: async ({ author, page }, use) => {
    const site = new Site(page);
    site.read = (path) => readFileSync(join(author.content, path), "utf8");
    site.open = async (path) => {
      await page.goto(author.url + path);
      await site.started();
    };
    await use(site);
  },
});

const long = (author) => readFileSync(join(author.content, "posts/long.md"), "utf8");
const overlay = (page) => page.locator("stacks-live");

test("an edit is shown in its place, and what did not change is left alone", async ({ author, site, page }) => {
  await site.open("/posts/long/");
  await page.getByText("More of it").click();
  await page.evaluate(() => scrollTo(0, 200));
  const y = await page.evaluate(() => scrollY);
  await page.evaluate(() => (document.querySelector(".prose details").witness = document.querySelector(".prose li").witness = true));
  author.write("posts/long.md", long(author).replace("The last paragraph.", "The *very* last paragraph.").replace("- two", "- two and a half"));
  await expect(page.getByText("The very last paragraph.")).toBeVisible();
  await expect(site.article.locator("li").nth(1)).toHaveText("two and a half");
  await expect(page.getByText("What is folded away.")).toBeVisible();
  const same = await page.evaluate(() => [document.querySelector(".prose details").witness, document.querySelector(".prose li").witness, scrollY]);
  expect(same).toEqual([true, true, y]);
  // One save changed two places; the document is as it would be if it were loaded now.
  const html = () => page.evaluate(() => document.querySelector(".prose").textContent);
  const shown = await html();
  await page.reload();
  await expect(page.getByText("The very last paragraph.")).toBeVisible();
  expect(await html()).toBe(shown);
  expect(site.documentLoads).toBe(2);
});

test("the text is there before all that follows from it", async ({ author, site, page }) => {
  await site.open("/posts/short/");
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route("**/data/pages/**", async (route) => {
    await held;
    await route.continue();
  });
  const short = site.read("posts/short.md");
  author.write("posts/short.md", `${short}\nThe text alone.\n`);
  await expect(page.getByText("The text alone.")).toBeVisible();
  // With another title the page has to wait for the rest.
  author.write("posts/short.md", `${short.replace(/^title: .*/m, "title: Called otherwise")}\nThe text and the title.\n`);
  go();
  await expect(site.title).toHaveText("Called otherwise");
  await expect(page.getByText("The text and the title.")).toBeVisible();
  await expect(page.getByText("The text alone.")).toHaveCount(0);
});

test("the text of another document leaves the page that is open", async ({ author, site, page }) => {
  await site.open("/posts/short/");
  const before = await site.article.textContent();
  author.write("posts/long.md", long(author).replace("The last paragraph.", "Not for this page."));
  await expect.poll(() => readFileSync(join(author.out, "data/pages/posts/long/index.json"), "utf8")).toContain("Not for this page.");
  expect(await site.article.textContent()).toBe(before);
});

test("what is new is marked, and nothing else", async ({ author, site, page }) => {
  await page.addInitScript(() => {
    const animate = Element.prototype.animate;
    window.marked = [];
    Element.prototype.animate = function (...words) {
      window.marked.push(this.textContent.trim());
      return animate.apply(this, words);
    };
  });
  await site.open("/posts/short/");
  author.write("posts/short.md", `${site.read("posts/short.md")}\nOne more.\n\nAnd another.\n`);
  await expect(page.getByText("And another.")).toBeVisible();
  expect(await page.evaluate(() => window.marked)).toEqual(["One more.", "And another."]);
});

test("what a block no longer says of itself is gone", async ({ author, site, page }) => {
  await site.open("/posts/short/");
  const short = site.read("posts/short.md");
  author.write("posts/short.md", `${short}\n3. *three*\n4. four\n`);
  await expect(site.article.locator("ol")).toHaveAttribute("start", "3");
  author.write("posts/short.md", `${short}\n1. *three*\n2. four and more\n`);
  await expect(site.article.locator("ol")).toContainText("four and more");
  await expect(site.article.locator("ol")).not.toHaveAttribute("start");
});

test("the search box and a note in place stay open", async ({ author, site, page }) => {
  await site.open("/posts/long/");
  await site.article.locator(".footnote-reference a").hover();
  const note = page.locator(".aside-box");
  await expect(note).toContainText("What the note says.");
  author.write("posts/long.md", long(author).replace("The last paragraph.", "Another end."));
  await expect(page.getByText("Another end.")).toBeVisible();
  await expect(note).toContainText("What the note says.");
  await page.keyboard.press("/");
  const box = page.getByRole("combobox", { name: "Search" });
  await box.fill("pap");
  author.write("posts/long.md", long(author).replace("Another end.", "And another."));
  await expect(page.getByText("And another.")).toBeVisible();
  await expect(box).toHaveValue("pap");
  await expect(box).toBeFocused();
});

test("title, date, tags and the menu follow", async ({ author, site, page }) => {
  await site.open("/posts/long/");
  author.write("posts/long.md", long(author).replace("A long one", "Another title").replace("[paper]", "[paper, ink]"));
  await expect(site.title).toHaveText("Another title");
  await expect(page).toHaveTitle("Another title · Notebook");
  await expect(page.getByRole("link", { name: "ink", exact: true }).first()).toBeVisible();
  author.write("site.toml", site.read("site.toml").replace('title = "Notebook"', 'title = "Diary"').replace('title = "About"', 'title = "Who"'));
  await expect(site.menu.getByRole("link", { name: "Who" })).toBeVisible();
  await expect(page).toHaveTitle("Another title · Diary");
});

test("posts come, are called otherwise, and go", async ({ author, site, page }) => {
  await site.open("/posts/");
  const entries = page.locator(".entries > li");
  await expect(entries).toHaveCount(2);
  author.write("posts/third.md", "---\ntitle: The third\ndate: 2024-06-01\n---\n\nNew.\n");
  await expect(entries).toHaveCount(3);
  await site.follow(page.getByRole("link", { name: "The third" }).first(), "The third");
  author.rename("posts/third.md", "posts/fourth.md");
  await expect(site.title).toHaveText("There is no such page");
  await page.goBack();
  await expect(page.getByRole("link", { name: "The third" }).first()).toHaveAttribute("href", "/posts/fourth/");
  author.remove("posts/fourth.md");
  await expect(entries).toHaveCount(2);
});

test("a front matter that cannot be read is told with its place, blanks nothing, and is forgotten once it is mended", async ({ author, site, page }) => {
  await site.open("/posts/long/");
  const good = long(author);
  author.write("posts/long.md", good.replace("tags: [paper]", "tags: [paper").replace("The last paragraph.", "Still there."));
  await expect(overlay(page)).toContainText("posts/long.md:");
  await expect(overlay(page).getByRole("link").first()).toHaveAttribute("href", /^vscode:\/\/file\/.*posts\/long\.md:\d+:\d+$/);
  await expect(page.getByText("Still there.")).toBeVisible();
  expect(author.said).toContain("warning: posts/long.md");
  author.write("posts/long.md", good);
  await expect(overlay(page)).toHaveCount(0);
  await expect(page.getByText("The last paragraph.")).toBeVisible();
});

test("what is told can be dismissed", async ({ author, site, page }) => {
  await site.open("/posts/short/");
  author.write("posts/short.md", site.read("posts/short.md").replace("long.md", "lost.md"));
  await expect(overlay(page)).toContainText("lost.md");
  await overlay(page).getByRole("button", { name: "Dismiss" }).click();
  await expect(overlay(page)).toHaveCount(0);
});

test("a file that is empty for a moment is not the end of a page", async ({ author, site, page }) => {
  await site.open("/posts/long/");
  const good = long(author);
  author.write("posts/long.md", "");
  author.write("posts/long.md", good.replace("The last paragraph.", "Whole again."));
  await expect(page.getByText("Whole again.")).toBeVisible();
  await expect(site.title).toHaveText("A long one");
});

test("style and images follow", async ({ author, site, page }) => {
  const picture = (colour) => `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20" fill="${colour}"/></svg>`;
  author.write("posts/dot.svg", picture("red"));
  author.write("posts/short.md", `${site.read("posts/short.md")}\n![A dot](dot.svg)\n`);
  await site.open("/posts/short/");
  const image = page.getByAltText("A dot");
  await expect(image).toBeVisible();
  const before = await image.evaluate((it) => it.src);
  author.write("posts/dot.svg", picture("blue"));
  await expect(image).not.toHaveJSProperty("src", before);
  author.style("main.css", "\nbody { letter-spacing: 3px; }\n");
  await expect(page.locator("body")).toHaveCSS("letter-spacing", "3px");
  expect(site.documentLoads).toBe(1);
});

test("two hundred saves in ten seconds, some by renaming, end with the last", async ({ author, site, page }) => {
  test.setTimeout(60_000);
  await site.open("/posts/long/");
  const good = long(author);
  const until = Date.now() + 10_000;
  for (let save = 1; save <= 200; save++) {
    const text = good.replace("The last paragraph.", `Save number ${save}.`);
    if (save % 2) author.write("posts/long.md", text);
    else author.replace("posts/long.md", text);
    // Nothing is waited for: this is the pace at which is saved.
    await page.waitForTimeout(Math.max(0, (until - Date.now()) / (201 - save)));
  }
  await expect(page.getByText("Save number 200.")).toBeVisible();
  await expect(site.title).toHaveText("A long one");
  expect(site.documentLoads).toBe(1);
});

test("what is saved while nobody watches is shown once somebody does", async ({ author, site, page }) => {
  await site.open("/posts/long/");
  await author.stop();
  author.write("posts/long.md", long(author).replace("The last paragraph.", "Written in the dark."));
  await author.start();
  await expect(page.getByText("Written in the dark.")).toBeVisible();
  author.write("posts/long.md", long(author).replace("Written in the dark.", "And in the light."));
  await expect(page.getByText("And in the light.")).toBeVisible();
});

test("pages, the search too, are made anew as HTML once nothing is saved", async ({ author, site, page }) => {
  await site.open("/posts/long/");
  author.write("posts/long.md", long(author).replace("The last paragraph.", "Something about xylophones."));
  await expect(page.getByText("xylophones")).toBeVisible();
  await expect.poll(() => readFileSync(join(author.out, "posts/long/index.html"), "utf8"), { timeout: 20_000 }).toContain("xylophones");
  await expect
    .poll(() => readFileSync(join(author.out, "data/search/text/posts/long/index.json"), "utf8"), { timeout: 20_000 })
    .toContain("xylophones");
});
