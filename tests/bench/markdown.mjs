// The renderer beside those that JavaScript has, in Chromium: how much they render in a second when
// warm, what a visitor waits for at the first call in a fresh page that has come to rest, and how long
// it takes to be ready for that call. Reported, never asserted.
//
//   cargo xtask bench markdown -- --rounds 7 --firsts 9
//
// All render the same texts: the Markdown of every document of the public corpora as the generator
// sends it to browsers. Ours does so in the modes of the specifications (a text in, HTML out) and as
// on the site, every pass on, with the tables that come with each document. Runs are interleaved, so
// that whatever else the machine does falls upon all; what counts are the ratios.
// Where the corpora are not, our own content and made-up posts take their place. `--full` is more rounds.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { parseArgs } from "node:util";
import { rendererOf } from "../e2e/built.mjs";
import { root } from "./figures.mjs";
import { nameOf, row } from "./record.mjs";
import { launch } from "./slow.mjs";

const stacks = join(root, "target/release/stacks");
const modules = join(root, "tests/node_modules");
const corpora = process.env.STACKS_CORPORA ?? join(root, "../shared/corpora");
const sites = ["hugo-jessfraz", "hugo-papermod-example", "jekyll-artsy", "jekyll-brew", "pelican-solr", "zola-blogos/blog"];

const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm", ".json": "application/json" };
const origin = "http://renderers.example";

export const minutes = 3;

export async function bench(words) {
  const { values } = parseArgs({
    args: words,
    options: { rounds: { type: "string" }, firsts: { type: "string" }, full: { type: "boolean", default: false } },
  });
  const { rounds = values.full ? 9 : 7, firsts = values.full ? 15 : 9 } = values;
  const documents = existsSync(corpora) ? sites.flatMap((site) => documentsOf(join(corpora, site))) : ownDocuments();
  const bytes = documents.reduce((sum, { markdown }) => sum + Buffer.byteLength(markdown), 0);
  const longest = documents.reduce((best, it) => (it.markdown.length > best.markdown.length ? it : best));
  const what = `${documents.length} documents, ${(bytes / 1e6).toFixed(2)} MB; the longest has ${(Buffer.byteLength(longest.markdown) / 1e3).toFixed(0)} KB`;
  console.log(what);

  const browser = await launch();
  try {
    const warm = await whenWarm(browser, documents, Number(rounds));
    const first = await atFirst(browser, longest, Number(firsts));
    const groups = groupsOf(warm, first, bytes);
    print(groups);
    return {
      title: "Markdown in the browser",
      about:
        `${what}: ${existsSync(corpora) ? "the posts of six public blogs, from Hugo, Jekyll, Pelican and Zola" : "this repository's content and made-up posts, as the public corpora are not at hand"}. ` +
        "Ours renders them in the modes of the specifications, a text in and HTML out, and as on the site: every pass on, with raw HTML written again from an allow-list.",
      conditions: "Chromium, with nothing slowed down. All renderers take turns over the same documents; for a first call each has a page of its own that has come to rest, and the longest document.",
      groups,
    };
  } finally {
    await browser.close();
  }
}

/** What there is where the public corpora are not. */
function ownDocuments() {
  console.log(`the public corpora are not at ${corpora}: our own content and made-up posts take their place`);
  const folder = mkdtempSync(join(tmpdir(), "stacks-bench-"));
  execFileSync("cargo", ["xtask", "posts", "--count", "300", "--out", folder, "--dialect", "hugo"], { cwd: root, stdio: "ignore" });
  const documents = [join(root, "content"), folder].flatMap(documentsOf);
  rmSync(folder, { recursive: true });
  return documents;
}

/** The documents of a site as browsers get them. */
function documentsOf(content) {
  const out = mkdtempSync(join(tmpdir(), "stacks-bench-"));
  execFileSync(stacks, ["build", "--content", content, "--out", out, "--cache", ""], { stdio: "ignore" });
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

/** How a renderer is called in the figures: ours by its mode, others by their versions. The mode of the site
    is what others are compared with, and commonmark.js, which knows no extensions, with that of CommonMark. */
function subjectOf(name) {
  if (name.startsWith("ours, ")) return { subject: "ours", variant: name.slice("ours, ".length) };
  const folder = name === "commonmark.js" ? "commonmark" : name;
  return { subject: `${name} ${JSON.parse(readFileSync(join(modules, folder, "package.json"), "utf8")).version}` };
}

function groupsOf(warm, first, bytes) {
  const names = Object.keys(warm).sort((a, b) => b.startsWith("ours, every") - a.startsWith("ours, every"));
  const rows = (metric, unit, valuesOf, summary) =>
    names.map((name) => {
      const { subject, variant } = subjectOf(name);
      return row(subject, metric, unit, valuesOf(name), { variant, summary: variant === "every pass" ? summary : undefined });
    });
  return [
    { id: "warm", title: "Rendered in a second, warm", unit: "MB/s", better: "more", plot: "bars", rows: rows("all documents", "MB/s", (name) => warm[name].map((time) => bytes / 1e3 / time), "Markdown in the browser, warm, every pass") },
    { id: "first", title: "The first call", unit: "ms", better: "less", plot: "bars", rows: rows("the longest document", "ms", (name) => first[name].first, "The first call, of a long document") },
    { id: "ready", title: "Until it is ready for that", unit: "ms", better: "less", plot: "bars", note: "Loaded from memory, without a network: compiling and starting.", rows: rows("loading", "ms", (name) => first[name].ready) },
  ];
}

function print(groups) {
  for (const { title, unit, rows } of groups) {
    console.log(`\n${`${title}, ${unit}`.padEnd(40)} ${["median", "least", "most"].map((it) => it.padStart(9)).join("")}`);
    for (const it of rows) console.log(`${nameOf(it).padEnd(40)} ${[it.median, it.min, it.max].map((value) => value.toFixed(1).padStart(9)).join("")}`);
  }
}
