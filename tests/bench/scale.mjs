// A site as it grows: what a first visit is sent at each size, what the site takes to make, what one post
// more changes of it, and what the archive takes of a browser's memory. Reported, never asserted.
//
//   cargo xtask bench scale -- --sizes 10,1000,10000 --archive 10000 --seed 1
//
// Everything is made as for publishing (`cargo xtask build`), but without cards, of made-up posts of which a
// smaller site has the first. `--full` is 100,000 posts too, which take some 12 GB of disk and as many minutes.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { host, listen } from "../e2e/host.mjs";
import { root } from "./figures.mjs";
import { measured } from "./measured.mjs";
import { row } from "./record.mjs";
import { launch, restOf, SLOW, slowPage } from "./slow.mjs";

const work = join(root, "target/bench/scale");
/** How often the archive is scrolled, or walked, to its end and back. */
const TURNS = 20;

export const minutes = 5;

export async function bench(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      sizes: { type: "string" },
      full: { type: "boolean", default: false },
      archive: { type: "string", default: "10000" },
      seed: { type: "string", default: "1" },
    },
  });
  const sizes = [];
  let post;
  for (const count of (values.sizes ?? (values.full ? "10,1000,10000,100000" : "10,1000,10000")).split(",").map(Number)) {
    rmSync(work, { recursive: true, force: true });
    const [content, dist] = ["content", "site"].map((name) => join(work, name));
    xtask("posts", "--count", count, "--out", content, "--seed", values.seed, "--dialect", "hugo");
    const made = build(content, dist);
    const before = digests(dist);
    // The same post at each size: what others lead to is another matter.
    post ??= oldestPost(dist);
    const visits = await visit(dist, post);
    const archive = count === Number(values.archive) ? await readArchive(dist) : undefined;
    addPost(content);
    build(content, dist);
    const size = { posts: count, ...made, ...compare(before, digests(dist)), visits, archive };
    print(size);
    sizes.push(size);
  }
  rmSync(work, { recursive: true, force: true });
  for (const page of ["home", "post"]) {
    for (const what of ["bytes", "requests"]) {
      const all = sizes.map(({ visits }) => visits[page][what]);
      console.log(`first visit, ${page}, ${what}: most to least ${(Math.max(...all) / Math.min(...all)).toFixed(3)}`);
    }
  }
  return {
    title: "A site as it grows",
    about:
      "The same site with more and more made-up posts: what a first visit to the home page and to one and the same post is sent, what the generator takes, " +
      "how many files one post more changes, and what reading the archive to its end and back takes of a browser's memory.",
    conditions: `Visits: ${SLOW.replace(/; one round.*/, ".")} Each size is measured once; what counts are bytes and files, which are exact.`,
    groups: groupsOf(sizes),
    details: { sizes },
  };
}

function groupsOf(sizes) {
  const rows = (metric, unit, value, summary) => sizes.filter((it) => Number.isFinite(value(it))).map((it) => row("ours", metric, unit, value(it), { at: it.posts, summary }));
  const [memory] = sizes.filter(({ archive }) => archive).map(({ posts, archive: { turns, first, last } }) => [
    row("ours", "heap after the first turn", "MB", first.heap / 1e6, { at: posts }),
    row("ours", `heap after ${turns} turns`, "MB", last.heap / 1e6, { at: posts }),
  ]);
  return [
    { id: "visit", title: "A first visit, fetched ahead and all", unit: "KB", plot: "lines", of: "posts", rows: [...rows("the home page", "KB", ({ visits }) => visits.home.bytes / 1000), ...rows("a post", "KB", ({ visits }) => visits.post.bytes / 1000, "A first visit to a post of a larger site, fetched ahead and all")] },
    { id: "requests", title: "Requests of that", unit: "requests", plot: "none", of: "posts", rows: [...rows("the home page", "requests", ({ visits }) => visits.home.requests), ...rows("a post", "requests", ({ visits }) => visits.post.requests)] },
    { id: "made", title: "Making it", unit: "s", plot: "lines", of: "posts", rows: [...rows("data and feeds", "s", ({ generator }) => generator), ...rows("pages", "s", ({ prerender }) => prerender)] },
    { id: "changed", title: "Files that one post more changes", unit: "files", plot: "lines", of: "posts", rows: [...rows("changed", "files", ({ changed }) => changed.files), ...rows("in all", "files", ({ files }) => files)] },
    { id: "archive", title: "Memory while the archive is read to its end and back, again and again", unit: "MB", plot: "none", of: "posts", rows: memory ?? [] },
  ];
}

function xtask(...words) {
  execFileSync("cargo", ["xtask", ...words.map(String)], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
}

/** Publishes the site; what the generator says of its own two steps, and the most memory that any program
    took at it: the compiler is one of them, where the app was not compiled before. */
function build(content, dist) {
  const command = ["cargo", "xtask", "build", "--content", content, "--dist", dist];
  const { memory, said } = measured(command, { STACKS_CARDS: "false", STACKS_CACHE: "" });
  const seconds = (pattern) => Number(said.match(pattern)?.[1]) / 1000;
  return { generator: seconds(/pages \(.*, (\d+) ms/), prerender: seconds(/prerendered.*, (\d+) ms/), memory };
}

/** Every file of the site: its bytes and a digest of them. */
function digests(dist) {
  const known = new Map();
  for (const entry of readdirSync(dist, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const bytes = readFileSync(path);
    known.set(path.slice(dist.length + 1), [bytes.length, createHash("md5").update(bytes).digest("base64")]);
  }
  return known;
}

/** A post more, the newest: what the newest so far says, under another name and date. */
function addPost(content) {
  const folder = join(content, "content");
  const posts = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(".md") && !path.endsWith("_index.md")).sort();
  const dated = posts.map((path) => [/^date: *"?([0-9-]{10})/m.exec(readFileSync(join(folder, path), "utf8"))?.[1] ?? "", path]);
  const [date, path] = dated.sort().at(-1);
  const text = readFileSync(join(folder, path), "utf8");
  const added = text.replace(/^title:.*$/m, 'title: "A post more"').replace(date, nextDay(date)).replace("draft: true", "draft: false");
  writeFileSync(join(folder, path.replace(/[^/]*$/, "a-post-more.md")), added);
}

const nextDay = (date) => new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

function compare(before, after) {
  const changed = [...after].filter(([path, [, digest]]) => before.get(path)?.[1] !== digest);
  const sum = (entries) => entries.reduce((total, [, [bytes]]) => total + bytes, 0);
  const bytes = sum([...after]);
  return { files: after.size, bytes, changed: { files: changed.length, bytes: sum(changed), share: sum(changed) / bytes } };
}

/** The route of the oldest post that takes a while to read. */
function oldestPost(dist) {
  const shards = readdirSync(join(dist, "data/routes")).map((name) => JSON.parse(readFileSync(join(dist, "data/routes", name), "utf8")));
  const isPost = (route) => JSON.parse(readFileSync(join(dist, `data/pages${route}index.json`), "utf8")).minutes;
  const posts = shards.flatMap(({ routes }) => routes).filter((it) => /^\/posts\/\d{4}\/./.test(it) && !/\/page\//.test(it)).sort();
  return posts.find(isPost);
}

/** What a first visit to the home page, and to a post, is sent until it rests. */
async function visit(dist, post) {
  const server = host(dist);
  const address = await listen(server);
  const browser = await launch();
  const sent = {};
  try {
    for (const [name, path] of [["home", "/"], ["post", post]]) sent[name] = await visitOnce(browser, address + encodeURI(path));
  } finally {
    await browser.close();
    server.close();
  }
  return sent;
}

async function visitOnce(browser, url) {
  const { context, page, client } = await slowPage(browser, false, () => {});
  const rest = restOf(client);
  let [bytes, requests] = [0, 0];
  client.on("Network.requestWillBeSent", () => requests++);
  client.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto(url, { waitUntil: "load" });
  await rest();
  await context.close();
  return { url: new URL(url).pathname, bytes, requests };
}

/** The browser's memory while the archive is read from its first page to its last and back, again and
    again, each page scrolled to its end and back, within the app. */
async function readArchive(dist) {
  const server = host(dist);
  const address = await listen(server);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const client = await page.context().newCDPSession(page);
    await client.send("Performance.enable");
    await page.goto(`${address}/archive/`);
    await page.waitForFunction(() => window.wasmBindings);
    const year = await page.locator(".all-tags a").first().getAttribute("href");
    await page.evaluate((year) => navigation.navigate(year).finished.then(() => {}), year);
    const taken = [];
    for (let turn = 0; turn <= TURNS; turn++) {
      for (const name of ["Older", "Newer"]) {
        for (;;) {
          await page.evaluate(async () => {
            const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
            scrollTo(0, document.body.scrollHeight);
            await painted();
            scrollTo(0, 0);
            await painted();
          });
          const further = page.locator(".pager").getByRole("link", { name });
          if (!(await further.count())) break;
          const href = await further.getAttribute("href");
          await page.evaluate((href) => navigation.navigate(href).finished.then(() => {}), href);
        }
      }
      await client.send("HeapProfiler.collectGarbage");
      const { metrics } = await client.send("Performance.getMetrics");
      const of = (name) => metrics.find((it) => it.name === name).value;
      taken.push({ heap: of("JSHeapUsedSize"), nodes: of("Nodes"), listeners: of("JSEventListeners"), wasm: await page.evaluate(() => window.wasmBindings?.memory?.buffer?.byteLength) });
    }
    return { turns: TURNS, first: taken[1], last: taken.at(-1), heaps: taken.map(({ heap }) => heap) };
  } finally {
    await browser.close();
    server.close();
  }
}

function print({ posts, generator, prerender, memory, files, bytes, changed, visits, archive }) {
  const megabytes = (value) => `${(value / 1e6).toFixed(value < 1e8 ? 1 : 0)} MB`;
  console.log(`\n${posts} posts`);
  console.log(`  made in            ${generator} s and ${prerender} s for the pages, memory at most ${megabytes(memory)}`);
  console.log(`  the site           ${files} files, ${megabytes(bytes)}`);
  console.log(`  a post more        ${changed.files} files, ${megabytes(changed.bytes)}, ${(100 * changed.share).toFixed(2)} %`);
  for (const [name, { url, bytes, requests }] of Object.entries(visits)) {
    console.log(`  first visit, ${name.padEnd(5)} ${(bytes / 1000).toFixed(1)} KB in ${requests} requests (${url})`);
  }
  if (!archive) return;
  const { turns, first, last, heaps } = archive;
  console.log(`  the archive        after the first of ${turns} turns, and the last: heap ${megabytes(first.heap)} and ${megabytes(last.heap)}, nodes ${first.nodes} and ${last.nodes}, listeners ${first.listeners} and ${last.listeners}`);
  console.log(`  its heap by turns  ${heaps.map((it) => (it / 1e6).toFixed(3)).join(" ")}`);
}
