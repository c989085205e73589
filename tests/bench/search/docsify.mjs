// docsify's search plugin: https://docsify.js.org/#/plugins. It has no index to build: every visitor's
// browser fetches every page's Markdown as soon as the site is open, and keeps what it made of that in
// localStorage, if it has room there.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { sizeOf } from "./size.mjs";
import { folderOf, mainLanguage, routeOf } from "./documents.mjs";

const packages = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const { version } = JSON.parse(readFileSync(join(packages, "docsify/package.json"), "utf8"));

export const engine = { name: `docsify ${version}`, prepare, faces: [] };

function prepare(site, documents, out) {
  mkdirSync(out, { recursive: true });
  for (const { url } of documents) {
    const file = join(out, decodeURIComponent(fileOf(url)));
    mkdirSync(dirname(file), { recursive: true });
    // It would show the front matter as text.
    writeFileSync(file, readFileSync(join(folderOf(site, url), "index.md"), "utf8").replace(/^---\n[^]*?\n---\n+/, ""));
  }
  if (!documents.some(({ url }) => url === "/")) writeFileSync(join(out, "README.md"), "# Documents\n");
  engine.language = mainLanguage(documents);
  for (const name of ["docsify.min.js", "plugins/search.min.js", "themes/vue.css"]) {
    copyFileSync(join(packages, "docsify/lib", name), join(out, name.replace(/^.*\//, "")));
  }
  writeFileSync(join(out, "index.html"), page(engine.language, documents.map(({ url }) => pathOf(url))));
  return { seconds: 0, size: () => sizeOf(out, (name) => name.endsWith(".md")), served: out };
}

/** A route as docsify has it, and its file: `/about` is `about.md`, and the first page is `README.md`. */
const pathOf = (url) => (url === "/" ? url : url.replace(/\/$/, ""));
const fileOf = (url) => (url === "/" ? "README.md" : `${pathOf(url).slice(1)}.md`);

/** A day is what it keeps its index for if nobody says otherwise. */
const page = (language, paths) => `<!doctype html><html lang="${language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Documents</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="/vue.css">
<div id="app"></div>
<script>window.$docsify = { name: "Documents", search: { maxAge: 86400000, paths: ${JSON.stringify(paths)} } };</script>
<script src="/docsify.min.js"></script>
<script src="/search.min.js"></script>`;

engine.faces.push({
  name: "docsify",
  isJudged: true,
  get language() {
    return engine.language;
  },
  address: () => "/",
  input: ".search input",
  links: ".results-panel a",
  result: ".results-panel.show > *",
  // What it shows does not tell of what; but it makes all of it anew each time.
  isShown: ({ first, before }) => {
    const result = first(".results-panel.show > *");
    return !!result && result !== before;
  },
  isAhead: (path) => path.endsWith(".md") && path !== "/README.md",
  // A phone hides what the field is in.
  begin: async (page) => {
    await page.locator(".sidebar-toggle").click();
    await page.locator(".search input").waitFor();
  },
  /** Until it has every page it searches those it has, and says nothing of the others. */
  lacks: ({ done, failed, open }) => {
    const isPage = (url) => url.endsWith(".md");
    const lost = failed.filter(({ url }) => isPage(url));
    const [come, late] = [done.filter(isPage).length, [...open].filter((it) => isPage(it.url())).length];
    if (lost.length) return `${lost.length} of ${come + lost.length + late} pages failed to come (${lost[0].reason})`;
    return late ? `${come} of ${come + late} pages had come when the time was up` : undefined;
  },
  routeOf: (href) => {
    const { hash } = new URL(href);
    return routeOf(hash.slice(1).replace(/\?.*$/, "") || "/");
  },
  /** Whether its index was kept for the next visit is worth a look. */
  keeps: true,
  note: "fetches every page when its site is opened, whether or not anybody searches",
});
