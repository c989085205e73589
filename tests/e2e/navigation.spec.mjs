import { readdirSync } from "node:fs";
import { expect, test } from "./site.mjs";

const content = new URL("../../content/", import.meta.url);
const toolkit = readdirSync(new URL("toolkit/", content)).filter((name) => !name.startsWith("_"));
const posts = readdirSync(new URL("posts/", content));

test("every page opens by clicking from home, with one document load in total", async ({ site, page }) => {
  await site.open("/");
  for (const [name, title] of [
    ["About", "About"],
    ["Manifesto", /Manifesto/],
    ["Tech Stack", "Tech Stack"],
    ["DevOps / SRE", /DevOps/],
    ["Tags", "Tags"],
  ]) {
    await site.follow(site.menu.getByRole("link", { name, exact: true }), title);
    await site.home();
  }
  await site.menu.getByRole("link", { name: "Guide" }).click();
  await expect(page).toHaveURL(/\/guide\/$/);
  await expect(site.article.locator("a[href^='/migrate/']").first()).toBeVisible();

  for (const file of toolkit) {
    const url = `/toolkit/${file.replace(".md", "")}/`;
    await site.follow(site.menu.getByRole("link", { name: "Toolkit" }), "Toolkit");
    const link = page.locator(`.entries h3 a[href="${url}"]`);
    await site.follow(link, await link.innerText());
    await expect(site.article).not.toBeEmpty();
    await site.home();
  }

  for (const file of posts) {
    const url = `/posts/${file.replace(".md", "").replaceAll("_", "-")}/`;
    const link = page.locator(`.entries h3 a[href="${url}"]`);
    await site.follow(link, await link.innerText());
    expect((await site.article.innerText()).length).toBeGreaterThan(3000);
    await site.home();
  }
  expect(site.documentLoads).toBe(1);
});

test("back and forward restore the scroll position", async ({ site, page }) => {
  await site.open("/about/");
  await site.scrollTo(900);
  await site.menu.getByRole("link", { name: "Manifesto" }).evaluate((link) => link.click());
  await expect(site.title).toHaveText(/Manifesto/);
  await expect.poll(() => site.scrollY()).toBe(0);
  await site.scrollTo(300);
  await page.goBack();
  await expect(site.title).toHaveText("About");
  await expect.poll(() => site.scrollY()).toBe(900);
  await page.goForward();
  await expect(site.title).toHaveText(/Manifesto/);
  await expect.poll(() => site.scrollY()).toBe(300);
  expect(site.documentLoads).toBe(1);
});

test("a reload keeps the scroll position", async ({ site, page }) => {
  await site.open("/about/");
  await site.scrollTo(700);
  await page.reload();
  await expect(site.title).toHaveText("About");
  await expect.poll(async () => Math.abs((await site.scrollY()) - 700)).toBeLessThanOrEqual(8);
});

// Some anchors of the content stand before their heading, some behind it; the heading shows.
async function expectHeadingAtTop(site, page, name) {
  const heading = site.article.getByRole("heading", { name });
  await expect.poll(() => site.topOf(heading)).toBeLessThan(120);
  expect(await site.topOf(heading)).toBeGreaterThanOrEqual(0);
  expect(await site.scrollY()).toBeGreaterThan(500);
}

test("a reload shows what the server has now, not what the browser kept", async ({ site, page }) => {
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  const urls = new Map();
  const kept = [];
  client.on("Network.requestWillBeSent", ({ requestId, request }) => urls.set(requestId, request.url));
  client.on("Network.requestServedFromCache", ({ requestId }) => kept.push(urls.get(requestId)));
  const isData = (response) => response.url().includes("/data/pages/tech-stack/");
  for (const load of [() => site.open("/about/"), () => page.reload()]) {
    const arrived = page.waitForResponse(isData);
    await load();
    await arrived;
  }
  expect(kept.filter((url) => /\.json|\/about\//.test(url))).toEqual([]);
  // The program, whose name changes with its content, shows that the test can tell.
  expect(kept.filter((url) => /app-.*\.js/.test(url)).length).toBeGreaterThan(0);
});

for (const [anchor, heading] of [
  ["terraform", /^Terraform/],
  ["lmao", /^LMAO/],
  ["ansible", /^Ansible/],
  ["the-platform", /^The Platform/],
]) {
  test(`a deep link opens at #${anchor}`, async ({ site, page }) => {
    await page.setViewportSize({ width: 800, height: 400 });
    await site.open(`/about/#${anchor}`);
    await expectHeadingAtTop(site, page, heading);
  });
}

test("links to a heading lead there, on this page and on another", async ({ site, page }) => {
  await site.open("/");
  await site.article.getByRole("link", { name: "LMAO", exact: true }).first().click();
  await expect(page).toHaveURL(/\/#lmao$/);
  await expectHeadingAtTop(site, page, /^LMAO/);
  await site.followLinkTo("/about/#ansible");
  await expect(site.title).toHaveText("About");
  await expectHeadingAtTop(site, page, /^Ansible/);
  expect(site.documentLoads).toBe(1);
});

test("an unknown path gives the not-found page, and the way home", async ({ site, page }) => {
  await site.open("/no/such/page/");
  await expect(site.title).toHaveText("There is no such page");
  await expect(page).toHaveTitle("There is no such page · The Stacks");
  await site.follow(page.getByRole("link", { name: "Go to the home page" }), "The Stacks");
  expect(site.documentLoads).toBe(1);
});

test("title, language, focus and menu follow the page", async ({ site, page }) => {
  await site.open("/posts/");
  await expect(page).toHaveTitle("Posts · The Stacks");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  const glossary = page.locator('.entries h3 a[href="/posts/sre-devops-glossary/"]');
  await site.follow(glossary, await glossary.innerText());
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(site.title).toBeFocused();
  await expect(page.locator(".meta time").first()).toHaveText("9 de noviembre de 2026");
  await expect(site.menu.getByRole("link", { name: "Entradas" })).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("status").last()).toContainText("Glosario");
});

test("other sites and files are left to the browser", async ({ site, page }) => {
  await page.route("https://kubernetes.io/**", (route) => route.fulfill({ body: "elsewhere" }));
  await site.open("/about/");
  await site.article.locator('a[href^="https://kubernetes.io"]').first().click();
  await expect(page).toHaveURL(/kubernetes\.io/);
  await page.goBack();
  await expect(site.title).toHaveText("About");
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "/emoji/shipit.svg" });
    document.body.append(link);
    link.click();
  });
  await expect(page).toHaveURL(/shipit\.svg$/);
  expect(site.documentLoads).toBe(4);
});

test("a file without an ending is left to the browser too", async ({ site, page }) => {
  await page.route("**/LICENSE", (route) => route.fulfill({ body: "MIT", contentType: "text/plain" }));
  await site.open("/");
  await page.evaluate(() => {
    const link = Object.assign(document.createElement("a"), { href: "/LICENSE" });
    document.body.append(link);
    link.click();
  });
  await expect(page.locator("body")).toHaveText("MIT");
});

test("a path that looks like a file has the site around its not-found page", async ({ site, page }) => {
  expect((await page.goto("/foo.bar")).status()).toBe(404);
  await site.started();
  await expect(site.title).toHaveText("There is no such page");
  await expect(site.menu).toBeVisible();
});

test("the last of several quick clicks wins", async ({ site, page }) => {
  await site.saveData();
  await site.open("/");
  const release = await site.hold("**/data/pages/about/**");
  await site.menu.getByRole("link", { name: "About" }).click();
  await site.follow(site.menu.getByRole("link", { name: "Tech Stack" }), "Tech Stack");
  await release();
  await expect(page).toHaveURL(/tech-stack/);
  await expect(site.title).toHaveText("Tech Stack");
  await expect(site.progress).toBeHidden();
});

test("a click before the program has come leads on all the same", async ({ site, page }) => {
  const release = await site.hold("**/*_bg.wasm");
  await page.goto("/about/");
  await site.follow(site.menu.getByRole("link", { name: "Tech Stack" }), "Tech Stack");
  await release();
  await site.started();
  await site.follow(site.menu.getByRole("link", { name: "Manifesto" }), /Manifesto/);
  await expect(page).toHaveTitle(/Manifesto/);
  expect(site.documentLoads).toBe(2);
});

/** Has the way to About fail. */
async function failOnAbout(site, page, path = "/about/") {
  await site.saveData();
  await page.route("**/data/pages/about/**", (route) => route.fulfill({ status: 500 }));
  await site.open("/");
  await site.followLinkTo(path);
  await expect(site.retry).toBeVisible();
  await page.unrouteAll({ behavior: "wait" });
}

test("a click wins over a page that is being tried again", async ({ site, page }) => {
  await failOnAbout(site, page);
  const release = await site.hold("**/data/pages/about/**");
  await site.retry.click();
  await site.follow(site.menu.getByRole("link", { name: "Tech Stack" }), "Tech Stack");
  await release();
  await site.follow(site.menu.getByRole("link", { name: "Manifesto" }), /Manifesto/);
});

test("a page that was stopped says so and can be tried again", async ({ site, page }) => {
  await site.saveData();
  await site.open("/");
  const release = await site.hold("**/data/pages/about/**");
  await site.menu.getByRole("link", { name: "About" }).click();
  await expect(page).toHaveURL(/about/);
  await page.evaluate(() => window.stop());
  await expect(page.getByRole("alert")).toContainText("Loading was stopped.");
  await expect(site.progress).toBeHidden();
  await release();
  await site.retry.click();
  await expect(site.title).toHaveText("About");
});

test("a page tried again opens at its heading and takes the focus", async ({ site, page }) => {
  await failOnAbout(site, page, "/about/#terraform");
  await site.retry.click();
  await expect(site.title).toBeFocused();
  await expectHeadingAtTop(site, page, /^Terraform/);
});

test("visible links are fetched ahead, and not on a connection that saves data", async ({ site, page, context }) => {
  const asked = (page) => {
    const urls = [];
    page.on("request", (request) => urls.push(new URL(request.url()).pathname));
    return urls;
  };
  const urls = asked(page);
  const arrived = page.waitForResponse("**/data/pages/tags/index.json");
  await site.open("/about/");
  await arrived;
  await site.follow(site.menu.getByRole("link", { name: "Tags" }), "Tags");
  expect(urls.filter((url) => url === "/data/pages/tags/index.json")).toHaveLength(1);

  const frugal = await context.newPage();
  const asks = asked(frugal);
  await frugal.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true } });
  });
  await frugal.goto("/about/");
  await frugal.waitForFunction(() => window.wasmBindings);
  // One visit, by which whatever would have been asked for ahead has been.
  await frugal.locator('.menu a[href="/tags/"]').click();
  await expect(frugal.locator("main h1").first()).toHaveText("Tags");
  expect(asks.filter((url) => url.startsWith("/data/pages/"))).toEqual(["/data/pages/tags/index.json"]);
});

test("the tags beside titles are not fetched ahead", async ({ site, page }) => {
  const urls = [];
  page.on("request", (request) => urls.push(new URL(request.url()).pathname));
  await site.open("/posts/");
  const entries = page.locator(".entries li", { has: page.locator(".tags a") });
  await expect(entries.first().locator(".tags a").first()).toBeInViewport();
  // What comes after them on the page is fetched after them.
  const second = await entries.nth(1).locator("a").first().getAttribute("href");
  await expect.poll(() => urls).toContain(`/data/pages${second}index.json`);
  expect(urls.filter((url) => /\/data\/pages\/tags\/./.test(url) && !url.endsWith("/tags/index.json"))).toEqual([]);
});

test("a click on what is being fetched ahead waits for it instead of asking again", async ({ site, page }) => {
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  for (const file of ["/manifest.json", "/data/pages/tags/index.json"]) {
    const release = await site.hold(`**${file}`);
    const requested = page.waitForRequest(`**${file}`);
    await site.open("/about/");
    await requested;
    asked.length = 0;
    await site.menu.getByRole("link", { name: "Tags" }).click();
    await expect(site.progress).toBeVisible();
    await release();
    await expect(site.title).toHaveText("Tags");
    expect(asked).not.toContain(file);
  }
});

test("waiting for what is being fetched ahead can be stopped", async ({ site, page }) => {
  const release = await site.hold("**/data/pages/tags/**");
  const requested = page.waitForRequest("**/data/pages/tags/**");
  await site.open("/about/");
  await requested;
  await site.menu.getByRole("link", { name: "Tags" }).click();
  await expect(site.progress).toBeVisible();
  await page.evaluate(() => window.stop());
  await expect(page.getByRole("alert")).toContainText("Loading was stopped.");
  await release();
  await site.retry.click();
  await expect(site.title).toHaveText("Tags");
});

test("a page that was clicked shows at once as it stays, however long it is", async ({ site, page }) => {
  await page.setViewportSize({ width: 412, height: 823 });
  await site.open("/manifesto/");
  await page.evaluate(() => {
    window.shifts = [];
    const inArticle = ({ node }) => node?.parentElement?.closest(".prose");
    new PerformanceObserver((list) => {
      for (const { sources } of list.getEntries()) window.shifts.push(...sources.filter(inArticle).map((it) => it.node.outerHTML));
    }).observe({ type: "layout-shift" });
    window.hurried = 0;
    new MutationObserver(() => window.hurried++).observe(document.documentElement, { attributeFilter: ["data-hurry"] });
  });
  await site.follow(site.menu.getByRole("link", { name: "About" }), "About");
  await expect(page).toHaveTitle(/About/);
  await expect(page.locator("html")).not.toHaveAttribute("data-hurry");
  expect(await page.evaluate(() => window.hurried), "laid out in two steps").toBeGreaterThan(0);
  expect(await page.evaluate(() => window.shifts)).toEqual([]);
});
