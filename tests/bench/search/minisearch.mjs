// MiniSearch: https://lucaong.github.io/minisearch/. One index of everything as JSON, made at build and
// loaded whole when somebody first comes to the field, and a page that lists links.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild-wasm";
import { measured } from "../measured.mjs";
import { sizeOf } from "./size.mjs";
import { mainLanguage, routeOf } from "./documents.mjs";
import { OPTIONS } from "./minisearch_index.mjs";

const packages = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const { version } = JSON.parse(readFileSync(join(packages, "minisearch/package.json"), "utf8"));
const COUNT = 10;

export const engine = { name: `MiniSearch ${version}`, prepare, faces: [] };

async function prepare(site, documents, out) {
  mkdirSync(out, { recursive: true });
  const program = fileURLToPath(new URL("minisearch_index.mjs", import.meta.url));
  const cost = measured([process.execPath, program, site, join(out, "index.json")]);
  engine.language = mainLanguage(documents);
  const stdin = { contents: script, resolveDir: packages };
  await build({ stdin, outfile: join(out, "search.js"), bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", logLevel: "error" });
  writeFileSync(join(out, "index.html"), page(engine.language));
  return { ...cost, size: () => sizeOf(out, (name) => name === "index.json"), served: out };
}

const page = (language) => `<!doctype html><html lang="${language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Search</title><link rel="icon" href="data:,">
<h1>Search</h1><p><label>Search <input type="search" autocomplete="off"></label><p role="status"></p><ol></ol>
<script type="module" src="/search.js"></script>`;

const script = `
import MiniSearch from "minisearch";
const [field, status, list] = ["input", "[role=status]", "ol"].map((it) => document.querySelector(it));
let index;
field.addEventListener("focus", async () => {
  const answer = await fetch("/index.json");
  index = MiniSearch.loadJSON(await answer.text(), ${JSON.stringify(OPTIONS)});
  show();
}, { once: true });
field.addEventListener("input", show);
function show() {
  if (!index) return;
  const found = index.search(field.value);
  status.textContent = field.value && found.length + " results for " + field.value;
  list.replaceChildren(...found.slice(0, ${COUNT}).map(({ id, title }) => {
    const item = document.createElement("li");
    item.append(Object.assign(document.createElement("a"), { href: id, textContent: title }));
    return item;
  }));
}`;

engine.faces.push({
  name: "MiniSearch",
  isJudged: true,
  get language() {
    return engine.language;
  },
  address: () => "/",
  input: "input",
  links: "ol a",
  result: "ol > li",
  isShown: ({ first, text }) => first("[role=status]").textContent.endsWith(` results for ${text}`),
  isAhead: (path) => path === "/search.js",
  routeOf,
  note: "its whole index is sent when somebody first comes to the field",
});
