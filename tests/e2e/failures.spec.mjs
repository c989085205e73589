// A bad network in every form the issue names: the visitor is told, and trying again helps.
import { expect, test } from "./site.mjs";

const json = { status: 200, contentType: "application/json" };
const faults = {
  "server down": { act: (route) => route.abort("connectionrefused"), says: "could not be reached" },
  "404": { act: (route) => route.fulfill({ status: 404, body: "gone" }), says: "404" },
  "500": { act: (route) => route.fulfill({ status: 500, body: "oops" }), says: "500" },
  "truncated JSON": { act: (route) => route.fulfill({ ...json, body: '{"version":1,"title' }), says: "not what was asked for" },
  "JSON of another shape": { act: (route) => route.fulfill({ ...json, body: "[1]" }), says: "not what was asked for" },
  "HTML where JSON was due": {
    act: (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Hi</h1>" }),
    says: "text/html",
  },
  "a stalled response": { act: () => {}, says: "too long", stalls: true },
};

for (const [name, fault] of Object.entries(faults)) {
  const patience = async (page) => {
    if (fault.stalls) await page.clock.fastForward(21_000);
  };

  for (const file of ["manifest.json", "data/pages/about/index.json"]) {
    test(`${name} for ${file} on the first page`, async ({ site, page }) => {
      await page.clock.install();
      const asked = page.waitForRequest(`**/${file}`);
      await page.route(`**/${file}`, fault.act);
      await page.goto("/about/");
      await asked;
      // The timer starts with the program; wait until it is there.
      await expect(page.locator("main")).toBeAttached();
      await patience(page);
      await expect(site.title).toHaveText("This page could not be loaded");
      await expect(page.getByRole("alert")).toContainText(fault.says);
      await page.unrouteAll();
      await site.retry.click();
      await expect(site.title).toHaveText("About");
      await expect(site.menu).toBeVisible();
      expect(site.documentLoads).toBe(1);
    });
  }

  test(`${name} on the way to another page`, async ({ site, page }) => {
    await page.clock.install();
    await site.open("/");
    await page.route("**/data/pages/about/**", fault.act);
    const asked = page.waitForRequest("**/data/pages/about/**");
    await site.menu.getByRole("link", { name: "About" }).click();
    await asked;
    await patience(page);
    await expect(site.title).toHaveText("This page could not be loaded");
    await expect(page.getByRole("alert")).toContainText(fault.says);
    await page.unrouteAll();
    await site.retry.click();
    await expect(site.title).toHaveText("About");
    expect(site.documentLoads).toBe(1);
  });
}

test("loading is said only when it takes noticeably long", async ({ site, page }) => {
  await site.open("/");
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route("**/data/pages/about/**", async (route) => {
    await held;
    await route.continue();
  });
  await site.menu.getByRole("link", { name: "About" }).click();
  await expect(site.progress).toBeAttached();
  const delay = await site.progress.evaluate((it) => getComputedStyle(it).animationDelay);
  expect(parseFloat(delay)).toBeGreaterThanOrEqual(0.3);
  await expect(site.progress).toBeVisible();
  await expect(site.title).toHaveText("The Stacks");
  release();
  await expect(site.title).toHaveText("About");
  await expect(site.progress).toBeHidden();
});

test("a panic shows a message and a way to reload", async ({ page }) => {
  await page.goto("/");
  await expect(page.locator("main h1").first()).toHaveText("The Stacks");
  // The program relies on a document having a root element; without one it panics.
  await page.evaluate(() => {
    Object.defineProperty(document, "documentElement", { get: () => null, configurable: true });
  });
  await page.getByRole("link", { name: "About" }).first().click();
  const notice = page.getByRole("alert");
  await expect(notice).toContainText("Something went wrong in this page's program.");
  await notice.getByRole("button", { name: "Reload the page" }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.locator("main h1").first()).toHaveText("About");
});
