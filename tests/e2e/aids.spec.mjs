// What comes beside, over and onto a page when somebody wishes for it: footnotes in place, previews of
// links, images in full size, wrapped code, a post handed on.
import { expect, test } from "./site.mjs";

const box = (page) => page.locator(".aside-box");

/** Shows `markdown` as the page About, in the program. */
async function show(site, page, markdown, more = {}) {
  await page.route("**/data/pages/about/index.json", (route) =>
    route.fulfill({ json: { version: 1, url: "/about/", title: "Aids", markdown, ...more } }),
  );
  await site.openAbout("Aids");
}

test.describe("a footnote", () => {
  test("shows beside its reference while somebody points at either", async ({ site, page }) => {
    await site.open("/posts/netlify/");
    const reference = site.article.locator(".footnote-reference a").first();
    await reference.hover();
    await expect(box(page)).toContainText("run-build-functions.sh");
    await expect(box(page).locator("[id], .footnote-back")).toHaveCount(0);
    const [at, shown] = [await reference.boundingBox(), await box(page).boundingBox()];
    expect(Math.min(Math.abs(shown.y - at.y - at.height), Math.abs(shown.y + shown.height - at.y))).toBeLessThan(40);
    await box(page).hover();
    await expect(box(page)).toBeVisible();
    await site.title.hover();
    await expect(box(page)).toBeHidden();
  });

  test("speaks the language and runs the way of its text", async ({ site, page }) => {
    await show(site, page, "نص[^1]\n\n[^1]: حاشية\n", { language: "ar" });
    await site.article.locator(".footnote-reference a").focus();
    await expect(box(page)).toHaveText("حاشية");
    await expect(box(page)).toHaveAttribute("dir", "rtl");
    await expect(box(page)).toHaveAttribute("lang", "ar");
  });

  test.describe("under a finger", () => {
    test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });

    test("comes by a tap, with the way to the note, and goes with the next", async ({ site, page }) => {
      await site.open("/posts/netlify/");
      const before = page.url();
      await site.article.locator(".footnote-reference a").first().tap();
      await expect(box(page)).toBeVisible();
      expect(page.url()).toBe(before);
      await box(page).getByRole("link", { name: "Go to the note" }).tap();
      await expect(page).toHaveURL(/#fn-1$/);
      await expect(box(page)).toBeHidden();
    });
  });
});

test.describe("a link of the site", () => {
  test("tells what it leads to, and what a section says", async ({ site, page }) => {
    await site.open("/toolkit/ansible/");
    const link = site.article.getByRole("link", { name: "language" });
    await link.hover();
    await expect(box(page)).toContainText("Python");
    await expect(box(page)).toContainText("The language under most of the tools");
    await page.keyboard.press("Escape");
    await expect(box(page)).toBeHidden();
    await site.open("/toolkit/saas/");
    await site.article.getByRole("link", { name: "Kubernetes" }).first().hover();
    await expect(box(page)).toContainText("Kubernetes › A private cluster on GKE");
  });

  for (const [where, saves, count] of [["every byte counts", true, 0], ["bytes are cheap", false, 1]]) {
    test(`asks ${count ? "once" : "for nothing"} where ${where}, and never of other sites`, async ({ site, page }) => {
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      if (saves) await site.saveData();
      await page.clock.install();
      await site.open("/toolkit/python/");
      const link = site.article.getByRole("link", { name: "Ansible" }).first();
      for (const it of [site.article.locator("a[href^=http]").first(), link, site.title, link]) {
        await it.hover();
        // The module that listens has come by then, with the pointer's first way over a link.
        await page.waitForFunction(() => document.querySelector(".aside-box"));
        await page.clock.runFor(2000);
      }
      await expect(box(page)).toBeVisible({ visible: count > 0 });
      expect(asked.filter((url) => url.endsWith("/toolkit/ansible/"))).toHaveLength(count);
      expect(asked.filter((url) => !url.startsWith(new URL(page.url()).origin))).toEqual([]);
    });
  }
});

test("an image opens in full size, with its caption, by click and key", async ({ site, page }) => {
  const markdown = '<figure>\n<img src="/icons/icon-512.png" alt="A pile of books">\n<figcaption>Books</figcaption>\n</figure>\n\n[![x](/icons/icon-512.png)](/posts/)\n';
  await show(site, page, markdown);
  const image = site.article.getByRole("button", { name: "A pile of books" });
  await expect(site.article.getByRole("button", { name: "x", exact: true })).toHaveCount(0);
  await image.click();
  const dialog = page.getByRole("dialog", { name: "Books" });
  await expect(dialog.getByRole("img", { name: "A pile of books" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(image).toBeFocused();
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Close" }).click();
  await expect(dialog).toHaveCount(0);
});

test.describe("a dialog", () => {
  test("goes with the page under it, and stays while text in it is selected", async ({ site, page }) => {
    await site.open("/");
    await site.follow(site.menu.getByRole("link", { name: "Manifesto" }), "DevOps Manifesto");
    await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
    const dialog = page.getByRole("dialog", { name: "Search" });
    const field = page.locator("dialog stacks-search input");
    await field.fill("python");
    const { x, y, height } = await field.boundingBox();
    await page.mouse.move(x + 60, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(5, y + height / 2, { steps: 4 });
    await page.mouse.up();
    await expect(dialog).toBeVisible();
    await page.goBack();
    await expect(site.title).toHaveText("The Stacks");
    await expect(dialog).toHaveCount(0);
    await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
    await expect(dialog).toBeVisible();
    await page.mouse.click(5, 5);
    await expect(dialog).toHaveCount(0);
  });

  test("that cannot be had says so, and comes with the next press", async ({ site, page }) => {
    await page.route("**/widgets.js", (route) => route.abort());
    await site.open("/");
    const button = page.getByRole("banner").getByRole("link", { name: "Search" });
    await button.click();
    const dialog = page.getByRole("dialog", { name: "Search" });
    await expect(dialog.getByRole("alert")).toHaveText(/could not be reached/);
    await page.keyboard.press("Escape");
    await page.unrouteAll();
    await button.click();
    await expect(dialog.locator("stacks-search input")).toBeVisible();
    await page.keyboard.press("Escape");
    await page.route("**/shortcuts.js", (route) => route.abort());
    await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await expect(page.getByRole("alert")).toHaveText(/could not be loaded/);
  });
});

test("pages open at their top at every width", async ({ page }) => {
  for (const width of [320, 390, 700, 820, 1000, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("/posts/netlify/");
    await expect(page.getByRole("banner")).toBeInViewport({ ratio: 0.9 });
    expect(await page.evaluate(() => scrollY), `${width} px`).toBe(0);
  }
});

test("code says its language, and long lines wrap on demand", async ({ site, page }) => {
  await show(site, page, `\`\`\`rust\nlet long = "${"x".repeat(300)}";\n\`\`\`\n\n\`\`\`\nshort\n\`\`\`\n`);
  const blocks = site.article.locator(".code-block");
  await expect(blocks.first()).toContainText("rust");
  const pre = blocks.first().locator("pre");
  const overflow = () => pre.evaluate((it) => it.scrollWidth - it.clientWidth);
  expect(await overflow()).toBeGreaterThan(0);
  await blocks.first().hover();
  const wrap = blocks.first().getByRole("button", { name: "Wrap" });
  await wrap.click();
  await expect(wrap).toHaveAttribute("aria-pressed", "true");
  expect(await overflow()).toBe(0);
  await wrap.click();
  expect(await overflow()).toBeGreaterThan(0);
  // Nothing to wrap.
  await blocks.nth(1).hover();
  await expect(blocks.nth(1).getByRole("button", { name: "Wrap" })).toBeHidden();
});

test.describe("a post is handed on", () => {
  test("through the system's sheet where there is one", async ({ site, page }) => {
    await page.addInitScript(() => {
      navigator.share = (what) => Promise.resolve((window.shared = what));
    });
    await site.open("/posts/netlify/");
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await expect.poll(() => page.evaluate(() => window.shared?.url)).toMatch(/^https:\/\/.*\/posts\/netlify\/$/);
    expect(await page.evaluate(() => window.shared.title)).toMatch(/^Deploying a blog/);
  });

  test("or as an address to paste", async ({ site, page, context }) => {
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.addInitScript(() => Object.defineProperty(Navigator.prototype, "share", { value: undefined }));
    await site.open("/posts/netlify/");
    const button = page.locator("button.send");
    await button.click();
    await expect(button).toHaveText("Copied");
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/posts\/netlify\/$/);
    await expect(button).toHaveText("Share");
  });
});

test("without scripts nothing offers what it could not do", async ({ browser, baseURL }) => {
  const page = await browser.newPage({ javaScriptEnabled: false, baseURL });
  await page.goto("/posts/netlify/");
  await expect(page.locator(".search, .theme, .shortcuts, .send")).toHaveCount(4);
  for (const button of await page.locator("button").all()) await expect(button).toBeHidden();
  await expect(page.getByRole("navigation", { name: "You are here" }).getByRole("link")).toHaveText(["Home", "Posts"]);
  await page.close();
});
