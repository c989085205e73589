// What a first visit downloads, in bytes as brotli at its best sends them. Raising a number here
// is a decision; the README and the design say why it is what it is.
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { expect, test } from "@playwright/test";

const site = new URL("../../target/e2e/site/", import.meta.url);

const budgets = [
  { what: "wasm and JavaScript of the app", pattern: /\.(wasm|js)$/, kilobytes: 150 },
  { what: "style sheets", pattern: /\.css$/, kilobytes: 12 },
  { what: "manifest", pattern: /^manifest\.json$/, kilobytes: 4 },
];

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

for (const { what, pattern, kilobytes } of budgets) {
  test(`${what}: at most ${kilobytes} KB`, () => {
    const files = readdirSync(site).filter((name) => pattern.test(name));
    expect(files.length).toBeGreaterThan(0);
    const bytes = files.reduce((sum, name) => sum + brotli(readFileSync(new URL(name, site))), 0);
    console.log(`${what}: ${(bytes / 1000).toFixed(1)} KB brotli of ${kilobytes}`);
    expect(bytes).toBeLessThanOrEqual(kilobytes * 1000);
  });
}

test("no emoji table and no highlighter grammar is among the files", () => {
  const files = readdirSync(site, { recursive: true }).filter((name) => /\.(js|wasm|json)$/.test(name));
  for (const name of files) {
    const text = readFileSync(new URL(name, site), "latin1");
    expect(text, name).not.toContain("non-potable_water");
  }
});
