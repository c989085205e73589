// Twice the Markdown is twice the work, whatever it is. Work is counted, not timed: the renderer's
// module is given a counter that every call and every turn of a loop raises, those that copy memory
// among them. So the figures are the same on every machine.
import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { cases } from "./pathological.mjs";
import { rendererBytes } from "./built.mjs";
import { Renderer } from "./renderer.mjs";

/** How many bytes of Markdown the smaller of two texts has, about. */
const SIZE = 50_000;

/** What twice the text may cost: more than twice, because memory grows by leaps, which copy what is
 * there. What grows with the square of the text costs four times as much. */
const MOST = 2.4;

const renderer = () => rendererBytes(fileURLToPath(new URL("../../target/e2e/site/", import.meta.url)));

/** The module with a counter, exported as `work`. */
async function counting(bytes) {
  const { default: binaryen } = await import("binaryen");
  const { BulkMemory, BulkMemoryOpt, MutableGlobals, SignExt, NontrappingFPToInt, ReferenceTypes, Multivalue } = binaryen.Features;
  const module = binaryen.readBinary(bytes);
  module.setFeatures(BulkMemory | BulkMemoryOpt | MutableGlobals | SignExt | NontrappingFPToInt | ReferenceTypes | Multivalue);
  // Loops in place of instructions that copy any number of bytes; then calls of a function that is
  // to be imported, at the start of every function and loop.
  module.runPasses(["llvm-memory-copy-fill-lowering", "log-execution"]);
  module.removeFunction("log_execution");
  module.addGlobal("work", binaryen.i64, true, module.i64.const(0n));
  const more = module.i64.add(module.global.get("work", binaryen.i64), module.i64.const(1n));
  module.addFunction("log_execution", binaryen.createType([binaryen.i32]), binaryen.none, [], module.global.set("work", more));
  module.addGlobalExport("work", "work");
  return WebAssembly.compile(module.emitBinary());
}

/** How much work a text is. */
async function work(module, markdown) {
  const { exports } = await WebAssembly.instantiate(module, {});
  new Renderer(exports).html({ passes: "site+math+smart-punctuation", markdown, emoji: { rocket: "🚀" } });
  return Number(exports.work.value);
}

test("the counter counts loops and what is copied", async () => {
  const module = await counting(renderer());
  const text = "a ".repeat(10_000);
  expect(await work(module, text)).toBeGreaterThan(text.length);
  expect(await work(module, text)).toBe(await work(module, text));
  expect((await work(module, text.repeat(4))) / (await work(module, text))).toBeGreaterThan(3);
});

test("twice the Markdown is at most about twice the work", async () => {
  test.setTimeout(120_000);
  const module = await counting(renderer());
  const rows = [];
  for (const [name, write] of Object.entries(cases)) {
    const n = Math.ceil((SIZE * 100) / write(100).length);
    const [once, twice] = [write(n), write(2 * n)];
    const [first, second] = [await work(module, once), await work(module, twice)];
    const ratio = (2 * (second / first)) / (twice.length / once.length);
    rows.push({ name, ratio, perByte: second / twice.length });
  }
  rows.sort((a, b) => b.ratio - a.ratio);
  console.log(`${rows.length} texts doubled; the dearest:`);
  for (const { name, ratio, perByte } of rows.slice(0, 12)) {
    console.log(`${ratio.toFixed(2)} times the work for twice the text, ${perByte.toFixed(0).padStart(5)} steps a byte: ${name}`);
  }
  expect(rows.filter(({ ratio }) => ratio > MOST).map(({ name, ratio }) => `${name}: ${ratio.toFixed(2)}`)).toEqual([]);
});
