// The built site: its bytes, what the generator takes for real content, and the way from click to
// painted page with a slow processor alone.
//
//   cargo xtask bench site -- --rounds 9
//
// The variable STACKS_DIST names the folder of the site.
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotli, host, listen } from "../e2e/host.mjs";
import { root } from "./figures.mjs";
import { row } from "./record.mjs";
import { launch, PROCESSOR } from "./slow.mjs";

export const minutes = 1;

/** What a site's files are, by their names; what is promised of them in KB, the tests hold them to. */
const FILES = [
  ["the app, wasm", /^app-.*\.wasm$/],
  ["the app, JavaScript", /^app-.*\.js$/],
  ["the renderer, wasm", /^renderer-.*\.wasm$/, 115],
  ["the manifest", /^manifest\.json$/, 4],
  ["the home page, its style within", /^index\.html$/],
];

export async function bench(words) {
  const { values } = parseArgs({ args: words, options: { rounds: { type: "string", default: "9" }, full: { type: "boolean" } } });
  const rounds = Number(values.rounds);
  const dist = process.env.STACKS_DIST;
  const groups = [bytesOf(dist), generator(rounds), await browsing(dist, rounds)];
  for (const { rows } of groups) for (const { metric, median, unit } of rows) console.log(`${metric.padEnd(48)} ${median.toFixed(1).padStart(8)} ${unit}`);
  return {
    title: "The built site",
    about: "The site of this repository as it is published: what its files weigh, how long the generator takes for real content, and how long a reader waits.",
    conditions: `Nothing of the network is slowed down; in the browser the processor is ${PROCESSOR} times slower.`,
    groups,
  };
}

function bytesOf(dist) {
  const rows = FILES.map(([name, pattern, atMost]) => {
    const files = readdirSync(dist).filter((file) => pattern.test(file));
    const bytes = files.reduce((sum, file) => sum + brotli(readFileSync(join(dist, file))).length, 0);
    return row("ours", name, "KB", bytes / 1000, { target: atMost && { atMost } });
  });
  return { id: "bytes", title: "Bytes of its files, as brotli at its best sends them", unit: "KB", plot: "bars", rows };
}

/** The generator, each time from nothing. */
function generator(rounds) {
  const corpora = process.env.STACKS_CORPORA ?? join(root, "../shared/corpora");
  const contents = [["this repository's content", join(root, "content")], ["hugo-jessfraz, a public blog", join(corpora, "hugo-jessfraz")]];
  const there = contents.filter(([name, content]) => existsSync(content) || console.log(`skipped: ${name} is not at ${content}`));
  const rows = there.map(([name, content]) => {
    const runs = Array.from({ length: rounds }, () => {
      const out = mkdtempSync(join(tmpdir(), "stacks-bench-"));
      const started = performance.now();
      execFileSync(join(root, "target/release/stacks"), ["build", "--content", content, "--out", out, "--cache", ""], { stdio: "ignore" });
      const took = performance.now() - started;
      rmSync(out, { recursive: true });
      return took;
    });
    return row("ours", name, "ms", runs);
  });
  return { id: "generator", title: "Data and feeds of real content, from nothing", unit: "ms", plot: "bars", rows };
}

/** The first page, and from a click to the next one painted. */
async function browsing(dist, rounds) {
  const server = host(dist).warm(/\.(html|js|json|wasm)$/);
  const address = await listen(server);
  const browser = await launch();
  const [firsts, clicks] = [[], []];
  try {
    for (let run = 0; run < rounds; run++) {
      const page = await browser.newPage();
      const client = await page.context().newCDPSession(page);
      await client.send("Emulation.setCPUThrottlingRate", { rate: PROCESSOR });
      await page.goto(`${address}/posts/async-requests/`);
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
  } finally {
    await browser.close();
    server.close();
  }
  const rows = [row("ours", "first contentful paint of a post", "ms", firsts), row("ours", "from a click to the painted page", "ms", clicks)];
  return { id: "browsing", title: "In the browser, without a slow network", unit: "ms", plot: "bars", rows };
}
