// Search: ours beside Pagefind, MiniSearch and docsify's plugin, all over the same documents. What an index
// costs to make, what a first search sends, how long a key waits for its results, and whether what readers
// look for is among the first three. Reported, never asserted.
//
//   cargo xtask bench search -- --posts 10000 --rounds 1 --sizes 1000,10000
//
// The documents are `search/corpus.mjs`'s, the queries `search/queries.json`; each engine has the page that
// its own documentation tells people to write (`search/ENGINE.mjs`). Rounds are interleaved and their order
// turns, as with visits; what counts are the ratios of one run. What takes long is measured once. docsify
// does not come to an end with many documents, so it is measured with a thousand.
//
// That is what fits into some minutes: one query of a first search, Pagefind as it is fastest, and as many
// queries as each engine answers in a while. `--full` is all: every way to ask Pagefind, more rounds and sizes, docsify
// at the full size too, every query; it takes more than half an hour.
//
// --sites 1000=FOLDER,... takes built sites instead of building them, --queries another file of queries,
// --one and --two the queries of a first search, --warm how many are typed letter by letter, and --engines
// only those whose names have one of these words.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { host, listen } from "../e2e/host.mjs";
import { root, spread } from "./figures.mjs";
import { engine as docsify } from "./search/docsify.mjs";
import { documents } from "./search/documents.mjs";
import { engine as minisearch } from "./search/minisearch.mjs";
import { engine as ours } from "./search/ours.mjs";
import { engine as pagefind } from "./search/pagefind.mjs";
import { logOf } from "./search/network.mjs";
import { judge } from "./search/quality.mjs";
import { print } from "./search/report.mjs";
import { comeAgain, searchOnce, typeWarm } from "./search/visitor.mjs";
import { groupsOf } from "./search/groups.mjs";
import { inRounds, launch, SLOW } from "./slow.mjs";

const work = join(root, "target/bench/search");
/** Where an engine is measured that cannot do with more. */
const FEWER = 1000;
/** What takes longer is not done again in every round, in milliseconds. */
const LONG = 60_000;
const SHORTER = 15_000;
/** For so long an engine is asked one query after the other, in milliseconds, unless all are wanted. */
const ASKING = 30_000;

export const minutes = 8;

export async function bench(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      posts: { type: "string", default: "10000" },
      rounds: { type: "string" },
      sizes: { type: "string" },
      minutes: { type: "string" },
      full: { type: "boolean", default: false },
      queries: { type: "string", default: join(root, "tests/bench/search/queries.json") },
      one: { type: "string" },
      two: { type: "string" },
      warm: { type: "string" },
      sites: { type: "string", default: "" },
      engines: { type: "string", default: "" },
    },
  });
  const { full, rounds = full ? "5" : "1", sizes = full ? "100,1000,10000" : "1000,10000", warm = full ? "4" : "2" } = values;
  const posts = Number(values.posts);
  const patience = Number(values.minutes ?? (full ? 10 : 3)) * 60_000;
  const long = full ? LONG : SHORTER;
  const isWanted = (name) => !values.engines || values.engines.split(",").some((it) => name.toLowerCase().includes(it.toLowerCase()));
  const engines = [ours, pagefind, minisearch, docsify].filter(({ name }) => isWanted(name));
  rmSync(work, { recursive: true, force: true });
  const siteOf = siteFinder(values.sites);

  const costs = {};
  for (const size of sizes.split(",").filter(Boolean).map(Number)) costs[size] = await makeIndexes(engines, await siteOf(size), full);

  const site = await siteOf(posts);
  const queries = readQueries(resolve(values.queries), site.documents);
  const typed = { one: values.one ?? ofWords(queries, 1), two: values.two ?? ofWords(queries, 2), warm: forTyping(queries, Number(warm)) };
  const servers = [];
  const browser = await launch();
  try {
    const stand = (engines, site) => facesOf(engines, site, servers, full);
    const able = engines.filter((it) => full || posts <= FEWER || it !== docsify);
    const cases = await stand(able, site);
    if (able.length < engines.length) {
      docsify.fewer = true;
      cases.push(...(await stand([docsify], await siteOf(FEWER))));
    }
    for (const it of cases.filter(({ face }) => face.lacks)) {
      it.again = await tryOut(browser, it, typed.one, patience);
      if (it.missing && it.documents.length > FEWER) cases.push(...(await stand([it.engine], await siteOf(FEWER))));
    }
    await inRounds(rounds, cases, (it, isCounted) => searchAndType(browser, it, typed, { patience, long, which: full ? ["one", "two"] : ["one"] }, isCounted));
    for (const it of cases.filter(({ face, missing }) => face.isJudged && !missing)) {
      it.quality = await judge(browser, it, queries, full ? patience : ASKING);
    }
    const details = { typed, costs, ...print({ posts: site.documents.length, costs, cases, typed }) };
    return {
      title: "Search",
      about:
        `${site.documents.length} documents: this site's, the public corpora where they are at hand, some in Spanish and Chinese, and made-up posts as the hay around them. ` +
        "Each engine has the same, and the page to search with that its own documentation tells people to write.",
      conditions: `${SLOW} The keys of what was typed before are struck with everything fetched, quality is asked for with nothing slow. What takes longer than ${long / 1000} s is measured once.`,
      groups: groupsOf({ costs, cases, typed }),
      missing: cases.filter(({ missing, engine }) => missing && engine !== docsify).map(({ name, missing }) => ({ subject: name, reason: missing })),
      notes: [
        ...cases.filter(({ face }) => face.note).map(({ name, face }) => `${name}: ${face.note}.`),
        ...cases.filter(({ missing, engine }) => missing && engine === docsify).map(({ name, missing }) => `${name} did not come to an end: ${missing}.`),
        ...cases.filter(({ quality }) => quality?.unasked).map(({ name, quality }) => `${name}: its time was up before ${quality.unasked} of the queries were asked.`),
      ],
      details,
    };
  } finally {
    await browser.close();
    for (const server of servers) server.close();
  }
}

/** Finds the site with so many documents: one that was given, or one that is built when it is first needed. */
function siteFinder(words) {
  const given = new Map(words.split(",").filter(Boolean).map((it) => it.split("=")).map(([size, folder]) => [Number(size), resolve(folder)]));
  const known = new Map();
  return async (size) => {
    if (!known.has(size)) {
      const folder = given.get(size) ?? (await build(size));
      known.set(size, { size, folder, documents: documents(folder) });
    }
    return known.get(size);
  };
}

/** Assembles and builds a site with so many documents, with the app. */
async function build(size) {
  const { assemble } = await import("./search/corpus.mjs");
  const corpora = process.env.STACKS_CORPORA ?? join(root, "../shared/corpora");
  const [content, folder] = ["content", "site"].map((name) => join(work, `${name}-${size}`));
  mkdirSync(content, { recursive: true });
  await assemble(content, size, corpora);
  console.log(`building the site with ${size} documents`);
  const env = { ...process.env, STACKS_CARDS: "false" };
  execFileSync("cargo", ["xtask", "build", "--content", content, "--dist", folder], { cwd: root, env, stdio: ["ignore", "ignore", "inherit"] });
  return folder;
}

const folderFor = (engine, size) => join(work, `${engine.name.toLowerCase().replace(/[^a-z0-9.]+/g, "-")}-${size}`);

/** What was made last, by its folder: nobody need make it again to search it. */
const prepared = new Map();

/** Makes every engine's index from nothing a few times, in turn. */
async function makeIndexes(engines, { size, folder, documents }, isFull) {
  const runs = new Map(engines.map(({ name }) => [name, []]));
  const rounds = size >= 5_000 || !isFull ? 1 : size >= 500 ? 3 : 5;
  for (let round = 1; round <= rounds; round++) {
    console.log(`indexes of ${documents.length} documents, round ${round} of ${rounds}`);
    for (const engine of round % 2 ? engines : engines.toReversed()) {
      rmSync(folderFor(engine, size), { recursive: true, force: true });
      const made = await prepare(engine, folder, documents, size);
      runs.get(engine.name).push(made);
      prepared.set(folderFor(engine, size), made);
    }
  }
  return Object.fromEntries([...runs].map(([name, made]) => [name, costOf(made)]));
}

/** An index, or why there is none: an engine that cannot make it must not keep the others from it. */
async function prepare(engine, folder, documents, size) {
  try {
    return await engine.prepare(folder, documents, folderFor(engine, size));
  } catch (error) {
    return { missing: error.message };
  }
}

function costOf(made) {
  const failed = made.find(({ missing }) => missing);
  if (failed) return { missing: failed.missing };
  const of = (name) => (made[0][name] === undefined ? undefined : spread(made.map((it) => it[name])));
  return { seconds: of("seconds"), cpu: of("cpu"), memory: of("memory"), ...made.at(-1).size() };
}

/** The pages to search with of each engine, served. */
async function facesOf(engines, { size, folder, documents }, servers, isFull) {
  const cases = [];
  for (const engine of engines) {
    const { served, missing } = prepared.get(folderFor(engine, size)) ?? (await prepare(engine, folder, documents, size));
    const server = served && host(served).warm(engine.warm ?? /\.(js|css|json|html|md)$/);
    const log = server && logOf(server);
    if (server) servers.push(server);
    const origin = server && (await listen(server));
    for (const face of engine.faces.filter(({ isJudged }) => isFull || isJudged)) {
      const name = size === FEWER && engine.fewer ? `${face.name}, ${size}` : face.name;
      cases.push({ name, engine, face, origin, log, documents, missing, visits: { one: [], two: [] }, keys: [], lost: 0 });
    }
  }
  return cases;
}

/** Whether an engine that fetches everything comes to an end with nothing slow, and what is left of it at
    the next visit. */
async function tryOut(browser, it, query, patience) {
  if (it.missing) return undefined;
  console.log(`trying out ${it.name}`);
  const { missing } = await typeWarm(browser, it, [], patience);
  it.missing = missing;
  it.engine.fewer = !!missing;
  if (missing) return undefined;
  return comeAgain(browser, it, query, patience);
}

/** One round of a case. */
async function searchAndType(browser, it, typed, { patience, long, which: asked }, isCounted) {
  if (it.missing) return;
  for (const which of asked) {
    if (it.failed?.[which] || it.visits[which][0]?.took > long) continue;
    const visit = await searchOnce(browser, it, typed[which], patience);
    if (visit.missing) it.failed = { ...it.failed, [which]: visit.missing };
    else if (isCounted || visit.took > long) it.visits[which].push(visit);
  }
  if (it.typing > long) return;
  const { keys, lost, missing, took } = await typeWarm(browser, it, typed.warm, patience);
  [it.missing, it.typing] = [missing, took];
  if (missing || (!isCounted && took <= long)) return;
  it.keys.push(...keys);
  it.lost += lost;
}

/** The queries whose answers the site has, each with the language of its first answer. */
function readQueries(file, documents) {
  if (!existsSync(file)) throw new Error(`there are no queries at ${file}`);
  const languages = new Map(documents.map(({ url, language }) => [decodeURIComponent(url), language]));
  const queries = JSON.parse(readFileSync(file, "utf8")).map((it) => ({ ...it, expect: it.expect.map(decodeURIComponent) }));
  const known = queries.filter(({ expect }) => expect.some((url) => languages.has(url)));
  if (known.length < queries.length) console.log(`skipped: ${queries.length - known.length} queries, whose answers the site does not have`);
  return known.map((it) => ({ ...it, language: languages.get(it.expect.find((url) => languages.has(url))) }));
}

/** Keyboards have letters alone: what else there is cannot be typed key by key. */
const isTyped = ({ query }) => /^[a-z]+( [a-z]+)*$/i.test(query) && query.length <= 20;

function ofWords(queries, count) {
  const found = queries.find((it) => isTyped(it) && it.query.split(" ").length === count);
  if (!found) throw new Error(`no query has ${count} words that a keyboard types: name one`);
  return found.query;
}

/** Some of the queries, from all over the list. */
function forTyping(queries, count) {
  const all = [...new Set(queries.filter(isTyped).map(({ query }) => query))];
  const step = Math.max(1, all.length / count);
  return Array.from({ length: Math.min(count, all.length) }, (_, at) => all[Math.floor(at * step)]);
}
