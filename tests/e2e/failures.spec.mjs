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

/** The failure page says what went wrong, and trying again shows About. */
async function failsThenRecovers(site, page, fault) {
  if (fault.stalls) await page.clock.fastForward(21_000);
  await expect(site.title).toHaveText("This page could not be loaded");
  await expect(page.getByRole("alert")).toContainText(fault.says);
  await page.unrouteAll();
  await site.retry.click();
  await expect(site.title).toHaveText("About");
  await expect(site.menu).toBeVisible();
  expect(site.documentLoads).toBe(1);
}

for (const [name, fault] of Object.entries(faults)) {
  for (const file of ["manifest.json", "data/pages/about/index.json", "renderer_bg.wasm"]) {
    test(`${name} for ${file} on the first page`, async ({ site, page }) => {
      await page.clock.install();
      const asked = page.waitForRequest(`**/${file}`);
      await page.route(`**/${file}`, fault.act);
      await page.goto("/about/");
      await asked;
      // The timer starts with the program; wait until it is there.
      await expect(page.locator("main")).toBeAttached();
      await failsThenRecovers(site, page, fault);
    });
  }

  test(`${name} on the way to another page`, async ({ site, page }) => {
    await page.clock.install();
    await site.open("/");
    await page.route("**/data/pages/about/**", fault.act);
    const asked = page.waitForRequest("**/data/pages/about/**");
    await site.menu.getByRole("link", { name: "About" }).click();
    await asked;
    await failsThenRecovers(site, page, fault);
  });
}

test("a site of another version asks for a reload", async ({ site, page }) => {
  await page.route("**/manifest.json", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), version: 99 } });
  });
  await page.goto("/about/");
  await expect(page.getByRole("alert")).toContainText("The site has changed");
  await page.unrouteAll({ behavior: "wait" });
  await site.retry.click();
  await expect(site.title).toHaveText("About");
  expect(site.documentLoads).toBe(2);
});

test("loading is said only when it takes noticeably long", async ({ site, page }) => {
  await site.open("/");
  const release = await site.hold("**/data/pages/about/**");
  await site.menu.getByRole("link", { name: "About" }).click();
  await expect(site.progress).toBeAttached();
  const [delay, fill] = await site.progress.evaluate((it) => {
    const style = getComputedStyle(it);
    return [parseFloat(style.animationDelay), style.animationFillMode];
  });
  // Until the delay is over the first frame holds, which is invisible.
  expect(delay).toBeGreaterThanOrEqual(0.3);
  expect(fill).toBe("both");
  await expect(site.progress).toHaveCSS("opacity", "1");
  await expect(site.title).toHaveText("The Stacks");
  await release();
  await expect(site.title).toHaveText("About");
  await expect(site.progress).toBeHidden();
});

test("the first page says that it is loading when it takes long", async ({ site, page }) => {
  const release = await site.hold("**/data/pages/about/**");
  await page.goto("/about/");
  await expect(page.locator("main .loading")).toHaveCSS("opacity", "1");
  await expect(site.title).toHaveText("Loading…");
  await release();
  await expect(site.title).toHaveText("About");
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
