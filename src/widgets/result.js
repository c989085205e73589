// A result of a search: the page's title, the passage of it that answers the query best, its words marked, and
// the place that it leads to.
import { fold, json, make, place, root } from "./index.js";
import { CLOSE, stem } from "./words.js";

/** How long a passage is, and how much of it stands before what was found, in characters. */
const LENGTH = 200;
const BEFORE = 50;
/** How often a word is looked for in a part: where it is that often, any place is as good. */
const OFTEN = 40;

/** The parts of pages that have come, by the pages' addresses. */
const read = new Map();

/** The folded texts of parts, each as long as the part. */
const folded = new WeakMap();

/** A text as `fold` makes it, but each character where it was. */
function aligned(text) {
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]|[^\x00-\x7f]/g, (it) => (fold(it).length === 1 ? fold(it) : it));
}

/** Where the words of `terms` stand in a text: `[start, end, number of the term]`. */
function hits(text, terms) {
  const found = [];
  terms.forEach(({ word, isOpen, names }, number) => {
    const root = stem(word);
    const known = new Set(names);
    const meant = names.filter((name) => !name.startsWith(root));
    const isClose = CLOSE.test(word);
    for (const start of [root, ...meant]) {
      let count = 0;
      for (let at = text.indexOf(start); at >= 0 && count < OFTEN; at = text.indexOf(start, at + 1)) {
        if (isClose) {
          found.push([at, at + start.length, number]);
          count++;
          continue;
        }
        if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1])) continue;
        const [whole] = /^[\p{L}\p{N}]*(?:\+\+|#)?/u.exec(text.slice(at, at + 48));
        const name = /^[a-z](?:\+\+|#)$/.test(whole) ? whole : whole.replace(/[+#]+$/, "");
        if (!known.has(name) && stem(name) !== root && !(isOpen && name.startsWith(word))) continue;
        found.push([at, at + name.length, number]);
        count++;
      }
    }
  });
  return found.sort((a, b) => a[0] - b[0]);
}

/** The best passage of a page's parts: `{ id, title, text }`; nothing where none has a word of `terms`. */
function passage(parts, terms) {
  let best;
  for (const part of parts) {
    if (!folded.has(part)) folded.set(part, [aligned(part.text), aligned(part.title ?? "")]);
    const [text, title] = folded.get(part);
    const found = hits(text, terms);
    const inTitle = new Set(hits(title, terms).map(([, , number]) => number)).size;
    if (!found.length && !inTitle) continue;
    let [from, most] = [0, 0];
    for (let at = 0, end = 0; at < found.length; at++) {
      while (end < found.length && found[end][1] <= found[at][0] + LENGTH - BEFORE) end++;
      const near = found.slice(at, end);
      const worth = 10 * new Set(near.map(([, , number]) => number)).size + Math.min(near.length, 5);
      if (worth > most) [from, most] = [found[at][0], worth];
    }
    const worth = most + 8 * inTitle;
    if (!best || worth > best.worth) best = { worth, part, from };
  }
  return best && { id: best.part.id, title: best.part.title, text: cut(best.part.text, best.from) };
}

/** So much of a text from a little before `from` on, between words. */
function cut(text, from) {
  let start = Math.max(0, from - BEFORE);
  if (start > 0) {
    const space = text.indexOf(" ", start);
    start = space >= 0 && space < from ? space + 1 : start;
  }
  let end = Math.min(text.length, start + LENGTH);
  if (end < text.length) {
    const space = text.lastIndexOf(" ", end);
    end = space > start + LENGTH / 2 ? space : end;
  }
  // Both halves of a character, or none.
  const isWithin = (at) => /[\udc00-\udfff]/.test(text.charAt(at));
  if (isWithin(start)) start++;
  if (isWithin(end)) end++;
  return (start > 0 ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
}

/** A text as nodes, the words of `terms` marked. */
function marked(text, terms) {
  const nodes = [];
  let end = 0;
  for (const [from, to] of hits(aligned(text), terms)) {
    if (to <= end) continue;
    const start = Math.max(from, end);
    if (start > end) nodes.push(text.slice(end, start));
    nodes.push(make("mark", {}, text.slice(start, to)));
    end = to;
  }
  return [...nodes, text.slice(end)];
}

/** The name of a language, in another. */
export function nameOf(tag, language) {
  try {
    return new Intl.DisplayNames([language], { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Reads the text of a page, once; whether it is there. */
export async function isRead({ url }) {
  if (read.has(url)) return true;
  const text = await json(`data/search/text${encodeURI(url)}index.json`).catch(() => undefined);
  if (text) read.set(url, text.parts);
  return Boolean(text);
}

/** A page as an option that leads to it, with its passage if its text is there. */
export function option(entry, terms, siteLanguage) {
  const { title, url, excerpt, language = siteLanguage } = entry;
  const made = make(
    "a",
    { role: "option", part: "item", href: new URL(encodeURI(place(url)), root).href, tabIndex: -1, ariaSelected: "false", lang: language },
    make("span", { part: "link" }, ...marked(title, terms)),
    make("span", { part: "place" }),
    make("span", { part: "excerpt" }, ...marked(excerpt, terms)),
  );
  if (read.has(url)) complete(made, entry, terms);
  return made;
}

/** Puts the best passage of its page into an option, and lets that lead to its place. */
export function complete(made, { url, language, date }, terms) {
  const best = passage(read.get(url), terms);
  const [, above, text] = made.children;
  if (best) text.replaceChildren(...marked(best.text || best.title, terms));
  if (best?.id) made.hash = best.id;
  const facts = [date?.slice(0, 4), language && nameOf(language, language)].filter(Boolean);
  const heading = best?.title ? marked([best.title, ...facts].join(" · "), terms) : [facts.join(" · ")];
  above.replaceChildren(...heading);
}
