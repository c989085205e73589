// The program takes over a page that was prerendered, and its reader notices nothing: what they
// focused, selected, opened and typed meanwhile, where they are, and every pixel stay as they were.
// The program is held back until they have done all that.
import { expect, test } from "./site.mjs";

const PROGRAM = "**/app-*_bg.wasm";

/** Both sites of the test run: ours, and somebody's under a path of its own. */
const sites = [
  { name: "at the top", base: "/", path: "posts/async-requests/", next: "about/", title: "About" },
  { name: "under a path", base: "/blog/", path: "plain/", next: "posts/first-post/", title: "First post", details: true },
];

// Who saves data is sent nothing ahead of their clicks: what is fetched, the take-over needs.
const watchThePage = () => {
  if (navigator.connection) Object.defineProperty(navigator.connection, "saveData", { get: () => true });
  window.isTakenOver = false;
  addEventListener("TrunkApplicationStarted", () => (window.isTakenOver = true));
  window.shifts = [];
  new PerformanceObserver((list) => {
    const name = ({ node }) => node?.className || node?.nodeName;
    for (const { value, sources } of list.getEntries()) window.shifts.push([value, ...sources.map(name)]);
  }).observe({ type: "layout-shift", buffered: true });
};

/** In the page: everything that the program could have made anew, but for what lies over code. */
const nodes = () => {
  const all = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  const found = [];
  while (all.nextNode()) {
    const isAdded = all.currentNode.parentElement.closest(".code-tools") || all.currentNode.className === "code-tools";
    if (!isAdded) found.push(all.currentNode);
  }
  return found;
};

for (const { name, base, path, next, title, details } of sites) {
  test.describe(name, () => {
    let url;
    let asked;

    /** Opens the page with the program held back; returns what lets it go and waits until it is there. */
    const openHeld = async ({ site, page, baseURL }) => {
      const root = new URL(base, baseURL);
      if (base !== "/") root.port = Number(root.port) + 1;
      url = (to) => new URL(to, root).href;
      await page.addInitScript(watchThePage);
      const release = await site.hold(PROGRAM);
      const requested = page.waitForRequest(PROGRAM);
      await page.goto(url(path), { waitUntil: "commit" });
      await expect(site.article).toBeVisible();
      await requested;
      await page.waitForLoadState("domcontentloaded");
      asked = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      return async () => {
        expect(await page.evaluate(() => window.isTakenOver)).toBe(false);
        await release();
        await page.waitForFunction(() => window.isTakenOver);
        // At rest the program does more, which is to change nothing either.
        await page.evaluate(() => new Promise((done) => requestIdleCallback(() => requestIdleCallback(done))));
      };
    };

    /** It is the program that answers now. */
    const expectTakenOver = async (site, page) => {
      await page.evaluate((href) => {
        const link = Object.assign(document.createElement("a"), { href });
        document.body.append(link);
        link.click();
      }, url(next));
      await expect(site.title).toHaveText(title);
      expect(site.documentLoads).toBe(1);
    };

    test("every node stays, and none moves", async ({ site, page, baseURL }) => {
      const release = await openHeld({ site, page, baseURL });
      await page.evaluate(`window.nodes = ${nodes}; window.standing = nodes()`);
      await release();
      await expect.poll(() => page.locator(".code-block:not(:has(> .code-tools))").count()).toBe(0);
      const changed = await page.evaluate(() => {
        const now = window.nodes();
        const lost = window.standing.filter((node) => !node.isConnected);
        return [...lost, ...now.filter((node, at) => node !== window.standing[at])].map((it) => it.textContent);
      });
      expect(changed).toEqual([]);
      expect(await page.evaluate(() => window.standing.length)).toBeGreaterThan(20);
      expect(await page.evaluate(() => window.shifts)).toEqual([]);
      await expectTakenOver(site, page);
    });

    test("every pixel stays", async ({ site, page, baseURL }) => {
      const release = await openHeld({ site, page, baseURL });
      await page.evaluate(() => document.fonts.ready);
      // What lies over code comes without the program.
      await expect.poll(() => page.locator(".code-block:not(:has(> .code-tools))").count()).toBe(0);
      const shot = () => page.screenshot({ fullPage: true, animations: "disabled" });
      const before = await shot();
      expect((await shot()).equals(before), "screenshots can be compared").toBe(true);
      await release();
      expect((await shot()).equals(before)).toBe(true);
      await expectTakenOver(site, page);
    });

    test("where the reader is, their focus and their selection stay", async ({ site, page, baseURL }) => {
      await page.setViewportSize({ width: 700, height: 260 });
      const release = await openHeld({ site, page, baseURL });
      const link = site.article.locator("p a[href]").first();
      await link.focus();
      await site.article.evaluate((article) => getSelection().selectAllChildren(article.querySelector("p")));
      await site.scrollTo(150);
      const selected = await page.evaluate(() => getSelection().toString());
      expect(selected.length).toBeGreaterThan(10);
      await release();
      await expect(link).toBeFocused();
      expect(await page.evaluate(() => getSelection().toString())).toBe(selected);
      expect(await site.scrollY()).toBe(150);
      await expectTakenOver(site, page);
    });

    // Our own pages have nothing to type in; what browsers and their extensions put there stands
    // beside the views or within the article.
    test("what is typed stays, also while the program comes", async ({ site, page, baseURL }) => {
      const release = await openHeld({ site, page, baseURL });
      await page.evaluate(() => {
        const field = (label) => Object.assign(document.createElement("input"), { ariaLabel: label });
        document.body.append(field("beside"));
        document.querySelector("article .prose").prepend(field("within"));
      });
      for (const label of ["beside", "within"]) {
        await page.getByLabel(label).fill("typed ");
      }
      const field = page.getByLabel("within");
      await release();
      await expect(field).toBeFocused();
      await page.keyboard.type("on");
      await expect(field).toHaveValue("typed on");
      await expect(page.getByLabel("beside")).toHaveValue("typed ");
      await expectTakenOver(site, page);
    });

    if (details) {
      test("what is open stays open", async ({ site, page, baseURL }) => {
        const release = await openHeld({ site, page, baseURL });
        const fold = site.article.locator("details");
        await fold.locator("summary").click();
        await expect(fold).toHaveAttribute("open");
        await release();
        await expect(fold).toHaveAttribute("open");
        await expect(fold.getByText("Behind the fold.")).toBeVisible();
        await expectTakenOver(site, page);
      });
    }

    test("nothing is fetched for it but the program", async ({ site, page, baseURL }) => {
      const release = await openHeld({ site, page, baseURL });
      await release();
      await page.waitForLoadState("networkidle");
      expect(asked.filter((it) => /manifest\.json$|\/data\/|renderer/.test(it))).toEqual([]);
      await expectTakenOver(site, page);
      // The test can tell: the next page takes all three.
      for (const file of ["manifest.json", `data/pages/${next}`, "renderer"]) {
        expect(asked.some((it) => it.includes(file)), file).toBe(true);
      }
    });
  });
}
