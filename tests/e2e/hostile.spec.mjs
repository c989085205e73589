// Bad content runs no script. Every attempt of hostile/payloads.mjs and of the public corpora is a
// document of a site of each dialect, made by the generator and shown by the app in Chromium, without
// a content security policy: nothing but the program's own care stands between it and the visitor.
// A document whose Markdown arrives as it was written is shown in the plain site alone: the others would
// show it alike. The same attempts are given to the renderer's module alone.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { test as base, expect } from "@playwright/test";
import { collections, dialects, documents } from "./hostile/payloads.mjs";
import { inspect, provoke, remember, visit, watch } from "./hostile/witness.mjs";
import { rendererBytes } from "./built.mjs";
import { Renderer } from "./renderer.mjs";
import { serve } from "./server.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const app = join(root, "target/e2e/site");

// A picture of every step of thousands of pages takes longer than the pages.
base.use({ trace: "off" });

/** A page that is watched: `foreign` are the requests to other hosts, `wrong` what no page may do. */
const test = base.extend({
  watched: async ({ page }, use) => {
    const foreign = [];
    const wrong = [];
    page.on("pageerror", (error) => wrong.push(`the page threw ${error}`));
    page.on("dialog", (dialog) => {
      wrong.push(`a dialog: ${dialog.message()}`);
      return dialog.dismiss();
    });
    page.on("popup", (popup) => wrong.push(`a window: ${popup.url()}`));
    page.on("download", (download) => wrong.push(`a download: ${download.url()}`));
    page.on("crash", () => wrong.push("the page crashed"));
    page.on("request", (request) => {
      const url = new URL(request.url());
      const isMain = request.isNavigationRequest() && request.frame() === page.mainFrame();
      if (isMain && page.url() !== "about:blank") wrong.push(`the document went to ${url}`);
      if (url.protocol.startsWith("http") && url.hostname !== "127.0.0.1") foreign.push(`${request.resourceType()} ${url}`);
    });
    await page.addInitScript(watch);
    await use({ page, take: () => [...wrong.splice(0), ...foreign.splice(0).map((it) => `${it} was asked for`)] });
  },
});

/** Serves `folder`; returns its address and how to stop. */
async function listening(folder) {
  // The pages were not prerendered: the app draws each.
  const server = serve(folder, "/", true);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** The generator as it was built last: a release by `cargo xtask build`, else that of the tests. */
function generator() {
  const built = ["release", "debug"].map((profile) => join(root, "target", profile, "stacks")).filter(existsSync);
  built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (built.length === 0) throw new Error("there is no generator: run `cargo build` first");
  return built[0];
}

/** Makes a site of a dialect out of every attempt; returns its folder and each document's attempt. */
function siteOf(dialect, name = dialect) {
  const folder = join(root, "target/e2e/hostile", name);
  rmSync(folder, { recursive: true, force: true });
  const { settings, path, head } = dialects[dialect];
  const write = (name, text) => {
    const file = join(folder, "in", name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (const [name, text] of Object.entries(settings)) write(name, text);
  const attempts = new Map();
  for (const [collection, attempted] of Object.entries(collections)) {
    (attempted ?? []).forEach(({ name, markdown }, index) => {
      const title = `${collection}-${index}`;
      attempts.set(title, { collection, name, markdown });
      write(path(title), head(title) + markdown + "\n");
    });
  }
  documents.filter((it) => it.dialect === dialect).forEach(({ text }, index) => write(path(`document-${index}`), text));
  write(path("innocent"), head("innocent") + "Nothing to see.\n");
  const out = join(folder, "out");
  cpSync(app, out, { recursive: true, filter: (file) => !/\/(data|emoji)$|manifest\.json$/.test(file) });
  const environment = { ...process.env, STACKS_CACHE: "" };
  for (const name of ["STACKS_CONTENT", "STACKS_BASE_URL", "STACKS_DRAFTS"]) delete environment[name];
  const words = ["build", "--quiet", "--content", join(folder, "in"), "--out", out];
  execFileSync(generator(), words, { env: environment, stdio: ["ignore", "ignore", "ignore"] });
  return { out, attempts };
}

/** The addresses and titles of all pages that the generator made, tags and lists among them. */
function pagesOf(out) {
  const files = readdirSync(join(out, "data/pages"), { recursive: true }).filter((name) => name.endsWith("index.json"));
  return files.map((name) => {
    const { title, embeds, markdown } = JSON.parse(readFileSync(join(out, "data/pages", name), "utf8"));
    const path = name.slice(0, -"index.json".length).split("/").map(encodeURIComponent).join("/");
    return { path: `/${path}`, title, markdown, hasCards: embeds !== undefined };
  });
}

const squeezed = (text) => text.replace(/\s+/g, " ").trim();

for (const dialect of Object.keys(dialects)) {
  test(`${dialect}: no attempt runs in the app`, async ({ watched: { page, take } }) => {
    test.setTimeout(300_000);
    const { out, attempts } = siteOf(dialect);
    const { address, close } = await listening(out);
    const pages = pagesOf(out);
    const innocent = pages.find(({ title }) => title === "innocent");
    // The site's own elements come with a script of ours, which stays: so that it is there at first, whatever
    // the order of the pages is.
    const response = await page.goto(`${address}/search/`);
    await page.evaluate(() => customElements.whenDefined("stacks-search").then(() => {}));
    await page.evaluate((path) => window.navigation.navigate(path).finished, innocent.path);
    // No policy may help.
    expect(response.headers()["content-security-policy"]).toBeUndefined();
    await expect(page.locator("meta[http-equiv]")).toHaveCount(0);
    await expect(page.locator("article .prose")).toHaveText("Nothing to see.");
    await page.evaluate(remember);
    await page.evaluate(`window.witness.provoke = ${provoke}`);
    const found = [];
    const shown = {};
    for (const { path, title, markdown } of pages) {
      const attempt = attempts.get(title) ?? { collection: "pages and lists", name: path };
      shown[attempt.collection] = (shown[attempt.collection] ?? 0) + 1;
      if (dialect !== "plain" && attempt.markdown && markdown?.trim() === attempt.markdown.trim()) continue;
      const problem = (what) => found.push(`${attempt.collection}, ${attempt.name}: ${what}`);
      const { heading, stops } = await page.evaluate(visit, path);
      if (squeezed(heading) !== squeezed(title)) problem(`the heading is ${heading}`);
      for (let stop = 0; stop < stops; stop++) await page.keyboard.press("Tab");
      [...(await page.evaluate(inspect, "[id='stacks.app']")), ...take()].forEach(problem);
    }
    close();
    report(dialect, shown, found);
    for (const [collection, attempted] of Object.entries(collections)) {
      if (attempted) expect(shown[collection], `documents of ${collection}`).toBe(attempted.length);
    }
    expect(found).toEqual([]);
  });
}

/** Prints how many attempts were shown and how many got through. */
function report(where, shown, found) {
  for (const [collection, count] of Object.entries(shown)) {
    const through = new Set(found.filter((it) => it.startsWith(`${collection}, `)).map((it) => it.split(": ")[0])).size;
    console.log(`${where}: ${collection}: ${count} payloads, ${through} got through`);
  }
  for (const [collection, attempted] of Object.entries(collections)) {
    if (!attempted) console.log(`${where}: ${collection}: skipped, the corpus is absent`);
  }
}

test("no attempt runs in what the renderer alone makes of it", async ({ watched: { page, take } }) => {
  test.setTimeout(120_000);
  const renderer = await Renderer.load(rendererBytes(app));
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<main><article></article></main>" }));
  await page.goto("/blank");
  await page.evaluate(remember);
  const found = [];
  const shown = {};
  for (const [collection, attempted] of Object.entries(collections)) {
    for (const { name, markdown } of attempted ?? []) {
      const html = renderer.html({ markdown, emoji: { rocket: "🚀" } });
      const changed = await page.evaluate((html) => {
        const article = document.querySelector("article");
        article.innerHTML = html;
        // A carriage return, which stands there as a reference, is a line feed the second time.
        const once = article.innerHTML.replaceAll("\r", "\n");
        article.innerHTML = once;
        return article.innerHTML === once ? [] : ["it is another page the second time it is read"];
      }, html);
      await page.evaluate(provoke, "article");
      const wrong = [...changed, ...(await page.evaluate(inspect, "article")), ...take()];
      found.push(...wrong.map((what) => `${collection}, ${name}: ${what}`));
      shown[collection] = (shown[collection] ?? 0) + 1;
    }
  }
  report("alone", shown, found);
  expect(found).toEqual([]);
});

test("no attempt runs in <stacks-markdown>", async ({ watched: { page, take } }) => {
  test.setTimeout(300_000);
  const { address, close } = await listening(app);
  const theirs = `<!doctype html><script type="module" src="${address}/widgets.js"></script><stacks-markdown>first</stacks-markdown>`;
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: theirs }));
  const response = await page.goto(`${address}/blank`);
  expect(response.headers()["content-security-policy"]).toBeUndefined();
  await expect(page.locator("stacks-markdown p")).toHaveText("first");
  await page.evaluate(remember);
  const found = [];
  const shown = {};
  for (const [collection, attempted] of Object.entries(collections)) {
    for (const { name, markdown } of attempted ?? []) {
      const told = await page.evaluate(
        (markdown) =>
          new Promise((done) => {
            const element = document.querySelector("stacks-markdown");
            // Another text than before, whatever the attempt is.
            element.textContent = `${markdown}\n\n${(window.witness.round = (window.witness.round ?? 0) + 1)}`;
            for (const it of ["stacks-load", "stacks-error"]) element.addEventListener(it, ({ type }) => done(type), { once: true });
          }),
        markdown,
      );
      await page.evaluate(provoke, "stacks-markdown");
      const wrong = [...(told === "stacks-load" ? [] : ["it is not shown"]), ...(await page.evaluate(inspect, "stacks-markdown")), ...take()];
      found.push(...wrong.map((what) => `${collection}, ${name}: ${what}`));
      shown[collection] = (shown[collection] ?? 0) + 1;
    }
  }
  close();
  report("embedded", shown, found);
  expect(found).toEqual([]);
});

test("the witness notices what gets through in a shadow tree", async ({ watched: { page, take } }) => {
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<div></div>" }));
  await page.goto("/blank");
  await page.evaluate(remember);
  await page.evaluate(() => (document.querySelector("div").attachShadow({ mode: "open" }).innerHTML = "<b onclick=alert(1)>x</b>"));
  await page.evaluate(provoke, "div");
  expect((await page.evaluate(inspect, "div")).length + take().length).toBeGreaterThan(1);
});

test("the witness notices what gets through", async ({ watched: { page, take } }) => {
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "<main><article></article></main>" }));
  await page.goto("/blank");
  await page.evaluate(remember);
  for (const html of [
    "<img src=x: onerror=alert(1)>",
    "<svg onload=alert(1)></svg>",
    "<b onclick=x=1>y</b>",
    "<a href='java\nscript:alert(1)'>x</a>",
    "<p style='color:red'>x</p>",
    "<form></form>",
    "<img src=//evil.example/x>",
    "<p style=height:9999px></p><img loading=lazy src=//evil.example/x>",
    "<img srcset='//evil.example/x 2x'>",
    "<i onmouseover='window.fresh=1'>x</i>",
    "<i onfocus='location=\"/elsewhere\"' tabindex=0>x</i>",
    "<details ontoggle=prompt(1)>x</details>",
    "<i onwheel='throw 1'>x</i>",
  ]) {
    const foreign = html.startsWith("<img src=") && html.includes("evil") && page.waitForRequest(/evil/);
    await page.evaluate((html) => void (document.querySelector("article").innerHTML = html), html);
    await foreign;
    await page.evaluate(provoke, "article");
    expect([...(await page.evaluate(inspect, "article")), ...take()], html).not.toEqual([]);
  }
});

test("cards load the players of known hosts alone, and in a sandbox", async ({ watched: { page, take } }) => {
  const { out } = siteOf("hugo", "cards");
  const { address, close } = await listening(out);
  const cards = pagesOf(out).filter(({ hasCards }) => hasCards);
  await page.goto(address + cards[0].path);
  // From here on the app takes the way to each page.
  await expect(page.locator("article .prose")).toBeVisible();
  const players = [];
  for (const { path } of cards) {
    const has = await page.evaluate(async (path) => {
      await window.navigation.navigate(path).finished;
      return document.querySelectorAll("article [data-embed] > a").length;
    }, path);
    expect(has, path).toBeGreaterThan(0);
    players.push(
      ...(await page.evaluate(() => {
        const links = [...document.querySelectorAll("article [data-embed] > a")];
        return links.map((link) => {
          const card = link.parentElement;
          link.click();
          const frame = card.querySelector("iframe");
          return { src: frame?.src, sandbox: frame?.getAttribute("sandbox"), attributes: frame?.getAttributeNames().join(" ") };
        });
      })),
    );
    expect(await page.evaluate(() => window.witness.notes)).toEqual([]);
  }
  close();
  expect(players.length).toBeGreaterThan(3);
  const beginnings = [
    "https://www.youtube-nocookie.com/embed/",
    "https://gist.github.com/",
    "https://codepen.io/",
    "https://player.vimeo.com/video/",
    "https://platform.twitter.com/embed/",
    "https://www.instagram.com/p/",
  ];
  const isKnown = (address) => beginnings.some((beginning) => address.startsWith(beginning));
  for (const { src, sandbox, attributes } of players) {
    expect(isKnown(new URL(src).href), src).toBe(true);
    expect(sandbox).not.toContain("allow-top-navigation");
    expect(attributes).toBe("src title sandbox allow referrerpolicy");
  }
  const asked = take();
  for (const what of asked) expect(isKnown(what.replace(/^document /, "")), what).toBe(true);
  console.log(`${players.length} cards clicked, ${asked.length} players asked for`);
});
