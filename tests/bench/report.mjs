// What the bench found, for readers: `target/bench/report.html`, one page that needs nothing else and runs no
// script, and the table in the README, between two comments. Both are made of the same figures (`record.mjs`).
//
//   cargo xtask bench report      the report of the last figures, which become those of the README
//
// A row with `summary` stands in the README, under that name.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./figures.mjs";
import { AREAS, committed, latest, nameOf, publish } from "./record.mjs";
import { bars, escape, lines, number } from "./plots.mjs";

const README = join(root, "README.md");
const PAGE = join(root, "target/bench/report.html");
const [BEGIN, END] = ["<!-- bench: written by `cargo xtask bench` -->", "<!-- /bench -->"];

/** Writes the report; and, if the figures are to be published, keeps them beside this file and writes the
    README's table. */
export function write({ isPublished }) {
  const areas = latest();
  if (!areas.length) throw new Error("nothing was measured yet: cargo xtask bench");
  mkdirSync(join(root, "target/bench"), { recursive: true });
  if (isPublished) {
    // What failed has no figures: those of before stay.
    publish(areas.map((it) => (it.failed ? committed().find(({ area }) => area === it.area) : it)).filter(Boolean));
    const readme = readFileSync(README, "utf8");
    writeFileSync(README, withSummary(readme, committed()));
  }
  // What is published is shortened: report and README are then made of the very same figures.
  writeFileSync(PAGE, page(isPublished ? committed() : areas));
  console.log(`\nthe report is ${PAGE}`);
  console.log(isPublished ? "its figures are those of the README now" : "the README keeps its figures; `cargo xtask bench report` gives it these");
}

/** The README with the table of these figures. */
export function withSummary(readme, areas) {
  const [from, to] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`the README has no place for the figures: ${BEGIN} and ${END}`);
  return `${readme.slice(0, from + BEGIN.length)}\n${summary(areas)}${readme.slice(to)}`;
}

export function summary(areas) {
  const rows = summarised(areas).map(({ what, ours, peers, ratio }) => `| ${[what, ours, peers.join("; "), ratio].join(" | ")} |`);
  const text = `${provenance(areas)} ${slowness(areas)}`.trim();
  return `\n${wrapped(text)}\n\n| | The Stacks | Beside it | Ours to the best |\n|---|---|---|---|\n${rows.join("\n")}\n\n`;
}

/** The rows of the README: how each is called, ours, the others' and the ratio to the best of them. */
function summarised(areas) {
  const groups = areas.flatMap(({ groups }) => groups);
  return groups.flatMap(({ rows, of }) =>
    rows.filter((it) => it.summary).map((row) => {
      const peers = rows.filter((it) => it.subject !== "ours" && it.metric === row.metric && it.at === row.at);
      const what = row.at === undefined ? row.summary : `${row.summary}, ${row.at.toLocaleString("en")} ${of}`;
      return { what: what.replace(/\|/g, "\\|"), ours: withUnit(row), peers: peers.map((it) => `${nameOf(it)} ${withUnit(it)}`), ratio: row.ratio ? ratio(row.ratio.value) : "" };
    }));
}

const withUnit = ({ median, unit }) => (unit === "ms" && median >= 10_000 ? `${number(median / 1000)} s` : `${number(median)} ${unit}`.trim());
const ratio = (value) => (value < 0.01 ? value.toFixed(3) : value < 10 ? value.toFixed(2) : number(value));

/** When, where and with what was measured. */
function provenance(areas) {
  const days = [...new Set(areas.map(({ date }) => day(date)))].sort();
  const { cores, model, memory, chromium, rustc } = areas.at(-1).machine;
  const when = days.length > 1 ? `${days[0]} to ${days.at(-1)}` : days[0];
  return `Measured ${when} on ${cores} cores (${model}, ${(memory / 2 ** 30).toFixed(0)} GB), Chromium ${chromium}, rustc ${rustc}: medians of interleaved rounds.`;
}

/** Under what visits were measured, once for all areas that say so. */
function slowness(areas) {
  const [first] = areas.find(({ area }) => area === "visit")?.conditions?.split(";") ?? [];
  return first ? `Visits, elements and first searches: ${first[0].toLowerCase()}${first.slice(1)}.` : "";
}

/** A text in which code stands between backticks. */
const prose = (text) => escape(text).replace(/`([^`]+)`/g, "<code>$1</code>");
const day = (date) => date.slice(0, 10);

function wrapped(text) {
  const found = [""];
  for (const word of text.split(" ")) {
    if (found.at(-1).length + word.length > 100) found.push("");
    found.push(`${found.pop()} ${word}`.trim());
  }
  return found.join("\n");
}

export function page(areas) {
  const title = "The Stacks, measured";
  const lacking = AREAS.filter((it) => !areas.some(({ area }) => area === it));
  const problems = areas.filter(({ failed, missing }) => failed || missing?.length);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style>${readFileSync(join(import.meta.dirname, "report.css"), "utf8")}</style>
<header>
<h1>${title}</h1>
<p>${escape(provenance(areas))} Others stand beside it in the versions named, each as its documentation has it. ${escape(slowness(areas))}</p>
<p class="faint">Bars and dots are medians; a whisker goes from the tenth to the ninetieth percentile, and a dashed line is what was promised. A ratio below 1 means less than the other: faster or smaller. Times are those of one machine; what counts are the ratios of one run.</p>
${problems.map(({ title, area, failed, missing = [] }) => `<p class="problem"><b>${escape(title ?? area)}</b>: ${escape(failed ? `failed: ${failed}` : missing.map(({ subject, reason }) => `${subject} is missing: ${reason}`).join("; "))}</p>`).join("\n")}
${lacking.length ? `<p class="problem">Not measured yet: ${lacking.join(", ")}.</p>` : ""}
<nav aria-label="Areas"><ul>${areas.map(({ area, title }) => `<li><a href="#${area}">${escape(title ?? area)}</a></li>`).join("")}</ul></nav>
</header>
<main>
<section><h2>In short</h2><div class="scroll">${shortTable(areas)}</div></section>
${areas.map(section).join("\n")}
</main>
<footer><p>Made by <code>cargo xtask bench</code>. What each area does is written at the top of <code>tests/bench/AREA.mjs</code>, all that was measured in <code>target/bench/AREA.json</code>.</p></footer>
</html>
`;
}

function shortTable(areas) {
  const rows = summarised(areas).map(({ what, ours, peers, ratio }) => `<tr><td class="text">${prose(what)}</td><td class="number"><b>${ours}</b></td><td class="text">${peers.map(escape).join("<br>")}</td><td class="number">${ratio}</td></tr>`);
  return `<table class="summary"><thead><tr><th class="text">What</th><th>The Stacks</th><th class="text">Beside it</th><th>Ours to the best</th></tr></thead><tbody>${rows.join("")}</tbody></table>`;
}

function section({ area, title, about, conditions, date, seconds, machine, groups, notes = [], failed }) {
  if (failed) return `<section id="${area}"><h2>${escape(title ?? area)}</h2><p class="problem">This area failed: ${escape(failed)}</p></section>`;
  const { cores, model, memory, system, chromium, node, rustc } = machine;
  return `<section id="${area}">
<h2>${escape(title)}</h2>
<p>${prose(about)}</p>
<p class="faint">${prose(conditions)}</p>
<div class="groups">${groups.map(figure).join("\n")}</div>
${notes.map((it) => `<p class="faint">${prose(it)}</p>`).join("\n")}
<p class="faint">Measured ${day(date)} in ${seconds < 90 ? `${seconds} s` : `${(seconds / 60).toFixed(1)} minutes`} on ${cores} cores, ${escape(model)}, ${(memory / 2 ** 30).toFixed(0)} GB, ${system}; Chromium ${chromium}, Node ${node}, rustc ${rustc}.</p>
</section>`;
}

function figure(group) {
  const { title, note, plot, unit } = group;
  const drawn = plot === "bars" ? bars(group) : plot === "lines" ? lines(group) : "";
  const rows = table(group);
  const shown = drawn ? `<details><summary>The figures</summary><div class="scroll">${rows}</div></details>` : `<div class="scroll">${rows}</div>`;
  return `<figure${drawn ? "" : ' class="wide"'}><figcaption><h3>${escape(title)}${unit && !title.split(/\W/).includes(unit) ? `, ${escape(unit)}` : ""}</h3>${note ? `<p class="faint">${escape(note)}</p>` : ""}</figcaption>${drawn}${shown}</figure>`;
}

function table({ rows: found, of }) {
  // What is compared stands together.
  const metrics = [...new Set(found.map(({ metric }) => metric))];
  const rows = metrics.flatMap((metric) => found.filter((it) => it.metric === metric));
  const [hasSize, hasRatio, hasTarget] = [rows.some(({ at }) => at), rows.some((it) => it.ratio), rows.some((it) => it.target)];
  const hasSpread = rows.some(({ min, max }) => max > min);
  const cell = (text, kind = "number") => `<td class="${kind}">${text}</td>`;
  const head = ["What", "Subject"].map((it) => `<th class="text">${it}</th>`);
  if (hasSize) head.push(`<th>${escape(of)}</th>`);
  head.push("<th>median</th>");
  if (hasSpread) head.push("<th>p10 to p90</th>", "<th>least to most</th>");
  head.push("<th>runs</th>");
  if (hasRatio) head.push('<th class="text">ours to it</th>');
  if (hasTarget) head.push("<th>promised</th>");
  const body = rows.map((it) => {
    const cells = [cell(escape(it.metric), "text"), cell(escape(nameOf(it)), "text")];
    if (hasSize) cells.push(cell(number(it.at)));
    cells.push(cell(`${number(it.median)} ${it.unit}`));
    if (hasSpread) cells.push(cell(`${number(it.p10)} to ${number(it.p90)}`), cell(`${number(it.min)} to ${number(it.max)}`));
    cells.push(cell(it.n));
    if (hasRatio) cells.push(cell(it.ratio ? `${ratio(it.ratio.value)}${it.subject === "ours" ? ` of ${escape(it.ratio.to)}` : ""}` : "", "text"));
    if (hasTarget) cells.push(promise(it));
    return `<tr${it.subject === "ours" ? ' class="ours"' : ""}>${cells.join("")}</tr>`;
  });
  return `<table><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}

function promise({ target, median }) {
  if (!target) return "<td></td>";
  const isMet = target.atMost === undefined ? median >= target.atLeast : median <= target.atMost;
  const text = target.atMost === undefined ? `at least ${number(target.atLeast)}` : `at most ${number(target.atMost)}`;
  return `<td class="number ${isMet ? "met" : "unmet"}">${text}: ${isMet ? "kept" : "not kept"}</td>`;
}

if (process.argv[1] === import.meta.filename) write({ isPublished: true });
