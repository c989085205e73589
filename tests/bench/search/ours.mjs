// Our own search, as the built site has it: the index of `stacks prerender`, and the page with <stacks-search>.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root } from "../figures.mjs";
import { measured } from "../measured.mjs";
import { putTemplate } from "../template.mjs";
import { mainLanguage, routeOf } from "./documents.mjs";
import { sizeOf } from "./size.mjs";

const stacks = join(root, "target/release/stacks");

/** What is compressed before anybody asks: all but the pages, and the texts of which each is asked for once. */
const WARM = /^(index\.html|search[\\/]index\.html|data[\\/]search[\\/](index\.json|\d+[\\/].*)|(widgets[\\/]v1[\\/])?[^\\/]*\.(js|wasm|json))$/;

export const engine = { name: "The Stacks, all pages too", prepare, warm: WARM, faces: [] };

function prepare(site, documents, out) {
  engine.language = mainLanguage(documents);
  return { ...ourCost(site, out), size: () => sizeOf(join(site, "data/search")), served: site };
}

/** What making the index takes: it is made with the pages as HTML, of the same walk, so that is in it. */
function ourCost(site, out) {
  const content = site.replace(/site-(\d+)$/, "content-$1");
  if (content === site || !existsSync(content)) return {};
  const folder = join(out, "site");
  mkdirSync(folder, { recursive: true });
  execFileSync(stacks, ["build", "--content", content, "--out", folder, "--cache", "", "--quiet"], { stdio: "ignore" });
  putTemplate(folder);
  const cost = measured([stacks, "prerender", "--out", folder, "--cards", "false", "--quiet"]);
  rmSync(out, { recursive: true, force: true });
  return cost;
}

engine.faces.push({
  name: "ours",
  isJudged: true,
  get language() {
    return engine.language;
  },
  address: () => "/search/",
  input: "stacks-search input[role=combobox]",
  links: "a[role=option]",
  result: "[role=option]",
  // The list says what it has the results of.
  isShown: ({ first, text }) => first("[role=listbox]")?.dataset.query === text,
  isAhead: (path) => /^\/widgets|^\/data\/search\//.test(path),
  routeOf,
});
