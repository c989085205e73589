// What readers get beside the text: how long it takes to read, a link on each heading, a button that
// copies code.
import { expect, test } from "./site.mjs";

const POST = "/posts/async-requests/";

test("a post says how long it takes to read, a page does not", async ({ site, page }) => {
  await site.open(POST);
  await expect(page.locator(".page-header").getByText(/^[1-9]\d* min read$/)).toBeVisible();
  await site.open("/about/");
  await expect(page.locator(".page-header")).not.toContainText("min read");
});

test.describe("the contents of a long post", () => {
  test("open on a small screen, and lead to their sections", async ({ site, page }) => {
    await page.setViewportSize({ width: 390, height: 800 });
    await site.open(POST);
    const contents = site.article.getByRole("navigation", { name: "Contents" });
    const link = contents.getByRole("link", { name: /^Why it looks like that/ });
    await expect(link).toBeHidden();
    await contents.getByText("Contents").click();
    await link.click();
    await expect(page).toHaveURL(/#why-it-looks-like-that$/);
    await expect(site.article.getByRole("heading", { name: /^Why it looks/ })).toBeInViewport();
    expect(site.documentLoads).toBe(1);
  });

  test("stay in sight beside the text where there is room", async ({ site, page }) => {
    await page.setViewportSize({ width: 1440, height: 800 });
    await site.open(POST);
    const links = site.article.getByRole("navigation", { name: "Contents" }).getByRole("link");
    await expect(links.first()).toBeVisible();
    await site.article.getByRole("heading", { name: /^Does it work/ }).scrollIntoViewIfNeeded();
    await expect(links.first()).toBeInViewport();
    const text = await site.article.locator("> p").first().boundingBox();
    const { x, width } = await links.first().boundingBox();
    expect(x).toBeGreaterThan(text.x + text.width);
    expect(x + width).toBeLessThan(1440);
  });

  test("are not made for a short page", async ({ site }) => {
    await site.open("/toolkit/python/");
    await expect(site.article.getByRole("navigation")).toHaveCount(0);
  });
});

test.describe("the colour scheme", () => {
  const paper = (page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const LIGHT = "rgb(255, 253, 248)";
  const DARK = "rgb(20, 22, 28)";

  test("is the visitor's own, from the first paint on, on every page", async ({ site, page }) => {
    await site.open(POST);
    expect(await paper(page)).toBe(LIGHT);
    await page.getByRole("button", { name: "Light or dark colours" }).click();
    expect(await paper(page)).toBe(DARK);
    await site.open("/about/");
    expect(await paper(page)).toBe(DARK);
    // Set by what stands in the head, before there is a body.
    const page2 = await page.context().newPage();
    await page2.route(/\.(js|wasm)$/, (route) => route.abort());
    await page2.goto("/manifesto/");
    expect(await paper(page2)).toBe(DARK);
    // Without the program too; and another page that is open follows.
    await page2.getByRole("button", { name: "Light or dark colours" }).click();
    expect(await paper(page2)).toBe(LIGHT);
    await expect.poll(() => paper(page)).toBe(LIGHT);
    expect(await page2.evaluate(() => localStorage.getItem("stacks.theme"))).toBeNull();
  });
});

test.describe("the link on a heading", () => {
  test("leads to its section without a reload, and is what the address bar then has", async ({ site, page }) => {
    await site.open(POST);
    const heading = site.article.getByRole("heading", { name: "The program" });
    const link = site.article.getByRole("link", { name: "Link to this section: The program", exact: true });
    await expect(link).toHaveCSS("opacity", "0");
    await heading.hover();
    await expect(link).toHaveCSS("opacity", "1");
    await link.click();
    const id = await heading.getAttribute("id");
    await expect(page).toHaveURL(new RegExp(`${POST}#${id}$`));
    await expect.poll(() => site.topOf(heading)).toBeLessThan(100);
    expect(site.documentLoads).toBe(1);
    await page.reload();
    await expect(site.title).not.toHaveText(/Loading/);
    await expect(heading).toBeInViewport();
  });

  test("shows to the keyboard, and is no part of the heading", async ({ site, page }) => {
    await site.open(POST);
    const box = site.article.locator(".heading").first();
    const link = box.locator(".anchor");
    await link.focus();
    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Tab");
    await expect(link).toBeFocused();
    await expect(link).toHaveCSS("opacity", "1");
    await expect(box.getByRole("heading")).not.toHaveAccessibleName(/link/i);
  });

  test.describe("on a touch screen", () => {
    test.use({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 800 } });
    test("shows always and is large enough for a finger", async ({ site }) => {
      await site.open(POST);
      for (const link of await site.article.locator(".anchor").all()) {
        await expect(link).toHaveCSS("opacity", "1");
        const { width, height } = await link.boundingBox();
        expect(Math.min(width, height)).toBeGreaterThanOrEqual(24);
      }
    });
  });
});

test.describe("the copy button", () => {
  const copied = (page) => page.evaluate(() => navigator.clipboard.readText());

  test.beforeEach(({ context }) => context.grantPermissions(["clipboard-read", "clipboard-write"]));

  test("copies the code as it is, by mouse and by keyboard, and says so", async ({ site, page }) => {
    await site.open(POST);
    const blocks = site.article.locator("pre");
    const buttons = site.article.getByRole("button", { name: "Copy" });
    await expect(buttons).toHaveCount(await blocks.count());
    const code = (await blocks.first().textContent()).replace(/\n+$/, "");
    const status = page.locator("[id='stacks.status']");

    await blocks.first().hover();
    const button = site.article.locator("button.copy").first();
    await button.click();
    await expect(button).toHaveText("Copied");
    await expect(status).toHaveText("Copied");
    expect(await copied(page)).toBe(code);
    await expect(button).toHaveText("Copy");
    await expect(status).toBeEmpty();

    await page.evaluate(() => navigator.clipboard.writeText("something else"));
    await button.focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => copied(page)).toBe(code);
  });

  test("copies no line numbers", async ({ site, page }) => {
    const markdown = "```sh,linenos,linenostart=9\n$ a\n> b\n```\n";
    await page.route("**/data/pages/about/index.json", (route) =>
      route.fulfill({ json: { version: 1, url: "/about/", title: "Code", markdown } }),
    );
    await site.openAbout("Code");
    await site.article.locator("[data-line='10']").hover();
    await site.article.getByRole("button", { name: "Copy" }).click();
    await expect.poll(() => copied(page)).toBe("$ a\n> b");
  });

  test("speaks Spanish where the page does, and lies at the right in pages from right to left", async ({ site, page }) => {
    for (const [language, name] of [["es", "Copiar"], ["ar", "Copy"]]) {
      await page.route("**/data/pages/about/index.json", (route) =>
        route.fulfill({
          json: { version: 1, url: "/about/", title: "Code", language, markdown: "```\nx\n```\n" },
        }),
      );
      await site.openAbout("Code");
      const button = site.article.getByRole("button", { name });
      const [inner, outer] = [await button.boundingBox(), await site.article.locator("pre").boundingBox()];
      expect(outer.x + outer.width - (inner.x + inner.width)).toBeLessThan(20);
      await page.unrouteAll();
    }
  });

  test("is there once, also on the way back", async ({ site, page }) => {
    await site.open(POST);
    const count = await site.article.locator("pre").count();
    await site.home();
    await page.goBack();
    await expect(site.article.locator("pre").first()).toBeVisible();
    await expect(site.article.locator("button.copy")).toHaveCount(count);
  });

  test("is not there without a clipboard, and moves nothing where it is", async ({ site, page, context }) => {
    await site.open(POST);
    await expect(site.article.locator("button.copy").first()).toBeAttached();
    const height = () => site.article.evaluate((it) => it.getBoundingClientRect().height);
    const heightWith = await height();
    const other = await context.newPage();
    await other.addInitScript(() => Object.defineProperty(Navigator.prototype, "clipboard", { value: undefined }));
    await other.goto(POST);
    const article = other.locator("article .prose");
    await expect(article.locator("pre").first()).toBeVisible();
    await expect(article.locator(".code-tools").first()).toBeAttached();
    await expect(article.locator("button.copy")).toHaveCount(0);
    expect(await article.evaluate((it) => it.getBoundingClientRect().height)).toBe(heightWith);
  });

  test("says when it could not copy", async ({ site, page }) => {
    await page.addInitScript(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await site.open(POST);
    const button = site.article.locator("button.copy").first();
    await button.focus();
    await page.keyboard.press("Space");
    await expect(button).toHaveText("Could not copy");
    await expect(page.locator("[id='stacks.status']")).toHaveText("Could not copy");
  });
});

test("on paper there is the text, and where its links lead", async ({ site, page }) => {
  await site.open("/toolkit/kubernetes/");
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("contentinfo")).toBeHidden();
  await expect(site.article.getByRole("navigation")).toBeHidden();
  expect(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)).toBe("rgb(255, 253, 248)");
  const link = site.article.locator("a[href^=http]").first();
  expect(await link.evaluate((it) => getComputedStyle(it, "::after").content)).toContain(await link.getAttribute("href"));
});

test("a post leads to those before and after it in its language", async ({ site, page }) => {
  await site.open("/posts/pelican-github-emojis/");
  const beside = page.locator("article").getByRole("navigation", { name: "Posts", exact: true });
  await expect(beside.getByRole("link")).toHaveCount(1);
  await beside.getByText("Earlier post").locator("..").getByRole("link").click();
  await expect(site.title).toHaveText(/^Ten thousand small files/);
  await beside.getByText("Later post").locator("..").getByRole("link").click();
  await expect(site.title).toHaveText(/^GitHub emoji/);
  expect(site.documentLoads).toBe(1);
});
