// Pagefind, which indexes the pages as they are published: https://pagefind.app/docs/. One index, and
// the pages that its documentation tells people to write: with the Default UI, which waits 300 ms after each
// key, and with the searchbox of the Component UI, which waits 150 and has no page of its own.
import { copyFileSync, linkSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { measured } from "../measured.mjs";
import { sizeOf } from "./size.mjs";
import { folderOf, mainLanguage, routeOf } from "./documents.mjs";

const packages = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const { version } = JSON.parse(readFileSync(join(packages, "pagefind/package.json"), "utf8"));

/** What stands in every page and is no part of its text: ways to other pages, dates, buttons. */
const AROUND = "nav, .trail, .contents, .anchor, .footnote-back, .after, time, .minutes";
/** What the index itself is, without the programs that read it. */
const isIndex = (name) => /^pagefind[\\/](fragment|index|filter)[\\/]|pf_meta$|pagefind-entry\.json$/.test(name);

export const engine = { name: `Pagefind ${version}`, prepare, faces: [] };

/** Pagefind takes a folder of pages: here one of the documents alone, so that all engines have the same. */
function prepare(site, documents, out) {
  const pages = join(out, "pages");
  for (const { url } of documents) {
    const folder = folderOf(pages, url);
    mkdirSync(folder, { recursive: true });
    same(join(folderOf(site, url), "index.html"), join(folder, "index.html"));
  }
  const served = join(out, "served");
  mkdirSync(served, { recursive: true });
  const program = join(packages, "pagefind/lib/runner/bin.cjs");
  const options = ["--root-selector", "main", "--exclude-selectors", AROUND, "--output-path", join(served, "pagefind"), "--quiet"];
  const cost = measured([process.execPath, program, "--site", pages, ...options]);
  engine.language = mainLanguage(documents);
  // A page finds the documents in its own language.
  for (const language of new Set(documents.map((it) => it.language))) {
    for (const { folder, head, body } of looks) {
      mkdirSync(join(served, folder, language), { recursive: true });
      writeFileSync(join(served, folder, language, "index.html"), page(language, head, body));
    }
  }
  return { ...cost, size: () => sizeOf(served, isIndex), served };
}

/** A second name for a file, or a copy where that cannot be. */
function same(file, other) {
  try {
    linkSync(file, other);
  } catch {
    copyFileSync(file, other);
  }
}

const page = (language, head, body) => `<!doctype html><html lang="${language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>Search</title><link rel="icon" href="data:,">
${head}<h1>Search</h1>
${body}`;

const DEFAULT_UI = '<link href="/pagefind/pagefind-ui.css" rel="stylesheet">\n<script src="/pagefind/pagefind-ui.js"></script>\n';
const defaultUi = (options) => `<div id="search"></div>
<script>
  window.addEventListener("DOMContentLoaded", () => {
    new PagefindUI({ element: "#search", showSubResults: true${options} });
  });
</script>`;
const SEARCHBOX = '<link href="/pagefind/pagefind-component-ui.css" rel="stylesheet">\n<script src="/pagefind/pagefind-component-ui.js" type="module"></script>\n';

const looks = [
  { folder: "default", head: DEFAULT_UI, body: defaultUi("") },
  { folder: "eager", head: DEFAULT_UI, body: defaultUi(", debounceTimeoutMs: 0") },
  { folder: "alone", head: DEFAULT_UI, body: defaultUi(", debounceTimeoutMs: 0, noWorker: true") },
  { folder: "searchbox", head: SEARCHBOX, body: "<pagefind-searchbox></pagefind-searchbox>" },
];

const inDefaultUi = {
  input: ".pagefind-ui__search-input",
  links: ".pagefind-ui__result-title > .pagefind-ui__result-link",
  result: ".pagefind-ui__results",
  // Each search makes the list anew and the message names it; each result has a link once its text has come.
  isShown: ({ first, text, before, need }) => {
    const [message, list] = [first(".pagefind-ui__message"), first(".pagefind-ui__results")];
    if (!list || list === before || !message.textContent.includes(text)) return false;
    return [...list.children].slice(0, need).every((it) => it.querySelector("a"));
  },
};

const inSearchbox = {
  input: ".pf-searchbox-input",
  links: "a.pf-searchbox-result:not(.pf-searchbox-subresult)",
  result: ".pf-searchbox-results > *, .pf-searchbox-empty",
  // A key empties the list and makes it busy at once, so what is in it later is of the new text.
  isShown: ({ first, need }) => {
    const list = first(".pf-searchbox-results");
    if (!list || list.hasAttribute("aria-busy")) return false;
    if (!list.firstElementChild) return !!first(".pf-searchbox-empty:not([hidden])");
    return [...list.children].slice(0, need).every((it) => it.matches("a[href], :has(a[href])"));
  },
};

const face = (name, folder, look, more = {}) => ({
  name,
  ...look,
  get language() {
    return engine.language;
  },
  address: (language) => `/${folder}/${language}/`,
  isAhead: (path) => path.startsWith("/pagefind/"),
  routeOf,
  ...more,
});

engine.faces.push(
  face("Pagefind", "default", inDefaultUi, { note: "waits 300 ms after each key; its worker is not slowed, as Chromium slows pages alone" }),
  face("Pagefind, no debounce", "eager", inDefaultUi, { isJudged: true, note: "the same without the wait, debounceTimeoutMs: 0" }),
  face("Pagefind, no worker", "alone", inDefaultUi, { note: "without either, noWorker: true, so that the slow processor is what searches" }),
  face("Pagefind searchbox", "searchbox", inSearchbox, { note: "what its documentation has today, waits 150 ms after each key" }),
);
