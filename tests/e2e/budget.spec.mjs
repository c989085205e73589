// What a first visit downloads, in bytes as brotli at its best sends them. Raising a number here
// is a decision; src/lib.rs says where the bytes go.
import { readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";
import { expect, test } from "@playwright/test";

const site = new URL("../../target/e2e/site/", import.meta.url);

const budgets = [
  { what: "the app: wasm, JavaScript and inline loader", pattern: /^app-.*\.(wasm|js)$|^index\.html$/, kilobytes: 95 },
  { what: "the renderer", pattern: /^renderer_bg\.wasm$/, kilobytes: 115 },
  { what: "the start of offline reading", pattern: /^made\/offline-.*\.js$/, kilobytes: 1.5 },
  { what: "style sheets", pattern: /\.css$/, kilobytes: 12 },
  { what: "manifest", pattern: /^manifest\.json$/, kilobytes: 4 },
];

const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;

for (const { what, pattern, kilobytes } of budgets) {
  test(`${what}: at most ${kilobytes} KB`, () => {
    const files = readdirSync(site, { recursive: true }).filter((name) => pattern.test(name));
    expect(files.length).toBeGreaterThan(0);
    const bytes = files.reduce((sum, name) => sum + brotli(readFileSync(new URL(name, site))), 0);
    console.log(`${what}: ${(bytes / 1000).toFixed(1)} KB brotli of ${kilobytes}`);
    expect(bytes).toBeLessThanOrEqual(kilobytes * 1000);
  });
}

test("no emoji table is among the files", () => {
  const files = readdirSync(site, { recursive: true }).filter((name) => /\.(js|wasm|json)$/.test(name));
  for (const name of files) {
    const text = readFileSync(new URL(name, site), "latin1");
    expect(text, name).not.toContain("non-potable_water");
  }
});
