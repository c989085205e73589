/**
 * Markdown and emoji, of whoever wrote it, from between the element's tags or from an address. The
 * renderer is a WebAssembly module that imports nothing (`src/widgets/main.rs`).
 *
 * @element stacks-markdown
 * @summary Markdown and GitHub emoji, rendered. Whoever wrote it, it runs nothing.
 * @attr {string} src - Where the Markdown is, as seen from the page; without it, between the tags.
 * @attr {boolean} trusted - Its links are the page's own: search engines may follow them.
 * @slot - What it shows.
 * @csspart content - The text.
 * @fires {CustomEvent<{ address: string }>} stacks-load
 */
import { file, get, json, make, once, place, root } from "./index.js";
import { nodes } from "./html.js";
import { prose } from "./prose.js";

/** Markdown as it is shown: `{ nodes, detail, styles }`. */
export async function show(element) {
  const { address, markdown } = element.src ? await fetched(element.src) : { address: document.baseURI, markdown: written(element) };
  const html = await rendered(markdown, element.hostLanguage);
  const here = address.split("#")[0];
  const content = make("div", { className: "prose", part: "content" }, ...nodes(html, adapted(address, element.trusted)));
  content.dataset.address = here;
  name(content);
  return { nodes: [content], detail: { address: here }, styles: [await prose()] };
}

/** Gives each heading that has none the id that GitHub gives it, for links within the text. */
function name(content) {
  const taken = new Set([...content.querySelectorAll("[id]")].map((it) => it.id));
  const counts = new Map();
  for (const heading of content.querySelectorAll("h1, h2, h3, h4, h5, h6")) {
    if (heading.id) continue;
    const id = heading.textContent.trim().toLowerCase().replace(/[^\p{L}\p{M}\p{Nd}\p{Pc} -]/gu, "").replaceAll(" ", "-") || "section";
    let count = counts.get(id) ?? 0;
    while (taken.has(count ? `${id}-${count}` : id)) count++;
    counts.set(id, count + 1);
    heading.id = count ? `${id}-${count}` : id;
    taken.add(heading.id);
  }
}

/** The Markdown at `src`, as seen from the page, without the front matter it may have. */
async function fetched(src) {
  const response = await get(new URL(src, document.baseURI).href);
  if (/html/.test(response.headers.get("content-type") ?? "")) throw new Error(`${src}: a page, no Markdown`);
  const markdown = await response.text();
  return { address: response.url, markdown: markdown.replace(/^\ufeff?(---|\+\+\+)[ \t]*\r?\n[^]*?\r?\n\1[ \t]*(\r?\n|$)/, "") };
}

/** The Markdown between the tags: that of a `<script type="text/markdown">`, in which `<` means itself,
    or the text, less what all its lines are indented by. */
function written(element) {
  const source = element.querySelector(":scope > script:is([type='text/markdown'], [type='text/plain'])") ?? element;
  // The first line may stand beside the tag; it says nothing of how far the others are indented.
  const [first, ...others] = source.textContent.split("\n");
  const indent = (line) => line.match(/^[ \t]*/)[0].length;
  const least = others.reduce((least, line) => (line.trim() ? Math.min(least, indent(line)) : least), Infinity);
  return [first.trimStart(), ...others.map((line) => line.slice(Math.min(least, line.length)))].join("\n");
}

/** What becomes of an attribute in Markdown that came from `address`. */
function adapted(address, isTrusted) {
  return (element, name, value) => {
    if (!/^(href|src|srcset)$/.test(name)) return value;
    // One source, not several to choose from: those are not taken apart.
    if (name === "srcset" && /[\s,]/.test(value)) return undefined;
    const url = URL.canParse(value, address) ? new URL(value, address) : undefined;
    if (!url || url.protocol === "javascript:") return undefined;
    if (name === "href") element.rel = isTrusted ? "noopener" : "noopener nofollow ugc";
    else element.referrerPolicy = "no-referrer";
    return element.className === "emoji" ? new URL(place(value), root).href : url.href;
  };
}

/** The HTML of `markdown`, once with the emoji that turn out to be missing. */
async function rendered(markdown, language) {
  const first = await render(markdown, language, []);
  if (!first.unknown.length) return first.html;
  const letters = new Set(first.unknown.map((name) => (/^[a-z]/.test(name) ? name[0] : "0")));
  const shards = await Promise.all([...letters].map((letter) => json(`widgets/v1/emoji/${letter}.json`).catch(() => ({ emoji: {} }))));
  const table = Object.assign(Object.create(null), ...shards.map(({ emoji }) => emoji));
  const known = [...new Set(first.unknown)].sort().flatMap((name) => {
    const [, base, slack, other] = /^(.+?)(?:::skin-tone-([2-6])|_tone([1-5]))?$/.exec(name);
    // What an emoji shows, or that and the same in five tones.
    const tone = slack ? slack - 1 : (other ?? 0);
    const shown = name in table ? [table[name]].flat()[0] : [table[base]].flat()[tone];
    return shown ? [name, shown] : [];
  });
  return (await render(markdown, language, known)).html;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What the renderer's module makes of `markdown`. Each document has an instance of its own. */
async function render(markdown, language, known) {
  const { request, render, answer, memory } = (await WebAssembly.instantiate(await renderer(), {})).exports;
  const message = encoder.encode([language, markdown.replaceAll("\0", "\ufffd"), ...known].join("\0"));
  const at = request(message.length) >>> 0;
  new Uint8Array(memory.buffer, at, message.length).set(message);
  const length = render() >>> 0;
  if (length === 0xffffffff) throw new Error("the renderer is of another version");
  const [names, ...html] = decoder.decode(new Uint8Array(memory.buffer, answer() >>> 0, length)).split("\0");
  return { unknown: names.split("\n").filter(Boolean), html: html.join("\0") };
}

/** The renderer's module, compiled once for all elements. */
const renderer = () =>
  once("renderer", async () => {
    const response = await file(STACKS_RENDERER);
    return WebAssembly.compileStreaming ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
  });
