// The renderer beside those that JavaScript has, in Chromium: how much they render in a second when
// warm, what a visitor waits for at the first call in a fresh page that has come to rest, and how long
// it takes to be ready for that call. Reported, never asserted.
//
//   cargo xtask bench markdown -- --rounds 9 --firsts 15
//
// All render the same texts: the Markdown of every document of the public corpora as the generator
// sends it to browsers. Ours does so in the modes of the specifications (a text in, HTML out) and as
// on the site, every pass on, with the tables that come with each document. Runs are interleaved, so
// that whatever else the machine does falls upon all; what counts are the ratios.
// The figures go to target/bench/markdown.json.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";
import { keep, root, spread } from "./figures.mjs";

const stacks = join(root, "target/release/stacks");
const modules = join(root, "tests/node_modules");
const corpora = process.env.STACKS_CORPORA ?? join(root, "../shared/corpora");
const sites = ["hugo-jessfraz", "hugo-papermod-example", "jekyll-artsy", "jekyll-brew", "pelican-solr", "zola-blogos/blog"];

const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };
const origin = "http://renderers.example";

export async function bench(words) {
  const { values } = parseArgs({
    args: words,
    options: { rounds: { type: "string", default: "9" }, firsts: { type: "string", default: "15" } },
  });
  if (!existsSync(corpora)) {
    console.log(`skipped: markdown renders the public corpora, and they are not at ${corpora}`);
    return;
  }
  const documents = sites.flatMap(documentsOf);
  const bytes = documents.reduce((sum, { markdown }) => sum + Buffer.byteLength(markdown), 0);
  const longest = documents.reduce((best, it) => (it.markdown.length > best.markdown.length ? it : best));
  console.log(`${documents.length} documents, ${(bytes / 1e6).toFixed(2)} MB; the longest has ${(Buffer.byteLength(longest.markdown) / 1e3).toFixed(0)} KB`);

  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const warm = await whenWarm(browser, documents, Number(values.rounds));
    const first = await atFirst(browser, longest, Number(values.firsts));
    report(warm, first, bytes);
  } finally {
    await browser.close();
  }
}

/** The documents of a site as browsers get them. */
function documentsOf(site) {
  const out = mkdtempSync(join(tmpdir(), "stacks-bench-"));
  execFileSync(stacks, ["build", "--content", join(corpora, site), "--out", out], { stdio: "ignore" });
  const read = (path) => JSON.parse(readFileSync(join(out, path), "utf8"));
  const { language } = read("manifest.json");
  const payloads = readdirSync(out, { recursive: true }).filter((path) => /data\/pages\/.*index\.json$/.test(path));
  const documents = payloads.map(read).filter((payload) => payload.markdown);
  rmSync(out, { recursive: true });
  return documents.map((payload) => ({ language, ...payload, route: payload.url }));
}

/** A page that has all renderers within reach and none loaded. */
async function blankPage(browser, documents) {
  const page = await browser.newPage();
  const packages = readdirSync(modules).filter((name) => /^(micromark|decode-named|character-entities|devlop)/.test(name));
  const imports = Object.fromEntries(packages.map((name) => [name, `/peers/${name}/index.js`]));
  const html = `<!doctype html><script type="importmap">${JSON.stringify({ imports })}</script>`;
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === "/") return route.fulfill({ contentType: "text/html", body: html });
    if (pathname === "/documents.json") return route.fulfill({ json: documents });
    const file = pathname.startsWith("/peers/")
      ? join(modules, pathname.slice("/peers/".length))
      : pathname.endsWith(".wasm") ? join(process.env.STACKS_DIST, rendererOf(process.env.STACKS_DIST)) : join(root, "tests", pathname);
    return route.fulfill({ path: file, contentType: types[extname(file)] });
  });
  await page.goto(origin);
  return page;
}

/** In the page: each renderer as a function that loads it and gives one from a document to HTML. */
function renderers() {
  const ours = (passes) => async (documents) => {
    const { Renderer } = await import("/e2e/renderer.mjs");
    const renderer = await Renderer.load(await (await fetch("/renderer.wasm")).arrayBuffer());
    const tables = (document) => (passes === "site" ? document : { markdown: document.markdown });
    const requests = new Map(documents.map((it) => [it, renderer.encode({ ...tables(it), passes })]));
    return (document) => renderer.answer(requests.get(document));
  };
  return {
    "ours, CommonMark": ours("commonmark"),
    "ours, GFM": ours("gfm"),
    "ours, every pass": ours("site"),
    "commonmark.js": async () => {
      await import("/peers/commonmark/dist/commonmark.min.js");
      const [parser, writer] = [new commonmark.Parser(), new commonmark.HtmlRenderer()];
      return ({ markdown }) => writer.render(parser.parse(markdown));
    },
    marked: async () => {
      const { marked } = await import("/peers/marked/lib/marked.esm.js");
      return ({ markdown }) => marked.parse(markdown);
    },
    "markdown-it": async () => {
      const { default: MarkdownIt } = await import("/peers/markdown-it/dist/browser/markdown-it.esm.min.mjs");
      const it = new MarkdownIt({ html: true, linkify: true });
      return ({ markdown }) => it.render(markdown);
    },
    micromark: async () => {
      const { micromark } = await import("micromark");
      const { gfm, gfmHtml } = await import("micromark-extension-gfm");
      const options = { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] };
      return ({ markdown }) => micromark(markdown, options);
    },
  };
}

/** Milliseconds for all documents, by renderer and round; the first rounds only warm up. */
async function whenWarm(browser, documents, rounds) {
  const page = await blankPage(browser, documents);
  const script = `(${async (renderers, rounds) => {
    const documents = await (await fetch("/documents.json")).json();
    const loaded = [];
    for (const [name, load] of Object.entries(renderers)) loaded.push([name, await load(documents), []]);
    for (let round = -2; round < rounds; round++) {
      for (const [name, render, times] of loaded) {
        // Ten times slower than the others: half the rounds tell enough.
        if (name === "micromark" && round % 2) continue;
        const started = performance.now();
        let length = 0;
        for (const document of documents) length += render(document).length;
        const time = performance.now() - started;
        if (!length) throw new Error(name);
        if (round >= 0) times.push(time);
      }
    }
    return loaded.map(([name, , times]) => [name, times]);
  }})((${renderers})(), ${rounds})`;
  const times = Object.fromEntries(await page.evaluate(script));
  await page.close();
  return times;
}

/** Milliseconds until ready and of the first call, each in a page of its own. */
async function atFirst(browser, document, rounds) {
  const names = Object.keys(renderers());
  const times = Object.fromEntries(names.map((name) => [name, { ready: [], first: [] }]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const page = await blankPage(browser, [document]);
      const script = `(${async (load) => {
        const documents = await (await fetch("/documents.json")).json();
        const started = performance.now();
        const render = await load(documents);
        const ready = performance.now();
        // As long as a document is on its way at least; by then the page has come to rest.
        await new Promise((rest) => setTimeout(rest, 100));
        const called = performance.now();
        const { length } = render(documents[0]);
        const done = performance.now();
        if (!length) throw new Error("nothing was rendered");
        return [ready - started, done - called];
      }})((${renderers})()[${JSON.stringify(name)}])`;
      const [ready, first] = await page.evaluate(script);
      times[name].ready.push(ready);
      times[name].first.push(first);
      await page.close();
    }
  }
  return times;
}

function report(warm, first, bytes) {
  const rate = (time) => bytes / 1e6 / (time / 1000);
  const figures = Object.fromEntries(Object.keys(warm).map((name) => {
    const { median, least, most } = spread(warm[name]);
    return [name, { warm: { unit: "MB/s", median: rate(median), least: rate(most), most: rate(least) }, first: { unit: "ms", ...spread(first[name].first) }, ready: { unit: "ms", ...spread(first[name].ready) } }];
  }));
  const number = (value) => value.toFixed(1).padStart(7);
  console.log(`${"".padEnd(20)}   warm, MB/s (least to most)      first call, ms (least to most)      ready, ms`);
  for (const [name, { warm, first, ready }] of Object.entries(figures)) {
    console.log(`${name.padEnd(20)} ${[warm.median, warm.least, warm.most, first.median, first.least, first.most, ready.median].map(number).join("  ")}`);
  }
  const times = (name, peer) => figures[name].warm.median / figures[peer].warm.median;
  const ratios = {
    "CommonMark to commonmark.js": times("ours, CommonMark", "commonmark.js"),
    "every pass to commonmark.js": times("ours, every pass", "commonmark.js"),
    "every pass to marked": times("ours, every pass", "marked"),
    "every pass to markdown-it": times("ours, every pass", "markdown-it"),
  };
  const peers = ["commonmark.js", "marked", "markdown-it", "micromark"];
  const best = Math.min(...peers.map((name) => figures[name].first.median));
  ratios["first call, every pass, to the best of the others"] = figures["ours, every pass"].first.median / best;
  for (const [name, ratio] of Object.entries(ratios)) console.log(`${name.padEnd(52)} ${ratio.toFixed(2)}`);
  keep("markdown", { figures, ratios });
}
