// The author's loop: from the save of a post to its changed pixels in the page that is open, as
// `cargo xtask serve` does it, beside VitePress, whose pages Vite changes in place, and `hugo server`,
// which reloads them. Reported, never asserted.
//
//   cargo xtask bench live -- --posts 1000 --edits 30 --seed 1
//
// All serve the same made-up posts and show the same one; its first paragraph is saved with other words,
// for one after the other in each round, so that whatever else the machine does falls upon all. The page
// notes when the words are in it and the frame that has them is done; its clock and ours are the machine's.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { root } from "./figures.mjs";
import * as hugo from "./hugo.mjs";
import { row } from "./record.mjs";
import { launch } from "./slow.mjs";

const work = join(root, "target/bench/live");
const vitepress = join(import.meta.dirname, "node_modules/vitepress");
/** How long anything may take, in milliseconds. */
const PATIENCE = 60_000;

export const minutes = 3;

export async function bench(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      posts: { type: "string", default: "1000" },
      edits: { type: "string", default: "30" },
      seed: { type: "string", default: "1" },
      full: { type: "boolean", default: false },
    },
  });
  rmSync(work, { recursive: true, force: true });
  const subjects = { "The Stacks": ours, VitePress: viteOf, Hugo: hugoOf };
  const browser = await launch();
  const running = [];
  const missing = [];
  try {
    for (const [name, begin] of Object.entries(subjects)) {
      const subject = await begin(values);
      if (subject.reason) {
        missing.push({ subject: name, reason: subject.reason });
        continue;
      }
      running.push({ ...subject, times: [], page: await open(browser, subject) });
      console.log(`${subject.name} shows ${subject.url}`);
    }
    // The first of all is for warming up.
    for (let edit = 0; edit <= Number(values.edits); edit++) {
      for (const subject of running) {
        const time = await change(subject, edit);
        if (edit > 0) subject.times.push(time);
      }
    }
  } finally {
    await browser.close();
    for (const { stop } of running) stop();
  }
  rmSync(work, { recursive: true, force: true });
  for (const { name, times } of running) {
    const { median, min, max } = row(name, "", "ms", times);
    console.log(`${name}: ${median.toFixed(1)} ms (${min.toFixed(1)} to ${max.toFixed(1)})`);
  }
  const count = Number(values.posts).toLocaleString("en");
  const metric = "from the save to the frame that shows it";
  const rows = running.map(({ name, variant, times }) =>
    row(name, metric, "ms", times, name === "ours" ? { target: { atMost: 100 }, summary: `From the save of a post to its pixels in the open page, ${count} posts` } : { variant }),
  );
  return {
    title: "The author's loop",
    about:
      `A site of ${count} made-up posts is served for writing by each, with the same post open. Its first paragraph is saved with other words; ` +
      "the time ends with the frame of the browser that has them. `cargo xtask serve` and VitePress change the page in place, `hugo server` loads it anew.",
    conditions: `Nothing is slowed down. One save for each in turn, ${values.edits} times, with a pause between; the first of all is not counted.`,
    groups: [{ id: "edit", title: "From save to pixels", unit: "ms", better: "less", plot: "bars", rows }],
    missing,
    notes: [],
    details: { edits: running.map(({ name, times }) => ({ name, times })) },
  };
}

// The subjects: each with its address, the file to save, and its end.

/** `cargo xtask serve`, whole: Trunk with the app, `stacks watch` beside it. */
async function ours(values) {
  const folder = posts("stacks", "plain", values);
  const port = await free();
  const out = join(work, "stacks-site");
  const words = ["xtask", "serve", "--content", folder, "--dist", out, "--port", port];
  const server = start("cargo", words, root);
  const file = middle(join(folder, "content"));
  const url = `http://127.0.0.1:${port}/${file.replace(/\.md$/, "/")}`;
  await answers(url, server);
  return { name: "ours", url, file: join(folder, "content", file), stop: server.stop };
}

async function viteOf(values) {
  if (!existsSync(vitepress)) return { reason: "npm has not installed it below tests/bench" };
  const { version } = JSON.parse(readFileSync(join(vitepress, "package.json"), "utf8"));
  const folder = posts("vitepress", "plain", values);
  const port = await free();
  mkdirSync(join(folder, "content/.vitepress"), { recursive: true });
  const config = { title: "Posts", ignoreDeadLinks: true, markdown: { theme: { light: "github-light", dark: "github-dark" } } };
  writeFileSync(join(folder, "content/.vitepress/config.mjs"), `export default ${JSON.stringify(config)};\n`);
  // Modules are looked for in the site and above it.
  symlinkSync(dirname(vitepress), join(folder, "content/node_modules"), "junction");
  const words = [join(vitepress, "bin/vitepress.js"), "dev", join(folder, "content"), "--port", port, "--strictPort", "--host", "127.0.0.1"];
  const server = start(process.execPath, words, folder);
  const file = middle(join(folder, "content"));
  const url = `http://127.0.0.1:${port}/${file.replace(/\.md$/, ".html")}`;
  await answers(url, server);
  return { name: `VitePress ${version}`, variant: "dev", url, file: join(folder, "content", file), stop: server.stop };
}

async function hugoOf(values) {
  const peer = hugo.install();
  if (peer.reason) return { reason: peer.reason };
  const folder = posts("hugo", "hugo", values);
  const port = await free();
  const words = ["server", "--source", folder, "--cacheDir", join(work, "hugo-cache"), "--noBuildLock", "--port", port];
  const server = start(peer.program, words, folder);
  const file = middle(join(folder, "content"));
  const url = `http://127.0.0.1:${port}/${file.replace(/\.md$/, "/")}`;
  await answers(url, server);
  return { name: peer.name, variant: "server", url, file: join(folder, "content", file), stop: server.stop };
}

/** Made-up posts in a folder of this name; each subject has its own. */
function posts(name, dialect, { posts, seed }) {
  const folder = join(work, name);
  const words = ["posts", "--count", posts, "--out", folder, "--seed", seed, "--dialect", dialect];
  execFileSync("cargo", ["xtask", ...words.map(String)], { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  return folder;
}

/** The post in the middle, by its path in the folder. */
function middle(folder) {
  const all = readdirSync(join(folder, "posts"), { recursive: true }).filter((it) => it.endsWith(".md")).sort();
  return join("posts", all[Math.floor(all.length / 2)]);
}

function start(program, words, cwd) {
  const child = spawn(program, words.map(String), { cwd, stdio: ["pipe", "pipe", "pipe"], detached: true });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (said += text));
  const stop = () => {
    try {
      process.kill(-child.pid);
    } catch {
      // It has ended.
    }
  };
  process.once("exit", stop);
  return { stop, ended: () => child.exitCode !== null && said };
}

/** Waits until there is a page at the address. */
async function answers(url, server) {
  for (;;) {
    if (server.ended()) throw new Error(`no server any more: ${server.ended().slice(-2000)}`);
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((next) => setTimeout(next, 200));
  }
}

/** A port that nobody listens at. */
async function free() {
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((ready) => server.once("listening", ready));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

// The page.

const words = (edit) => `This was edited ${edit} times for the bench.`;

/** Opens the page, which from then on tells when it shows an edit that it had not shown. */
async function open(browser, { url }) {
  const page = await (await browser.newContext({ viewport: { width: 1000, height: 800 } })).newPage();
  page.shown = () => {};
  await page.exposeFunction("tellShown", (edit, at) => page.shown(Number(edit), at));
  await page.addInitScript(() => {
    let latest;
    const look = () => {
      const edit = /This was edited (\d+) times for the bench\./.exec(document.body?.textContent ?? "")?.[1];
      if (!edit || edit === latest) return;
      latest = edit;
      // After the frame that has it.
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => window.tellShown(edit, performance.timeOrigin + performance.now());
        port2.postMessage("");
      });
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
    addEventListener("DOMContentLoaded", look);
  });
  await page.goto(url);
  await page.waitForLoadState("networkidle").catch(() => {});
  return page;
}

/** Saves the post with other words in its first paragraph: the milliseconds until the page shows them. */
async function change(subject, edit) {
  const text = readFileSync(subject.file, "utf8");
  const [, head, body] = /^(---\n[^]*?\n---\n+|\+\+\+\n[^]*?\n\+\+\+\n+)([^]*)$/.exec(text);
  const plain = body.replace(/^This was edited \d+ times for the bench\. /, "");
  // What the save before this has set off is to be over.
  await new Promise((next) => setTimeout(next, 700));
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${subject.name} does not show edit ${edit}`)), PATIENCE);
    subject.page.shown = (shown, at) => {
      if (shown !== edit) return;
      clearTimeout(late);
      resolve(at - saved);
    };
    const saved = performance.timeOrigin + performance.now();
    writeFileSync(subject.file, `${head}${words(edit)} ${plain}`);
  });
}
