// A bad network in every form the issue names: the visitor is told and trying again helps, or the
// server's own page is shown, which has everything within.
import { expect, test } from "./site.mjs";

const json = { status: 200, contentType: "application/json" };

// What the visitor is told of, with a way to try again.
const failures = {
  "server down": { act: (route) => route.abort("connectionrefused"), says: "could not be reached" },
  "500": { act: (route) => route.fulfill({ status: 500, body: "oops" }), says: "500" },
  "a stalled response": { act: () => {}, says: "too long", stalls: true },
};

// What only another build of the site explains: the page is then loaded as a whole.
const differences = {
  "404": { act: (route) => route.fulfill({ status: 404, body: "gone" }) },
  "truncated JSON": { act: (route) => route.fulfill({ ...json, body: '{"version":1,"title' }) },
  "JSON of another shape": { act: (route) => route.fulfill({ ...json, body: "[1]" }) },
  "HTML where JSON was due": {
    act: (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<h1>Hi</h1>" }),
  },
};

const files = ["manifest.json", "data/pages/about/index.json", "renderer-*.wasm"];

/** Opens the home page with nothing fetched ahead, and follows a link to About, for which `file`
    fails as `act` does. */
async function visitWithout(file, act, site, page) {
  await site.saveData();
  await page.clock.install();
  await site.open("/");
  await page.route(`**/${file}`, act);
  const asked = page.waitForRequest(`**/${file}`);
  await site.menu.getByRole("link", { name: "About" }).click();
  await asked;
}

for (const file of files) {
  for (const [name, fault] of Object.entries(failures)) {
    test(`${name} for ${file} is said, and trying again helps`, async ({ site, page }) => {
      await visitWithout(file, fault.act, site, page);
      if (fault.stalls) await page.clock.fastForward(21_000);
      await expect(site.title).toHaveText("This page could not be loaded");
      await expect(page.getByRole("alert")).toContainText(fault.says);
      await page.unrouteAll();
      await site.retry.click();
      await expect(site.title).toHaveText("About");
      await expect(site.menu).toBeVisible();
      expect(site.documentLoads).toBe(1);
    });
  }

  for (const [name, fault] of Object.entries(differences)) {
    test(`${name} for ${file} leads to the server's page`, async ({ site, page }) => {
      await visitWithout(file, fault.act, site, page);
      await expect(site.title).toHaveText("About");
      await expect(page).toHaveURL(/\/about\/$/);
      await expect(site.article).not.toBeEmpty();
      expect(site.documentLoads).toBe(2);
    });
  }
}

test("a site of another version is loaded anew", async ({ site, page }) => {
  const newer = async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), version: 99 } });
  };
  await visitWithout("manifest.json", newer, site, page);
  await expect(site.title).toHaveText("About");
  expect(site.documentLoads).toBe(2);
});

test("loading is said only when it takes noticeably long", async ({ site, page }) => {
  await site.saveData();
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

test("a panic shows a message and a way to reload", async ({ page }) => {
  await page.goto("/");
  await page.waitForFunction(() => window.wasmBindings);
  // The program relies on a document having a root element; without one it panics.
  // The click comes in the same task: at rest, the program draws the page once more by itself.
  await page.evaluate(() => {
    Object.defineProperty(document, "documentElement", { get: () => null, configurable: true });
    document.querySelector(".menu a[href$='/about/']").click();
  });
  const notice = page.getByRole("alert");
  await expect(notice).toContainText("Something went wrong in this page's program.");
  await notice.getByRole("button", { name: "Reload the page" }).click();
  await expect(notice).toHaveCount(0);
  await expect(page.locator("main h1").first()).toHaveText("About");
});

test("a Spanish page that fails says so in Spanish, and its trail is that of the Spanish menu", async ({ site, page }) => {
  await site.saveData();
  await site.open("/posts/sre-devops-glossary/");
  const trail = page.getByRole("navigation", { name: "Estás aquí" });
  await expect(trail.getByRole("link")).toHaveText(["Inicio", "Entradas"]);
  await page.route("**/data/pages/es/manifesto/index.json", (route) => route.abort("connectionrefused"));
  await site.menu.getByRole("link", { name: "Manifiesto" }).click();
  await expect(page.getByRole("button", { name: "Intentar de nuevo" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await page.unrouteAll();
  await page.getByRole("button", { name: "Intentar de nuevo" }).click();
  await expect(site.title).toHaveText("Manifiesto DevOps");
});
