// The elements in pages of another origin that we know nothing about: what their visitors see, and that
// the page around never notices: no error, no new global, no history, also when our server fails. What
// is tagged @core is tried in Firefox too.
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "@playwright/test";
import { test as base } from "./browsers.mjs";
import { brotli, host, listen } from "./host.mjs";

const packages = fileURLToPath(new URL("../node_modules/", import.meta.url));
const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const site = fileURLToPath(new URL("../../target/e2e/site/", import.meta.url));

/** Any page, on an origin of its own: `open(body, { head, headers, html })` shows it. */
const test = base.extend({
  ours: [
    async ({}, use) => {
      const server = host(site);
      await use(await listen(server));
      server.close();
    },
    { scope: "worker" },
  ],
  embed: async ({ page, ours }, use) => {
    let shown;
    const server = createServer((request, response) => {
      if (request.url.startsWith("/packages/")) {
        response.writeHead(200, { "content-type": "text/javascript" });
        return response.end(readFileSync(join(packages, request.url.slice("/packages/".length))));
      }
      if (request.url !== "/page/") return response.writeHead(404).end();
      response.writeHead(200, { "content-type": "text/html", ...shown.headers }).end(shown.text);
    });
    const address = await listen(server);
    await page.addInitScript(() => {
      window.heard = [];
      for (const name of ["error", "unhandledrejection", "securitypolicyviolation"]) {
        addEventListener(name, (event) => window.heard.push([name, event.message ?? String(event.reason ?? event.blockedURI)]));
      }
      for (const name of ["stacks-load", "stacks-error"]) {
        addEventListener(name, (event) => (window.told ??= []).push([name, event.detail]));
      }
      // The last is Playwright's own, in Firefox.
      window.globals = new Set(["told", "globals", "__pw_bidiInsertText", ...Object.getOwnPropertyNames(window)]);
    });
    await use({
      ours,
      open: async (body, { head = "", headers = {}, html = 'lang="en"', script = `${ours}/widgets.js` } = {}) => {
        const tag = script && `<script type="module" src="${script}"></script>`;
        shown = { headers, text: `<!doctype html><html ${html}><meta charset="utf-8"><title>Theirs</title>${head}${tag}<body>${body}` };
        await page.goto(`${address}/page/`);
      },
      titles: () => page.locator("stacks-posts").first().locator("li a"),
      told: () => page.evaluate(() => window.told ?? []),
    });
    const { heard, globals, entries } = await page.evaluate(() => ({
      heard: window.heard,
      globals: Object.getOwnPropertyNames(window).filter((it) => !window.globals.has(it)),
      entries: history.length,
    }));
    expect(heard, "what the page heard of").toEqual([]);
    expect(globals, "new globals").toEqual([]);
    expect(entries).toBeLessThanOrEqual(2);
    server.close();
  },
});

test.describe("the tests can tell", { tag: "@core" }, () => {
  test("an error that the page hears of", async ({ page, embed }) => {
    test.fail();
    await embed.open("");
    await page.evaluate(() => Promise.reject(new Error("as a page would")) && new Promise((done) => setTimeout(done)));
  });

  test("a global that is new", async ({ page, embed }) => {
    test.fail();
    await embed.open("");
    await page.evaluate(() => (window.ours = 1));
  });
});

const FALLBACK = '<a href="https://example.org/">Our blog</a>';

test("the newest posts of a tag, in a bare page", { tag: "@core" }, async ({ page, embed }) => {
  await embed.open(`<stacks-posts tag="python" count="2">${FALLBACK}</stacks-posts>`);
  await expect(embed.titles()).toHaveCount(2);
  await expect(embed.titles().first()).toHaveText(/^GitHub emoji in Markdown/);
  await expect(embed.titles().first()).toHaveAttribute("href", `${embed.ours}/posts/pelican-github-emojis/`);
  await expect(page.locator("stacks-posts time").first()).toHaveText("October 26, 2026");
  await expect(page.getByText("Our blog")).toBeHidden();
  expect(await embed.told()).toEqual([["stacks-load", { count: 2 }]]);
});

test("a list costs a page at most 35 KB", async ({ page, embed }) => {
  const asked = new Set();
  page.on("request", (request) => asked.add(request.url()));
  await embed.open('<stacks-posts tag="python" display="cards" count="50"></stacks-posts>');
  await expect(embed.titles()).toHaveCount(2);
  const paths = [...asked].filter((url) => url.startsWith(embed.ours)).map((url) => new URL(url).pathname);
  expect(paths).toEqual(expect.arrayContaining(["/widgets.js", "/widgets/v1/posts.js", "/manifest.json"]));
  const bytes = paths.reduce((sum, path) => sum + brotli(readFileSync(join(site, path))).length, 0);
  console.log(`<stacks-posts>: ${(bytes / 1000).toFixed(1)} KB brotli of 35, in ${paths.length} files`);
  expect(bytes).toBeLessThanOrEqual(35_000);
});

test("sections, languages, words and orders", async ({ page, embed }) => {
  await embed.open("<stacks-posts></stacks-posts>");
  await expect(embed.titles().first()).toHaveText(/^Glosario/);
  const shows = async (attributes, pattern) => {
    await page.evaluate((attributes) => {
      const element = document.querySelector("stacks-posts");
      for (const name of element.getAttributeNames()) element.removeAttribute(name);
      Object.assign(element, attributes);
    }, attributes);
    await expect(embed.titles()).toHaveText(pattern);
  };
  await shows({ language: "es" }, [/^Glosario/]);
  await shows({ search: "aiohttp FAST" }, [/^Ten thousand/]);
  await shows({ tag: "python", sort: "title", count: 2 }, [/^GitHub/, /^Ten/]);
  await shows({ tag: "Python", sort: "oldest", count: 2 }, [/^Ten/, /^GitHub/]);
  await shows({ section: "posts", count: 1 }, [/^Glosario/]);
  await shows({ search: "no such words anywhere" }, []);
  await expect(page.locator("stacks-posts").getByText("Nothing here yet.")).toBeVisible();
});

test("what was asked for last is shown, though what came before it fails", async ({ page, embed }) => {
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route("**/data/pages/nowhere/**", async (route) => {
    await held;
    await route.abort();
  });
  const asked = page.waitForRequest("**/data/pages/nowhere/**");
  await embed.open('<stacks-posts section="nowhere"></stacks-posts>');
  await asked;
  await page.locator("stacks-posts").evaluate((it) => Object.assign(it, { section: "posts", count: 1 }));
  go();
  await expect(embed.titles()).toHaveText([/^Glosario/]);
  expect(await embed.told()).toEqual([["stacks-load", { count: 1 }]]);
});

test("a page may keep its visitors", async ({ page, embed }) => {
  await embed.open("<stacks-posts></stacks-posts>");
  await expect(embed.titles().first()).toBeVisible();
  await page.evaluate(() => addEventListener("stacks-navigate", (event) => {
    event.preventDefault();
    document.title = event.detail.title;
  }));
  await embed.titles().first().click();
  await expect(page).toHaveTitle(/^Glosario/);
  expect(page.url()).toContain("/page/");
});

test("a page whose style would ruin anything", { tag: "@core" }, async ({ page, embed }) => {
  const head = "<style>* { all: unset !important; } a { display: none !important; position: fixed !important; z-index: 2147483647 }</style>";
  await embed.open(`<div><stacks-posts display="cards"></stacks-posts></div>`, { head });
  await expect(embed.titles().first()).toBeVisible();
  const look = await embed.titles().first().evaluate((it) => {
    const { display, position, fontWeight, fontFamily } = getComputedStyle(it);
    return { display, position, fontWeight, fontFamily };
  });
  expect(look).toEqual({ display: "inline", position: "static", fontWeight: "700", fontFamily: "system-ui, sans-serif" });
});

test("under a strict policy with Trusted Types", { tag: "@core" }, async ({ page, embed }) => {
  const policy = `default-src 'none'; script-src ${embed.ours}; connect-src ${embed.ours}; require-trusted-types-for 'script'; trusted-types 'none'`;
  await embed.open("<stacks-posts></stacks-posts>", { headers: { "content-security-policy": policy } });
  await expect(embed.titles().first()).toBeVisible();
  expect(await page.locator("stacks-posts .base").evaluate((it) => getComputedStyle(it).padding)).toBe("16px");
});

test("in a page with a base, in Spanish, from right to left, in the dark", { tag: "@core" }, async ({ page, embed }) => {
  const head = '<base href="https://example.org/elsewhere/"><style>:root { color-scheme: dark }</style>';
  await embed.open('<stacks-posts tag="python"></stacks-posts>', { head, html: 'lang="es" dir="rtl"' });
  await expect(embed.titles().first()).toHaveAttribute("href", `${embed.ours}/posts/pelican-github-emojis/`);
  await expect(page.locator("stacks-posts time").first()).toHaveText("26 de octubre de 2026");
  const { direction, backgroundColor } = await page.locator("stacks-posts .base").evaluate((it) => {
    const { direction, backgroundColor } = getComputedStyle(it);
    return { direction, backgroundColor };
  });
  expect({ direction, backgroundColor }).toEqual({ direction: "rtl", backgroundColor: "rgb(20, 22, 28)" });
  // English runs from left to right there too: its full stop is at the right.
  await expect(page.locator("stacks-posts time").first()).toHaveCSS("unicode-bidi", "plaintext");
  await page.locator("stacks-posts").evaluate((it) => (it.theme = "light"));
  await expect(page.locator("stacks-posts .base")).toHaveCSS("background-color", "rgb(255, 253, 248)");
});

test("fifty at once share what they fetch", { tag: "@core" }, async ({ page, embed }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await embed.open('<stacks-posts tag="rust" count="1"></stacks-posts>'.repeat(50), { head: "<style>stacks-posts { display: inline-block !important }</style>" });
  await expect.poll(async () => (await embed.told()).length).toBeGreaterThan(4);
  await page.locator("stacks-posts").last().scrollIntoViewIfNeeded();
  await expect(page.locator("stacks-posts").last().locator("li")).toHaveCount(1);
  const theirs = asked.filter((url) => url.startsWith(embed.ours));
  expect(theirs.length).toBe(new Set(theirs).size);
});

// What frameworks do: set attributes by name, change them, listen, move what they made, throw it away.
const apps = {
  React: {
    head: '<script src="/packages/react/umd/react.production.min.js"></script><script src="/packages/react-dom/umd/react-dom.production.min.js"></script>',
    start: () => {
      const { createElement, useState, useEffect } = window.React;
      const App = () => {
        const [{ count, place, isThere }, set] = useState({ count: 1, place: "one", isThere: true });
        useEffect(() => {
          window.change = (to) => set((now) => ({ ...now, ...to }));
        }, []);
        const posts = isThere && createElement("stacks-posts", { key: "posts", tag: "python", count });
        return ["one", "two"].map((it) => createElement("div", { key: it, id: it }, place === it && posts));
      };
      window.ReactDOM.createRoot(document.querySelector("#app")).render(createElement(App));
    },
  },
  Vue: {
    head: '<script src="/packages/vue/dist/vue.global.prod.js"></script>',
    start: () => {
      const { createApp, h, reactive } = window.Vue;
      const state = reactive({ count: 1, place: "one", isThere: true });
      window.change = (to) => Object.assign(state, to);
      const posts = () => state.isThere && h("stacks-posts", { tag: "python", count: state.count });
      createApp(() => ["one", "two"].map((it) => h("div", { id: it }, [state.place === it ? posts() : null]))).mount("#app");
    },
  },
};

for (const [name, { head, start }] of Object.entries(apps)) {
  test(`an app made with ${name} mounts it, changes it, moves it and throws it away`, { tag: "@core" }, async ({ page, embed }) => {
    await embed.open('<div id="app"></div>', { head });
    const theirs = ["change", "React", "ReactDOM", "Vue", "__VUE__", "__VUE_INSTANCE_SETTERS__", "__VUE_SSR_SETTERS__"];
    await page.evaluate((theirs) => theirs.forEach((it) => window.globals.add(it)), theirs);
    await page.evaluate(start);
    await expect(page.locator("#one stacks-posts li")).toHaveCount(1);
    await page.evaluate(() => window.change({ count: 2 }));
    await expect(page.locator("#one stacks-posts li")).toHaveCount(2);
    await page.evaluate(() => window.change({ place: "two" }));
    await expect(page.locator("#two stacks-posts li")).toHaveCount(2);
    await page.evaluate(() => {
      window.change({ count: 1 });
      window.change({ isThere: false });
    });
    await expect(page.locator("stacks-posts")).toHaveCount(0);
  });
}

test("the README's snippet shows what it says", async ({ page, embed }) => {
  const [, snippet] = readme.match(/## In other people's pages[^]*?```html\n([^]*?)```/);
  await embed.open(snippet.replaceAll("https://the-stacks.netlify.app", embed.ours), { script: "" });
  await expect(embed.titles()).toHaveCount(2);
  await expect(page.getByRole("link", { name: "The Stacks", exact: true })).toBeHidden();
});

test("what is out of sight loads nothing", async ({ page, embed }) => {
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await embed.open('<div style="height: 9000px"></div><stacks-posts></stacks-posts>');
  await page.waitForLoadState("networkidle");
  expect(asked.filter((url) => /\.json|posts\.js/.test(url))).toEqual([]);
  await page.locator("stacks-posts").scrollIntoViewIfNeeded();
  await expect(embed.titles().first()).toBeVisible();
});

test("made before and after the script, moved, cloned, removed, and the script twice", { tag: "@core" }, async ({ page, embed }) => {
  await embed.open('<div id="one"></div><div id="two"></div>', { script: "" });
  await page.evaluate(async (ours) => {
    const early = document.createElement("stacks-posts");
    early.count = 1;
    one.append(early);
    for (const address of [`${ours}/widgets.js`, `${ours}/widgets/v1/index.js?again`, `${ours}/widgets/v1/element.js?again`]) await import(address);
    const late = document.createElement("stacks-posts");
    late.setAttribute("count", "2");
    two.append(late);
  }, embed.ours);
  await expect(page.locator("#one li")).toHaveCount(1);
  await expect(page.locator("#two li")).toHaveCount(2);
  await page.evaluate(() => {
    two.append(one.firstChild);
    one.append(two.firstChild.cloneNode(true));
    // In and out at once.
    const brief = document.createElement("stacks-posts");
    document.body.append(brief);
    brief.remove();
  });
  await expect(page.locator("#two li")).toHaveCount(3);
  await expect(page.locator("#one li")).toHaveCount(2);
});

test.describe("when our server", { tag: "@core" }, () => {
  const answers = {
    "is down": (route) => route.abort("connectionrefused"),
    "fails": (route) => route.fulfill({ status: 500, body: "no" }),
    "answers with a page": (route) => route.fulfill({ status: 200, contentType: "text/html", body: "<!doctype html><p>Hello" }),
    "answers with nonsense": (route) => route.fulfill({ status: 200, contentType: "application/json", headers: { "access-control-allow-origin": "*" }, body: '{"list":7}' }),
  };
  for (const [how, answer] of Object.entries(answers)) {
    for (const [what, pattern] of [["its data", /\.json$/], ["an element's module", /posts\.js$/]]) {
      test(`${how}, for ${what}, the page shows what stood there`, async ({ page, embed }) => {
        await page.route(pattern, answer);
        await embed.open(`<stacks-posts>${FALLBACK}</stacks-posts>`);
        await expect.poll(embed.told).toEqual([["stacks-error", { message: expect.any(String) }]]);
        await expect(page.getByText("Our blog")).toBeVisible();
        // Once it is back, a change asks again.
        if (what !== "its data") return;
        await page.unrouteAll();
        await page.locator("stacks-posts").evaluate((it) => (it.count = 2));
        await expect(embed.titles()).toHaveCount(2);
        await expect(page.getByText("Our blog")).toBeHidden();
      });
    }
  }

  test("is slow, the page shows what stood there meanwhile", async ({ page, embed }) => {
    let go;
    const held = new Promise((resolve) => (go = resolve));
    await page.route(/manifest\.json$/, async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest(/manifest\.json$/);
    await embed.open(`<stacks-posts>${FALLBACK}</stacks-posts>`);
    await asked;
    await expect(page.getByText("Our blog")).toBeVisible();
    go();
    await expect(embed.titles().first()).toBeVisible();
  });
});
