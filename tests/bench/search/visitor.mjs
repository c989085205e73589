// Somebody who searches: opens a page, types with a keyboard, and sees results. What is measured of it, and
// what is asked of an engine's page for that, is the same for all engines.
//
// It is a place that they come to: { face, origin, log }, a page, where it is served, and what its server logs.
// A page to search with, a "face" of an engine, tells:
//   name, address(language)   how it is called, and where it is
//   input                     the field, a selector; Playwright's pierce open shadow roots, ours below do too
//   links                     the links of results, in their order
//   result                    an element that is there if results are, or if it is said that there are none
//   isShown({ first, all, text, before, need })   runs in the page: whether the results of `text` are there,
//                             as many of them as there are or are needed; `before` was the first `result`
//                             when the key was struck. It is asked after every change, so it must be quick.
//   isAhead(path)             what only the search needs of what the page asks for before anybody searches
//   lacks(network)            why nobody can search here, if so, once the page is at rest or was waited for
//   begin(page)               what a visitor does to see the field, if it is hidden
import { NETWORK, PROCESSOR, VIEWPORT } from "../slow.mjs";
import { networkOf } from "./network.mjs";

/** How long a page asks for nothing before it counts as at rest, in milliseconds. */
const QUIET = 1500;
/** Between two keys of somebody who types a whole query, in milliseconds. */
const PACE = 100;
/** What waits longer for its answer than the slowest engine waits for the next key, in milliseconds. */
const CALM = 600;
/** A key without results by then counts as lost, in milliseconds. */
const LOST = 30_000;
/** How many queries are passed over before the next is asked, so that a part of them is of all kinds: a
    prime, so that all are asked at last. */
const STRIDE = 997;
/** A phone has room for a field and some results, but menus hide there; quality is looked at on a desk. */
const DESK = { width: 1280, height: 800 };

/** Notes, in the page, when the results that are waited for are painted. It finds its way into shadow roots,
    those of elements that come later too. */
function watch(isShown) {
  const roots = [];
  const first = (selector) => {
    for (const root of roots) {
      const found = root.querySelector(selector);
      if (found) return found;
    }
    return null;
  };
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  let waiting;
  let changed = performance.now();
  const look = () => {
    changed = performance.now();
    if (!waiting || waiting.isOver || waiting.started === undefined || !isShown({ first, all, ...waiting })) return;
    const { done, started } = waiting;
    waiting.isOver = true;
    // Within the next frame's callback the frame is not painted yet; in the task after it is.
    requestAnimationFrame(() => setTimeout(() => done({ started, painted: performance.now(), origin: performance.timeOrigin })));
  };
  const changes = new MutationObserver(look);
  const observe = (root) => {
    if (roots.includes(root)) return;
    roots.push(root);
    changes.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
  };
  observe(document);
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options);
    observe(root);
    return root;
  };
  // Those that came with the page's HTML are attached by nobody.
  const within = (root) => [...root.querySelectorAll("*")].flatMap(({ shadowRoot }) => (shadowRoot ? [shadowRoot, ...within(shadowRoot)] : []));
  addEventListener("DOMContentLoaded", () => within(document).forEach(observe));
  addEventListener("pointerdown", ({ timeStamp }) => (window.visitor.clicked = performance.timeOrigin + timeStamp), true);
  addEventListener("keydown", ({ timeStamp }) => waiting && !waiting.isOver && (waiting.started = timeStamp), true);

  window.visitor = {
    /** Waits for the results of `text` from the next key on, or from now on. */
    expect({ text, result, need, isNow }) {
      waiting = { text, need, before: first(result), started: isNow ? performance.now() : undefined };
      waiting.promise = new Promise((done) => (waiting.done = done));
    },
    painted: (patience) => Promise.race([waiting.promise, new Promise((done) => setTimeout(done, patience))]),
    calm: (quiet) =>
      new Promise((done) => {
        const ask = () => (performance.now() - changed > quiet ? done() : setTimeout(ask, 50));
        changed = performance.now();
        ask();
      }),
    has: (selector) => !!first(selector),
    links: (selector) => all(selector).map(({ href }) => href),
  };
}

/** A page of a visitor who was never here, and its network. */
async function open(browser, { face, log }, { viewport = VIEWPORT, network, processor } = {}) {
  // A service worker would fetch past the slow network, so nobody has one.
  const context = await browser.newContext({ viewport, deviceScaleFactor: viewport === VIEWPORT ? 2 : 1, serviceWorkers: "block" });
  const page = await context.newPage();
  await page.addInitScript({ content: `(${watch})(${face.isShown})` });
  const watched = networkOf(page, log);
  const client = await context.newCDPSession(page);
  await client.send("Network.enable");
  if (network) await client.send("Network.emulateNetworkConditions", network);
  const slow = (rate) => client.send("Emulation.setCPUThrottlingRate", { rate });
  if (processor) await slow(processor);
  return { context, page, network: watched, slow };
}

const expect = (page, { result }, text, { need = 1, isNow = false } = {}) =>
  page.evaluate((wanted) => window.visitor.expect(wanted), { text, result, need, isNow });
const painted = (page, patience) => page.evaluate((patience) => window.visitor.painted(patience), patience);
const calm = (page) => page.evaluate((quiet) => window.visitor.calm(quiet), CALM);

/** Goes to the page and waits until it has all it wants, or for so many milliseconds; why not, if not. */
async function arrive({ page, network }, { face, origin }, patience, language = face.language) {
  await page.goto(origin + face.address(language), { waitUntil: "load", timeout: patience });
  await network.rest(QUIET, patience);
  return face.lacks?.(network);
}

/** A first visit, everything slow: what it is sent for the search ahead, from the click into the field to
    the first result of `query`, and until rest; and how long that takes. */
export async function searchOnce(browser, place, query, patience) {
  const { face } = place;
  const visitor = await open(browser, place, { network: NETWORK, processor: PROCESSOR });
  const { context, page, network } = visitor;
  try {
    const began = performance.now();
    const lack = await arrive(visitor, place, patience);
    const ahead = network.sent(0, Infinity, face.isAhead);
    if (lack) return { missing: lack };
    await face.begin?.(page);
    await page.locator(face.input).first().click();
    const from = await page.evaluate(() => window.visitor.clicked);
    await expect(page, face, query);
    await page.keyboard.type(query, { delay: PACE });
    const shown = await painted(page, patience);
    if (!shown) return { missing: `no results of "${query}" within ${(patience / 60_000).toFixed(1)} minutes` };
    await network.rest(QUIET, patience);
    const until = shown.origin + shown.painted;
    const found = (await links(page, face)).length;
    return {
      ahead,
      first: network.sent(from, until),
      rest: network.sent(from),
      milliseconds: until - from,
      answer: shown.painted - shown.started,
      found,
      took: performance.now() - began,
    };
  } finally {
    await context.close();
  }
}

/** Types each query twice, letter by letter, each letter once the results of the last are there. Of the
    second time, with everything fetched and a slow processor, returns the milliseconds from each key to its
    painted results; a key that nothing answers is lost. */
export async function typeWarm(browser, place, queries, patience) {
  const { face } = place;
  const visitor = await open(browser, place);
  const { context, page } = visitor;
  const began = performance.now();
  try {
    const lack = await arrive(visitor, place, patience);
    if (lack) return { missing: lack };
    await face.begin?.(page);
    await page.locator(face.input).first().click();
    const keys = [];
    let lost = 0;
    for (const query of queries) {
      await visitor.slow(1);
      await typeLetters(page, face, query);
      await visitor.network.rest(CALM, patience);
      await clear(page);
      await visitor.slow(PROCESSOR);
      for (const milliseconds of await typeLetters(page, face, query)) {
        if (milliseconds === undefined) lost++;
        else keys.push(milliseconds);
      }
      await clear(page);
    }
    return { keys, lost, took: performance.now() - began };
  } finally {
    await context.close();
  }
}

async function typeLetters(page, face, query) {
  const times = [];
  for (const [at, letter] of [...query].entries()) {
    // A space asks for what is there already, and no engine need change anything for it.
    if (letter === " ") {
      await page.keyboard.press("Space");
      await calm(page);
      continue;
    }
    await expect(page, face, query.slice(0, at + 1));
    await page.keyboard.press(letter);
    const shown = await painted(page, LOST);
    times.push(shown && shown.painted - shown.started);
  }
  return times;
}

async function clear(page) {
  await page.keyboard.press("Control+A");
  await page.keyboard.press("Backspace");
  await calm(page);
}

/** The routes of the first results of each query, a page counted once, with nothing slow and in the page of
    the query's language. When the time is up those left are not asked: then a part of all kinds was. */
export async function ask(browser, place, queries, count, patience) {
  const { face } = place;
  const answers = new Map();
  const until = performance.now() + patience;
  const mixed = queries.map((_, at) => queries[(at * STRIDE) % queries.length]);
  for (const language of new Set(queries.map((it) => it.language))) {
    const visitor = await open(browser, place, { viewport: DESK });
    const { context, page } = visitor;
    try {
      const lack = await arrive(visitor, place, patience, language);
      if (lack) return { missing: lack };
      const field = page.locator(face.input).first();
      await field.click();
      for (const { query } of mixed.filter((it) => it.language === language)) {
        if (performance.now() > until) break;
        await field.fill("");
        await page.waitForFunction((result) => !window.visitor.has(result), face.result, { polling: 20, timeout: LOST }).catch(() => {});
        await expect(page, face, query, { need: count, isNow: true });
        await field.fill(query);
        const shown = await painted(page, LOST);
        const routes = shown ? [...new Set((await links(page, face)).map(face.routeOf))] : [];
        answers.set(query, { routes: routes.slice(0, count), isAnswered: !!shown });
      }
    } finally {
      await context.close();
    }
  }
  return { answers };
}

const links = (page, face) => page.evaluate((selector) => window.visitor.links(selector), face.links);

/** What somebody finds who comes again later with what the browser kept: how many results `query` has. */
export async function comeAgain(browser, place, query, patience) {
  const { face } = place;
  const visitor = await open(browser, place, { viewport: DESK });
  const { context, page } = visitor;
  try {
    for (let visit = 0; visit < 2; visit++) await arrive(visitor, place, patience);
    await expect(page, face, query, { isNow: true });
    await page.locator(face.input).first().fill(query);
    return (await painted(page, LOST)) ? (await links(page, face)).length : 0;
  } finally {
    await context.close();
  }
}
