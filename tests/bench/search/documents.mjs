// The documents of a built site: those that have a text of their own, which is beside their page as Markdown.
// Lists have none, nor have the pages that every site has, as that to search on. So every engine is given
// the same.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of a route, whose address may be percent-encoded. */
export const folderOf = (site, url) => join(site, decodeURIComponent(url));

/** Each document's route and what its payload tells of it, by route. */
export function documents(site) {
  const { language } = JSON.parse(readFileSync(join(site, "manifest.json"), "utf8"));
  const pages = join(site, "data/pages");
  const payloads = readdirSync(pages, { recursive: true })
    .filter((name) => /(^|[\\/])index\.json$/.test(name))
    .map((name) => JSON.parse(readFileSync(join(pages, name), "utf8")));
  return payloads
    .filter((it) => typeof it.markdown === "string" && existsSync(join(folderOf(site, it.url), "index.md")))
    .map((it) => ({ url: it.url, title: it.title, language: it.language ?? language, tags: (it.tags ?? []).map(({ title }) => title), markdown: it.markdown }))
    .sort((a, b) => (a.url < b.url ? -1 : 1));
}

/** The route that a link leads to, whatever place in its page it names. */
export const routeOf = (href) => {
  const { pathname } = new URL(href, "http://localhost");
  return decodeURIComponent(pathname).replace(/(\/index\.html)?\/?$/, "/");
};

/** The language of most documents, which is that of the page to search them. */
export function mainLanguage(documents) {
  const counts = new Map();
  for (const { language } of documents) counts.set(language, (counts.get(language) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0][0];
}
