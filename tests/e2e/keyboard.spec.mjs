// The whole site without a mouse: where the focus goes, that it is seen, and that keys do what is written.
import { expect, test } from "./site.mjs";

/** More stops than any page of ours has. */
const MOST = 250;

/** Goes on with the Tab key, or back, until `target` has the focus, which is seen at every stop. */
async function tabTo(page, target, key = "Tab") {
  for (let stop = 0; stop < MOST; stop++) {
    await page.keyboard.press(key);
    const lost = await page.evaluate(() => {
      let it = document.activeElement;
      while (it?.shadowRoot?.activeElement) it = it.shadowRoot.activeElement;
      // The browser's own surface, which comes after the last stop.
      if (!it || it === document.body) return "";
      const { outlineStyle, outlineWidth } = getComputedStyle(it);
      const { top, bottom, left, right } = it.getBoundingClientRect();
      const isSeen = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth;
      return isSeen && outlineStyle !== "none" && outlineWidth !== "0px" ? "" : it.outerHTML.slice(0, 200);
    });
    expect(lost, "has the focus, and nobody sees it").toBe("");
    if (await target.evaluate((it) => it === document.activeElement)) return;
  }
  throw new Error(`the Tab key does not lead to ${target}`);
}

test("a walk through the site with nothing but keys", async ({ site, page }) => {
  test.slow();
  await site.open("/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");

  // Home to a post: its heading has the focus, and the page is announced.
  const post = page.locator(".entries").getByRole("link", { name: /^Deploying a blog/ });
  await tabTo(page, post);
  await page.keyboard.press("Enter");
  await expect(site.title).toHaveText(/^Deploying a blog/);
  await expect(site.title).toBeFocused();
  await expect(page.getByRole("status").filter({ hasText: "Deploying" })).toHaveCount(1);

  // Its contents.
  const contents = site.article.getByRole("navigation", { name: "Contents" });
  await tabTo(page, contents.locator("summary"));
  await page.keyboard.press("Enter");
  const section = contents.getByRole("link").nth(2);
  await tabTo(page, section);
  const { hash } = new URL(await section.evaluate((it) => it.href));
  await page.keyboard.press("Enter");
  await expect(site.article.locator(hash)).toBeInViewport();

  // A footnote: in place when its reference has the focus, and on the way there and back.
  const reference = site.article.locator(".footnote-reference a").first();
  await tabTo(page, reference);
  const box = page.locator(".aside-box");
  await expect(box).toContainText("run-build-functions.sh");
  await expect(reference).toHaveAccessibleDescription(/run-build-functions/);
  await page.keyboard.press("Escape");
  await expect(box).toBeHidden();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#fn-1$/);
  const back = site.article.getByRole("link", { name: "Back to the text" }).first();
  await tabTo(page, back);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#fnref-1$/);
  await expect(reference).toBeInViewport();
  await expect(reference).toBeFocused();

  // The search field, and back to where one was.
  await page.keyboard.press("/");
  const dialog = page.getByRole("dialog", { name: "Search" });
  await expect(dialog.getByRole("combobox")).toBeFocused();
  await page.keyboard.type("kubernetes");
  await expect(dialog.getByRole("option", { name: /^Kubernetes/ })).toBeVisible();
  // The first empties the field, as browsers have it.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(reference).toBeFocused();

  // A tag.
  const tag = page.locator(".page-header").getByRole("link", { name: "gitops" });
  await tabTo(page, tag, "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(site.title).toHaveText("gitops");

  // Light and dark.
  const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const before = await paper();
  await tabTo(page, page.getByRole("button", { name: "Light or dark colours" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  expect(await paper()).not.toBe(before);

  // The other language, and its menu.
  await tabTo(page, page.getByRole("banner").getByRole("link", { name: "Español" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByRole("navigation", { name: "Menú principal" }).getByRole("link", { name: "Manifiesto" })).toBeVisible();
  expect(site.documentLoads).toBe(1);
});

test.describe("shortcuts", () => {
  test("do what the sheet says, and nothing while somebody types", async ({ site, page }) => {
    await site.open("/posts/async-requests/");
    await page.keyboard.press("?");
    const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
    await expect(sheet.locator("dt")).toHaveText(["/", "?", "h", "n", "p", "c", "t"]);
    await page.keyboard.press("h");
    await expect(sheet).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
    await page.keyboard.press("n");
    await expect(site.title).toHaveText(/^GitHub emoji/);
    await page.keyboard.press("p");
    await expect(site.title).toHaveText(/^Ten thousand/);
    await page.keyboard.press("c");
    await expect(site.article.getByRole("navigation", { name: "Contents" }).getByRole("link").first()).toBeFocused();
    await page.keyboard.press("Control+k");
    const field = page.getByRole("dialog", { name: "Search" }).getByRole("combobox");
    await expect(field).toBeFocused();
    await page.keyboard.type("python h?");
    await expect(field).toHaveValue("python h?");
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    await page.keyboard.press("Escape");
    await page.keyboard.press("h");
    await expect(site.title).toHaveText("The Stacks");
    expect(site.documentLoads).toBe(1);
  });

  test("what is typed before the search box has come is in it", async ({ site, page }) => {
    await site.open("/posts/async-requests/");
    const release = await site.hold("**/{search,dialog,widgets}.js");
    await page.keyboard.press("/");
    await page.keyboard.type("python h");
    await release();
    const field = page.getByRole("dialog", { name: "Search" }).getByRole("combobox");
    await expect(field).toHaveValue("python h");
    await expect(field).toBeFocused();
    await page.keyboard.type("x");
    await expect(page.locator("dialog stacks-search input")).toBeFocused();
    await expect(field).toHaveValue("python hx");
    await expect(site.title).toHaveText(/^Ten thousand/);
  });

  test("that is held does something once", async ({ site, page }) => {
    await site.open("/posts/async-requests/");
    const scheme = () => page.evaluate(() => document.documentElement.style.colorScheme);
    await page.keyboard.press("t");
    await expect.poll(scheme).toBe("dark");
    await page.keyboard.down("t");
    await expect.poll(scheme).toBe("light");
    for (let time = 0; time < 3; time++) await page.keyboard.down("t");
    await page.keyboard.up("t");
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog")).toBeVisible();
    expect(await scheme()).toBe("light");
  });

  test("can be turned off, for good", async ({ site, page }) => {
    await site.open("/posts/async-requests/");
    await page.getByRole("button", { name: "Keyboard shortcuts" }).click();
    await page.getByRole("checkbox", { name: /^Turn off/ }).check();
    await page.keyboard.press("Escape");
    await page.reload();
    await site.started();
    await page.keyboard.press("h");
    // What is held with another key is no accident.
    await page.keyboard.press("Control+k");
    await expect(page.getByRole("dialog", { name: "Search" })).toBeVisible();
    await expect(site.title).toHaveText(/^Ten thousand/);
  });
});
