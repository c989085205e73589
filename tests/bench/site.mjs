// The built site: its bytes, what the generator takes for real content, and the way from click to
// painted page. Medians of several runs; the figures go to target/bench/site.json.
// The variable STACKS_DIST names the folder of the site.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { chromium } from "@playwright/test";
import { keep, root, spread } from "./figures.mjs";

const port = 4175;
const results = {};

const median = (values) => spread(values).median;
const report = (name, value, unit) => {
  results[name] = { value, unit };
  console.log(`${name.padEnd(48)} ${value.toFixed(1).padStart(8)} ${unit}`);
};

export async function bench() {
  const dist = process.env.STACKS_DIST;

  // Bytes, as brotli at its best sends them.
  for (const [name, pattern] of [["wasm", /\.wasm$/], ["JavaScript", /\.js$/], ["home page, its style within", /^index\.html$/]]) {
    const files = readdirSync(dist).filter((file) => pattern.test(file));
    const bytes = files.reduce((sum, file) => sum + brotliCompressSync(readFileSync(join(dist, file))).length, 0);
    report(`${name}, brotli`, bytes / 1000, "KB");
  }

  // The generator, each time from nothing.
  const corpora = process.env.STACKS_CORPORA ?? join(root, "../shared/corpora");
  const contents = [["our content", join(root, "content")], ["hugo-jessfraz", join(corpora, "hugo-jessfraz")]];
  for (const [name, content] of contents) {
    if (!existsSync(content)) {
      console.log(`skipped: ${name} is not at ${content}`);
      continue;
    }
    const runs = Array.from({ length: 9 }, () => {
      const out = mkdtempSync(join(tmpdir(), "stacks-bench-"));
      const started = performance.now();
      execFileSync(join(root, "target/release/stacks"), ["build", "--content", content, "--out", out], {
        stdio: "ignore",
      });
      return performance.now() - started;
    });
    report(`generator: ${name}`, median(runs), "ms");
  }

  // In the browser: first page, and from a click to the page painted.
  const server = spawn("node", [join(root, "tests/e2e/server.mjs"), dist, String(port)]);
  const browser = await chromium.launch({
    executablePath: process.env.CHROME ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
  });
  try {
    const firsts = [];
    const clicks = [];
    for (let run = 0; run < 9; run++) {
      const page = await browser.newPage();
      const client = await page.context().newCDPSession(page);
      await client.send("Emulation.setCPUThrottlingRate", { rate: 4 });
      await page.goto(`http://127.0.0.1:${port}/posts/async-requests/`);
      await page.waitForSelector(".prose");
      firsts.push(await page.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0].startTime));
      clicks.push(
        await page.evaluate(async () => {
          const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          const started = performance.now();
          document.querySelector('.menu a[href="/about/"]').click();
          while (document.querySelector("main h1")?.textContent !== "About") await painted();
          await painted();
          return performance.now() - started;
        }),
      );
      await page.close();
    }
    report("first contentful paint of a post, CPU 4x slower", median(firsts), "ms");
    report("click to painted page, CPU 4x slower", median(clicks), "ms");
  } finally {
    await browser.close();
    server.kill();
  }

  keep("site", results);
}
