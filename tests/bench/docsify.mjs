// Our site's documents as a site of docsify, with its theme and no plugin: from npm, in the version of
// tests/package.json. Its menu is hidden on a phone, so each document begins with one.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { documentsOf, manifestOf } from "./documents.mjs";
import { root } from "./figures.mjs";

const docsify = join(root, "tests/node_modules/docsify");

/** Writes the site into `folder`: { name, folder, links, heading, addressOf }. */
export function build(folder, dist) {
  rmSync(folder, { recursive: true, force: true });
  const put = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const { title, menu } = manifestOf(dist);
  // A route without an ending is a file that has one.
  const route = (url) => url.replace(/(.)\/$/, "$1");
  const links = menu.map(({ title, url }) => `[${title}](${route(url)})`).join(" ");
  for (const { url, title, markdown } of documentsOf(dist)) {
    put(url === "/" ? "README.md" : `${route(url)}.md`, `# ${title}\n\n${links}\n\n${markdown ?? ""}\n`);
  }
  const options = { name: title, nativeEmoji: true };
  put("index.html", `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/vue.css">
<div id="app"></div>
<script>window.$docsify = ${JSON.stringify(options)}</script>
<script src="/docsify.min.js"></script>
`);
  copyFileSync(join(docsify, "lib/docsify.min.js"), join(folder, "docsify.min.js"));
  copyFileSync(join(docsify, "lib/themes/vue.css"), join(folder, "vue.css"));
  const { version } = JSON.parse(readFileSync(join(docsify, "package.json"), "utf8"));
  return { name: `docsify ${version}`, folder, links: ".markdown-section > p:first-of-type a", heading: ".markdown-section h1", addressOf: (url) => `/#${route(url)}` };
}
