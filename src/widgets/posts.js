/**
 * The latest posts, of a tag or section, in a language, with words in them. What it fetches are the lists
 * that the site's own pages show, a bounded piece at a time.
 *
 * @element stacks-posts
 * @summary The latest posts of the site.
 * @attr {string} tag - Only posts with this tag: its name or slug.
 * @attr {string} section - Only posts of this section: its path.
 * @attr {string} language - Only posts in this language (BCP 47).
 * @attr {string} search - Only posts with these words in title, excerpt or tags.
 * @attr {number} [count=5] - How many, 50 at the most.
 * @attr {"newest" | "oldest" | "title"} [sort=newest] - The order of those shown, which are the newest.
 * @attr {"list" | "cards"} [display=list] - Cards have excerpts.
 * @csspart list - The list.
 * @csspart item - An entry.
 * @csspart link - A title.
 * @csspart date - A date.
 * @csspart excerpt - An excerpt, on cards.
 * @csspart empty - What is said when there are none.
 * @fires {CustomEvent<{ count: number }>} stacks-load
 * @word nothing = nothing_here
 * @word months = months
 * @word date = date_form
 */
import { fold, json, make, root } from "./index.js";

/** By language, from `src/language.rs`. */
const WORDS = STACKS_WORDS;

/** How many are shown at first, at most, and how many pieces of a list are read for them. */
const COUNT = 5;
const MOST = 50;
const PIECES = 20;

const styles = `
ul { display: grid; gap: var(--stacks-gap, 1rem); margin: 0; padding: 0; list-style: none; }
/* Each text runs as its own language does, whatever the page around. */
a, time, p { unicode-bidi: plaintext; }
a { font-weight: 700; }
time, p { display: block; margin: 0.2em 0 0; }
time { color: var(--faint); font-size: 0.85em; }
.cards { grid-template-columns: repeat(auto-fill, minmax(min(100%, 16rem), 1fr)); }
.cards li { padding: 1rem; border: 1px solid var(--line); border-radius: 6px; }
`;

/** What the element shows. */
export async function show(element) {
  // Neither needs the other to be asked for.
  const [{ version, language }, first] = await Promise.all([json("manifest.json"), listOf(element).then(payload)]);
  const count = Math.min(MOST, Math.max(1, Number.parseInt(element.count, 10) || COUNT));
  const found = await posts(element, count, { version, language }, first);
  const items = found.map((it) => item(element, it, language));
  const nodes = items.length
    ? [make("ul", { className: element.display === "cards" ? "cards" : "list", part: "list" }, ...items)]
    : [make("p", { part: "empty" }, element.speak(WORDS).nothing)];
  return { nodes, detail: { count: items.length }, styles: [styles] };
}

/** Entries that the attributes ask for, as many as `count`, sorted. */
async function posts(element, count, site, first) {
  const ours = element.language.toLowerCase();
  const wanted = fold(element.search).split(/\s+/).filter(Boolean);
  const fits = (entry) => {
    const text = fold([entry.title, entry.excerpt, ...(entry.tags ?? []).map(({ title }) => title)].join(" "));
    const language = entry.language ?? site.language;
    return (
      entry.date &&
      !entry.draft &&
      (!ours || language.toLowerCase() === ours || language.toLowerCase().startsWith(`${ours}-`)) &&
      wanted.every((word) => text.includes(word))
    );
  };
  const found = [];
  let { list, version } = first;
  for (let piece = 1; ; piece++) {
    if (version !== site.version) throw new Error(`${root.href} is being renewed`);
    found.push(...(list?.entries ?? []).filter(fits));
    if (!list?.older || piece === PIECES || found.length >= count) break;
    ({ list, version } = await payload(list.older));
  }
  const kept = found.slice(0, count);
  if (element.sort === "oldest") kept.reverse();
  if (element.sort === "title") kept.sort((a, b) => a.title.localeCompare(b.title));
  return kept;
}

const payload = (route) => json(`data/pages${route}index.json`);

/** The route of the list: of a tag, by its name or slug, of a section, or of all posts. */
async function listOf({ tag, section }) {
  if (!tag) return section ? `/${section.replace(/^\/|\/$/g, "")}/` : "/posts/";
  const { tag_counts } = await payload("/tags/");
  const slug = (it) => it.toLowerCase().replace(/\s+/g, "-");
  const known = tag_counts.find(({ title, url }) => slug(title) === slug(tag) || url === `/tags/${slug(tag)}/`);
  if (!known) throw new Error(`no posts have the tag ${tag}`);
  return known.url;
}

/** A civil date as it is written in full. The browser's own way costs a slow phone 30 ms the first time. */
function written(date, { months, date: form }) {
  const [year, month, day] = date.split("-").map(Number);
  return form.replace("9999", year).replace("M", months[month - 1]).replace("8", day);
}

function item(element, { title, url, date, language, excerpt }, siteLanguage) {
  const day = written(date, element.speak(WORDS));
  const link = make("a", { href: new URL(url.slice(1), root).href, part: "link", lang: language ?? siteLanguage }, title);
  const parts = [link, make("time", { dateTime: date, part: "date" }, day)];
  if (excerpt && element.display === "cards") parts.push(make("p", { part: "excerpt", lang: language ?? siteLanguage }, excerpt));
  return make("li", { part: "item" }, ...parts);
}
