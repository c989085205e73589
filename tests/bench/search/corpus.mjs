// The site that search engines are judged on: our own content, the public corpora, a few posts in
// Spanish and Chinese that were written for it (`content/`) and, as the hay around them, made-up posts
// up to the number that is asked for. `queries.json` has what readers type and the pages that answer it;
// one of these must be among the first three results.
//
//   node tests/bench/search/corpus.mjs OUT COUNT      assembles the site in the folder OUT
//   node tests/bench/search/corpus.mjs --check BUILT  checks the queries against what `stacks build` made of it
//
// Nothing of the corpora is kept in this repository. Where some are absent, so are the queries for them.
// The variable STACKS_XTASK names a program to use instead of `cargo xtask`.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { root } from "../figures.mjs";

const here = import.meta.dirname;

/** By their folders in the site: where the corpora keep their documents, and the dialect of these. The
    generator would find most dialects by itself, but not below another generator's settings. */
const CORPORA = {
  "hugo-jessfraz": ["hugo-jessfraz/content", "hugo"],
  "hugo-papermod-example": ["hugo-papermod-example/content", "hugo"],
  "jekyll-artsy": ["jekyll-artsy", "jekyll"],
  "jekyll-brew": ["jekyll-brew", "jekyll"],
  "pelican-solr": ["pelican-solr/content", "pelican"],
  "zola-blogos": ["zola-blogos/blog/content", "zola"],
};
/** What `content/` is called in the site, and what the made-up posts are. */
const NOTES = "notes";
const MADE_UP = "made-up";
/** All that the documents are written in, so that `index.fa.md` is known for what it is. */
const LANGUAGES = ["en", "es", "zh", "fr", "ar", "fa", "tr"];

/** How many queries of each kind there are at least. */
const LEAST = {
  title: 20,
  /// What a reader remembers of the text, in words that the title does not have.
  body: 35,
  heading: 12,
  tag: 8,
  /// One or two slips of the fingers, also in the first letter.
  typo: 20,
  /// Another form of the word than the page has.
  inflection: 12,
  /// As far as somebody has typed: the last word is not complete.
  prefix: 12,
  /// Without the accents of the text, with them, in capitals.
  accents: 10,
  chinese: 8,
  /// Commands, flags, names with dots, signs or capitals in them, numbers of errors.
  code: 20,
  question: 8,
};

/** Makes a site of about `count` documents in the folder `out`, which is emptied before. Everything but
    our own content is in folders of its own, so that the made-up posts take nobody's address, however many
    there are. Says how many documents each part has: none, if a corpus is absent. */
export function assemble(out, count, corpora) {
  rmSync(out, { recursive: true, force: true });
  cpSync(join(root, "content"), out, { recursive: true });
  const documents = { own: markdown(out).length };
  documents[NOTES] = copy(join(here, "content"), join(out, NOTES));
  for (const [name, [folder]] of Object.entries(CORPORA)) {
    const from = join(corpora, folder);
    if (!existsSync(from)) console.log(`skipped: ${name}, because there is no ${from}`);
    documents[name] = existsSync(from) ? copy(from, join(out, name)) : 0;
  }
  const others = Object.values(documents).reduce((sum, it) => sum + it, 0);
  documents[MADE_UP] = makeUp(join(out, MADE_UP), count - others);

  const dialects = Object.entries(CORPORA).map(([name, [, dialect]]) => `"${name}" = "${dialect}"`);
  const settings = readFileSync(join(out, "site.toml"), "utf8");
  const changed = settings.replace(/^languages = .*$/m, `languages = ${JSON.stringify(LANGUAGES)}`);
  writeFileSync(join(out, "site.toml"), [changed, "[dialects]", ...dialects, `"${MADE_UP}" = "hugo"`, ""].join("\n"));
  return documents;
}

const markdown = (folder) => readdirSync(folder, { recursive: true }).filter((path) => /\.(md|markdown)$/.test(path));

/** Copies the Markdown of a folder, and says how much it was. */
function copy(from, to) {
  const paths = markdown(from);
  for (const path of paths) cpSync(join(from, path), join(to, path));
  return paths.length;
}

/** Makes up `count` posts that are published. A few of those we get are drafts, and nobody makes fewer than
    ten, so we ask for more. What comes last can go: posts link only to posts before them. */
function makeUp(folder, count) {
  if (count <= 0) return 0;
  const blog = resolve(`${folder}.blog`);
  const [program, ...words] = process.env.STACKS_XTASK ? [process.env.STACKS_XTASK] : ["cargo", "xtask"];
  const asked = Math.ceil(count * 1.05) + 20;
  const make = ["posts", "--count", String(asked), "--out", blog, "--seed", "1", "--dialect", "hugo"];
  execFileSync(program, [...words, ...make], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  renameSync(join(blog, "content/posts"), folder);
  rmSync(blog, { recursive: true });

  const number = (path) => Number(path.match(/(\d+)\.md$/)[1]);
  let published = 0;
  for (const path of markdown(folder).sort((a, b) => number(a) - number(b))) {
    const file = join(folder, path);
    if (published === count) rmSync(file);
    else if (!readFileSync(file, "utf8").includes("\ndraft: true\n")) published += 1;
  }
  return published;
}

/** Every address of a site, from the folder that `stacks build` wrote. */
export function routesOf(built) {
  const folder = join(built, "data/routes");
  const read = (name) => JSON.parse(readFileSync(join(folder, name), "utf8")).routes;
  return new Set(readdirSync(folder).flatMap(read));
}

/** What is wrong with the queries for a whole site with these addresses: nothing, if all is well. */
export function check(queries, routes) {
  const problems = [];
  const seen = new Set();
  for (const { query, kind, expect } of queries) {
    if (!query?.trim() || query !== query.trim()) problems.push(`"${query}" is blank or has blanks around it`);
    if (seen.has(query)) problems.push(`"${query}" is there twice`);
    seen.add(query);
    if (!(kind in LEAST)) problems.push(`"${query}" is of no known kind: ${kind}`);
    if (!expect?.length) problems.push(`"${query}" expects nothing`);
    for (const url of expect ?? []) if (!routes.has(url)) problems.push(`"${query}" expects ${url}, which is no page`);
  }
  for (const [kind, least] of Object.entries(LEAST)) {
    const found = queries.filter((it) => it.kind === kind).length;
    if (found < least) problems.push(`there are ${found} queries of the kind ${kind}, and ${least} are needed`);
  }
  return problems;
}

if (process.argv[1] === import.meta.filename) {
  const [first, second] = process.argv.slice(2);
  if (first === "--check") {
    const queries = JSON.parse(readFileSync(join(here, "queries.json"), "utf8"));
    const problems = check(queries, routesOf(second));
    for (const problem of problems) console.error(problem);
    console.log(`${queries.length} queries, ${problems.length} problems`);
    process.exitCode = problems.length > 0 ? 1 : 0;
  } else {
    const corpora = process.env.STACKS_CORPORA ?? join(root, "../shared/corpora");
    console.log(assemble(first, Number(second), corpora));
  }
}
