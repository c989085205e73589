// <stacks-search>: a search box over titles, headings, tags and excerpts. What it fetches are small parts
// of the site's index (`src/search.rs`): those of the words that are typed, and of the pages found.
import { fold, json, make, root } from "./index.js";

/** By language, from `src/language.rs`. */
const WORDS = STACKS_WORDS;

const COUNT = 5;
const MOST = 20;

const styles = `
label { display: block; margin: 0 0 0.3em; font-weight: 700; }
input { box-sizing: border-box; inline-size: 100%; padding: 0.6em 0.8em; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--faint); border-radius: 6px; }
[role="status"] { min-block-size: 1.5em; margin: 0.5em 0; color: var(--faint); font-size: 0.85em; }
ul { display: grid; gap: var(--stacks-gap, 1rem); margin: 0; padding: 0; list-style: none; }
a, p { unicode-bidi: plaintext; }
a { font-weight: 700; }
li p { margin: 0.2em 0 0; }
mark { color: inherit; background: light-dark(#fbe3b4, #4a4124); }
`;

/** What the element shows. The box stays the same while its visitor types. */
export async function show(element) {
  const { language } = await json("manifest.json");
  const label = make("label", { htmlFor: "field", part: "label" }, element.speak(WORDS).search);
  const field = make("input", { type: "search", id: "field", part: "field", value: element.query, autocomplete: "off", enterKeyHint: "search" });
  const status = make("p", { role: "status", part: "status" });
  const list = make("ul", { part: "list" });
  let last;
  const search = async () => {
    const query = (last = field.value);
    const { total, found } = await find(query, element, language);
    // What was typed meanwhile is what is asked for.
    if (query !== last) return;
    list.replaceChildren(...found.map((it) => item(it, words(query), language)));
    const { found: some, none } = element.speak(WORDS);
    status.textContent = words(query).length ? (found.length ? `${some} ${total}` : none) : "";
  };
  field.addEventListener("input", () => search().catch(() => (status.textContent = element.speak(WORDS).offline)));
  field.addEventListener("keydown", ({ key, isComposing }) => key === "Enter" && !isComposing && list.querySelector("a")?.click());
  await search();
  return { nodes: [label, field, status, list], detail: { count: list.childElementCount }, styles: [styles] };
}

/** Scripts that put no spaces between words: any two characters in a row are a word there. */
const CLOSE = /([\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]+)/u;

/** The words of a text, as the index has them. */
function words(text) {
  const runs = fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
  return runs.flatMap((run) => run.split(CLOSE)).filter(Boolean).flatMap((part) => {
    const signs = [...part];
    return CLOSE.test(part) && signs.length > 2 ? signs.slice(1).map((sign, at) => signs[at] + sign) : [part];
  });
}

/** The entries that have every word of `query`, or one that begins so, the best first. */
async function find(query, element, siteLanguage) {
  const { build, parts, block } = await json("data/search/index.json");
  const wanted = [...new Set(words(query))];
  if (!wanted.length) return { total: 0, found: [] };
  /** A file of the index, which must be of the same build: pages have other numbers in another. */
  const read = async (path) => {
    const file = await json(`data/search/${path}.json`);
    if (file.build !== build) throw new Error(`${root.href} is being renewed`);
    return file;
  };
  const scores = await Promise.all(wanted.map((word) => scoresOf(word, parts, read)));
  const all = [...scores[0].keys()].filter((page) => scores.every((it) => it.has(page)));
  const score = (page) => scores.reduce((sum, it) => sum + it.get(page), 0);
  all.sort((a, b) => score(b) - score(a) || a - b);
  const count = Math.min(MOST, Math.max(1, Number.parseInt(element.count, 10) || COUNT));
  const ours = element.language.toLowerCase();
  const found = [];
  for (const page of all) {
    if (found.length === count) break;
    const { entries } = await read(`pages/${Math.floor(page / block)}`);
    const entry = entries[page % block];
    const language = (entry?.language ?? siteLanguage).toLowerCase();
    if (entry && (!ours || language === ours || language.startsWith(`${ours}-`))) found.push(entry);
  }
  return { total: ours ? found.length : all.length, found };
}

/** How well each page fits a word: whole words count twice. */
async function scoresOf(word, parts, read) {
  const { words: known } = await read(`words/${part(word, parts)}`);
  const scores = new Map();
  for (const [other, pages] of Object.entries(known)) {
    if (!other.startsWith(word)) continue;
    const weight = other === word ? 2 : 1;
    for (let at = 0; at < pages.length; at += 2) {
      scores.set(pages[at], Math.max(scores.get(pages[at]) ?? 0, pages[at + 1] * weight));
    }
  }
  return scores;
}

/** Which part of the index has the words that begin like `word` (FNV-1a of its first two characters). */
function part(word, parts) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode([...word].slice(0, 2).join(""))) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash % parts;
}

function item({ title, url, language, excerpt }, wanted, siteLanguage) {
  const lang = language ?? siteLanguage;
  const link = make("a", { href: new URL(url.slice(1), root).href, part: "link", lang }, ...marked(title, wanted));
  const about = excerpt ? [make("p", { part: "excerpt", lang }, ...marked(excerpt, wanted))] : [];
  return make("li", { part: "item" }, link, ...about);
}

/** A text with the words that begin as those wanted do marked. */
function marked(text, wanted) {
  return text.split(/([\p{L}\p{M}\p{N}]+)/u).map((piece) => (piece && wanted.some((word) => fold(piece).startsWith(word)) ? make("mark", {}, piece) : piece));
}
