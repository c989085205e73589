// The style sheets have nothing that no page needs: every selector, name and property in them is one that
// a built page has or that a program of ours may put there. PurgeCSS compares; it is told exactly what
// there is, since the words of a text that happen to be a class would keep anything.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { PurgeCSS } from "purgecss";
import { brotli } from "./host.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const sheets = readdirSync(join(root, "style")).filter((name) => name.endsWith(".css"));
const style = sheets.map((name) => readFileSync(join(root, "style", name), "utf8")).join("\n");

/** What writes into a page after it was built, or into pages that these sites do not have. */
const WRITERS = /^(aids|app|view|markdown|widgets|highlight|math|outline|embed|emoji)\b.*(?<!tests)\.(rs|js)$/;

/** The files below `folder` that match, as texts. */
const read = (folder, pattern) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => pattern.test(name) && !name.includes("tests/"))
    .map((name) => readFileSync(join(folder, name), "utf8"));

const all = (text, pattern) => [...text.matchAll(pattern)].map((it) => it.slice(1));
const words = (text) => text.split(/\s+/).filter(Boolean);

/** What a built page has: its elements, and their attributes. */
function html(text) {
  const found = { tags: [], classes: [], ids: [], attributes: { names: [], values: [] }, undetermined: [] };
  const markup = text.replace(/<(script|style)\b[^>]*>[^]*?<\/\1>/g, "<$1></$1>");
  const elements = all(markup, /<([a-z][\w-]*)((?:\s+[^\s"'>=]+(?:=(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/g);
  for (const [tag, attributes] of elements) {
    found.tags.push(tag);
    for (const [name, quoted, single, bare] of all(attributes, /([^\s"'>=]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g)) {
      const value = quoted ?? single ?? bare ?? "";
      found.attributes.names.push(name);
      found.attributes.values.push(value);
      if (name === "class") found.classes.push(...words(value));
      if (name === "id") found.ids.push(value);
    }
  }
  return found;
}

/** What a program of ours may write: elements, attributes, classes, and what stands between quotes if it
    is a word or two; whether those become classes, elements or attributes nobody can tell. */
function source(text) {
  const code = text.replace(/^\s*\/\/.*$/gm, "").replace(/^mod tests \{[^]*/m, "");
  const alone = all(code, /["'`]([a-z][\w.-]*(?: [a-z][\w.-]*)?)["'`]/gi).flatMap(([it]) => words(it));
  const attributes = all(code, /\s([a-z][a-z-]*)=/g).flat();
  const classes = all(code, /class=\\?["']([^"'\\]*)/g).flatMap(([it]) => words(it));
  const tags = all(code, /<([a-z][\w-]*)[\s>]/g).flat();
  return { tags, classes, ids: [], attributes: { names: [...attributes, ...alone], values: alone }, undetermined: alone };
}

const content = [
  ...["site", "blog"].flatMap((name) => read(join(root, "target/e2e", name), /\.html$/)).map((raw) => ({ raw, extension: "html" })),
  ...read(join(root, "src"), WRITERS).map((raw) => ({ raw, extension: "source" })),
];

/** A style sheet so that PurgeCSS judges all of it: any element instead of `&` and before a pseudo-class
    that stands alone, and what `:not()` and `:has()` have in them as selectors of its own. */
function judged(css) {
  const plain = css.replace(/\/\*[^]*?\*\//g, "");
  const within = all(plain, /:(?:not|has)\(\s*[>+~]?\s*((?:[^()]|\([^()]*\))*)\)/g).map(([it]) => `${it} { color: red }`);
  return [plain, ...within].join("\n").replace(/&/g, "*").replace(/(^|[{};,]\s*):(?=[a-z])/gm, "$1*:");
}

/** The selectors, animations and custom properties of `css` that nothing needs. */
async function unused(css) {
  const [{ css: kept, rejected }] = await new PurgeCSS().purge({
    content,
    css: [{ raw: judged(css) }],
    extractors: [{ extensions: ["html"], extractor: html }, { extensions: ["source"], extractor: source }],
    rejected: true,
    keyframes: true,
    variables: true,
    // What elements in documents are told by us: everybody's pages may set those.
    safelist: { variables: [/^--stacks-/] },
  });
  const names = (css) => all(css, /@keyframes ([\w-]+)|(--[\w-]+)\s*:/g).map(([animation, property]) => animation ?? property);
  const left = new Set(names(kept));
  return [...new Set([...rejected.map((it) => it.trim()), ...names(css).filter((it) => !left.has(it))])];
}

test("the style sheets: at most 12 KB", () => {
  const bytes = brotli(Buffer.from(style)).length;
  console.log(`style: ${(bytes / 1000).toFixed(1)} KB brotli of 12, with comments`);
  expect(bytes).toBeLessThanOrEqual(12_000);
});

test("every selector is one that a page may have", async () => {
  expect(await unused(style)).toEqual([]);
});

for (const [css, selector] of [
  [".no-such-class { color: red }", ".no-such-class"],
  ["@layer shell { .menu { & .no-such-class { color: red } } }", "* .no-such-class"],
  [":is(.menu, .no-such-class) a { color: red }", ".no-such-class"],
  [".menu:not(.no-such-class) { color: red }", ".no-such-class"],
  [".menu:has(> .no-such-class) { color: red }", ".no-such-class"],
  ["[no-such-attribute] { color: red }", "[no-such-attribute]"],
  ["no-such-element { color: red }", "no-such-element"],
  ["#no-such-id { color: red }", "#no-such-id"],
  ["@keyframes no-such-name { from { color: red } }", "no-such-name"],
  [":root { --no-such-name: red }", "--no-such-name"],
]) {
  test(`what nothing needs is found: ${css}`, async () => {
    expect(await unused(`${style}\n${css}`)).toContain(selector);
  });
}
