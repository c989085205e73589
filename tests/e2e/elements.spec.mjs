// What each element does, beyond what all do (everywhere.spec.mjs) and the list of posts (widgets.spec.mjs).
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import Ajv from "ajv";
import { FALLBACK, expect, site, test } from "./embed.mjs";

const require = createRequire(import.meta.url);
const core = { tag: "@core" };

test.describe("<stacks-post>", () => {
  test("shows a post, whole, with whole addresses", core, async ({ page, embed }) => {
    await embed.open(`<stacks-post src="/posts/pelican-github-emojis/">${FALLBACK}</stacks-post>`);
    const post = page.locator("stacks-post");
    await expect(post.getByRole("heading", { name: /^GitHub emoji in Markdown/ }).getByRole("link")).toHaveAttribute("href", `${embed.ours}/posts/pelican-github-emojis/`);
    await expect(post.locator("time").first()).toHaveText("26 October 2026");
    await expect(post.locator("pre code .k").first()).toBeVisible();
    const addresses = await post.locator("a[href], img").evaluateAll((all) => all.map((it) => it.getAttribute("href") ?? it.getAttribute("src")));
    expect(addresses.length).toBeGreaterThan(5);
    for (const address of addresses) expect(address).toMatch(/^https?:\/\//);
    await expect(page.getByText("Our blog")).toBeHidden();
  });

  test("may be asked for by its whole address, and its beginning alone", async ({ page, embed }) => {
    await embed.open(`<stacks-post src="${embed.ours}/posts/async-requests" excerpt></stacks-post>`);
    const post = page.locator("stacks-post");
    await expect(post.locator(".prose p")).toHaveCount(1);
    await expect(post.getByRole("link", { name: "Read on" })).toHaveAttribute("href", `${embed.ours}/posts/async-requests/`);
    await post.evaluate((it) => (it.excerpt = false));
    await expect(post.getByRole("heading", { name: "The program" })).toBeVisible();
    await expect(post.getByRole("link", { name: "Read on" })).toBeHidden();
  });

  test("goes to places within the post without touching the page's address", core, async ({ page, embed }) => {
    await embed.open('<stacks-post src="/posts/async-requests/"></stacks-post><div style="height: 9000px"></div>');
    const post = page.locator("stacks-post");
    const before = page.url();
    await post.locator(".footnote-reference a").first().click();
    await expect(post.locator("#fn-1")).toBeInViewport();
    await expect(post.locator("#fn-1")).toBeFocused();
    expect(page.url()).toBe(before);
  });

  for (const src of ["", "/posts/no-such-post/", "https://example.org/posts/a/", "../../../elsewhere/"]) {
    test(`shows what stood there when asked for "${src}"`, async ({ page, embed }) => {
      await embed.open(`<stacks-post src="${src}">${FALLBACK}</stacks-post>`);
      await expect.poll(embed.told).toEqual([["stacks-error", { message: expect.any(String) }]]);
      await expect(page.getByText("Our blog")).toBeVisible();
    });
  }
});

test.describe("<stacks-markdown>", () => {
  test("renders what stands between its tags, and again when that changes", core, async ({ page, embed }) => {
    await embed.open(`<stacks-markdown>
      # Greetings :wave::skin-tone-4: and :octocat:

      | a | b |
      |---|--:|
      | 1 | :rocket: |

      - [x] done &mdash; \`:rocket:\`

      > [!TIP]
      > See [below](#far-below) :no_such_emoji:

          code

      ## Far below
    </stacks-markdown>`);
    const markdown = page.locator("stacks-markdown");
    await expect(markdown.locator("h1")).toHaveText(/^Greetings 👋🏽 and\s*$/);
    await expect(markdown.getByRole("img", { name: ":octocat:" })).toHaveAttribute("src", `${embed.ours}/emoji/octocat.svg`);
    await expect(markdown.locator("td").last()).toHaveText("🚀");
    await expect(markdown.locator("li")).toHaveText(/done — :rocket:/);
    await expect(markdown.locator(".alert")).toContainText(":no_such_emoji:");
    await expect(markdown.locator(".alert-title")).toHaveCSS("font-weight", "700");
    await expect(markdown.locator("table")).toHaveCSS("font-family", "system-ui, sans-serif");
    await expect(markdown.locator("pre")).toHaveText("code\n");
    const before = page.url();
    await markdown.getByRole("link", { name: "below" }).click();
    await expect(markdown.locator("#far-below")).toBeFocused();
    expect(page.url()).toBe(before);
    await markdown.evaluate((it) => (it.textContent = "*again*"));
    await expect(markdown.locator("em")).toHaveText("again");
    await expect(markdown.locator("h1")).toHaveCount(0);
  });

  test("takes text in which < means itself from a script, which does not run", async ({ page, embed }) => {
    await embed.open(`<stacks-markdown><script type="text/markdown">
      <details open><summary>More &hellip; &amp; &#x41; &nosuch;</summary>

      **inside**
      </details>

      <kbd>Ctrl</kbd> <b onclick="window.ours = 1">x</b> a < b
    </script></stacks-markdown>`);
    const markdown = page.locator("stacks-markdown");
    await expect(markdown.locator("summary")).toHaveText("More … & A &nosuch;");
    await expect(markdown.locator("details strong")).toHaveText("inside");
    await expect(markdown.locator("kbd")).toHaveText("Ctrl");
    await expect(markdown.locator("p").last()).toHaveText("Ctrl x a < b");
    await markdown.locator("b").click();
  });

  test("renders what is at an address, without its front matter", async ({ page, embed }) => {
    const files = { "/page/readme.md": ["text/markdown", "---\ntitle: x\n---\n# There\n\n![a](b/c.png) [d](e.md) [js](javascript:alert(1))"], "/page/html.md": ["text/html", "<p>no"] };
    await embed.open(`<stacks-markdown src="readme.md">${FALLBACK}</stacks-markdown>`, { files });
    const markdown = page.locator("stacks-markdown");
    await expect(markdown.locator("h1")).toHaveText("There");
    await expect(markdown.locator("img")).toHaveAttribute("src", new URL("b/c.png", page.url()).href);
    const link = markdown.getByRole("link", { name: "d" });
    await expect(link).toHaveAttribute("href", new URL("e.md", page.url()).href);
    await expect(link).toHaveAttribute("rel", "noopener nofollow ugc");
    await expect(markdown.locator("a:not([href])")).toHaveText("js");
    await markdown.evaluate((it) => (it.trusted = true));
    await expect(link).toHaveAttribute("rel", "noopener");
    await markdown.evaluate((it) => (it.src = "html.md"));
    await expect(page.getByText("Our blog")).toBeVisible();
  });

  test("may begin beside its tag, have thousands of lines and equal headings", async ({ page, embed }) => {
    await embed.open("<stacks-markdown># Title\n\n    Some text\n\n    - a\n</stacks-markdown>");
    const markdown = page.locator("stacks-markdown");
    await expect(markdown.locator("li")).toHaveText("a");
    await expect(markdown.locator("pre")).toHaveCount(0);
    await markdown.evaluate((it) => (it.textContent = "# a\n".repeat(20_000)));
    await expect(markdown.locator("h1").last()).toHaveAttribute("id", "a-19999");
    await markdown.evaluate((it) => (it.textContent = "a\n".repeat(150_000)));
    await expect(markdown.locator("p")).toHaveCount(1);
  });

  test("goes to what is folded away, and leaves a click with a key to the browser", async ({ page, embed }) => {
    await embed.open("<stacks-markdown>[go](#inner)\n\n&lt;details>&lt;summary>s&lt;/summary>\n\n# Inner\n\n&lt;/details></stacks-markdown>");
    const markdown = page.locator("stacks-markdown");
    const opened = page.context().waitForEvent("page");
    await markdown.getByRole("link", { name: "go" }).click({ modifiers: ["Control"] });
    await (await opened).close();
    await expect(markdown.locator("details")).toHaveJSProperty("open", false);
    await markdown.getByRole("link", { name: "go" }).click();
    await expect(markdown.getByRole("heading", { name: "Inner" })).toBeFocused();
  });

  test("may hold itself and does not", async ({ page, embed }) => {
    const files = { "/page/self.md": ["text/plain", "# Self\n\n<stacks-markdown src=\"self.md\">inner</stacks-markdown>"] };
    await embed.open('<stacks-markdown src="self.md"></stacks-markdown>', { files });
    const markdown = page.locator("stacks-markdown");
    await expect(markdown.locator("h1")).toHaveText("Self");
    await expect(markdown.locator("p").getByText("inner")).toBeVisible();
    await expect(page.locator("stacks-markdown")).toHaveCount(1);
  });

  test("where WebAssembly is forbidden, what stood there stays", async ({ page, embed }) => {
    const policy = `script-src ${embed.ours} 'unsafe-inline'`;
    await embed.open(`<stacks-markdown>*text* itself</stacks-markdown><stacks-markdown src="a.md"></stacks-markdown>`, { headers: { "content-security-policy": policy }, files: { "/page/a.md": ["text/plain", "# A"] } });
    await expect.poll(async () => (await embed.told()).length).toBe(2);
    await expect(page.getByText("*text* itself")).toBeVisible();
    await expect(page.getByRole("link")).toHaveAttribute("href", new URL("a.md", page.url()).href);
    // That a page forbids it, the page itself is told by its browser.
    await page.evaluate(() => (window.heard = window.heard.filter(([name, what]) => what !== "wasm-eval")));
  });
});

test.describe("<stacks-search>", () => {
  test("finds titles, headings, tags and text as one types", core, async ({ page, embed }) => {
    await embed.open("<stacks-search></stacks-search>");
    const search = page.locator("stacks-search");
    const field = search.getByRole("combobox", { name: "Search" });
    await field.fill("aioh");
    await expect(search.getByRole("option").first()).toHaveText(/aiohttp/);
    await expect(search.locator("mark").first()).toHaveText("aiohttp");
    await expect(search.getByRole("status")).toHaveText(/^Results: \d+$/);
    // A heading, which is in no title; accents do not matter; all words must be there.
    await field.fill("presupuesto");
    await expect(search.getByRole("option").first()).toHaveText(/^Glosario/);
    await field.fill("GLOSÁRIO iac");
    await expect(search.getByRole("option").first()).toHaveText(/^Glosario/);
    await field.fill("qzxv wqxzv");
    await expect(search.getByRole("option")).toHaveCount(0);
    await expect(search.getByRole("status")).toHaveText(/^Nothing was found/);
    await field.fill("");
    await expect(search.getByRole("status")).toBeEmpty();
  });

  test("says that it could not ask, and fails if it never could", async ({ page, embed }) => {
    await embed.open(`<stacks-search>${FALLBACK}</stacks-search>`);
    const search = page.locator("stacks-search");
    await expect(search.getByRole("combobox")).toBeVisible();
    await page.route("**/data/search/0/*", (route) => route.abort());
    await search.getByRole("combobox").fill("aiohttp");
    await expect(search.getByRole("status")).toHaveText("The server could not be reached. You may be offline.");
    await page.unrouteAll();
    await search.getByRole("button", { name: "Try again" }).click();
    await expect(search.getByRole("option").first()).toHaveText(/aiohttp/);
    // Without the index there is nothing to ask.
    await page.route("**/data/search/index.json", (route) => route.abort());
    await embed.open(`<stacks-search>${FALLBACK}</stacks-search>`);
    await expect(page.getByText("Our blog")).toBeVisible();
  });

  test("keeps nothing in the page of somebody else", async ({ page, embed }) => {
    await embed.open("<stacks-search></stacks-search>");
    const search = page.locator("stacks-search");
    // Choosing a result keeps the search, on our own pages.
    await search.evaluate((it) => it.addEventListener("stacks-navigate", (event) => event.preventDefault()));
    await search.getByRole("combobox").fill("aiohttp");
    await search.getByRole("option").first().click();
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
    await search.getByRole("combobox").fill("");
    await expect(search.getByRole("status")).toBeEmpty();
    await expect(search.getByRole("option")).toHaveCount(0);
  });

  test("finds in one language, and no more than asked for", async ({ page, embed }) => {
    await embed.open('<stacks-search query="sre" language="es" count="1"></stacks-search>', { html: 'lang="es"' });
    const search = page.locator("stacks-search");
    await expect(search.getByRole("option")).toHaveText([/^Glosario/]);
    await expect(search.getByRole("combobox", { name: "Buscar" })).toHaveValue("sre");
    await search.evaluate((it) => (it.language = "en"));
    await expect(search.getByRole("option")).toHaveCount(1);
    await expect(search.getByRole("option")).not.toHaveText(/^Glosario/);
  });
});

test.describe("<stacks-glossary>", () => {
  test("defines a term on hover, on focus and by a tap", core, async ({ page, embed }) => {
    await embed.open('<p>An <stacks-glossary>SLO</stacks-glossary> and <a href="#a">more</a></p><p id="a">a</p>');
    const term = page.getByRole("button", { name: "SLO" });
    const definition = page.getByRole("dialog", { name: "SLO", exact: true });
    await expect(term).toHaveAccessibleDescription(/El objetivo para un SLI/);
    await expect(definition).toBeHidden();
    await term.hover();
    await expect(definition).toBeVisible();
    // It can be pointed at, and goes when neither is.
    await definition.hover();
    await expect(definition).toBeVisible();
    await page.mouse.move(900, 700);
    await expect(definition).toBeHidden();
    // Escape takes it away wherever the focus is.
    await term.hover();
    await expect(definition).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(definition).toBeHidden();
    await term.focus();
    await expect(definition).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(definition).toBeHidden();
    await expect(term).toBeFocused();
    await term.click();
    await expect(definition).toBeVisible();
    await expect(term).toHaveAttribute("aria-expanded", "true");
    await page.keyboard.press("Tab");
    await expect(definition.getByRole("link")).toBeFocused();
    await expect(definition.getByRole("link")).toHaveAttribute("href", `${embed.ours}/posts/sre-devops-glossary/#slo`);
    await page.keyboard.press("Tab");
    await expect(definition).toBeHidden();
    await term.press("Enter");
    await expect(definition).toBeVisible();
    await term.press("Enter");
    await expect(term).toHaveAttribute("aria-expanded", "false");
  });

  test("closes by a click elsewhere, also where the page keeps the focus, and follows its term", async ({ page, embed }) => {
    await embed.open('<p>One <stacks-glossary>SLO</stacks-glossary>, two <stacks-glossary>SLI</stacks-glossary></p><p style="height: 3000px">else</p>');
    await page.evaluate(() => addEventListener("mousedown", (event) => event.preventDefault()));
    const [slo, sli] = ["SLO", "SLI"].map((name) => ({ term: page.getByRole("button", { name }), definition: page.getByRole("dialog", { name, exact: true }) }));
    await slo.term.click();
    await expect(slo.definition).toBeVisible();
    await sli.term.hover();
    await expect(sli.definition).toBeVisible();
    await expect(slo.definition).toBeHidden();
    await slo.term.click();
    const before = await slo.definition.boundingBox();
    await page.evaluate(() => scrollTo(0, 10));
    await expect.poll(async () => (await slo.definition.boundingBox()).y).toBe(before.y - 10);
    await page.getByText("else").click({ position: { x: 300, y: 400 } });
    await expect(slo.definition).toBeHidden();
  });

  test("that is taken away while it is open leaves Escape to the page", async ({ page, embed }) => {
    await embed.open("<p><stacks-glossary>SLO</stacks-glossary></p>");
    await page.getByRole("button", { name: "SLO" }).hover();
    await expect(page.getByRole("dialog", { name: "SLO", exact: true })).toBeVisible();
    await page.evaluate(() => {
      document.querySelector("stacks-glossary").remove();
      document.addEventListener("keydown", (event) => (document.title = event.key));
    });
    await page.keyboard.press("Escape");
    await expect(page).toHaveTitle("Escape");
  });

  test("stands in its line, in the page's own type", async ({ page, embed }) => {
    await embed.open('<p style="font: 31px serif">An <stacks-glossary term="slo">objective</stacks-glossary> here</p>');
    const term = page.getByRole("button", { name: "objective" });
    await expect(term).toHaveCSS("font-size", "31px");
    expect(await page.locator("body > p").evaluate((it) => it.offsetHeight)).toBeLessThan(60);
  });

  test("leaves a term that nobody defined as it is", async ({ page, embed }) => {
    await embed.open("<stacks-glossary>Flibbertigibbet</stacks-glossary>");
    await expect.poll(embed.told).toEqual([["stacks-error", { message: expect.stringContaining("Flibbertigibbet") }]]);
    await expect(page.getByText("Flibbertigibbet")).toBeVisible();
  });
});

test.describe("<stacks-error-budget>", () => {
  test("says what a target allows, how fast it is spent and when to alert", core, async ({ page, embed }) => {
    await embed.open('<stacks-error-budget errors="1"></stacks-error-budget>');
    const calculator = page.locator("stacks-error-budget");
    const figure = (name) => calculator.locator("dl > div").filter({ hasText: name }).locator("dd");
    await expect(figure("A whole outage may last")).toHaveText("43 min 12 s");
    await expect(figure("Failures in a million requests")).toHaveText("1,000");
    await expect(figure("Burn rate")).toHaveText("10×");
    await expect(figure("The budget is gone after")).toHaveText("3 d");
    await expect(calculator.locator("tbody tr").first()).toHaveText("page2 %1 h / 5 min14.4×1.44 %");
    // Playwright's `fill` adds to what a field for numbers has in Firefox.
    const set = (name, value) =>
      calculator.getByLabel(name).evaluate((it, value) => {
        it.value = value;
        it.dispatchEvent(new Event("input", { bubbles: true }));
      }, value);
    await set("Target, in per cent", "99");
    await calculator.getByLabel("Window").selectOption("7 days");
    await expect(figure("A whole outage may last")).toHaveText("1 h 41 min");
    await set("Requests that fail now", "0");
    await expect(figure("The budget is gone after")).toHaveText("never");
    // Nonsense changes nothing.
    await set("Target, in per cent", "");
    await expect(figure("A whole outage may last")).toHaveText(/\d/);
  });
});

test.describe("<stacks-bottleneck>", () => {
  test("piles work up before the slowest stage, and finds the next", core, async ({ page, embed }) => {
    await embed.open("<stacks-bottleneck></stacks-bottleneck>");
    const line = page.locator("stacks-bottleneck");
    await expect(line.getByRole("status")).toHaveText(/^4 pieces a day come out.* Build\.$/);
    await line.getByRole("button", { name: "Ten days pass" }).click();
    await expect(line.getByRole("meter", { name: "Waiting before it: Build" })).toHaveJSProperty("value", 40);
    await expect(line.getByRole("meter", { name: "Waiting before it: Test" })).toHaveJSProperty("value", 0);
    // By keyboard: four steps up.
    await line.getByLabel("Build", { exact: true }).focus();
    for (let step = 0; step < 4; step++) await page.keyboard.press("ArrowRight");
    await expect(line.getByRole("status")).toHaveText(/^6 pieces a day come out.* Test\.$/);
    await line.getByRole("button", { name: "A day passes" }).click();
    await expect(line.getByRole("meter", { name: "Waiting before it: Test" })).toHaveJSProperty("value", 2);
    await line.getByRole("button", { name: "Start again" }).click();
    await expect(line.getByText("Day 0")).toBeVisible();
  });

  test("takes stages of one's own", async ({ page, embed }) => {
    await embed.open('<stacks-bottleneck stages="Bake, Ship" rates="3,5"></stacks-bottleneck>');
    await expect(page.locator("stacks-bottleneck").getByRole("status")).toHaveText(/^3 pieces.* Bake\.$/);
    await expect(page.locator("stacks-bottleneck li")).toHaveCount(2);
  });
});

test.describe("<stacks-playground>", () => {
  test("changes the element as its attributes are edited, and the lines to copy", async ({ page, embed }) => {
    await embed.open('<stacks-playground element="stacks-posts" values="count=1"></stacks-playground>');
    const playground = page.locator("stacks-playground");
    await expect(playground.locator("stacks-posts li")).toHaveCount(1);
    await playground.getByLabel("count").fill("2");
    await expect(playground.locator("stacks-posts li")).toHaveCount(2);
    await playground.getByLabel("tag").fill("python");
    await playground.getByLabel("display").selectOption("cards");
    await expect(playground.locator("stacks-posts .cards li")).toHaveCount(2);
    const lines = playground.locator("pre");
    await expect(playground.getByRole("button", { name: "Copy" })).toBeVisible();
    await expect(lines).toHaveText(`<script type="module" src="${embed.ours}/widgets.js"></script>\n<stacks-posts count="2" tag="python" display="cards"></stacks-posts>`);
    await expect(playground.locator(".cost")).toHaveText(/^Costs a page \d+\.\d KB/);
  });

  test("has what stands between the tags, of elements that read it", async ({ page, embed }) => {
    await embed.open('<stacks-playground element="stacks-markdown" text="**a**"></stacks-playground>');
    const playground = page.locator("stacks-playground");
    await expect(playground.locator("stacks-markdown strong")).toHaveText("a");
    await playground.getByLabel("Between the tags").fill("# a <b");
    await expect(playground.locator("stacks-markdown h1")).toBeVisible();
    await expect(playground.locator("pre")).toContainText("<stacks-markdown># a &lt;b</stacks-markdown>");
  });
});

test("a script whose digest is right runs, and takes no helper whose digest is wrong", async ({ page, embed }) => {
  const { "index.js": digest } = JSON.parse(readFileSync(join(site, "widgets/v1/integrity.json"), "utf8"));
  const head = (digest) => `<script type="module" src="${embed.ours}/widgets/v1/index.js" integrity="${digest}" crossorigin></script>`;
  await embed.open(`<stacks-posts count="1">${FALLBACK}</stacks-posts>`, { script: "", head: head(digest) });
  await expect(embed.titles()).toHaveCount(1);
  // One that an element imports is a helper too.
  await page.route(/prose\.js$/, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\nwindow.ours = 1;` });
  });
  await embed.open(`<stacks-post src="/posts/async-requests/">${FALLBACK}</stacks-post>`, { script: "", head: head(digest) });
  await expect.poll(embed.told).toEqual([["stacks-error", { message: expect.any(String) }]]);
  await expect(page.getByText("Our blog")).toBeVisible();
});

test("in a frame, where nobody may run a script, as high as it is", async ({ page, embed }) => {
  await embed.open(`<iframe src="${embed.ours}/embed/posts/?count=2&lang=es&tag=python#?secret=x1" width="400"></iframe>
    <iframe src="${embed.ours}/embed/markdown/?text=%23%20Hi" sandbox="allow-scripts"></iframe>`);
  const frame = page.frameLocator("iframe").first();
  await expect(frame.locator("stacks-posts li")).toHaveCount(2);
  await expect(frame.locator("time").first()).toHaveText("26 de octubre de 2026");
  await expect(page.frameLocator("iframe").last().locator("h1")).toHaveText("Hi");
  // A page that listens is told, in its own words.
  await page.evaluate(() => {
    addEventListener("message", ({ data }) => (document.title += typeof data === "string" ? data : JSON.stringify(data)));
    document.querySelector("iframe").width = 200;
  });
  for (const words of ['"type":"stacks-height","height":', '"sentinel":"amp"', '"context":"iframe.resize"', '"message":"height"']) await expect(page).toHaveTitle(new RegExp(words));
  // As high as its content is by then.
  const height = await frame.locator("body").evaluate((it) => Math.ceil(it.getBoundingClientRect().height));
  await expect(page).toHaveTitle(new RegExp(`"height","value":${height},"secret":"x1"`));
});

test("a post says that it can be shown elsewhere", async ({ request, ours }) => {
  const page = await (await request.get(`${ours}/posts/async-requests/`)).text();
  const [, address] = /type="application\/json\+oembed" href="([^"]+)"/.exec(page);
  const answer = await (await request.get(ours + new URL(address).pathname)).json();
  expect(answer).toMatchObject({ version: "1.0", type: "rich", title: expect.stringMatching(/^Ten thousand/), width: expect.any(Number), height: expect.any(Number) });
  const [, frame] = /^<iframe src="([^"]+)"/.exec(answer.html);
  const { pathname, search } = new URL(frame);
  expect((await request.get(ours + pathname)).status()).toBe(200);
  expect(search).toBe("?src=/posts/async-requests/");
});

test("an address that runs a script leads nowhere, also when the element fails", async ({ page, embed }) => {
  await embed.open('<stacks-post src="javascript:void(document.title=1)"></stacks-post><stacks-markdown src="javascript:void(document.title=1)"></stacks-markdown><stacks-post src="https://example.org/"></stacks-post>');
  await expect.poll(async () => (await embed.told()).map(([name]) => name)).toEqual(Array(3).fill("stacks-error"));
  const links = page.locator("stacks-post, stacks-markdown").getByRole("link");
  expect(await links.evaluateAll((all) => all.map((it) => it.href))).toEqual(Array(3).fill(`${embed.ours}/`));
});

test("in another document, with another language and without a box", core, async ({ page, embed }) => {
  await embed.open('<iframe title="other" srcdoc="<p>other"></iframe><div id="es" lang="es" dir="rtl"></div><stacks-search></stacks-search><stacks-posts style="display: contents" count="1"></stacks-posts>');
  await expect(embed.titles()).toHaveCount(1);
  await expect(page.getByLabel("Search", { exact: true })).toBeVisible();
  await page.evaluate(() => document.querySelector("#es").append(document.querySelector("stacks-search")));
  await expect(page.getByLabel("Buscar")).toBeVisible();
  await expect(page.locator("stacks-search .base")).toHaveCSS("text-align", "right");
  await page.evaluate(() => document.querySelector("iframe").contentDocument.body.append(document.querySelector("stacks-posts")));
  const moved = page.frameLocator("iframe").locator("stacks-posts");
  await expect(moved.locator("li")).toHaveCount(1);
  await moved.evaluate((it) => (it.count = 2));
  await expect(moved.locator("li")).toHaveCount(2);
  await expect(moved.locator(".base")).toHaveCSS("padding", "16px");
});

test.describe("editors", () => {
  test("read the manifest of the elements", () => {
    const manifest = JSON.parse(readFileSync(join(site, "widgets/v1/custom-elements.json"), "utf8"));
    const schema = JSON.parse(readFileSync(require.resolve("custom-elements-manifest/schema.json"), "utf8"));
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    expect(validate(manifest), JSON.stringify(validate.errors)).toBe(true);
    manifest.modules[0].kind = "nonsense";
    expect(validate(manifest)).toBe(false);
  });

  test("know the types of attributes and events", () => {
    const ts = require("typescript");
    const complaints = (text) => {
      const files = { "index.d.ts": readFileSync(join(site, "widgets/v1/index.d.ts"), "utf8"), "use.ts": text };
      const options = { strict: true, noEmit: true, target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext, types: [], skipLibCheck: false };
      const host = ts.createCompilerHost(options);
      const { getSourceFile, fileExists, readFile } = host;
      host.getSourceFile = (name, ...rest) => (files[name] ? ts.createSourceFile(name, files[name], ts.ScriptTarget.ESNext) : getSourceFile.call(host, name, ...rest));
      host.fileExists = (name) => name in files || fileExists.call(host, name);
      host.readFile = (name) => files[name] ?? readFile.call(host, name);
      const program = ts.createProgram(Object.keys(files), options, host);
      return ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
    };
    const use = `const posts = document.createElement("stacks-posts");
      posts.sort = "title"; posts.count = "3"; posts.theme = "dark";
      posts.addEventListener("stacks-load", (event) => event.detail.count.toFixed());
      posts.addEventListener("click", (event) => event.clientX);
      document.querySelector("stacks-post")!.excerpt = true;`;
    expect(complaints(use)).toEqual([]);
    expect(complaints(`document.createElement("stacks-posts").sort = "sideways";`)).toHaveLength(1);
  });
});
