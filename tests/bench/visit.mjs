// A visit: the same post as our page and as one that Hugo makes without any script, under the same
// slow network and processor. When it shows, what moves, what is sent, and how long a click takes to
// the next page. Reported, never asserted.
//
//   cargo xtask bench visit -- --rounds 11 --post /posts/async-requests/
//
// Hugo's page has our style sheet as a file of its own, as its themes do, and once more within the
// page, as ours has it. All are served by the same server in the same way. Runs are interleaved and
// their order turns, so that whatever else the machine does falls upon all; what counts are the
// ratios of one run. Lighthouse then says how fast a phone finds the home page and the post; 98 of 100
// is what we promise. The figures go to target/bench/visit.json.
// The variable STACKS_DIST names the folder of our site.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { host, listen } from "../e2e/host.mjs";
import { audit } from "../lighthouse/audit.mjs";
import { keep, root, spread } from "./figures.mjs";
import * as hugo from "./hugo.mjs";
import { write } from "./hugo_theme.mjs";
import { pythonWith } from "./measured.mjs";
import { inRounds, launch, NETWORK, PROCESSOR, restOf, slowPage, VIEWPORT } from "./slow.mjs";

export async function bench(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      rounds: { type: "string", default: "11" },
      post: { type: "string", default: "/posts/async-requests/" },
      clicks: { type: "string", default: "3" },
      audits: { type: "string", default: "5" },
    },
  });
  const dist = process.env.STACKS_DIST;
  const sites = { ours: dist, ...hugoSites(dist, values.post) };
  const servers = Object.values(sites).map((folder) => host(folder).warm(/\.(html|css|js|json|wasm|svg)$/));
  const addresses = await Promise.all(servers.map((server) => listen(server)));
  let lighthouse;
  const visited = Object.keys(sites).map((name, at) => ({ name, address: addresses[at], visits: [], clicks: [] }));
  const browser = await launch();
  try {
    await inRounds(values.rounds, visited, async (site, isCounted) => {
      const visit = await visitOnce(browser, site.address + values.post);
      const clicks = await clickThrough(browser, site.address + values.post, Number(values.clicks));
      if (!isCounted) return;
      site.visits.push(visit);
      site.clicks.push(clicks);
    });
    await browser.close();
    lighthouse = await speeds(addresses[0], ["/", values.post], Number(values.audits));
  } finally {
    await browser.close();
    for (const server of servers) server.close();
  }
  keep("visit", { ...report(visited, values.post), lighthouse });
}

/** What Lighthouse makes of how fast our pages are, 100 at the most. */
async function speeds(address, paths, audits) {
  const scores = Object.fromEntries(paths.map((path) => [path, []]));
  for (let run = 0; run < audits; run++) {
    for (const path of paths) {
      const { scores: found } = await audit(address + path, ["performance"]);
      scores[path].push(found.performance);
    }
  }
  const figures = paths.map((path) => [path, spread(scores[path])]);
  for (const [path, { median, least, most, runs }] of figures) {
    console.log(`Lighthouse, performance of ${path}: ${median} (${least} to ${most}), ${runs} runs`);
  }
  return Object.fromEntries(figures);
}

/** Our documents as a site of Hugo's, twice: the style sheet as a file, and within each page. */
function hugoSites(dist, post) {
  const python = pythonWith("ssl");
  const peer = python ? hugo.install(python) : { reason: "it is installed with Python 3, and there is none" };
  if (peer.reason) {
    console.log(`skipped: Hugo, because ${peer.reason}`);
    return {};
  }
  const made = {};
  for (const [name, isInlined] of [["hugo", false], ["hugo, style inlined", true]]) {
    const folder = join(root, "target/bench", `visit-${isInlined ? "inlined" : "linked"}`);
    rmSync(folder, { recursive: true, force: true });
    write(folder, dist, post, isInlined);
    const built = spawnSync(peer.program, ["build", "--source", folder, "--destination", join(folder, "public")], { encoding: "utf8" });
    if (built.status !== 0) throw new Error(`Hugo failed:\n${built.stdout}${built.stderr}`);
    made[name] = join(folder, "public");
  }
  return made;
}

/** Notes what shows when, in the page. */
function watch() {
  const seen = { shift: 0, started: undefined };
  window.seen = seen;
  for (const type of ["paint", "largest-contentful-paint", "layout-shift"]) {
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (type === "layout-shift") seen.shift += entry.value;
        if (type === "largest-contentful-paint") seen.largest = entry.startTime;
        if (entry.name === "first-contentful-paint") seen.first = entry.startTime;
      }
    }).observe({ type, buffered: true });
  }
  addEventListener("TrunkApplicationStarted", () => (seen.started = performance.now()));
  // A click outlives the document that it leaves.
  addEventListener("click", (event) => (sessionStorage.clicked = performance.timeOrigin + event.timeStamp), true);
}

/** What a first visit shows when, and what it is sent. */
async function visitOnce(browser, url) {
  const { context, page, client } = await slowPage(browser, false, watch);
  const rest = restOf(client);
  const requests = new Map();
  let zero;
  client.on("Network.requestWillBeSent", ({ requestId, request, type, timestamp, wallTime }) => {
    zero ??= wallTime - timestamp;
    requests.set(requestId, { url: new URL(request.url), type, bytes: 0, parts: [] });
  });
  client.on("Network.dataReceived", ({ requestId, dataLength, timestamp }) => {
    requests.get(requestId)?.parts.push([timestamp, dataLength]);
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (requests.has(requestId)) requests.get(requestId).bytes = encodedDataLength;
  });
  await page.goto(url, { waitUntil: "load" });
  await rest();
  const { seen, origin } = await page.evaluate(() => ({ seen: window.seen, origin: performance.timeOrigin }));
  await context.close();

  const bytes = {};
  for (const request of requests.values()) {
    const kind = kindOf(request);
    bytes[kind] = (bytes[kind] ?? 0) + request.bytes;
  }
  const painted = (origin + seen.first) / 1000 - zero;
  const early = [...requests.values()].reduce((sum, it) => sum + it.bytes * shareBy(painted, it.parts), 0);
  return { ...seen, bytes, early };
}

/** The share of a body that was there by `time`: its parts are told by their length before coding. */
function shareBy(time, parts) {
  const length = (parts) => parts.reduce((sum, [, length]) => sum + length, 0);
  return length(parts.filter(([arrived]) => arrived <= time)) / Math.max(1, length(parts));
}

/** What was sent, for a table; what the page on show did not need counts as sent ahead. */
function kindOf({ url, type }) {
  const { pathname } = url;
  if (type === "Prefetch" || /\/data\/|\/manifest\.json$|\/renderer[^/]*\.wasm$/.test(pathname)) return "ahead";
  if (type === "Document") return "HTML";
  const ending = pathname.slice(pathname.lastIndexOf(".") + 1);
  return { js: "JavaScript", wasm: "wasm", css: "CSS" }[ending] ?? "other";
}

/** Milliseconds from a click on a link in sight to its page painted, several times, each from a page
    at rest to one not seen before. The browser keeps what it may, as any does. */
async function clickThrough(browser, url, clicks) {
  const { context, page, client } = await slowPage(browser, true, watch);
  const rest = restOf(client);
  await page.goto(url, { waitUntil: "load" });
  const times = [];
  for (let click = 0; click < clicks; click++) {
    await rest();
    const link = page.locator(".menu a").nth(click);
    const [title, box] = [await link.textContent(), await link.boundingBox()];
    if (!box || box.y + box.height > VIEWPORT.height) throw new Error(`the link ${title} is not in sight`);
    const before = await page.locator("main h1").first().textContent();
    await page.evaluate((before) => {
      const done = new MutationObserver(() => {
        if (document.querySelector("main h1")?.textContent === before) return;
        done.disconnect();
        // Within the next frame's callback the frame is not painted yet; in the task after it is.
        requestAnimationFrame(() => setTimeout(() => (window.painted = performance.timeOrigin + performance.now())));
      });
      done.observe(document, { subtree: true, childList: true, characterData: true });
    }, before);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    // Another document is painted when it says so, another page of this one when it was seen to be.
    const taken = await page.waitForFunction(
      (before) => {
        const isThere = document.querySelector("main h1") && document.querySelector("main h1").textContent !== before;
        if (!isThere) return undefined;
        const end = window.painted ?? (window.seen.first && performance.timeOrigin + window.seen.first);
        return end > Number(sessionStorage.clicked) && end - Number(sessionStorage.clicked);
      },
      before,
      { polling: 50 },
    );
    times.push(await taken.jsonValue());
    await page.evaluate(() => (window.painted = undefined));
  }
  await context.close();
  return times;
}

function report(visited, post) {
  const figures = {};
  const kinds = [...new Set(visited.flatMap((it) => it.visits.flatMap((visit) => Object.keys(visit.bytes))))];
  for (const { name, visits, clicks } of visited) {
    const of = (value) => spread(visits.map(value));
    figures[name] = {
      "first contentful paint": { unit: "ms", ...of((it) => it.first) },
      "largest contentful paint": { unit: "ms", ...of((it) => it.largest) },
      "click to painted page": { unit: "ms", ...spread(clicks.flat()) },
      "  the first click": { unit: "ms", ...spread(clicks.map(([first]) => first)) },
      "layout shift": { unit: "", ...of((it) => it.shift) },
      "bytes before first paint": { unit: "KB", ...of((it) => it.early / 1000) },
      "bytes until rest": { unit: "KB", ...of((it) => sum(it.bytes, (kind) => kind !== "ahead") / 1000) },
      "  wasm and JavaScript": { unit: "KB", ...of((it) => sum(it.bytes, (kind) => /wasm|JavaScript/.test(kind)) / 1000) },
    };
    for (const kind of kinds) figures[name][`  ${kind}`] = { unit: "KB", ...of((it) => (it.bytes[kind] ?? 0) / 1000) };
    if (visits.every((it) => it.started)) figures[name]["hydrated"] = { unit: "ms", ...of((it) => it.started) };
  }
  const ratios = {};
  for (const peer of Object.keys(figures).filter((it) => it !== "ours")) {
    for (const what of ["first contentful paint", "largest contentful paint", "click to painted page"]) {
      ratios[`${what}, ours to ${peer}`] = figures.ours[what].median / figures[peer][what].median;
    }
  }
  console.log(`\n${post}, ${(NETWORK.downloadThroughput * 8e-6).toFixed(1)} Mbit/s, ${NETWORK.latency} ms, processor ${PROCESSOR} times slower`);
  for (const [name, rows] of Object.entries(figures)) {
    console.log(`\n${name.padEnd(28)} ${"median".padStart(9)} ${"least".padStart(9)} ${"most".padStart(9)}   runs`);
    for (const [what, { unit, median, least, most, runs }] of Object.entries(rows)) {
      const digits = unit ? 1 : 4;
      const numbers = [median, least, most].map((it) => it.toFixed(digits).padStart(9)).join(" ");
      console.log(`${what.padEnd(28)} ${numbers}   ${runs} ${unit}`);
    }
  }
  console.log();
  for (const [name, ratio] of Object.entries(ratios)) console.log(`${name.padEnd(56)} ${ratio.toFixed(3)}`);
  return { post, network: NETWORK, processor: PROCESSOR, figures, ratios };
}

const sum = (bytes, wanted) =>
  Object.entries(bytes).reduce((total, [kind, value]) => total + (wanted(kind) ? value : 0), 0);
