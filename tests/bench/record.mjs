// What a bench found, in one shape for every area. An area's `bench(words)` returns its findings; this
// completes them with ratios, date and machine and keeps them in `target/bench/AREA.json`, and the last
// of all areas, in short, in `results.json` beside this file. `report.mjs` makes pages of them.
//
// Findings, as an area returns them:
//   title, about          what was measured, in a few words and in plain sentences
//   conditions            sentences: what was slowed down and by how much, how rounds went
//   groups                what belongs in one plot, each { id, title, unit, better, plot, of, note, rows }:
//                         better is "less", "more" or nothing, where neither is;
//                         plot is "bars", "lines" (over `at`, both logarithmic) or "none";
//                         of is what `at` counts, such as "posts"
//   missing               { subject, reason }: what should have been measured and could not be; a bench
//                         that misses something ends with exit code 1
//   notes                 sentences that readers of the figures should know
//   details               anything that is kept in AREA.json alone
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { root } from "./figures.mjs";

/** The areas, in the order in which they are measured and shown. An area whose file is not there is none. */
export const AREAS = ["site", "visit", "interactions", "widgets", "search", "live", "markdown", "scale", "generator"]
  .filter((area) => existsSync(new URL(`${area}.mjs`, import.meta.url)));

const folder = join(root, "target/bench");
/** The last figures of all areas, those that the README has. */
export const RESULTS = join(import.meta.dirname, "results.json");

/** One figure of one subject: "ours", or a peer with its version. `values` are all that were measured, or
    the one that is exact. More of a row:
      variant   how the subject was set up, if in several ways
      at        the size it was measured at
      target    { atMost } or { atLeast }: what is promised of it
      summary   what the README calls it, if it is to stand there: of ours alone
      isPart    it is part of another row, or what all have; nothing is compared with it */
export function row(subject, metric, unit, values, more = {}) {
  const sorted = [values].flat().sort((a, b) => a - b);
  if (!sorted.length || sorted.some((it) => !Number.isFinite(it))) throw new Error(`${subject}: ${metric} has values that are no numbers: ${values}`);
  const at = (share) => sorted[Math.round((sorted.length - 1) * share)];
  return { subject, metric, unit, ...more, n: sorted.length, median: at(0.5), p10: at(0.1), p90: at(0.9), min: sorted[0], max: sorted.at(-1) };
}

/** How a row is called. */
export const nameOf = ({ subject, variant }) => [subject === "ours" ? "The Stacks" : subject, variant].filter(Boolean).join(", ");

/** The rows of a group with their ratios: of a peer's, ours as a share of it; of ours, that share of the best
    peer's, by name. The first of our rows is what peers are compared with. */
export function compared({ better, rows }) {
  if (!better) return rows;
  return rows.map((row) => {
    const rivals = rows.filter((it) => !it.isPart && it.metric === row.metric && it.at === row.at);
    const ours = row.subject === "ours" ? row : rivals.find(({ subject }) => subject === "ours");
    const peers = rivals.filter(({ subject }) => subject !== "ours").sort((a, b) => (better === "less" ? a.median - b.median : b.median - a.median));
    const peer = row.subject === "ours" ? peers[0] : row;
    if (row.isPart || !ours || !peer?.median) return row;
    return { ...row, ratio: { to: nameOf(peer), value: ours.median / peer.median } };
  });
}

/** Keeps the findings of an area, which took so many seconds, or that it failed. */
export function keep(area, findings, seconds) {
  const kept = {
    area,
    date: new Date().toISOString(),
    seconds: Math.round(seconds),
    machine: machine(),
    ...findings,
    groups: (findings.groups ?? []).filter(({ rows }) => rows.length).map((group) => ({ ...group, rows: compared(group) })),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${area}.json`), `${JSON.stringify(kept, null, 1)}\n`);
  return kept;
}

function machine() {
  const said = (program, ...words) => {
    try {
      return execFileSync(program, words, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
    } catch {
      return undefined;
    }
  };
  const browser = said(process.env.CHROME ?? "/usr/bin/chromium", "--version");
  return {
    cores: cpus().length,
    model: cpus()[0].model.trim(),
    memory: totalmem(),
    system: `${process.platform} ${process.arch}`,
    chromium: browser?.match(/[\d.]{3,}/)?.[0],
    node: process.version.slice(1),
    rustc: said("rustc", "--version")?.split(" ")[1],
  };
}

const json = (path) => (existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined);

/** The last figures of every area that was ever measured: those of this checkout's runs, or of the results
    where these are newer. */
export function latest() {
  const known = committed();
  return AREAS.map((area) => {
    const [own, kept] = [json(join(folder, `${area}.json`)), known.find((it) => it.area === area)];
    // What an older bench left has another shape.
    return own?.groups && !(kept && kept.date > own.date) ? own : kept;
  }).filter(Boolean);
}

/** The figures that the README has. */
export const committed = () => json(RESULTS)?.areas ?? [];

/** Keeps what was measured as the figures that the README has: medians and spread alone, a row a line. */
export function publish(areas) {
  writeFileSync(RESULTS, published(areas));
}

export function published(areas) {
  const short = (value) => (Number.isInteger(value) ? value : Number(value.toPrecision(5)));
  const line = (value) => JSON.stringify(value, (_, it) => (typeof it === "number" ? short(it) : it));
  const shown = areas.map(({ details, groups, ...area }) => {
    const lists = groups.map(({ rows, ...group }) => `   { "rows": [\n${rows.map((row) => `    ${line(row)}`).join(",\n")}\n    ], ${line(group).slice(1)}`);
    return `  { "groups": [\n${lists.join(",\n")}\n  ], ${line(area).slice(1)}`;
  });
  return `{ "areas": [\n${shown.join(",\n")}\n] }\n`;
}
