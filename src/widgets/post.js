// <stacks-post>: a post of the site, whole or its beginning. It is the page that the site has prerendered:
// nothing is rendered here, and it works where WebAssembly is forbidden.
import { PATIENCE, make, once, place, root } from "./index.js";
import { prose } from "./prose.js";

const STYLES = `
.title { margin: 0 0 0.3em; font-size: 1.5em; line-height: 1.2; }
.title a { color: inherit; text-decoration: none; }
.meta { display: flex; flex-wrap: wrap; gap: 0.2em 1em; margin: 0 0 1em; color: var(--faint); font-size: 0.85em; }
.meta > * { unicode-bidi: plaintext; }
.more { margin: 1em 0 0; }
`;

/** What the element shows. */
export async function show(element) {
  const url = address(element.src);
  const page = await once(url.href, read);
  const article = page.querySelector("main article");
  const body = article?.querySelector(".prose");
  if (!body) throw new Error(`${url.href}: no post`);
  const { lang, dir } = page.documentElement;
  const title = article.querySelector("h1")?.textContent ?? "";
  const copy = body.cloneNode(true);
  adapt(copy, url, element.excerpt);
  const content = document.adoptNode(copy);
  content.part = "content";
  content.dataset.address = url.href;
  const link = (text, properties) => make("a", { href: url.href, part: "link", ...properties }, text);
  const about = [...article.querySelectorAll(".meta > time, .meta > .minutes")];
  const facts = about.map((it) => make(it.localName, { dateTime: it.dateTime }, it.textContent));
  const nodes = [
    make("h2", { className: "title", part: "title" }, link(title)),
    make("p", { className: "meta", part: "meta" }, ...facts),
    content,
    ...(element.excerpt ? [make("p", { className: "more" }, link(element.words.more, { lang: element.hostLanguage }))] : []),
  ];
  const whole = make("article", { lang, dir, part: "article" }, ...nodes);
  return { nodes: [whole], detail: { url: url.href, title }, styles: [await prose(), STYLES] };
}

/** The address of a page of the site, whose path may be given alone. */
function address(src) {
  const url = new URL(place(src), root);
  if (!src || !url.href.startsWith(root.href)) throw new Error(`${src || "src"}: no page of ${root.href}`);
  url.hash = "";
  if (!url.pathname.endsWith("/")) url.pathname += "/";
  return url;
}

/** A page as a document that nothing is loaded for and nothing runs in. No text of ours is parsed: a page
    that enforces Trusted Types allows it. */
function read(url) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const fail = () => reject(new Error(`${url}: ${request.status || "not reached"}`));
    request.open("GET", url);
    request.responseType = "document";
    request.timeout = PATIENCE;
    request.onload = () => (request.status === 200 && request.responseXML ? resolve(request.responseXML) : fail());
    request.onerror = request.ontimeout = fail;
    request.send();
  });
}

/** Makes a document at home in another page: whole addresses, and no elements of ours in ours, where one
    might hold itself. */
function adapt(content, url, isExcerpt) {
  if (isExcerpt) {
    const first = [...content.children].find((it) => it.localName === "p") ?? content.firstElementChild;
    content.replaceChildren(...(first ? [first] : []));
  }
  for (const it of content.querySelectorAll("*")) {
    if (it.localName.includes("-")) it.replaceWith(...it.childNodes);
    else if (/^(button|embed|form|iframe|object|script)$/.test(it.localName)) it.remove();
    for (const name of ["href", "src", "srcset"]) {
      const value = it.getAttribute(name);
      if (value !== null) it.setAttribute(name, new URL(value, url).href);
    }
  }
}
