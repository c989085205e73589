// The generator beside Hugo and Pelican, on the same made-up posts: everything from nothing, and after one
// changed file. Time and peak memory are reported, never asserted.
//
//   cargo xtask bench generator -- --sizes 100,1000,10000 --rounds 3 --changes 5 --seed 1
//
// Ours is measured with all pages made, without cards, as the others' are pages and no cards, and the data
// alone besides. Hugo is measured as it comes, which is with a feed for every list, and without feeds; for a
// change it watches, in the mode in which it makes the changed page alone. Pelican keeps what it read.
// Runs are interleaved, so that whatever else the machine does falls upon all; what counts are the ratios.
// From 5,000 posts on Pelican, which takes minutes, is built from nothing once.
// `--full` is more rounds, and 100,000 posts too, at which the others are left out when memory is short.
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { freemem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./figures.mjs";
import * as hugo from "./hugo.mjs";
import { measured } from "./measured.mjs";
import * as pelican from "./pelican.mjs";
import { nameOf, row } from "./record.mjs";
import { putTemplate } from "./template.mjs";

export const minutes = 9;

const work = join(root, "target/bench");
const stacks = join(root, "target/release/stacks");
/** What Hugo was seen to need for a post, generously. */
const HUGO_BYTES_PER_POST = 500_000;
/** From here on Pelican takes minutes. */
const LARGE = 5_000;

const OURS = { subject: "ours" };
const DATA = { subject: "ours", variant: "data and feeds alone", isPart: true };

export async function bench(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      sizes: { type: "string" },
      rounds: { type: "string" },
      changes: { type: "string" },
      seed: { type: "string", default: "1" },
      full: { type: "boolean", default: false },
    },
  });
  const peers = { hugo: hugo.install(), pelican: pelican.install() };
  const missing = Object.entries(peers).filter(([, it]) => it.reason).map(([name, { reason }]) => ({ subject: name === "hugo" ? "Hugo" : "Pelican", reason }));
  const sizes = (values.sizes ?? (values.full ? "100,1000,10000,100000" : "100,1000,10000")).split(",").map(Number);
  const [cold, change, notes] = [[], [], []];
  for (const count of sizes) {
    const site = makePosts(count, values.seed, peers);
    if (peers.hugo.program && !site.hugo) notes.push(`Hugo was left out at ${count} posts, as it might have needed more memory than was free.`);
    const rounds = Number(values.rounds ?? roundsFor(count, values.full));
    const measures = [fromNothing(site, rounds), await afterAChange(site, Number(values.changes ?? (values.full ? 9 : count >= LARGE ? 2 : 5)))];
    cold.push(...measures[0].map((it) => ({ ...it, at: count })));
    change.push(...measures[1].map((it) => ({ ...it, at: count })));
    print(site, ...measures);
    clean(site);
    for (const folder of [site.folder, site.pelicans]) rmSync(folder, { recursive: true, force: true });
  }
  const rows = (runs, metric, unit, value, summary) =>
    runs.filter((it) => it.runs.some((run) => value(run) !== undefined)).map(({ subject, variant, isPart, at, runs }) => row(subject, metric, unit, runs.map(value), { variant, isPart, at, summary: subject === "ours" && !isPart && at >= 1000 ? summary : undefined }));
  const groupOf = (id, title, runs, metric, unit, value, summary, note) => ({ id, title, unit, better: "less", plot: "lines", of: "posts", note, rows: rows(runs, metric, unit, value, summary) });
  const watched = "Hugo watches, and of a change makes the changed page alone; what it says itself that took is counted. The others are started anew each time.";
  return {
    title: "Generator",
    about:
      "Blogs of made-up posts, 9 KB each on average, the same for all: every file made from nothing, and again after one more sentence in one of the posts. " +
      "Ours makes pages, data, feeds, sitemap and the index to search in; cards are left out, as the others have none.",
    conditions: "Programs are started one after the other, in turn, with nothing slowed down; what was written is on the disk before the next starts.",
    groups: [
      groupOf("cold", "From nothing", cold, "time", "s", (it) => it.seconds, "Made from nothing, all pages"),
      groupOf("change", "After a change of one post", change, "time", "s", (it) => it.seconds, "Made again after one change", watched),
      groupOf("memory", "Peak memory, from nothing", cold, "memory", "MB", (it) => it.memory && it.memory / 1e6, "Peak memory of that from nothing"),
    ],
    missing,
    notes,
    details: { seed: values.seed, cold, change },
  };
}

const roundsFor = (count, isFull) => {
  if (count >= 50_000) return 1;
  if (count >= LARGE) return isFull ? 3 : 2;
  return count >= 500 ? (isFull ? 5 : 3) : isFull ? 9 : 5;
};

/** So many posts as Hugo's, which are ours too, and as Pelican's. */
function makePosts(count, seed, peers) {
  const [folder, pelicans] = ["hugo", "pelican"].map((dialect) => {
    const folder = join(work, `${dialect}-posts-${count}`);
    rmSync(folder, { recursive: true, force: true });
    const make = ["posts", "--count", count, "--out", folder, "--seed", seed, "--dialect", dialect];
    execFileSync("cargo", ["xtask", ...make.map(String)], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    return folder;
  });
  const content = join(folder, "content");
  const posts = readdirSync(content, { recursive: true }).filter((path) => path.endsWith(".md")).sort();
  const bytes = posts.reduce((sum, path) => sum + statSync(join(content, path)).size, 0);
  const fits = freemem() > count * HUGO_BYTES_PER_POST;
  return { count, folder, pelicans, posts, bytes, hugo: fits && peers.hugo.program ? peers.hugo : undefined, pelican: peers.pelican.program && count < 50_000 ? peers.pelican : undefined };
}

/** All in turn, every folder they write gone before: each one's runs. */
function fromNothing(site, rounds) {
  const [both, data, linked, plain, pelicans] = [[], [], [], [], []];
  for (let round = 0; round < rounds; round++) {
    console.log(`${site.posts.length} posts from nothing, round ${round + 1} of ${rounds}`);
    clean(site, ["stacks", "stacks-cache"]);
    const build = buildWithStacks(site);
    data.push(build);
    both.push(together(build, prerender(site)));
    if (site.hugo) {
      clean(site, HUGOS);
      linked.push(buildWithHugo(site));
      clean(site, HUGOS);
      plain.push(buildWithHugo(site, "--disableKinds", "RSS"));
    }
    if (site.pelican && (round === 0 || site.count < LARGE)) {
      clean(site, ["pelican", "pelican-cache"]);
      pelicans.push(buildWithPelican(site));
    }
  }
  return [
    { ...OURS, runs: both },
    { ...DATA, runs: data },
    { subject: site.hugo?.name, runs: linked },
    { subject: site.hugo?.name, variant: "without feeds", runs: plain },
    { subject: site.pelican?.name, runs: pelicans },
  ].filter(({ runs }) => runs.length);
}

/** What two programs took, one after the other. */
const together = (one, other) => ({ seconds: one.seconds + other.seconds, cpu: one.cpu + other.cpu, memory: Math.max(one.memory, other.memory) });

/** A sentence more in one post after the other. Hugo watches; the others start anew each time, from what
    the last run from nothing left them. */
async function afterAChange(site, changes) {
  console.log(`${site.posts.length} posts, ${changes} changes`);
  clean(site, HUGOS);
  const watcher = site.hugo && (await hugo.watch(site.hugo.program, site.folder, out(site, "hugo"), out(site, "hugo-cache")));
  const [both, data, hugos, pelicans] = [[], [], [], []];
  const step = Math.ceil(site.posts.length / (changes + 1));
  // The first change of all is for warming up.
  for (let change = 0; change <= changes; change++) {
    const post = published(site, change * step);
    const sentence = `This is change number ${change} of the bench.`;
    const save = (folder) => appendFileSync(join(folder, "content", post), `\n${sentence}\n`);
    const milliseconds = watcher ? await watcher.change(() => save(site.folder)) : save(site.folder);
    const build = buildWithStacks(site);
    const pages = together(build, prerender(site));
    const page = post.replace(/\.md$/, "/index");
    shows(join(out(site, "stacks"), "data/pages", `${page}.json`), sentence);
    shows(join(out(site, "stacks"), `${page}.html`), sentence);
    if (watcher) shows(join(out(site, "hugo"), `${page}.html`), sentence);
    save(site.pelicans);
    const pelican = site.pelican && buildWithPelican(site);
    if (pelican) shows(join(out(site, "pelican"), post.replace(/^.*\//, "").replace(/\.md$/, ".html")), sentence);
    if (change === 0) continue;
    data.push(build);
    both.push(pages);
    if (watcher) hugos.push({ seconds: milliseconds / 1000, memory: watcher.memory() });
    if (pelican) pelicans.push(pelican);
  }
  watcher?.stop();
  return [
    { ...OURS, runs: both },
    { ...DATA, runs: data },
    { subject: site.hugo?.name, variant: "watching", runs: hugos },
    { subject: site.pelican?.name, runs: pelicans },
  ].filter(({ runs }) => runs.length);
}

/// The post at `index`, or the next that is no draft, by its path in the content folder.
function published({ folder, posts }, index) {
  const isDraft = (path) => readFileSync(join(folder, "content", path), "utf8").includes("\ndraft: true\n");
  return posts.slice(index).find((path) => !isDraft(path));
}

/// A figure counts only if the change arrived.
function shows(file, sentence) {
  if (!readFileSync(file, "utf8").includes(sentence)) throw new Error(`the change is not in ${file}`);
}

function buildWithStacks(site) {
  return run(site, [stacks, "build", "--content", site.folder, "--out", out(site, "stacks"), "--cache", out(site, "stacks-cache")]);
}

/// Makes the pages of what `stacks build` wrote. The app itself is no part of it: a page like Trunk's
/// names it.
function prerender(site) {
  const folder = out(site, "stacks");
  putTemplate(folder);
  return run(site, [stacks, "prerender", "--out", folder, "--cards", "false", "--quiet"]);
}

function buildWithHugo(site, ...more) {
  const words = ["build", "--source", site.folder, "--destination", out(site, "hugo"), "--noBuildLock"];
  return run(site, [site.hugo.program, ...words, "--cacheDir", out(site, "hugo-cache"), ...more]);
}

function buildWithPelican(site) {
  return run(site, pelican.command(site.pelican.program, site.pelicans, out(site, "pelican"), out(site, "pelican-cache")));
}

/// Runs a command with the site's own cache.
function run(site, command) {
  // What was written before is not to be waited for now.
  spawnSync("sync");
  const { seconds, cpu, memory } = measured(command, { STACKS_DRAFTS: "false", STACKS_CACHE: out(site, "stacks-cache") });
  return { seconds, cpu, memory };
}

function out(site, name) {
  return `${site.folder}.${name}`;
}

const HUGOS = ["hugo", "hugo-cache"];

function clean(site, names = ["stacks", "stacks-cache", ...HUGOS, "pelican", "pelican-cache"]) {
  for (const name of names) rmSync(out(site, name), { recursive: true, force: true });
  if (!names.includes("hugo")) return;
  // Hugo keeps some of its state beside the content.
  for (const name of ["resources", "public", ".hugo_build.lock"]) rmSync(join(site.folder, name), { recursive: true, force: true });
}

const megabytes = (value) => `${(value / 1e6).toFixed(value < 1e8 ? 1 : 0)} MB`;
const time = (value) => (value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`);

/** Figures as a table. */
function print({ posts, bytes }, cold, change) {
  console.log(`\n${posts.length} posts, ${megabytes(bytes)} of Markdown`);
  const line = (...cells) => console.log(cells.map((it, at) => it.padEnd([14, 34, 38, 12, 12][at])).join("  ").trimEnd());
  line("", "", "median (least to most)", "processor", "peak memory");
  for (const [name, measures] of [["from nothing", cold], ["one change", change]]) {
    for (const it of measures) {
      const [seconds, cpu, memory] = ["seconds", "cpu", "memory"].map((what) => it.runs[0][what] && row(nameOf(it), what, "", it.runs.map((run) => run[what])));
      line(name, nameOf(it), `${time(seconds.median)} (${time(seconds.min)} to ${time(seconds.max)}), ${seconds.n} runs`, cpu ? time(cpu.median) : "", memory ? megabytes(memory.median) : "");
    }
  }
}
