// Makes MiniSearch's index of a site's documents, a program of its own so that it can be measured.
// Usage: node minisearch_index.mjs SITE FILE
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import MarkdownIt from "markdown-it";
import MiniSearch from "minisearch";
import { documents } from "./documents.mjs";

/** The options that its documentation searches with; who reads the index needs the same. */
export const OPTIONS = {
  fields: ["title", "headings", "tags", "text"],
  storeFields: ["title"],
  searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 2 } },
};

/** A document's headings and all of its text, without Markdown's marks. */
function textOf(markdown, source) {
  const [headings, texts] = [[], []];
  let isHeading = false;
  for (const token of markdown.parse(source, {})) {
    if (token.type === "heading_open" || token.type === "heading_close") isHeading = token.type === "heading_open";
    if (token.type === "fence" || token.type === "code_block") texts.push(token.content);
    if (token.type !== "inline") continue;
    const text = token.children.map((it) => (/break$/.test(it.type) ? " " : it.type === "html_inline" ? "" : it.content)).join("");
    (isHeading ? headings : texts).push(text);
  }
  return { headings: headings.join("\n"), text: texts.join("\n") };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [site, file] = process.argv.slice(2);
  const markdown = new MarkdownIt({ html: true });
  const index = new MiniSearch(OPTIONS);
  index.addAll(documents(site).map((it) => ({ id: it.url, title: it.title, tags: it.tags.join(" "), ...textOf(markdown, it.markdown) })));
  // Its `toJSON` is what `JSON.stringify` asks for.
  writeFileSync(file, JSON.stringify(index));
}
