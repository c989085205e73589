// The figures of the search bench as tables, and ours as shares of the others'.
import { spread } from "../figures.mjs";
import { NETWORK, PROCESSOR } from "../slow.mjs";
import { COUNT } from "./quality.mjs";

/** What is said of a first search: how a column is called, what it means, and how it is got from a visit. */
const FIRST = {
  ahead: ["ahead", "KB that only the search needs, sent with its page", (it) => it.ahead.bytes / 1000],
  aheadRequests: ["requests", "for those", (it) => it.ahead.requests],
  first: ["first", "KB from the click into the field until the first result was painted", (it) => it.first.bytes / 1000],
  firstRequests: ["requests", "begun for those", (it) => it.first.requests],
  both: ["both", "KB ahead and until the first result", (it) => (it.ahead.bytes + it.first.bytes) / 1000],
  rest: ["rest", "KB from the click until nothing more was asked for", (it) => it.rest.bytes / 1000],
  wait: ["ms", "from the click to the first result, the typing included", (it) => it.milliseconds],
  answer: ["last key", "ms from the last key of the query to its first result", (it) => it.answer],
};

/** Prints everything, and returns what is kept. */
export function print({ posts, costs, cases, typed }) {
  for (const [size, engines] of Object.entries(costs)) printCosts(size, engines);
  const shown = cases.map((it) => ({ ...it, ...summary(it) }));
  console.log(`\n${posts} documents; medians of a first search, ${(NETWORK.downloadThroughput * 8e-6).toFixed(1)} Mbit/s, ${NETWORK.latency} ms, processor ${PROCESSOR} times slower`);
  for (const which of ["one", "two"]) printVisits(shown, which, typed[which]);
  console.log();
  for (const [title, meaning] of Object.values(FIRST)) console.log(`${title.padEnd(9)}${meaning}`);
  printKeys(shown, typed.warm);
  printQuality(shown);
  for (const { name, face, again } of shown) {
    if (face.note) console.log(`${name}: ${face.note}.`);
    if (again !== undefined) console.log(`${name}: at the next visit, with what the browser kept, "${typed.one}" has ${again} results.`);
  }
  const kept = shown.map(({ name, missing, failed, first, key, lost, quality, again, documents }) => [
    name,
    { documents: documents.length, missing, failed, first, key, lost, quality, again },
  ]);
  const ratios = ratiosOf(shown);
  console.log();
  for (const [name, ratio] of Object.entries(ratios)) console.log(`${name.padEnd(72)} ${ratio.toFixed(3)}`);
  return { posts, engines: Object.fromEntries(kept), ratios };
}

function summary({ visits, keys }) {
  const of = (visits) => Object.fromEntries(Object.entries(FIRST).map(([name, [, , value]]) => [name, spread(visits.map(value))]));
  const first = Object.fromEntries(Object.entries(visits).filter(([, it]) => it.length).map(([which, it]) => [which, of(it)]));
  const sorted = [...keys].sort((a, b) => a - b);
  return { first, key: keys.length ? { ...spread(keys), p90: sorted[Math.ceil(sorted.length * 0.9) - 1] } : undefined };
}

const row = (name, cells, width = 12) => console.log(`${name.padEnd(28)}${cells.map((it) => String(it).padStart(width)).join("")}`);
const megabytes = (bytes) => (bytes === undefined ? "?" : (bytes / 1e6).toFixed(2));

function printCosts(size, engines) {
  console.log(`\nan index of ${size} documents`);
  row("", ["seconds", "memory, MB", "files", "raw, MB", "sent, MB"]);
  for (const [name, { missing, seconds, memory, files, raw, sent, quality }] of Object.entries(engines)) {
    if (missing) console.log(`${name.padEnd(28)}not there: ${missing}`);
    else row(name, [seconds?.median.toFixed(2) ?? "?", megabytes(memory?.median), files, megabytes(raw), megabytes(sent) + (quality === 11 ? "" : "*")]);
  }
  if (Object.values(engines).some(({ quality }) => quality && quality < 11)) console.log("* brotli of quality 5, as at its best so many bytes would take minutes");
}

function printVisits(cases, which, query) {
  console.log(`\n"${query}"`);
  row("", [...Object.values(FIRST).map(([title]) => title), "results", "runs"], 10);
  for (const { name, missing, failed, first, visits } of cases) {
    const reason = missing ?? failed?.[which] ?? (first[which] ? undefined : "there was no round");
    if (reason) console.log(`${name.padEnd(28)}not there: ${reason}`);
    else row(name, [...Object.values(first[which]).map(({ median }) => median.toFixed(1)), visits[which].at(-1).found, visits[which].length], 10);
  }
}

function printKeys(cases, queries) {
  console.log(`\nms from a key to its painted results, of what was typed before, processor ${PROCESSOR} times slower: ${queries.join(", ")}`);
  row("", ["median", "p90", "most", "keys", "lost"]);
  for (const { name, missing, key, lost } of cases) {
    if (!key) console.log(`${name.padEnd(28)}not there: ${missing ?? "there was no round"}`);
    else row(name, [...[key.median, key.p90, key.most].map((it) => it.toFixed(1)), key.runs, lost]);
  }
}

function printQuality(cases) {
  const judged = cases.filter(({ quality }) => quality);
  const kinds = [...new Set(judged.flatMap(({ quality }) => Object.keys(quality.kinds ?? {})))];
  console.log(`\nqueries with an expected page among the first ${COUNT}, and those without`);
  const width = Math.max(14, ...kinds.map((it) => it.length + 2));
  row("", ["all", ...kinds], width);
  const cell = ({ asked, found }) => `${((100 * found) / asked).toFixed(1)} % (-${asked - found})`;
  for (const { name, quality } of judged) {
    if (quality.missing) console.log(`${name.padEnd(28)}not there: ${quality.missing}`);
    else row(name, [quality.all, ...kinds.map((kind) => quality.kinds[kind])].map((it) => (it ? cell(it) : "")), width);
    if (quality.unasked) console.log(`  its time was up before ${quality.unasked} more were asked`);
  }
}

/** Ours as shares of the others': below one is better, but for quality. */
function ratiosOf(cases) {
  const mine = cases.find(({ name }) => name === "ours");
  const ratios = {};
  for (const peer of cases.filter((it) => it !== mine)) {
    const compare = (what, value) => {
      const [ours, theirs] = [mine, peer].map((it) => it && value(it));
      if (ours !== undefined && theirs) ratios[`${what}, ours to ${peer.name}`] = ours / theirs;
    };
    for (const which of ["one", "two"]) {
      const words = `${which} word${which === "one" ? "" : "s"}`;
      for (const what of ["first", "both", "wait"]) {
        compare(`${words}: ${FIRST[what][0]}`, ({ first }) => first[which]?.[what].median);
      }
    }
    compare("key to results, median", ({ key }) => key?.median);
    compare("key to results, p90", ({ key }) => key?.p90);
    compare(`found among the first ${COUNT}`, ({ quality }) => quality?.all && quality.all.found / quality.all.asked);
  }
  return ratios;
}
