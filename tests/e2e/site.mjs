// The site as a visitor knows it: a page object, and a fixture that fails any test in which the
// page throws.
import { test as base, expect } from "@playwright/test";

export class Site {
  constructor(page) {
    this.page = page;
    this.title = page.locator("main h1").first();
    this.menu = page.getByRole("navigation", { name: /main menu|menú principal/i });
    this.article = page.locator("article .prose");
    this.progress = page.locator(".progress");
    this.retry = page.getByRole("button", { name: "Try again" });
    this.documentLoads = 0;
    page.on("request", (request) => {
      if (request.isNavigationRequest() && request.frame() === page.mainFrame()) this.documentLoads++;
    });
  }

  /** Opens a page and waits until the app has taken it over. */
  async open(path) {
    await this.page.goto(path);
    await this.started();
  }

  /** Has the browser save data, before a page is opened: nothing is fetched ahead. */
  async saveData() {
    await this.page.addInitScript(() => {
      Object.defineProperty(navigator, "connection", { value: { saveData: true } });
    });
  }

  /** Opens the home page and goes on to About. */
  async openAbout(title = "About") {
    await this.open("/");
    await this.follow(this.menu.getByRole("link", { name: "About" }), title);
  }

  /** Follows a link to `href` that is put into the page. */
  async followLinkTo(href) {
    await this.page.evaluate((href) => {
      const link = Object.assign(document.createElement("a"), { href, textContent: "x" });
      document.querySelector("main").append(link);
      link.click();
    }, href);
  }

  /** Waits until the app runs: Trunk's loader then publishes what it can do. */
  async started() {
    await this.page.waitForFunction(() => window.wasmBindings);
  }

  /** Clicks a link and waits until its page is shown. */
  async follow(link, title) {
    await link.click();
    await expect(this.title).toHaveText(title);
  }

  /** Holds the answers to requests that match; returns a function that lets them go. */
  async hold(pattern) {
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await this.page.route(pattern, async (route) => {
      await held;
      // The page may have given up the request meanwhile.
      await route.continue().catch(() => {});
    });
    return async () => {
      release();
      await this.page.unrouteAll({ behavior: "wait" });
    };
  }

  async home() {
    await this.follow(this.page.locator(".site-title"), "The Stacks");
  }

  scrollY() {
    return this.page.evaluate(() => Math.round(window.scrollY));
  }

  async scrollTo(y) {
    await this.page.evaluate((y) => window.scrollTo(0, y), y);
    await expect.poll(() => this.scrollY()).toBe(y);
  }

  /** Where an element's top is in the window, in CSS pixels. */
  topOf(locator) {
    return locator.evaluate((element) => Math.round(element.getBoundingClientRect().top));
  }
}

export const test = base.extend({
  site: async ({ page }, use) => {
    const errors = [];
    page.on("pageerror", (error) => errors.push(String(error)));
    await use(new Site(page));
    expect(errors, "the page threw").toEqual([]);
  },
});

export { expect };
