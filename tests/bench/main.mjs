// The benches, one file for each area, run one after the other: `cargo xtask bench`.
// Usage: node bench/main.mjs AREA... [-- OPTION...]
const words = process.argv.slice(2);
const dashes = words.indexOf("--");
const areas = dashes < 0 ? words : words.slice(0, dashes);
const options = dashes < 0 ? [] : words.slice(dashes + 1);

for (const area of areas) {
  const { bench } = await import(`./${area}.mjs`);
  await bench(options);
}
