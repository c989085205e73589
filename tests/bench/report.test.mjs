// What is said of the figures: that the README has those that are kept, and what report and ratios are like.
// Run by `cargo xtask test`; nothing is measured.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { number } from "./plots.mjs";
import { committed, compared, published, RESULTS, row } from "./record.mjs";
import { page, withSummary } from "./report.mjs";
import { root } from "./figures.mjs";

test("the README has the figures of results.json", () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  assert.equal(withSummary(readme, committed()), readme, "cargo xtask bench report writes them");
});

test("results are kept as they are written", () => {
  assert.equal(published(committed()), readFileSync(RESULTS, "utf8"));
});

test("a row has the middle and the spread of its values", () => {
  const { n, median, p10, p90, min, max } = row("ours", "time", "ms", [5, 1, 3, 2, 4, 6, 8, 7, 9, 11, 10]);
  assert.deepEqual([n, median, p10, p90, min, max], [11, 6, 2, 10, 1, 11]);
  assert.throws(() => row("ours", "time", "ms", []), /no numbers/);
  assert.throws(() => row("ours", "time", "ms", [NaN]), /no numbers/);
});

test("ratios are to the best of the others at the same size", () => {
  const rows = [["ours", 10, 1], ["Hugo", 20, 1], ["Pelican", 40, 1], ["ours", 30, 2], ["Hugo", 20, 2]].map(([subject, value, at]) => row(subject, "time", "s", value, { at }));
  const ratios = (better) => compared({ better, rows }).map(({ ratio }) => ratio && [ratio.to, ratio.value]);
  assert.deepEqual(ratios("less"), [["Hugo", 0.5], ["Hugo", 0.5], ["Pelican", 0.25], ["Hugo", 1.5], ["Hugo", 1.5]]);
  assert.deepEqual(ratios("more")[0], ["Pelican", 0.25]);
  assert.deepEqual(ratios(undefined), [undefined, undefined, undefined, undefined, undefined]);
});

test("the report needs nothing else, says what failed and shows no markup that figures bring", () => {
  const machine = { cores: 2, model: "<b>", memory: 2 ** 33, system: "linux x64", chromium: "1.2", node: "20", rustc: "1" };
  const group = { id: "a", title: "A", unit: "ms", better: "less", plot: "bars", rows: [row("ours", "<i>", "ms", [1, 2, 3]), row("Hugo 1", "<i>", "ms", [2, 3, 4])] };
  const scale = { id: "b", title: "B", unit: "s", plot: "lines", of: "posts", rows: [row("ours", "time", "s", 0, { at: 10 }), row("ours", "time", "s", 2, { at: 1000 })] };
  const found = { area: "visit", title: "Visit", about: "About.", conditions: "Slow.", date: "2026-01-02T03:04:05Z", seconds: 3, machine, groups: [group, scale] };
  const html = page([found, { area: "search", failed: "no <browser>", date: found.date, machine, groups: [] }]);
  assert.doesNotMatch(html, /<script|(src|href)="(?!#|data:,)|url\(|@import|<b>2|<i>|NaN|undefined/);
  assert.match(html, /This area failed: no &lt;browser&gt;/);
  assert.match(html, /Not measured yet: .*generator/);
});

test("numbers are shown with what counts of them", () => {
  assert.deepEqual([0, 0.1, 0.01234, 1.234, 12.34, 123.4, 1234.5, 1e5, 28].map(number), ["0", "0.1", "0.012", "1.23", "12.3", "123", "1,235", "100,000", "28"]);
});
