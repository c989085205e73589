// The benches, one file for each area, run one after the other: `cargo xtask bench`.
// Usage: node bench/main.mjs [AREA...] [-- OPTION...]
//
// Without an area all are measured, with sizes that fit into an hour, and what they found becomes that of
// the README. With areas named, the report has their new figures beside the others' last. Options are those
// of the one area named, and at its top; `--full` measures what does not fit into the hour.
// An area that fails, or lacks something it compares with, does not keep the others from being measured:
// the report says so, and the exit code is 1.
import { AREAS, keep } from "./record.mjs";
import { write } from "./report.mjs";

const words = process.argv.slice(2);
const dashes = words.indexOf("--");
const named = dashes < 0 ? words : words.slice(0, dashes);
const options = dashes < 0 ? [] : words.slice(dashes + 1);
const areas = named.length ? named : AREAS;
const clock = (seconds) => (seconds < 90 ? `${seconds.toFixed(0)} s` : `${(seconds / 60).toFixed(1)} minutes`);

const found = [];
const began = performance.now();
for (const [at, area] of areas.entries()) {
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  try {
    const { bench, minutes } = await import(`./${area}.mjs`);
    console.log(`\n== ${area}, ${at + 1} of ${areas.length}: usually ${minutes === 1 ? "a minute" : `${minutes} minutes`} on two cores\n`);
    found.push(keep(area, await bench(options), seconds()));
  } catch (error) {
    console.error(error);
    found.push(keep(area, { failed: `${error.message ?? error}`.split("\n")[0] }, seconds()));
  }
  console.log(`\n${area} took ${clock(seconds())}`);
}
if (areas.length > 1) {
  console.log("\nIn all:");
  for (const { area, seconds } of found) console.log(`  ${area.padEnd(14)} ${clock(seconds)}`);
  console.log(`  ${"all".padEnd(14)} ${clock((performance.now() - began) / 1000)}`);
}

const lacking = found.flatMap(({ area, failed, missing = [] }) =>
  [failed && `${area} failed: ${failed}`, ...missing.map(({ subject, reason }) => `${area} did not measure ${subject}: ${reason}`)].filter(Boolean));
for (const problem of lacking) console.error(`\n${problem}`);
const isWhole = named.length === 0 && lacking.length === 0;
write({ isPublished: isWhole });
if (lacking.length) process.exitCode = 1;
