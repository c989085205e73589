// The documents of a built site, for peers that show the same: what each payload has, but lists.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const json = (...path) => JSON.parse(readFileSync(join(...path), "utf8"));

/** What the site says of itself: title, menu, address. */
export const manifestOf = (dist) => json(dist, "manifest.json");

/** { url, title, markdown, … } of every document and of the home page, the raw HTML and links resolved. */
export function documentsOf(dist) {
  const files = readdirSync(join(dist, "data/pages"), { recursive: true }).filter((it) => it.endsWith("index.json"));
  return files.map((file) => json(dist, "data/pages", file)).filter(({ markdown, url }) => markdown || url === "/");
}
