/**
 * A nested list as a map that can be filtered: the outer items are shelves, those within them categories,
 * the innermost the tools. It stays a nested list, so that a screen reader gets what it would have got.
 * What the site writes about a tool is where its name leads (`src/landscape.rs`).
 *
 * @element stacks-landscape
 * @summary A nested list as a map of shelves, categories and tools that can be filtered.
 * @attr {string} src - A page of the site with the list; without it, the list between the tags.
 * @attr {string} filter - What is filtered by at first.
 * @slot - What it shows.
 * @csspart label - The label of the field.
 * @csspart field - The field.
 * @csspart status - How many tools are shown.
 * @csspart map - The shelves.
 * @csspart shelf - A shelf.
 * @csspart category - A category.
 * @csspart tool - A tool.
 * @csspart link - The link of a tool.
 * @fires {CustomEvent<{ tools: number }>} stacks-load
 * @word filter = landscape_filter
 * @word shown = landscape_shown
 * @word none = none_found
 */
import { fold, get, json, make, once, place, root } from "./index.js";
import { nodes } from "./html.js";

/** By language, from `src/language.rs`. */
const WORDS = STACKS_WORDS;

const styles = `
label { display: block; margin: 0 0 0.3em; font-weight: 700; }
input { box-sizing: border-box; inline-size: min(100%, 24em); min-block-size: 44px; padding: 0.4em 0.8em; font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--faint); border-radius: 6px; }
[role="status"] { min-block-size: 1.5em; margin: 0.4em 0 0.8em; color: var(--faint); font-size: 0.85em; }
ul { margin: 0; padding: 0; list-style: none; }
[hidden] { display: none !important; }
.shelf { margin: 0 0 1.6em; }
.shelf > .name { font-weight: 700; font-size: 1.1em; }
.categories { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14em), 1fr)); gap: 1em 1.4em; margin-block-start: 0.5em; }
.category { display: flex; flex-direction: column; border-block-end: 4px solid var(--line); }
.category > .name { margin-block-end: 0.4em; color: var(--faint); font-size: 0.85em; }
/* On the shelf, whatever stands above it. */
.tools { display: flex; flex-wrap: wrap; gap: 0.3em; margin-block-start: auto; align-items: end; }
.tool > * { display: inline-flex; align-items: center; box-sizing: border-box; min-block-size: 44px; padding: 0.3em 0.8em; border: 1px solid var(--line); border-block-end: 0; border-radius: 6px 6px 0 0; background: var(--shelf); }
.tool a { font-weight: 700; border-color: var(--link); text-decoration: none; }
.tool a:hover { color: var(--accent); border-color: currentcolor; text-decoration: underline; }
`;

/** What the element shows. The field stays the same while its visitor types. */
export async function show(element) {
  const list = element.src ? await listOf(element.src) : element.querySelector("ul, ol");
  if (!list) throw new Error("stacks-landscape: there is no list");
  // Without it the names lead nowhere, and are a map all the same.
  const { places } = await json("data/landscape.json").catch(() => ({ places: {} }));
  const words = element.speak(WORDS);
  const tools = [];
  const shelves = items(list).map((item) => shelf(item, places, tools));
  const map = make("ul", { part: "map", role: "list" }, ...shelves);
  const label = make("label", { htmlFor: "field", part: "label" }, words.filter);
  const field = make("input", { type: "search", id: "field", part: "field", value: element.filter, autocomplete: "off" });
  const status = make("p", { role: "status", part: "status" });
  const filter = () => {
    const wanted = fold(field.value).split(/\s+/);
    let count = 0;
    for (const { node, text } of tools) {
      node.hidden = !wanted.every((word) => text.includes(word));
      count += !node.hidden;
    }
    for (const it of map.querySelectorAll(".category, .shelf")) it.hidden = !it.querySelector(".tool:not([hidden])");
    status.textContent = count ? words.shown.replace("{count}", count).replace("{all}", tools.length) : words.none;
  };
  field.addEventListener("input", filter);
  filter();
  return { nodes: [label, field, status, map], detail: { tools: tools.length }, styles: [styles] };
}

/** The list of the landscape on a page of the site. */
function listOf(src) {
  const url = new URL(place(src), root);
  if (!url.href.startsWith(root.href)) throw new Error(`${src}: no page of ${root.href}`);
  return once(`${url.href}#landscape`, async () => {
    const page = await (await get(url.href)).text();
    const html = page.slice(page.indexOf("<stacks-landscape"), page.indexOf("</stacks-landscape>"));
    const whole = (_, name, value) => (name === "href" ? new URL(value, url).href : undefined);
    return make("div", {}, ...nodes(html, whole)).querySelector("ul, ol");
  });
}

const items = (list) => [...list.children].filter((it) => it.localName === "li");

/** What an item says itself, and the list within it, if there is one. */
function parts(item) {
  const inner = item.querySelector("ul, ol");
  const own = [...item.childNodes].filter((it) => it !== inner);
  const link = item.querySelector("a[href]");
  return { name: own.map((it) => it.textContent).join("").trim(), inner, link: inner?.contains(link) ? undefined : link };
}

function shelf(item, places, tools) {
  const { name, inner } = parts(item);
  const all = inner ? items(inner) : [];
  // Tools may stand on a shelf without a category.
  const isCategory = (it) => parts(it).inner;
  const categories = all.filter(isCategory).map((it) => category(it, name, places, tools));
  const loose = all.filter((it) => !isCategory(it)).map((it) => tool(it, name, places, tools));
  if (loose.length) categories.unshift(make("li", { className: "category", part: "category" }, make("ul", { className: "tools", role: "list" }, ...loose)));
  return make("li", { className: "shelf", part: "shelf" }, make("span", { className: "name" }, name), make("ul", { className: "categories", role: "list" }, ...categories));
}

function category(item, shelfName, places, tools) {
  const { name, inner } = parts(item);
  const own = items(inner).map((it) => tool(it, `${shelfName} ${name}`, places, tools));
  return make("li", { className: "category", part: "category" }, make("span", { className: "name" }, name), make("ul", { className: "tools", role: "list" }, ...own));
}

/** A tool, which leads where its author says, or where the site writes about it. */
function tool(item, above, places, tools) {
  const { name, link } = parts(item);
  const about = places[name];
  const href = link?.href ?? (about && new URL(about.url.slice(1), root).href);
  const title = link ? undefined : about?.title;
  const node = make("li", { className: "tool", part: "tool" }, href ? make("a", { href, title, part: "link" }, name) : make("span", {}, name));
  tools.push({ node, text: fold(`${above} ${name}`) });
  return node;
}
