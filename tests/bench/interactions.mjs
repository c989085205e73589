// How long a visitor waits after each click and key, on a phone's processor: Interaction to Next Paint, of
// real clicks and keys, beside the same kind of event on a page where it does nothing. Reported, never
// asserted.
//
//   cargo xtask bench interactions -- --rounds 4
//
// Every round opens each page anew, lets it come to rest and acts a few times; rounds are interleaved and
// their order turns, as with visits. An interaction lasts as long as its longest event does, from the
// device to the frame painted after it (Event Timing). Browsers round that to 8 ms and do not tell of less
// than 16: what is not told of counts as 16 and is shown as "<16". What the built site does not have is
// said to be not there. `--full` is more rounds.
// The variable STACKS_DIST names the folder of our site.
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { host, listen } from "../e2e/host.mjs";
import { shown } from "../e2e/pages.mjs";
import { root, spread } from "./figures.mjs";
import { row } from "./record.mjs";
import { inRounds, launch, PROCESSOR, restOf, VIEWPORT } from "./slow.mjs";

/** What browsers do not tell of is shorter than this, in milliseconds. */
const LEAST = 16;
/** How often a round acts on each page. */
const TIMES = 4;
/** By then the browser has told of the frame in which the last event was answered. */
const FRAMES = 6;

const click = (page, target) => target.click();
const key = (...keys) => (page, target, time) => target.press(keys[time % keys.length]);

/** A menu link leads to another page, and the next one is clicked there. The frame after the click is not
    yet the page: returns how long that took, in milliseconds. */
async function follow(page, target, time) {
  await page.evaluate(() => {
    const heading = () => document.querySelector("main h1")?.textContent;
    const before = heading();
    window.arrived = new Promise((done) => {
      addEventListener("click", ({ timeStamp }) => {
        const changes = new MutationObserver(() => {
          if (heading() === before) return;
          changes.disconnect();
          // Within the next frame's callback the frame is not painted yet; in the task after it is.
          requestAnimationFrame(() => setTimeout(() => done(performance.now() - timeStamp)));
        });
        changes.observe(document, { subtree: true, childList: true, characterData: true });
      }, { once: true, capture: true });
    });
  });
  await target.nth(time).click();
  return page.evaluate(() => window.arrived);
}

/** What does nothing, by kind: the others of its kind are compared with it. */
const nothing = [
  { kind: "a button", name: "a button that does nothing", selector: "button", act: click },
  { kind: "details", name: "details with a line in them", selector: "summary", act: click },
  { kind: "a field", name: "a field that nobody listens to", selector: "[name=text]", act: key("a", "Backspace") },
  { kind: "a number", name: "a number that nobody listens to", selector: "[name=number]", act: key("9", "Backspace") },
  { kind: "a slider", name: "a slider that nobody listens to", selector: "[name=range]", act: key("ArrowRight", "ArrowLeft") },
];
const NOTHING = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Nothing</title><link rel="icon" href="data:,"><h1>Nothing</h1>
<p><button type="button">Nothing</button> <label>Text <input name="text"></label>
<label>Number <input name="number" type="number" value="1"></label> <label>Range <input name="range" type="range"></label>
<details><summary>More</summary><p>Nothing more.</details>
<script>document.querySelector("button").addEventListener("click", () => {})</script>`;

const ours = [
  { kind: "a button", name: "light or dark", path: "/posts/async-requests/", selector: ".theme", act: click },
  { kind: "a button", name: "menu (to a page)", path: "/", selector: ".menu a", act: follow, arrival: "  until the page is there" },
  { kind: "details", name: "contents", path: "/posts/async-requests/", selector: ".contents summary", act: click },
  { kind: "a field", name: "filter of the landscape", path: "/tech-stack/", selector: "stacks-landscape input", act: key("k", "Backspace") },
  { kind: "a button", name: "bottleneck: ten days", path: "/manifesto/", selector: "stacks-bottleneck .day button:nth-of-type(2)", act: click },
  { kind: "a slider", name: "bottleneck: a rate", path: "/manifesto/", selector: "stacks-bottleneck [type=range]", act: key("ArrowRight", "ArrowLeft") },
  { kind: "a number", name: "error budget: the target", path: "/devops-sre/", selector: "stacks-error-budget [name=target]", act: key("9", "Backspace") },
];

export const minutes = 4;

export async function bench(words) {
  const { values } = parseArgs({ args: words, options: { rounds: { type: "string" }, full: { type: "boolean", default: false } } });
  const { rounds = values.full ? 11 : 4 } = values;
  const servers = [host(process.env.STACKS_DIST).warm(/\.(html|js|json|wasm)$/), host(write())];
  const [site, around] = await Promise.all(servers.map((server) => listen(server)));
  const cases = [
    ...nothing.map((it) => ({ ...it, isNothing: true, url: `${around}/`, durations: [], arrivals: [] })),
    ...ours.map((it) => ({ ...it, url: site + it.path, durations: [], arrivals: [] })),
  ];
  const browser = await launch();
  try {
    await inRounds(rounds, cases, async (it, isCounted) => {
      if (it.missing) return;
      const { missing, durations, arrivals } = await interact(browser, it);
      it.missing = missing;
      if (!isCounted || missing) return;
      it.durations.push(...durations);
      it.arrivals.push(...arrivals);
    });
  } finally {
    await browser.close();
    for (const server of servers) server.close();
  }
  print(cases);
  return {
    title: "Clicks and keys",
    about:
      "Interaction to Next Paint: how long the page takes from a real click or key to the frame painted after it, beside the same kind of event on a page where it does nothing. " +
      "A link of the menu answers with a frame at once; how long it takes until the next page is there stands by itself.",
    conditions:
      `A phone's window in Chromium, a processor ${PROCESSOR} times slower, nothing of the network slowed down. ` +
      `Browsers round to 8 ms and do not tell of less than ${LEAST}, which counts as ${LEAST} here. Each page is opened anew in every round and acted on ${TIMES} times; rounds go in turn.`,
    groups: groupsOf(cases),
    missing: cases.filter(({ missing }) => missing).map(({ name, missing }) => ({ subject: name, reason: missing })),
  };
}

/** What the README calls some of them. */
const SUMMARY = { "light or dark": "From a click on light or dark to the frame with it", "menu (to a page)": "From a click on the menu to the first frame after it" };
const SLOWEST = "98 of 100 are answered within";

/** The figures, by kind. Those of nothing are what the others are compared with. */
function groupsOf(cases) {
  const acted = cases.filter(({ durations }) => durations.length);
  const counted = ({ durations }) => durations.map((it) => it ?? LEAST);
  const rows = (metric, valuesOf) =>
    acted.map((it) => row(it.isNothing ? it.name : "ours", metric(it), "ms", valuesOf(it), { variant: it.isNothing ? undefined : it.name }));
  const slowest = (it) => counted(it).sort((a, b) => a - b)[Math.ceil(it.durations.length * 0.98) - 1];
  const arrivals = acted.filter(({ arrivals }) => arrivals.length).map((it) => row("ours", it.name, "ms", it.arrivals));
  return [
    { id: "answered", title: "From a click or key to the frame after it", unit: "ms", better: "less", plot: "bars", rows: rows(({ kind }) => kind, counted).map((it) => ({ ...it, summary: SUMMARY[it.variant] })) },
    { id: "slowest", title: `The slow ones: ${SLOWEST}`, unit: "ms", better: "less", plot: "none", rows: rows(({ kind }) => kind, slowest) },
    { id: "arrived", title: "Until the next page is there", unit: "ms", plot: "none", rows: arrivals },
  ];
}

/** Writes the page on which nothing happens, and returns its folder. */
function write() {
  const folder = join(root, "target/bench/interactions");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "index.html"), NOTHING);
  return folder;
}

/** Notes, in the page, how long each interaction took: as its longest event. */
function watch(least) {
  const seen = (window.seen = {});
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) {
      if (interactionId) seen[interactionId] = Math.max(seen[interactionId] ?? 0, duration);
    }
  }).observe({ type: "event", durationThreshold: least });
}

/** Opens a page and acts on it: how long the page took each time, `undefined` where the browser does not
    tell; or why there is nothing to act on. */
async function interact(browser, { url, selector, act, isNothing }) {
  const context = await browser.newContext({ viewport: VIEWPORT, deviceScaleFactor: 2, serviceWorkers: "block" });
  try {
    const page = await context.newPage();
    const client = await context.newCDPSession(page);
    await client.send("Network.enable");
    await page.addInitScript(watch, LEAST);
    const rest = restOf(client);
    await page.goto(url, { waitUntil: "load" });
    if (!isNothing) await shown(page);
    const target = page.locator(selector);
    if ((await target.count()) === 0) return { missing: `${new URL(url).pathname} has no ${selector}` };
    await rest();
    // From here on: how the page came to be is measured by the bench of visits.
    await client.send("Emulation.setCPUThrottlingRate", { rate: PROCESSOR });
    const [durations, arrivals] = [[], []];
    for (let time = 0; time < TIMES; time++) {
      const before = new Set(await told(page).then(Object.keys));
      const arrival = await act(page, act === follow ? target : target.first(), time);
      if (arrival !== undefined) arrivals.push(Math.round(arrival));
      const after = Object.entries(await told(page)).filter(([id]) => !before.has(id));
      durations.push(after.length ? Math.max(...after.map(([, duration]) => duration)) : undefined);
    }
    return { durations, arrivals };
  } finally {
    await context.close();
  }
}

/** The interactions that the browser told of by now. */
const told = (page) =>
  page.evaluate(
    (frames) =>
      new Promise((done) => {
        const next = (left) => (left ? requestAnimationFrame(() => next(left - 1)) : setTimeout(() => done(window.seen)));
        next(frames);
      }),
    FRAMES,
  );

/** Figures as tables. */
function print(cases) {
  const [figures, missing] = [{}, {}];
  for (const { kind, name, isNothing, durations, arrival, arrivals, missing: reason } of cases) {
    if (reason || !durations.length) {
      missing[name] = reason ?? "there was no round";
      continue;
    }
    const row = (values) => {
      const counted = values.map((it) => it ?? LEAST).sort((a, b) => a - b);
      const p98 = counted[Math.ceil(counted.length * 0.98) - 1];
      return { kind, isNothing, ...spread(counted), p98, untold: values.filter((it) => it === undefined).length };
    };
    figures[name] = row(durations);
    if (arrival) figures[arrival] = row(arrivals);
  }
  console.log(`\nms from a click or key to the frame after it, processor ${PROCESSOR} times slower`);
  for (const { kind } of nothing) {
    const rows = Object.entries(figures).filter(([, it]) => it.kind === kind);
    const [, base] = rows.find(([, it]) => it.isNothing) ?? [];
    console.log(`\n${kind.padEnd(34)} ${["median", "p98", "most", "runs", "<16", "ratio", "of p98"].map((it) => it.padStart(7)).join("")}`);
    for (const [name, row] of rows) {
      // Those not told of are the shortest: where more than half are, the median is one of them.
      const median = row.untold > row.runs / 2 ? `<${LEAST}` : String(row.median);
      if (base) row.ratio = { median: row.median / base.median, p98: row.p98 / base.p98 };
      const ratios = base ? [row.ratio.median.toFixed(2), row.ratio.p98.toFixed(2)] : [];
      console.log(`${name.padEnd(34)} ${[median, row.p98, row.most, row.runs, row.untold, ...ratios].map((it) => String(it).padStart(7)).join("")}`);
    }
  }
  for (const [name, reason] of Object.entries(missing)) console.log(`\n${name}: not there, ${reason}`);
  console.log(`\nBrowsers round to 8 ms and do not tell of what is shorter than ${LEAST}, which counts as ${LEAST} here.`);
}
