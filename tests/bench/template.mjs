// What Trunk leaves of the app in a site's folder, in so far as `stacks prerender` asks for it: a page, and
// empty files. For benches of the generator, of which the app is no part.
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./figures.mjs";

const EMPTY = ["app.js", "app_bg.wasm", "renderer.js", "renderer_bg.wasm", "widgets.js", "widgets_bg.wasm"];

export function putTemplate(folder) {
  copyFileSync(join(root, "style/main.css"), join(folder, "main.css"));
  for (const name of EMPTY) writeFileSync(join(folder, name), "");
  const head = '<base href="/" /><link rel="stylesheet" href="/main.css" />';
  const loader = "import init from '/app.js';\nawait init({ module_or_path: '/app_bg.wasm' });";
  const page = `<!doctype html><html><head>${head}<script type="module">${loader}</script></head><body></body></html>`;
  writeFileSync(join(folder, "index.html"), page);
}
