// What others embed, as pages of a host that has nothing else: the comments of giscus and a document
// shown by docsify, from npm, in the versions of tests/package.json. Each is made as its users have it
// at its best, and served as our elements are.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild-wasm";
import { root } from "./figures.mjs";

const packages = fileURLToPath(new URL("../node_modules/", import.meta.url));
const versionOf = (name) => JSON.parse(readFileSync(join(packages, name, "package.json"), "utf8")).version;

/** A folder for what is served of `name`, to pages of any origin, as our site's `_headers` allow it. */
function folderOf(name) {
  const folder = join(root, "target/bench/widgets", name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "_headers"), "/*\n  Access-Control-Allow-Origin: *\n");
  return folder;
}

/** giscus, in one file: npm's has its library beside it, which would be some twenty requests. Its frame is
    at giscus.app, which is not asked: what is in it is not counted. */
export async function giscus() {
  const folder = folderOf("giscus");
  const stdin = { contents: 'import "giscus";', resolveDir: packages };
  const outfile = join(folder, "giscus.js");
  await build({ stdin, outfile, bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", logLevel: "error" });
  return {
    name: `giscus ${versionOf("giscus")}`,
    folder,
    tag: "giscus-widget",
    page: (address) => ({
      head: `<script type="module" src="${address}/giscus.js"></script>`,
      body: '<giscus-widget repo="giscus/giscus" repoid="R_1" category="General" categoryid="C_1" mapping="specific" term="A post" theme="light" lang="en"></giscus-widget>',
    }),
    note: "its frame is at giscus.app, which no page here reaches: only what npm has is counted",
  };
}

/** docsify with its theme, showing the Markdown in `file`. */
export function docsify(file) {
  const folder = folderOf("docsify");
  copyFileSync(join(packages, "docsify/lib/docsify.min.js"), join(folder, "docsify.min.js"));
  copyFileSync(join(packages, "docsify/lib/themes/vue.css"), join(folder, "vue.css"));
  // It would show the front matter as text.
  writeFileSync(join(folder, "post.md"), readFileSync(file, "utf8").replace(/^---\n[^]*?\n---\n+/, ""));
  return {
    name: `docsify ${versionOf("docsify")}`,
    folder,
    selector: ".markdown-section h1",
    page: (address) => {
      const options = { basePath: `${address}/`, homepage: "post.md", nativeEmoji: true };
      return {
        head: `<link rel="stylesheet" href="${address}/vue.css">`,
        body: `<div id="app"></div><script>window.$docsify = ${JSON.stringify(options)}</script><script src="${address}/docsify.min.js"></script>`,
      };
    },
    note: "its theme asks for fonts of Google's, which no page here reaches: they are not counted; it colours no Python without one more file",
  };
}
