// The renderer's module in Chromium gives the bytes that the same Rust gave natively: for every
// document and for every example of the specifications that `cargo test` left in target/e2e/kept
// (tests/integration/kept.rs).
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const kept = fileURLToPath(new URL("../../target/e2e/kept/", import.meta.url));
const script = fileURLToPath(new URL("renderer.mjs", import.meta.url));

test("cargo test has left what is to be rendered", () => {
  expect(existsSync(join(kept, "documents.bin")), "run `cargo test` first").toBe(true);
});

for (const file of existsSync(kept) ? readdirSync(kept) : []) {
  const suite = file.replace(/\.bin$/, "");
  test(`${suite}: the same natively and in Chromium`, async ({ page }) => {
    await page.route("**/kept.bin", (route) => route.fulfill({ path: join(kept, file) }));
    await page.route("**/renderer.mjs", (route) => route.fulfill({ path: script }));
    await page.route("**/renderer.wasm", (route) => route.fulfill({ body: rendererBytes(site) }));
    await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "" }));
    await page.goto("/blank");
    const { count, different } = await page.evaluate(compareAll);
    console.log(`${suite} in Chromium: ${count - different.length} of ${count} the same as natively`);
    expect(count).toBeGreaterThan(20);
    expect(different).toEqual([]);
  });
}

/** In the page: renders each record and tells where an answer differs from the one that is due. */
async function compareAll() {
  const get = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
  const { Renderer } = await import("/renderer.mjs");
  const renderer = await Renderer.load(await get("/renderer.wasm"));
  const records = await get("/kept.bin");
  const view = new DataView(records.buffer);
  let at = 0;
  const part = () => {
    const start = at + 4;
    at = start + view.getUint32(at, true);
    return records.subarray(start, at);
  };
  const text = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  let count = 0;
  const different = [];
  while (at < records.length) {
    const [name, request, due] = [text(part()), part(), text(part())];
    const html = renderer.answer(request);
    count++;
    if (html !== due) {
      let from = 0;
      while (html[from] === due[from]) from++;
      different.push(`${name}, character ${from}: ${html.slice(Math.max(0, from - 40), from + 40)}`);
    }
  }
  return { count, different };
}
