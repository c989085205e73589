// The renderer's module in Chromium gives the bytes that the same Rust gave natively, for every
// document that `cargo test` left in target/e2e/rendered.bin (tests/integration/rendered.rs).
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";

const kept = fileURLToPath(new URL("../../target/e2e/rendered.bin", import.meta.url));
const script = fileURLToPath(new URL("renderer.mjs", import.meta.url));

test("native and wasm render every document to the same bytes", async ({ page }) => {
  expect(existsSync(kept), "run `cargo test` first: it renders natively").toBe(true);
  await page.route("**/rendered.bin", (route) => route.fulfill({ path: kept }));
  await page.route("**/renderer.mjs", (route) => route.fulfill({ path: script }));
  await page.route("**/blank", (route) => route.fulfill({ contentType: "text/html", body: "" }));
  await page.goto("/blank");
  const { count, bytes, different } = await page.evaluate(async () => {
    const get = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
    const { Renderer } = await import("/renderer.mjs");
    const renderer = await Renderer.load(await get("/renderer_bg.wasm"));
    const records = await get("/rendered.bin");
    const view = new DataView(records.buffer);
    let at = 0;
    const part = () => {
      const start = at + 4;
      at = start + view.getUint32(at, true);
      return records.subarray(start, at);
    };
    const text = (bytes) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
    let [count, bytes] = [0, 0];
    const different = [];
    while (at < records.length) {
      const [name, request, native] = [text(part()), part(), text(part())];
      const html = renderer.answer(request);
      count++;
      bytes += html.length;
      if (html !== native) {
        const from = [...html].findIndex((character, index) => character !== [...native][index]);
        different.push(`${name}, character ${from}: ${html.slice(from - 40, from + 40)}`);
      }
    }
    return { count, bytes, different };
  });
  console.log(`${count} documents, ${(bytes / 1e6).toFixed(1)} million characters of HTML, ${different.length} different`);
  expect(count).toBeGreaterThan(100);
  expect(different).toEqual([]);
});
