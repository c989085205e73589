// What a link of this site leads to, beside it, when somebody points at it for a moment: the page's title
// and what it is about, or the section's. Not where every byte counts.
import { make, named } from "./index.js";
import * as box from "./box.js";

/** How long one points before it is meant, in milliseconds. */
const MEANT = 400;

/** How many pages are kept for who points again. */
const KEPT = 20;

const root = new URL(document.baseURI);
const pages = new Map();
let site;

export async function show(link, { pointerType }) {
  const isOurs = link.origin === root.origin && link.pathname.startsWith(root.pathname) && link.pathname.endsWith("/");
  const isHere = link.pathname === location.pathname;
  if (pointerType !== "mouse" || !isOurs || isHere || navigator.connection?.saveData) return;
  await new Promise((resolve) => setTimeout(resolve, MEANT));
  if (!box.isWanted(link)) return;
  const address = link.href.split("#")[0];
  if (!pages.has(address)) pages.set(address, read(address));
  if (pages.size > KEPT) pages.delete(pages.keys().next().value);
  const page = await pages.get(address);
  // A page that could not be had is asked for again by the next who points.
  if (!page) return pages.delete(address);
  if (!box.isWanted(link)) return;
  site ??= fetch(new URL("manifest.json", root)).then((it) => it.json(), () => ({}));
  const { title, text } = about(page, named(link, page), await site);
  const { lang, dir } = page.documentElement;
  box.open(link, [make("strong", {}, title), make("p", {}, text)], { lang, dir });
}

async function read(address) {
  try {
    const response = await fetch(address);
    return response.ok ? new DOMParser().parseFromString(await response.text(), "text/html") : undefined;
  } catch {
    return undefined;
  }
}

/** The title and the text of a page, or of the section of it that this heading is of. What says nothing of
    itself has the site's description. */
function about(page, heading, site) {
  const text = (selector, from = page) => from.querySelector(selector)?.textContent.trim() ?? "";
  const section = heading?.closest(".heading");
  if (section) {
    let next = section.nextElementSibling;
    while (next && next.tagName !== "P" && !next.matches(".heading")) next = next.nextElementSibling;
    const words = next?.tagName === "P" ? next.textContent.trim() : "";
    if (words) return { title: `${text("main h1")} › ${text("h1, h2, h3, h4, h5, h6", section)}`, text: words };
  }
  const own = page.querySelector("meta[name=description]")?.content;
  const paragraphs = [...page.querySelectorAll("main .prose > p")].map((it) => it.textContent.trim());
  const first = own === site.description && paragraphs.find((it) => /\p{L}{3}/u.test(it));
  return { title: text("main h1"), text: first || own || "" };
}
