// A phone on a slow network: what visits of every area are measured under, and how their rounds go.
import { chromium } from "@playwright/test";

/** 1.6 Mbit/s down, 150 ms for each request: Chromium's slow 4G, as Lighthouse has it for phones. */
export const NETWORK = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
export const PROCESSOR = 4;
export const VIEWPORT = { width: 412, height: 823 };
/** The same in words. */
export const SLOW =
  `A phone's window of ${VIEWPORT.width} by ${VIEWPORT.height} in Chromium, ${(NETWORK.downloadThroughput * 8e-6).toFixed(1)} Mbit/s down and ${(NETWORK.uploadThroughput * 8e-3).toFixed(0)} kbit/s up, ` +
  `${NETWORK.latency} ms for each request, and a processor ${PROCESSOR} times slower; one round for all in turn, after one for warming up.`;
/** A page is at rest when it has asked for nothing for so long, in milliseconds. */
const REST = 1500;

/** The browser, which asks nobody but our servers for anything. */
export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROME ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"],
  });

/** Measures each of `cases` once in each of so many rounds, in an order that turns, so that whatever else
    the machine does falls upon all. The first is for warming up, and not counted. */
export async function inRounds(rounds, cases, measure) {
  for (let round = 0; round <= Number(rounds); round++) {
    console.log(round ? `round ${round} of ${rounds}` : "warming up");
    const order = cases.map((_, at) => cases[(at + round) % cases.length]);
    if (round % 2) order.reverse();
    for (const it of order) await measure(it, round > 0);
  }
}

/** A page of a visitor who was never here, with everything slow. `watch` runs with `wants` in every
    document before all else, to note what it sees. */
export async function slowPage(browser, hasCache, watch, wants) {
  // A service worker would fetch past the slow network, so nobody has one.
  const context = await browser.newContext({ viewport: VIEWPORT, deviceScaleFactor: 2, serviceWorkers: "block" });
  const page = await context.newPage();
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  await client.send("Network.setCacheDisabled", { cacheDisabled: !hasCache });
  await client.send("Network.emulateNetworkConditions", NETWORK);
  await client.send("Emulation.setCPUThrottlingRate", { rate: PROCESSOR });
  await page.addInitScript(watch, wants);
  return { context, page, client };
}

/** Resolves once the page has asked for nothing for a while; the network is watched from now on. */
export function restOf(client) {
  const open = new Set();
  let latest = performance.now();
  const touch = () => (latest = performance.now());
  client.on("Network.requestWillBeSent", ({ requestId }) => touch(open.add(requestId)));
  for (const end of ["Network.loadingFinished", "Network.loadingFailed"]) {
    client.on(end, ({ requestId }) => touch(open.delete(requestId)));
  }
  return async () => {
    touch();
    while (open.size > 0 || performance.now() - latest < REST) await new Promise((next) => setTimeout(next, 50));
  };
}
