/**
 * A post of the site, whole or its beginning. It is the page that the site has prerendered: nothing is
 * rendered here, and it works where WebAssembly is forbidden.
 *
 * @element stacks-post
 * @summary One post of the site, whole or its beginning.
 * @attr {string} src - The post: its path on the site, or its address.
 * @attr {boolean} excerpt - Only its first paragraph, and a link to the rest.
 * @csspart article - The post.
 * @csspart title - Its title.
 * @csspart meta - Its date and how long it takes to read.
 * @csspart content - Its text.
 * @csspart link - A link to it.
 * @fires {CustomEvent<{ url: string; title: string }>} stacks-load
 * @word more = read_more
 */
import { get, make, once, place, root } from "./index.js";
import { nodes } from "./html.js";
import { prose } from "./prose.js";

/** By language, from `src/language.rs`. */
const WORDS = STACKS_WORDS;

const STYLES = `
.title { margin: 0 0 0.3em; font-size: 1.5em; line-height: 1.2; }
.title a { color: inherit; text-decoration: none; }
.meta { display: flex; flex-wrap: wrap; gap: 0.2em 1em; margin: 0 0 1em; color: var(--faint); font-size: 0.85em; }
.meta > * { unicode-bidi: plaintext; }
.more { margin: 1em 0 0; }
.more a { display: inline-block; padding-block: 0.2em; }
`;

/** What the element shows. */
export async function show(element) {
  const url = address(element.src);
  const { language, direction, article } = await once(url.href, read);
  const content = article.querySelector(".prose").cloneNode(true);
  content.querySelector(".contents")?.remove();
  if (element.excerpt) {
    const first = [...content.children].find((it) => it.localName === "p") ?? content.firstElementChild;
    content.replaceChildren(...(first ? [first] : []));
  }
  content.part = "content";
  content.dataset.address = url.href;
  const title = article.querySelector("h1").textContent;
  const link = (text, properties) => make("a", { href: url.href, part: "link", ...properties }, text);
  const facts = [...article.querySelectorAll(".meta > time, .meta > .minutes")].map((it) => it.cloneNode(true));
  const parts = [
    make("h2", { className: "title", part: "title" }, link(title)),
    make("p", { className: "meta", part: "meta" }, ...facts),
    content,
    ...(element.excerpt ? [make("p", { className: "more" }, link(element.speak(WORDS).more, { lang: element.hostLanguage }))] : []),
  ];
  const whole = make("article", { lang: language, dir: direction, part: "article" }, ...parts);
  return { nodes: [whole], detail: { url: url.href, title }, styles: [await prose(), STYLES] };
}

/** The address of a page of the site, whose path may be given alone. */
function address(src) {
  const url = new URL(place(src), root);
  if (!src || !url.href.startsWith(root.href)) throw new Error(`${src || "src"}: no page of ${root.href}`);
  url.hash = "";
  url.search = "";
  url.pathname = url.pathname.replace(/\/index\.html$|\/?$/, "/");
  return url;
}

/** The article of a page, at home in another: with whole addresses. */
async function read(url) {
  const page = await (await get(url)).text();
  const [, language, direction] = /<html lang="([^"]*)" dir="([^"]*)"/.exec(page) ?? [];
  const html = page.slice(page.indexOf("<article"), page.lastIndexOf("</article>"));
  // Between the parts of its views, Leptos leaves marks.
  const [article] = nodes(html.replace(/<!.*?>/g, ""), (_, name, value) => (/^(href|src)$/.test(name) ? new URL(value, url).href : name === "srcset" ? undefined : value));
  if (!article?.querySelector?.(".prose") || !article.querySelector("h1")) throw new Error(`${url}: no post`);
  return { language, direction, article };
}
