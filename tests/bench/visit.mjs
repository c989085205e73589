// A visit: the same post as our page, as one that Hugo makes without any script, and in the sites that
// docsify and VitePress make, under the same slow network and processor. When it shows, what moves, what is
// sent, and how long a click takes to the next page. Reported, never asserted.
//
//   cargo xtask bench visit -- --rounds 5 --post /posts/async-requests/
//
// Hugo's page has our style sheet as a file of its own, as its themes do, and once more within the
// page, as ours has it. All are served by the same server in the same way. Runs are interleaved and
// their order turns, so that whatever else the machine does falls upon all; what counts are the
// ratios of one run. Lighthouse then says how fast a phone finds the home page and the post; 98 of 100
// is what we promise. `--full` is more rounds.
// The variable STACKS_DIST names the folder of our site.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { host, listen } from "../e2e/host.mjs";
import { audit } from "../lighthouse/audit.mjs";
import * as docsify from "./docsify.mjs";
import { root } from "./figures.mjs";
import * as hugo from "./hugo.mjs";
import { write } from "./hugo_theme.mjs";
import { nameOf, row } from "./record.mjs";
import { inRounds, launch, restOf, SLOW, slowPage, VIEWPORT } from "./slow.mjs";
import * as vitepress from "./vitepress.mjs";

export const minutes = 9;

export async function bench(words) {
  const { values } = parseArgs({
    args: words,
    options: {
      rounds: { type: "string" },
      post: { type: "string", default: "/posts/async-requests/" },
      clicks: { type: "string", default: "3" },
      audits: { type: "string" },
      full: { type: "boolean", default: false },
    },
  });
  const { rounds = values.full ? 11 : 4, audits = values.full ? 5 : 3, post } = values;
  const dist = process.env.STACKS_DIST;
  const { sites, missing } = peers(dist, post);
  const visited = [{ subject: "ours", folder: dist }, ...sites].map((it) => ({ links: ".menu a", heading: "main h1", addressOf: (url) => url, ...it, visits: [], clicks: [] }));
  const servers = visited.map(({ folder }) => host(folder).warm(/\.(html|css|js|json|md|wasm|svg)$/));
  for (const [at, server] of servers.entries()) visited[at].address = (await listen(server)) + visited[at].addressOf(post);
  let lighthouse;
  const browser = await launch();
  try {
    await inRounds(rounds, visited, async (site, isCounted) => {
      const visit = await visitOnce(browser, site.address);
      const clicks = await clickThrough(browser, site, Number(values.clicks));
      if (!isCounted) return;
      site.visits.push(visit);
      site.clicks.push(clicks);
    });
    await browser.close();
    lighthouse = await speeds(new URL(visited[0].address).origin, ["/", post], Number(audits));
  } finally {
    await browser.close();
    for (const server of servers) server.close();
  }
  const groups = [...groupsOf(visited), lighthouse];
  print(post, groups);
  return {
    title: "First visit and navigation",
    about:
      `The post ${post} of this repository's site, as its page and as the others make theirs of the same Markdown: Hugo with a theme that has no script and our style sheet, ` +
      "docsify and VitePress with their default themes. Each visit is that of somebody who was never there; then links in sight are clicked, each from a page at rest to one not seen before.",
    conditions: `${SLOW} Lighthouse measures with its own defaults for phones.`,
    groups,
    missing,
    notes: sites.some(({ subject }) => subject.startsWith("docsify")) ? ["docsify's theme asks for fonts of Google's, which no page here reaches: they are not counted."] : [],
    details: { post, visited: visited.map(({ subject, variant, visits, clicks }) => ({ subject, variant, visits, clicks })) },
  };
}

/** What Lighthouse makes of how fast our pages are, 100 at the most. */
async function speeds(address, paths, audits) {
  const rows = [];
  for (const path of paths) {
    const scores = [];
    for (let run = 0; run < audits; run++) scores.push((await audit(address + path, ["performance"])).scores.performance);
    rows.push(row("ours", path === "/" ? "home page" : "post", "points", scores, { target: { atLeast: 98 }, summary: `Lighthouse, performance of the ${path === "/" ? "home page" : "post"}` }));
  }
  return { id: "lighthouse", title: "Lighthouse's score for performance on a phone, of 100", unit: "points", better: "more", plot: "none", rows };
}

/** The others' sites of our documents, each with what a visit needs of it, and why some are missing. */
function peers(dist, post) {
  const [sites, missing] = [[], []];
  const folderOf = (name) => join(root, "target/bench/visit", name);
  const add = (subject, make) => {
    try {
      const made = make();
      if (made.reason) missing.push({ subject, reason: made.reason });
      else sites.push(...[made].flat());
    } catch (error) {
      missing.push({ subject, reason: error.message });
    }
  };
  add("Hugo", () => hugoSites(dist, post, folderOf));
  for (const [subject, { build }] of Object.entries({ docsify, VitePress: vitepress })) {
    add(subject, () => {
      const { name, ...made } = build(folderOf(subject.toLowerCase()), dist);
      return { subject: name, ...made };
    });
  }
  for (const { subject, reason } of missing) console.log(`skipped: ${subject}, because ${reason}`);
  return { sites, missing };
}

/** Our documents as a site of Hugo's, twice: the style sheet as a file, and within each page. */
function hugoSites(dist, post, folderOf) {
  const { program, name, reason } = hugo.install();
  if (reason) return { reason };
  return [["style sheet as a file", false], ["style within the page", true]].map(([variant, isInlined]) => {
    const folder = folderOf(isInlined ? "hugo-inlined" : "hugo-linked");
    rmSync(folder, { recursive: true, force: true });
    write(folder, dist, post, isInlined);
    const built = spawnSync(program, ["build", "--source", folder, "--destination", join(folder, "public")], { encoding: "utf8" });
    if (built.status !== 0) throw new Error(`Hugo failed:\n${built.stdout}${built.stderr}`);
    return { subject: name, variant, folder: join(folder, "public") };
  });
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
  const asked = [...requests.values()].map(kindOf);
  const ahead = asked.filter((kind) => kind === "ahead").length;
  return { ...seen, bytes, early, requests: asked.length - ahead, ahead };
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
async function clickThrough(browser, { address, links, heading }, clicks) {
  const { context, page, client } = await slowPage(browser, true, watch);
  const rest = restOf(client);
  await page.goto(address, { waitUntil: "load" });
  const times = [];
  for (let click = 0; click < clicks; click++) {
    const link = page.locator(links).nth(click);
    await rest();
    // On a phone a menu may have to be scrolled; a reader then looks before the click.
    const place = await link.boundingBox();
    await link.scrollIntoViewIfNeeded();
    if (place?.x !== (await link.boundingBox())?.x) await rest();
    const [title, box] = [await link.textContent(), await link.boundingBox()];
    if (!box || box.x < 0 || box.x + box.width > VIEWPORT.width || box.y + box.height > VIEWPORT.height) throw new Error(`the link ${title} is not in sight`);
    const before = await page.locator(heading).first().textContent();
    await page.evaluate(([heading, before]) => {
      const done = new MutationObserver(() => {
        if ([undefined, before].includes(document.querySelector(heading)?.textContent)) return;
        done.disconnect();
        // Within the next frame's callback the frame is not painted yet; in the task after it is.
        requestAnimationFrame(() => setTimeout(() => (window.painted = performance.timeOrigin + performance.now())));
      });
      done.observe(document, { subtree: true, childList: true, characterData: true });
    }, [heading, before]);
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    // Another document is painted when it says so, another page of this one when it was seen to be.
    const taken = await page.waitForFunction(
      ([heading, before]) => {
        if ([undefined, before].includes(document.querySelector(heading)?.textContent)) return undefined;
        const end = window.painted ?? (window.seen.first && performance.timeOrigin + window.seen.first);
        return end > Number(sessionStorage.clicked) && end - Number(sessionStorage.clicked);
      },
      [heading, before],
      { polling: 50 },
    );
    times.push(await taken.jsonValue());
    await page.evaluate(() => (window.painted = undefined));
  }
  await context.close();
  return times;
}

/** The figures of all visits, by what they are about. */
function groupsOf(visited) {
  const rows = (metric, unit, value, more) =>
    visited
      .map(({ subject, variant, visits, clicks }) => [{ subject, variant }, value({ visits, clicks })])
      .filter(([, values]) => values.length && values.every((it) => it !== undefined))
      .map(([{ subject, variant }, values]) => row(subject, metric, unit, values, { variant, ...(subject === "ours" ? more : {}) }));
  const of = (value) => ({ visits }) => visits.map(value);
  const sum = (bytes, isWanted) => Object.entries(bytes).reduce((total, [kind, value]) => total + (isWanted(kind) ? value : 0), 0) / 1000;
  return [
    {
      id: "shown", title: "Until the post is there", unit: "ms", better: "less", plot: "bars",
      rows: [
        ...rows("first contentful paint", "ms", of((it) => it.first), { summary: "First contentful paint of a post" }),
        ...rows("largest contentful paint", "ms", of((it) => it.largest), { summary: "Largest contentful paint of a post" }),
        ...rows("hydrated", "ms", of((it) => it.started)),
      ],
    },
    {
      id: "click", title: "From a click to the painted page", unit: "ms", better: "less", plot: "bars",
      rows: [
        ...rows("the first click", "ms", ({ clicks }) => clicks.map(([first]) => first), { summary: "From the first click to the next page, painted" }),
        ...rows(`all of ${visited[0].clicks[0]?.length ?? 0} clicks`, "ms", ({ clicks }) => clicks.flat()),
      ],
    },
    {
      id: "bytes", title: "What is sent", unit: "KB", better: "less", plot: "bars",
      note: "With headers, as HTTP/1.1 has them. What is fetched ahead is for pages to come and does not count as until rest.",
      rows: [
        ...rows("before the first paint", "KB", of((it) => it.early / 1000)),
        ...rows("until rest", "KB", of(({ bytes }) => sum(bytes, (kind) => kind !== "ahead")), { summary: "Sent to a first visit, until rest" }),
        ...rows("wasm and JavaScript of that", "KB", of(({ bytes }) => sum(bytes, (kind) => /wasm|JavaScript/.test(kind))), { summary: "wasm and JavaScript of that" }),
        ...rows("fetched ahead", "KB", of(({ bytes }) => sum(bytes, (kind) => kind === "ahead"))).map((it) => ({ ...it, isPart: true })),
      ],
    },
    {
      id: "requests", title: "How many requests that takes", unit: "requests", better: "less", plot: "bars",
      rows: [
        ...rows("until rest", "requests", of((it) => it.requests)),
        ...rows("fetched ahead", "requests", of((it) => it.ahead)).map((it) => ({ ...it, isPart: true })),
      ],
    },
    { id: "shift", title: "What moves: Cumulative Layout Shift", unit: "", better: "less", plot: "none", rows: rows("layout shift", "", of((it) => it.shift), { summary: "Layout shift" }) },
  ];
}

function print(post, groups) {
  console.log(`\n${post}. ${SLOW}`);
  for (const { title, rows } of groups) {
    console.log(`\n${title.padEnd(72)} ${"median".padStart(9)} ${"p10".padStart(9)} ${"p90".padStart(9)}   runs`);
    for (const it of rows) {
      const numbers = [it.median, it.p10, it.p90].map((value) => value.toFixed(it.unit ? 1 : 4).padStart(9)).join(" ");
      console.log(`${`${it.metric}: ${nameOf(it)}`.padEnd(72)} ${numbers}   ${it.n} ${it.unit}`);
    }
  }
}
