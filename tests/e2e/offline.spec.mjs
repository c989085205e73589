// Reading without a network, and what happens to open pages when the site is deployed anew. Each test
// has a host for itself.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builds, Host } from "./deployments.mjs";
import { expect, Site, test as base } from "./site.mjs";

const test = base.extend({
  folder: ["site", { option: true }],
  path: ["/", { option: true }],
  host: async ({ folder, path }, use, info) => {
    const host = new Host(4700 + info.parallelIndex, join(builds, folder), path);
    await host.start();
    await use(host);
    await host.stop();
    host.remove();
  },
  baseURL: async ({ host }, use) => use(host.url),
});
test.use({ serviceWorkers: "allow" });

const news = (page) => page.locator(".update");
const offer = (page) => page.locator(".offline");
const about = (page) => page.getByRole("heading", { level: 2, name: /^SRE, DevOps and MLOps/ });

/** Waits until the page has a worker. */
async function hasWorker(page) {
  await expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
}

/** Waits until the pages are kept, with what the app takes to show them. */
async function areKept(page, ...paths) {
  const missing = () =>
    page.evaluate(async (paths) => {
      const files = paths.flatMap((path) => [path, `data/pages/${path}index.json`]);
      const found = await Promise.all(files.map((file) => caches.match(new URL(file, document.baseURI))));
      return files.filter((_, number) => !found[number]);
    }, paths);
  await expect.poll(missing).toEqual([]);
}

async function cut(page, host) {
  await host.stop();
  await page.context().setOffline(true);
}

async function mend(page, host) {
  await host.start();
  await page.context().setOffline(false);
}

/** Comes back to the tab, which then looks for a new version. */
async function comeBack(page) {
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
}

/** The version of the worker that serves the page, by its caches. */
function versions(page, kind = "shell") {
  return page.evaluate(
    async (kind) => (await caches.keys()).filter((name) => name.includes(` ${kind} `)).length,
    kind,
  );
}

/** The app's file that the page names. */
function appOf(page) {
  return page.locator("link[rel=modulepreload]").getAttribute("href");
}

async function readsAll(site, page, pages) {
  for (const [path, title] of pages) {
    await page.goto(path);
    await expect(site.title).toHaveText(title);
    await page.reload();
    await expect(site.title).toHaveText(title);
  }
}

test("three posts read in any way are there without a network, and others say that they are not", async ({
  site,
  page,
  host,
}) => {
  await site.open("posts/netlify/");
  const [first, second, third] = ["posts/netlify/", "posts/", "posts/async-requests/"];
  const titles = {
    [first]: "Deploying a blog with git push: Netlify, then and now",
    [second]: "Posts",
    [third]: "Ten thousand small files: fast downloads with aiohttp",
    "about/": "About",
  };
  // Before any worker is there, within the app.
  await site.follow(site.menu.getByRole("link", { name: "Posts" }), titles[second]);
  await hasWorker(page);
  // Within the app, with a worker.
  await site.follow(page.locator(".entries a[href$='/posts/async-requests/']").first(), titles[third]);
  // As a document.
  await site.open("about/");
  await areKept(page, first, second, third, "about/");

  await cut(page, host);
  await readsAll(site, page, Object.entries(titles));
  // Within the app: along links, and back.
  await page.goto(second);
  const loads = site.documentLoads;
  await site.follow(page.locator(".entries a[href$='/posts/async-requests/']").first(), titles[third]);
  await site.follow(site.menu.getByRole("link", { name: "About" }), "About");
  await page.goBack();
  await expect(site.title).toHaveText(titles[third]);
  await page.goBack();
  await expect(site.title).toHaveText(titles[second]);
  expect(site.documentLoads).toBe(loads);

  // What was not read, within the app and as a document.
  await page.locator(".entries a[href$='/posts/sre-devops-glossary/']").first().click();
  await expect(page.getByRole("alert")).toContainText("You may be offline");
  await page.reload();
  await expect(site.title).toHaveText("This page is not kept for offline");
  await expect(page.locator("#stacks\\.app a")).toHaveCount(0);
  await Promise.all([page.waitForEvent("load"), page.getByRole("button", { name: "Try again" }).click()]);
  await expect(site.title).toHaveText("This page is not kept for offline");
  await mend(page, host);
  // Where the browser was early to say so, it comes with the next look, five seconds later.
  await expect(site.title).toHaveText(/^Glosario/, { timeout: 15_000 });
  await expect(site.menu).toBeVisible();
});

test("a page that failed within the app comes by itself when the network returns", async ({ site, page, host }) => {
  await site.open("about/");
  await hasWorker(page);
  await areKept(page, "about/");
  await cut(page, host);
  await page.reload();
  await site.menu.getByRole("link", { name: "Posts" }).click();
  await expect(page.getByRole("alert")).toContainText("You may be offline");
  await mend(page, host);
  // Where the browser does not say so, it comes with the next look, five seconds later.
  await expect(page.getByRole("alert")).toHaveCount(0, { timeout: 15_000 });
  await expect(site.title).not.toHaveText("This page could not be loaded");
  await expect(page.locator(".entries li").first()).toBeVisible();
});

test("a page that is not kept comes when the server does, whatever the browser knows", async ({ site, page, host }) => {
  await site.open("about/");
  await hasWorker(page);
  await host.stop();
  await page.goto("posts/");
  await expect(site.title).toHaveText("This page is not kept for offline");
  await host.start();
  await expect(site.title).toHaveText("Posts", { timeout: 15_000 });
});

test("a network that stalls is not waited for when the page is kept", async ({ site, page, host }) => {
  await site.open("about/");
  await hasWorker(page);
  await areKept(page, "about/");
  await site.open("posts/");
  let go;
  host.holds = { pattern: /about/, until: new Promise((resolve) => (go = resolve)) };
  await page.goto("about/");
  await expect(about(page)).toBeVisible();
  go();
});

test("pictures of pages that were read are there without a network", async ({ site, page, host }) => {
  const picture = site.article.locator("img.emoji").first();
  await site.open("about/");
  await expect(picture).not.toHaveJSProperty("naturalWidth", 0);
  await hasWorker(page);
  await areKept(page, "about/");
  await cut(page, host);
  await page.reload();
  await expect(picture).not.toHaveJSProperty("naturalWidth", 0);
});

test.describe("a new version", () => {
  /** About is open, with a worker, and the next build is there. */
  async function begin(site, page, host) {
    // Nothing is fetched ahead: a worker that is busy when another is agreed to stays for a while.
    await page.context().addInitScript(() =>
      Object.defineProperty(navigator.connection, "saveData", { value: true }),
    );
    await site.open("about/");
    await hasWorker(page);
    await areKept(page, "about/");
    const before = await appOf(page);
    await host.deploy(host.rebuild("new doses"));
    return before;
  }

  test("is told of, and put off: the old page goes on", async ({ site, page, host }) => {
    const before = await begin(site, page, host);
    await comeBack(page);
    await expect(news(page)).toContainText("A new version of this site is ready.");
    await expect(news(page).getByRole("status")).toBeVisible();
    await news(page).getByRole("button", { name: "Not now" }).press("Enter");
    await expect(news(page)).toBeHidden();
    const loads = site.documentLoads;
    await site.home();
    await site.follow(site.menu.getByRole("link", { name: "Posts" }), /Posts/);
    expect(site.documentLoads).toBe(loads);
    expect(await appOf(page)).toBe(before);
    // Nobody agreed: the old worker is still there, and without a network so is its page.
    await cut(page, host);
    await page.goto("about/");
    await expect(about(page)).toBeVisible();
    await expect(page.locator(".copy, .anchor").first()).toBeAttached();
  });

  test("comes when it is agreed to, and the old one's files go", async ({ site, page, host }) => {
    const before = await begin(site, page, host);
    await comeBack(page);
    await news(page).getByRole("button", { name: "Reload" }).press("Enter");
    await expect(about(page)).toContainText("new doses");
    expect(await appOf(page)).not.toBe(before);
    await expect(news(page)).toBeHidden();
    await expect.poll(() => versions(page)).toBe(1);
    await expect.poll(() => versions(page, "kept")).toBe(1);
    await site.home();
    await areKept(page, "about/", "");
    await cut(page, host);
    await page.reload();
    await site.follow(site.menu.getByRole("link", { name: "About" }), "About");
    await expect(about(page)).toContainText("new doses");
  });

  test("comes to a second tab too", async ({ site, page, host, context }) => {
    await begin(site, page, host);
    const other = await context.newPage();
    const second = new Site(other);
    await second.open("posts/");
    await hasWorker(other);
    await comeBack(page);
    await news(page).getByRole("button", { name: "Reload" }).click();
    await expect(about(page)).toContainText("new doses");
    await expect.poll(() => versions(other)).toBe(1);
    for (const tab of [site, second]) {
      await tab.home();
      await tab.follow(tab.menu.getByRole("link", { name: "About" }), "About");
      await expect(about(tab.page)).toContainText("new doses");
      expect(await appOf(tab.page)).toBe(await appOf(page));
      await expect(news(tab.page)).toBeHidden();
    }
  });

  test("is no news to a page that is of it, and waits until all are closed", async ({ site, page, host, context }) => {
    const before = await begin(site, page, host);
    await page.reload();
    await expect(about(page)).toContainText("new doses");
    expect(await appOf(page)).not.toBe(before);
    // The old worker serves it until the tab is closed.
    const waits = () =>
      page.evaluate(async () => Boolean((await navigator.serviceWorker.getRegistration()).waiting));
    await expect.poll(waits).toBe(true);
    await site.home();
    await expect(news(page)).toBeHidden();
    // With both workers' files there, either build's page has its own.
    await cut(page, host);
    await page.goto("about/");
    await expect(about(page)).toContainText("new doses");
    await site.home();
    await mend(page, host);
    await page.close();
    const next = new Site(await context.newPage());
    await next.open("about/");
    await expect.poll(() => versions(next.page)).toBe(1);
    await expect(about(next.page)).toContainText("new doses");
  });

  test("that nobody saw before the network went changes nothing", async ({ site, page, host }) => {
    const before = await begin(site, page, host);
    await cut(page, host);
    await page.reload();
    await expect(about(page)).toContainText("small doses");
    expect(await appOf(page)).toBe(before);
    await site.follow(page.locator(".site-title"), /./);
    await mend(page, host);
    await site.open("about/");
    await expect(about(page)).toContainText("new doses");
  });

  test("agreed to without a network leaves what was kept, with its program", async ({ site, page, host }) => {
    const before = await begin(site, page, host);
    await comeBack(page);
    await expect(news(page)).toBeVisible();
    await cut(page, host);
    await news(page).getByRole("button", { name: "Reload" }).click();
    await expect(news(page)).toBeHidden();
    await expect(about(page)).toContainText("small doses");
    expect(await appOf(page)).toBe(before);
    // Hydrated: within the app the page's own renderer and payload are found.
    await page.evaluate(() => (window.isSame = true));
    await page.locator("main a[href='/']").first().click();
    await expect(page.getByRole("alert").or(page.locator(".listing")).first()).toBeVisible();
    expect(await page.evaluate(() => window.isSame)).toBe(true);
    await mend(page, host);
    await site.open("about/");
    await expect(about(page)).toContainText("new doses");
    await expect.poll(() => versions(page)).toBe(1);
  });

  test("after another, and one after that, never meets the wrong program", async ({ site, page, host }) => {
    await begin(site, page, host);
    await comeBack(page);
    await expect(news(page)).toBeVisible();
    await host.deploy(host.rebuild("third doses"));
    await comeBack(page);
    await expect.poll(() => versions(page)).toBe(3);
    await news(page).getByRole("button", { name: "Reload" }).click();
    await expect(about(page)).toBeVisible();
    await expect(about(page)).not.toContainText("small doses");
    await expect.poll(() => versions(page)).toBe(1);
    await site.home();
  });

  test("with data that the old program does not know is loaded as a whole", async ({ site, page, host }) => {
    await begin(site, page, host);
    const next = host.rebuild("new doses");
    for (const file of ["manifest.json", "data/pages/posts/index.json"]) {
      const text = readFileSync(join(next, file), "utf8");
      writeFileSync(join(next, file), text.replace(/"version":\d+/, '"version":99'));
    }
    await host.deploy(next);
    const loads = site.documentLoads;
    await site.follow(site.menu.getByRole("link", { name: "Posts" }), /Posts/);
    await expect(page.locator(".entries li").first()).toBeVisible();
    expect(site.documentLoads).toBe(loads + 1);
    await areKept(page, "posts/");
    await cut(page, host);
    await page.reload();
    await expect(site.title).toHaveText(/Posts/);
  });
});

test.describe("everything", () => {
  const keep = (page) => offer(page).getByRole("button", { name: "Keep everything for offline" });

  test("is kept on request, pictures too, and stays kept", async ({ site, page, host }) => {
    await site.open("/");
    await keep(page).press("Enter");
    await expect(offer(page).getByRole("status")).toHaveText("Everything is kept for offline.");
    await cut(page, host);
    await site.open("toolkit/nomad/");
    await expect(site.title).toHaveText(/Nomad/i);
    await expect(offer(page).getByRole("status")).toHaveText("Everything is kept for offline.");
    await site.open("about/");
    await expect(site.article.locator("img.emoji").first()).not.toHaveJSProperty("naturalWidth", 0);
    await site.follow(site.menu.getByRole("link", { name: "Posts" }), /Posts/);
  });

  test("has the search too, by keyboard, in both languages", async ({ site, page, host }) => {
    await site.open("/");
    await keep(page).click();
    await expect(offer(page).getByRole("status")).toHaveText("Everything is kept for offline.");
    await cut(page, host);
    for (const [path, name, query, found] of [
      ["about/", "Search", "kuberntes pod", "Kubernetes"],
      ["es/about/", "Buscar", "presupuesto de error", /^Glosario/],
    ]) {
      await site.open(path);
      await page.keyboard.press("/");
      const field = page.getByRole("dialog", { name }).locator("input[role=combobox]");
      await expect(field).toBeFocused();
      await page.keyboard.type(query);
      const option = page.locator("dialog stacks-search [role=option]").first();
      await expect(option.locator("[part=link]")).toHaveText(found);
      // The passage too, and so the place in the page.
      await expect(option).toHaveAttribute("href", /#./);
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await expect(site.title).toHaveText(found);
      await expect(page).toHaveURL(/#./);
    }
    await page.goto("search/?q=terrafrom");
    await expect(page.locator("stacks-search [role=option]").first()).toContainText("Terraform");
  });

  test("says what could not be kept, and tries it again", async ({ site, page, host }) => {
    await site.open("/");
    host.fails = /\/toolkit\/nomad\/$/;
    await keep(page).click();
    await expect(offer(page)).toContainText("Pages that could not be kept: 1");
    host.fails = /^$/;
    await offer(page).getByRole("button", { name: "Try again" }).click();
    await expect(offer(page)).toContainText("Everything is kept for offline.");
    await cut(page, host);
    await page.goto("toolkit/nomad/");
    await expect(site.title).toHaveText(/Nomad/i);
  });

  test("is not said to be there while a picture is not", async ({ site, page, host }) => {
    await site.open("/");
    await hasWorker(page);
    host.fails = /\/emoji\//;
    await keep(page).click();
    await expect(offer(page)).toContainText("Pages that could not be kept:");
    host.fails = /^$/;
    await offer(page).getByRole("button", { name: "Try again" }).click();
    await expect(offer(page)).toContainText("Everything is kept for offline.");
  });

  test("goes on where it was left", async ({ site, page, host }) => {
    await site.open("/");
    let go;
    host.holds = { pattern: /\/tags\/.*\/$/, until: new Promise((resolve) => (go = resolve)) };
    await keep(page).click();
    await expect(offer(page).getByRole("progressbar")).toBeVisible();
    await expect(offer(page)).toContainText("Keeping everything for offline…");
    go();
    await page.reload();
    await expect(offer(page)).toContainText("Everything is kept for offline.");
  });

  test("is refreshed with a new version", async ({ site, page, host }) => {
    await site.open("/");
    await keep(page).click();
    await expect(offer(page)).toContainText("Everything is kept for offline.");
    await host.deploy(host.rebuild("new doses"));
    await comeBack(page);
    await news(page).getByRole("button", { name: "Reload" }).click();
    await expect(news(page)).toBeHidden();
    await expect.poll(() => versions(page, "kept")).toBe(1);
    await expect(offer(page)).toContainText("Everything is kept for offline.");
    await cut(page, host);
    await page.goto("about/");
    await expect(about(page)).toContainText("new doses");
  });

  test("is said to be of an older version while it cannot be refreshed", async ({ site, page, host }) => {
    await site.open("/");
    await keep(page).click();
    await expect(offer(page)).toContainText("Everything is kept for offline.");
    await host.deploy(host.rebuild("new doses"));
    await comeBack(page);
    await expect(news(page)).toBeVisible();
    await cut(page, host);
    await news(page).getByRole("button", { name: "Reload" }).click();
    await expect(offer(page)).toContainText("Pages kept in an older version:");
    await page.goto("about/");
    await expect(about(page)).toContainText("small doses");
    // This page tries by itself first; it is said once it could not.
    await expect(offer(page)).toContainText("Pages kept in an older version:");
    await mend(page, host);
    await offer(page).getByRole("button", { name: "Try again" }).click();
    await expect(offer(page)).toContainText("Everything is kept for offline.");
    await cut(page, host);
    await page.goto("about/");
    await expect(about(page)).toContainText("new doses");
  });
});

test.describe("where nothing can be kept", () => {
  /** Reads along links; nothing is offered, nothing complains. */
  async function reads(site, page) {
    await site.home();
    await site.follow(site.menu.getByRole("link", { name: "About" }), "About");
    await expect(about(page)).toBeVisible();
    await page.reload();
    await expect(about(page)).toBeVisible();
    await expect(page.getByRole("alert")).toHaveCount(0);
    await expect(news(page)).toBeHidden();
    await expect(offer(page)).toBeHidden();
  }

  test("for want of workers", async ({ site, page }) => {
    await page.addInitScript(() => delete Navigator.prototype.serviceWorker);
    await site.open("posts/");
    expect(await page.evaluate(() => "serviceWorker" in navigator)).toBe(false);
    await reads(site, page);
  });

  test("as it is denied", async ({ site, page }) => {
    await page.addInitScript(() => {
      const denied = () => Promise.reject(new DOMException("denied", "SecurityError"));
      ServiceWorkerContainer.prototype.register = denied;
    });
    await site.open("posts/");
    await reads(site, page);
  });

  test("for want of room", async ({ site, page, host }) => {
    const session = await page.context().newCDPSession(page);
    const origin = host.url.replace(/\/$/, "");
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1000 });
    const tried = page.context().waitForEvent("serviceworker");
    await site.open("posts/");
    await tried;
    const isThere = () => page.evaluate(async () => Boolean(await navigator.serviceWorker.getRegistration()));
    await expect.poll(isThere).toBe(false);
    await reads(site, page);
  });

  test("any more, everything says so", async ({ site, page, host }) => {
    await site.open("/");
    await expect(offer(page)).toBeVisible();
    await areKept(page, "");
    const session = await page.context().newCDPSession(page);
    const origin = host.url.replace(/\/$/, "");
    await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1000 });
    await offer(page).getByRole("button", { name: "Keep everything for offline" }).click();
    await expect(offer(page)).toContainText("Pages that could not be kept");
    await site.follow(site.menu.getByRole("link", { name: "About" }), "About");
    await expect(page.getByRole("alert")).toHaveCount(0);
  });
});

test("the offer is in the document's language and moves nothing", async ({ site, page }) => {
  await page.addInitScript(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.shifts += entry.value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await site.open("about/");
  await expect(offer(page)).toBeVisible();
  expect(await page.evaluate(() => window.shifts)).toBe(0);
  await page.evaluate(() => (document.documentElement.lang = "es-MX"));
  await expect(offer(page)).toContainText("Guardar todo para leer sin conexión");
  // At the start of the line, on whichever side that is.
  const left = () => offer(page).getByRole("button").evaluate((it) => it.getBoundingClientRect().left);
  const before = await left();
  await page.evaluate(() => (document.documentElement.dir = "rtl"));
  expect(await left()).toBeGreaterThan(before + 100);
});

test.describe("under a path", () => {
  test.use({ folder: "blog", path: "/blog/" });

  test("a site is kept as it is at the top", async ({ site, page, host }) => {
    await site.open("");
    await hasWorker(page);
    await site.open("posts/first-post/");
    await areKept(page, "", "posts/first-post/");
    const scope = () => page.evaluate(async () => (await navigator.serviceWorker.ready).scope);
    expect(await scope()).toBe(host.url);
    await expect(offer(page)).toContainText("Guardar todo");
    await cut(page, host);
    await page.reload();
    await expect(site.title).toHaveText("First post");
    await site.follow(page.locator(".site-title"), "Home");
    await page.goto("guide/");
    await expect(site.title).toHaveText("This page is not kept for offline");
  });
});
