// What an element costs the page that embeds it: bytes, requests, when it shows, and how long it holds
// everything else up, under the same slow network and processor as a visit. Beside it what others
// embed: the comments of giscus, and docsify showing the same post. Reported, never asserted.
//
//   cargo xtask bench widgets -- --rounds 4 --post /posts/async-requests/
//
// Each is alone in a page of another origin that has nothing else; that page without anything is
// measured too. Rounds are interleaved and their order turns, as with visits. No page reaches another
// host than ours, so that the figures are the same everywhere. An element that the built site does not
// have, or that fails, is said to be not there. `--full` is more rounds.
// The variable STACKS_DIST names the folder of our site.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { elements as all, html } from "../e2e/elements.mjs";
import { host, listen } from "../e2e/host.mjs";
import * as embeds from "./embeds.mjs";
import { root, spread } from "./figures.mjs";
import { row } from "./record.mjs";
import { inRounds, launch, restOf, SLOW, slowPage } from "./slow.mjs";
import { blocking, CATEGORIES, mainThread } from "./tasks.mjs";

/** What we promise: so many KB, and no more milliseconds of blocking than the empty page has and these. */
const PROMISED = { "<stacks-posts>": { kilobytes: 35, blocking: 10 }, "<stacks-post>": { kilobytes: 95 }, "<stacks-markdown>": { kilobytes: 95 } };
const EMPTY = "the empty page";
/** What has not shown anything by then never will, in milliseconds. */
const PATIENCE = 20_000;

const DOCUMENT = `# Notes on a rocket

We have lift-off :rocket: and *some* numbers from [the pad](https://example.org/).

## Stages

| Stage | Engines | Burns for |
|:------|--------:|----------:|
| first | 9 | 162 s |
| second | 1 | 397 s |

## The countdown

\`\`\`python
for second in range(10, 0, -1):
    print(f"{second}...")
print("lift-off")
\`\`\`
`;

export const minutes = 3;

export async function bench(words) {
  const { values } = parseArgs({
    args: words,
    options: { rounds: { type: "string" }, post: { type: "string", default: "/posts/async-requests/" }, full: { type: "boolean", default: false } },
  });
  const { rounds = values.full ? 9 : 4 } = values;
  const dist = process.env.STACKS_DIST;
  const peers = [await embeds.giscus(), embeds.docsify(join(dist, values.post, "index.md"))];
  const servers = [dist, ...peers.map(({ folder }) => folder)].map((folder) => host(folder).warm(/\.(js|css|json|md|wasm)$/));
  const addresses = await Promise.all(servers.map((server) => listen(server)));
  const cases = [
    { name: EMPTY, page: () => ({}) },
    ...elements(values.post).map((it) => ({ ...it, address: addresses[0] })),
    ...peers.map((it, at) => ({ ...it, address: addresses[at + 1] })),
  ].map((it) => ({ ...it, rounds: [] }));
  const pages = host(write(cases));
  servers.push(pages);
  const around = await listen(pages);
  const asked = countOf(servers);
  const browser = await launch();
  try {
    await inRounds(rounds, cases, async (it, isCounted) => {
      if (it.missing || (it.isOnce && (!isCounted || it.rounds.length))) return;
      const figures = await embedOnce(browser, `${around}/${cases.indexOf(it)}/`, it, asked);
      it.missing = figures.missing;
      if (isCounted) it.rounds.push(figures);
    });
  } finally {
    await browser.close();
    for (const server of servers) server.close();
  }
  print(cases, values.post);
  const kept = cases.filter((it) => it.rounds.length);
  return {
    title: "Elements in other people's pages",
    about:
      `What an element costs a page of another origin that has nothing else: the newest posts, the post ${values.post}, Markdown with a table, code and emoji, and, in bytes, every other element. ` +
      "Beside them what others embed: the comments of giscus, and docsify showing the same post.",
    conditions: SLOW,
    groups: [
      groupOf(kept, "kilobytes", "Sent for it", "KB", "bodies", "Without the headers and without the page around."),
      groupOf(kept, "requests", "Requests for it", "requests", "requests"),
      groupOf(kept, "shown", "From the navigation to the frame with it", "ms", "shown"),
      groupOf(kept, "own", "The longest task that ran its scripts", "ms", "own", "Milliseconds of the slowed processor on the main thread, from a trace of the browser's."),
    ],
    missing: cases.filter(({ missing }) => missing).map(({ name, missing }) => ({ subject: name, reason: missing })),
    notes: cases.filter(({ note }) => note).map(({ name, note }) => `${name}: ${note}.`),
    details: { figures: kept.map(({ name, rounds }) => ({ name, rounds })) },
  };
}

/** One figure of all. What shows a text is compared with docsify, which does, and a list with comments. */
function groupOf(cases, id, title, unit, what, note) {
  const metricOf = ({ name, selector }) => (selector || /post>|markdown>/.test(name) ? "a post, or Markdown" : name === "<stacks-posts>" || name.startsWith("giscus") ? "a list, or comments" : "others");
  const targetOf = ({ name }) => (what === "bodies" && PROMISED[name] ? { atMost: PROMISED[name].kilobytes } : undefined);
  const rows = cases
    .filter(({ name, isOnce }) => name !== EMPTY && (!isOnce || unit !== "ms"))
    .map((it) => row(it.folder ? it.name : "ours", metricOf(it), unit, it.rounds.map((round) => round[what]), { variant: it.folder ? undefined : it.name, target: targetOf(it), summary: what === "bodies" && !it.folder ? `Sent for \`${it.name}\` in another page` : undefined }));
  return { id, title, unit, better: "less", plot: "bars", note, rows: rows.sort((a, b) => a.metric.localeCompare(b.metric)) };
}

/** Our elements, and how a page embeds them. */
function elements(post) {
  const element = (tag, body) => ({
    name: `<${tag}>`,
    tag,
    page: (address) => ({ head: `<script type="module" src="${address}/widgets.js"></script>`, body }),
  });
  const main = [
    element("stacks-posts", '<stacks-posts count="5"></stacks-posts>'),
    element("stacks-post", `<stacks-post src="${post}"></stacks-post>`),
    element("stacks-markdown", `<stacks-markdown><script type="text/markdown">\n${DOCUMENT}</script></stacks-markdown>`),
  ];
  // Of the others it is the bytes that are of interest, and these are the same in every round.
  const others = Object.keys(all).filter((name) => !main.some(({ tag }) => tag === name));
  return [...main, ...others.map((name) => ({ ...element(name, html(name)), isOnce: true }))];
}

/** Writes the page around each, and returns the folder. */
function write(cases) {
  const folder = join(root, "target/bench/widgets/pages");
  rmSync(folder, { recursive: true, force: true });
  for (const [at, { page, address }] of cases.entries()) {
    const { head = "", body = "" } = page(address);
    mkdirSync(join(folder, String(at)), { recursive: true });
    writeFileSync(
      join(folder, String(at), "index.html"),
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Theirs</title><link rel="icon" href="data:,">${head}<body><h1>A page of theirs</h1>${body}`,
    );
  }
  return folder;
}

/** How many requests the servers had since it was asked last. */
function countOf(servers) {
  let count = 0;
  for (const server of servers) server.on("request", () => count++);
  return () => [count, (count = 0)][0];
}

/** Notes, in the page, what held it up for long and when what is embedded was painted. */
function watch({ tag, selector }) {
  const seen = (window.seen = { long: [] });
  new PerformanceObserver((list) => seen.long.push(...list.getEntries().map((it) => it.duration))).observe({ type: "longtask", buffered: true });
  // Within the next frame's callback the frame is not painted yet; in the task after it is.
  const show = () => requestAnimationFrame(() => setTimeout(() => (seen.shown ??= performance.now())));
  addEventListener("stacks-load", show);
  addEventListener("stacks-error", ({ detail }) => (seen.failed = detail.message));
  if (tag === "giscus-widget") {
    customElements.whenDefined(tag).then(() => document.querySelector(tag).updateComplete).then(show);
  }
  if (selector) {
    const found = new MutationObserver(() => {
      if (!document.querySelector(selector)) return;
      found.disconnect();
      show();
    });
    found.observe(document, { subtree: true, childList: true });
  }
}

/** What the page at `url` is sent, shows and does, from nothing to rest; or why there is nothing. */
async function embedOnce(browser, url, { tag, selector, address }, asked) {
  const { context, page, client } = await slowPage(browser, false, watch, { tag, selector });
  const rest = restOf(client);
  const requests = new Map();
  client.on("Network.requestWillBeSent", ({ requestId, request }) => requests.set(requestId, { url: request.url, body: 0 }));
  client.on("Network.dataReceived", ({ requestId, encodedDataLength }) => {
    if (requests.has(requestId)) requests.get(requestId).body += encodedDataLength;
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (requests.has(requestId)) requests.get(requestId).bytes = encodedDataLength;
  });
  asked();
  await browser.startTracing(page, { categories: CATEGORIES });
  await page.goto(url, { waitUntil: "load" });
  await rest();
  const until = performance.now() + PATIENCE;
  const look = () => page.evaluate((tag) => ({ ...window.seen, isDefined: !tag || !!customElements.get(tag) }), tag);
  let seen = await look();
  while (address && seen.isDefined && !seen.shown && !seen.failed && performance.now() < until) {
    await rest();
    seen = await look();
  }
  const trace = await browser.stopTracing();
  await context.close();

  if (!seen.isDefined) return { missing: "it is not defined" };
  if (seen.failed) return { missing: seen.failed };
  if (address && !seen.shown) return { missing: `it showed nothing within ${PATIENCE / 1000} s` };
  const sent = [...requests.values()].filter((it) => it.bytes !== undefined && /^http/.test(it.url));
  const served = asked();
  if (served !== sent.length) throw new Error(`${url}: ${served} requests were answered, of which the page made ${sent.length}`);
  const theirs = sent.filter((it) => it.url !== url);
  return {
    kilobytes: theirs.reduce((sum, it) => sum + it.bytes, 0) / 1000,
    bodies: theirs.reduce((sum, it) => sum + it.body, 0) / 1000,
    requests: theirs.length,
    shown: seen.shown ?? 0,
    clock: blocking(seen.long),
    ...mainThread(trace, url, address),
  };
}

/** The figures, as columns, and what they say. */
const COLUMNS = {
  kilobytes: ["KB", "sent, with headers as HTTP/1.1 has them, without the page around"],
  bodies: ["bodies", "KB of that without headers"],
  requests: ["requests", "for it"],
  shown: ["shown", "ms from the navigation to the frame with it"],
  clock: ["clock", "ms of blocking by the clock, which other programs lengthen: what long tasks take above 50 ms"],
  blocking: ["blocking", "the same in ms of the processor, as are those that follow"],
  longest: ["longest", "task of the main thread"],
  own: ["own", "longest task that ran its scripts"],
  frame: ["frame", "longest task that painted after they began"],
  code: ["code", "all that its scripts took"],
};

/** Figures as a table, and beside what was promised. */
function print(cases, post) {
  console.log(`\n${post}, medians. ${SLOW}`);
  console.log(`\n${"".padEnd(18)}${Object.values(COLUMNS).map(([title]) => title.padStart(9)).join("")}`);
  const [figures, missing] = [{}, {}];
  for (const { name, rounds, missing: reason } of cases) {
    if (reason || !rounds.length) {
      missing[name] = reason ?? "there was no round";
      console.log(`${name.padEnd(18)} not there: ${missing[name]}`);
      continue;
    }
    figures[name] = Object.fromEntries(Object.keys(COLUMNS).map((it) => [it, spread(rounds.map((round) => round[it]))]));
    const cells = Object.keys(COLUMNS).map((it) => figures[name][it].median.toFixed(it === "requests" ? 0 : 1).padStart(9));
    console.log(`${name.padEnd(18)}${cells.join("")}`);
  }
  console.log();
  for (const [title, meaning] of Object.values(COLUMNS)) console.log(`${title.padEnd(9)}${meaning}`);
  for (const { name, note } of cases.filter((it) => it.note)) console.log(`${name}: ${note}.`);

  const ours = Object.keys(PROMISED).filter((it) => figures[it]);
  console.log();
  for (const name of ours) {
    const { kilobytes, blocking } = PROMISED[name];
    const median = (it, of = name) => figures[of][it].median;
    const more = median("blocking") - median("blocking", EMPTY);
    const promise = blocking === undefined ? "" : ` of ${blocking}`;
    console.log(
      `${name}: ${median("bodies").toFixed(1)} KB (bodies) of ${kilobytes} promised, blocking ${more.toFixed(1)} ms${promise} beyond the empty page, ` +
        `longest task of its own ${median("own").toFixed(1)} ms (any, without it, ${median("longest", EMPTY).toFixed(1)} ms)`,
    );
    for (const peer of cases.filter((it) => it.folder && figures[it.name])) {
      const shares = ["kilobytes", "shown", "own"].map((it) => [it, figures[name][it].median / figures[peer.name][it].median]);
      console.log(`  to ${peer.name}: ${shares.map(([it, share]) => `${COLUMNS[it][0]} ${share.toFixed(2)}`).join(", ")}`);
    }
  }
}
