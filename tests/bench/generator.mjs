// The generator beside Hugo, on the same made-up posts: everything from nothing, and after one
// changed file. Time, processor time and peak memory are reported, never asserted.
//
//   cargo xtask bench generator -- --posts 100,1000,10000 --rounds 3 --changes 9 --seed 1
//
// From nothing, the pages are then prerendered too, without cards, as Hugo's are pages and no cards;
// what that takes, and both together, stand beside it.
//
// Hugo is measured as it comes, which is with a feed for every list, and without feeds. Runs are
// interleaved, so that whatever else the machine does falls upon all; what counts are the ratios.
// The figures go to target/bench/generator.json.
import { execFileSync, spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { cpus, freemem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { keep, root, spread } from "./figures.mjs";
import * as hugo from "./hugo.mjs";
import { measured, pythonWith } from "./measured.mjs";
import { putTemplate } from "./template.mjs";

const work = join(root, "target/bench");
const stacks = join(root, "target/release/stacks");
/// What Hugo was seen to need for a post, generously.
const HUGO_BYTES_PER_POST = 500_000;
const WITHOUT_FEEDS = "hugo, no feeds";
const PRERENDER = "stacks prerender";
const WITH_PAGES = "stacks, both";

export async function bench(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      posts: { type: "string", default: "100,1000,10000" },
      rounds: { type: "string" },
      changes: { type: "string", default: "9" },
      seed: { type: "string", default: "1" },
    },
  });
  const python = pythonWith("resource, ssl");
  if (!python) {
    console.log("skipped: generator measures memory and installs Hugo with Python 3, and there is none");
    return;
  }
  const peer = hugo.install(python);
  if (peer.reason) console.log(`skipped: Hugo, because ${peer.reason}`);
  const caches = execFileSync(stacks, ["build", "--help"], { encoding: "utf8" }).includes("--cache");
  if (!caches) console.log("this stacks has no --cache: a change costs it a whole build");

  const sizes = [];
  for (const count of values.posts.split(",").map(Number)) {
    const folder = join(work, `posts-${count}`);
    rmSync(folder, { recursive: true, force: true });
    const make = ["posts", "--count", count, "--out", folder, "--seed", values.seed, "--dialect", "hugo"];
    execFileSync("cargo", ["xtask", ...make.map(String)], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    const content = join(folder, "content");
    const posts = readdirSync(content, { recursive: true }).filter((path) => path.endsWith(".md")).sort();
    const bytes = posts.reduce((sum, path) => sum + statSync(join(content, path)).size, 0);
    const fits = freemem() > count * HUGO_BYTES_PER_POST;
    if (!fits) console.log(`skipped: Hugo at ${count} posts, for it may need more memory than is free`);
    const site = { caches, folder, posts, hugo: fits ? peer.program : undefined };
    const rounds = Number(values.rounds ?? (count >= 50_000 ? 1 : count >= 5_000 ? 3 : count >= 500 ? 5 : 9));
    const cold = fromNothing(site, rounds);
    const change = await afterAChange(site, Number(values.changes));
    const result = { posts: count, bytes, cold, change };
    print(result);
    sizes.push(result);
    clean(site);
  }
  const machine = { cores: cpus().length, model: cpus()[0].model };
  keep("generator", { machine, hugo: peer.version, seed: values.seed, caches, sizes });
}

/// All in turn, every folder they write gone before.
function fromNothing(site, rounds) {
  const runs = { stacks: [], [PRERENDER]: [], [WITH_PAGES]: [], hugo: [], [WITHOUT_FEEDS]: [] };
  for (let round = 0; round < rounds; round++) {
    console.log(`${site.posts.length} posts from nothing, round ${round + 1} of ${rounds}`);
    clean(site);
    const [build, pages] = [buildWithStacks(site), prerender(site)];
    runs.stacks.push(build);
    runs[PRERENDER].push(pages);
    runs[WITH_PAGES].push({
      seconds: build.seconds + pages.seconds,
      cpu: build.cpu + pages.cpu,
      memory: Math.max(build.memory, pages.memory),
    });
    if (!site.hugo) continue;
    clean(site);
    runs.hugo.push(buildWithHugo(site));
    clean(site);
    runs[WITHOUT_FEEDS].push(buildWithHugo(site, "--disableKinds", "RSS"));
  }
  return summaries(runs);
}

/// A sentence more in one post after the other. Hugo watches; `stacks build` starts anew each time.
async function afterAChange(site, changes) {
  console.log(`${site.posts.length} posts, ${changes} changes`);
  clean(site);
  buildWithStacks(site);
  const watcher = site.hugo && (await hugo.watch(site.hugo, site.folder, out(site, "hugo"), out(site, "hugo-cache")));
  const runs = { stacks: [], hugo: [] };
  const step = Math.ceil(site.posts.length / (changes + 1));
  // The first change of all is for warming up.
  for (let change = 0; change <= changes; change++) {
    const post = published(site, change * step);
    const sentence = `This is change number ${change} of the bench.`;
    const save = () => appendFileSync(join(site.folder, "content", post), `\n${sentence}\n`);
    const milliseconds = watcher ? await watcher.change(save) : save();
    const run = buildWithStacks(site);
    const page = post.replace(/\.md$/, "/index");
    shows(join(out(site, "stacks"), "data/pages", `${page}.json`), sentence);
    if (watcher) shows(join(out(site, "hugo"), `${page}.html`), sentence);
    if (change === 0) continue;
    runs.stacks.push(run);
    if (watcher) runs.hugo.push({ seconds: milliseconds / 1000, memory: watcher.memory() });
  }
  watcher?.stop();
  return summaries(runs);
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
  const cache = out(site, "stacks-cache");
  const words = ["build", "--content", site.folder, "--out", out(site, "stacks")];
  return run(site, [stacks, ...words, ...(site.caches ? ["--cache", cache] : [])]);
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
  return run(site, [site.hugo, ...words, "--cacheDir", out(site, "hugo-cache"), ...more]);
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

function clean(site) {
  for (const name of ["stacks", "stacks-cache", "hugo", "hugo-cache"]) {
    rmSync(out(site, name), { recursive: true, force: true });
  }
  // Hugo keeps some of its state beside the content.
  for (const name of ["resources", "public", ".hugo_build.lock"]) {
    rmSync(join(site.folder, name), { recursive: true, force: true });
  }
}

/// Each tool's figures; a tool without runs has none.
function summaries(tools) {
  const measured = Object.entries(tools).filter(([, runs]) => runs.length > 0);
  return Object.fromEntries(
    measured.map(([tool, runs]) => {
      const known = Object.keys(runs[0]).filter((name) => runs[0][name] !== undefined);
      return [tool, Object.fromEntries(known.map((name) => [name, spread(runs.map((run) => run[name]))]))];
    }),
  );
}

const megabytes = (value) => `${(value / 1e6).toFixed(value < 1e8 ? 1 : 0)} MB`;
const time = (value) => (value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`);

/// Figures as a table; below another tool's figures, ours as a share of them.
function print({ posts, bytes, cold, change }) {
  console.log(`\n${posts} posts, ${megabytes(bytes)} of Markdown`);
  const row = (...cells) => console.log(cells.map((it, at) => it.padEnd([12, 18, 38, 12, 12][at])).join("  ").trimEnd());
  row("", "", "median (least to most)", "processor", "peak memory");
  for (const [name, tools] of [["from nothing", cold], ["one change", change]]) {
    for (const [tool, { seconds, cpu, memory }] of Object.entries(tools)) {
      const range = `(${time(seconds.least)} to ${time(seconds.most)}), ${seconds.runs} runs`;
      row(name, tool, `${time(seconds.median)} ${range}`, cpu ? time(cpu.median) : "", memory ? megabytes(memory.median) : "");
      const share = (ours, theirs) => (ours && theirs ? (ours.median / theirs.median).toFixed(3) : "");
      const compare = (name, ours) =>
        ours && tool !== name && row("", `  ${name} / it`, share(ours.seconds, seconds), share(ours.cpu, cpu), share(ours.memory, memory));
      if (tool !== WITH_PAGES) compare("stacks", tools.stacks);
      if (tool.startsWith("hugo")) compare(WITH_PAGES, tools[WITH_PAGES]);
    }
  }
  const rates = ["stacks", PRERENDER].map((tool) => `${tool} ${(posts / cold[tool].seconds.median).toFixed(0)}`);
  console.log(`posts a second: ${rates.join(", ")}`);
}
