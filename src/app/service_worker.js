// The service worker: reading without a network. `stacks prerender` puts the build's VERSION, the
// files of its SHELL, the PAGE for what is not kept and what MORE all pages together take in their
// places, and publishes it at the site's root. It talks with offline.js.
//
// What it keeps is in caches, all named after the site's path, as an origin may have several sites:
// "shell VERSION", the files of a build; "kept VERSION", the pages that were read, and their
// payloads; "files", pictures and scripts; "everything", there if the visitor asked for it.
//
// A build's files and pages go together. The pages that an older build kept are fetched anew once
// this one is active; until the last of them is, that build's files stay too, so that whatever page
// comes back finds its own program.

const VERSION = STACKS_VERSION;
const SHELL = STACKS_SHELL;
const PAGE = STACKS_PAGE;
const MORE = STACKS_MORE;

/** How many visited pages are kept, and how many other files, none larger than this many bytes. */
const PAGES = 100;
const FILES = 200;
const LARGEST = 4e6;
/** How long the network may take when there is something kept, in milliseconds. */
const PATIENCE = 4000;
/** How many pages are fetched at a time, and how many in one go of keeping everything. */
const AT_ONCE = 4;
const BATCH = 24;

const root = self.registration.scope;
const prefix = `stacks ${new URL(root).pathname} `;
const named = (name) => prefix + name;
const shell = named(`shell ${VERSION}`);
const kept = named(`kept ${VERSION}`);
const files = named("files");
const wanted = named("everything");

/** Trunk's and our own files whose name changes with their content. */
const isHashed = (path) => /^(made\/)?[^/]*-[0-9a-f]{13,16}(_bg)?\.(js|wasm|html)$/.test(path);
const isCode = (path) => isHashed(path) || (SHELL.includes(path) && path !== "manifest.json");

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", (event) => {
  const { request } = event;
  const address = plain(request.url);
  if (request.method !== "GET" || !address.startsWith(root) || request.headers.has("range")) return;
  const path = address.slice(root.length);
  if (request.mode === "navigate") event.respondWith(page(event, address));
  else if (isCode(path)) event.respondWith(code(event, address));
  else if (path === "manifest.json" || path.startsWith("data/")) event.respondWith(data(event, address));
  else if (/^(image|script|style|font)$/.test(request.destination) || MORE.includes(path)) event.respondWith(file(event, address));
});
addEventListener("message", (event) => event.waitUntil(answer(event.data, event.source)));

// The build.

async function install() {
  try {
    const cache = await caches.open(shell);
    // What has no name of its own is asked for again; the rest the page has just had.
    const ask = (path) => new Request(root + path, isHashed(path) ? {} : { cache: "no-cache" });
    await cache.addAll(SHELL.map(ask));
  } catch (error) {
    await caches.delete(shell).catch(() => {});
    throw error;
  }
}

async function activate() {
  await tidy().catch(() => {});
  await dropCode().catch(() => {});
  await clients.claim();
}

/** Removes the caches of older builds, but for those with pages that are still to be renewed. */
async function tidy() {
  const names = await caches.keys();
  // One that is being installed, or waits, is newer: its files are among those listed.
  if (registration.installing || registration.waiting) return;
  for (const name of names) {
    const version = name.startsWith(named("shell ")) && name.slice(named("shell ").length);
    if (!version || version === VERSION) continue;
    const old = named(`kept ${version}`);
    if (names.includes(old) && (await pagesIn(old)).length) continue;
    await caches.delete(old);
    await caches.delete(name);
  }
}

/** Code that came before its own build's worker did is in that one's shell now. */
async function dropCode() {
  const cache = await caches.open(files);
  for (const { url } of await cache.keys()) {
    if (isHashed(url.slice(root.length))) await cache.delete(url);
  }
}

// Answers.

/** A page: the network's, else the one kept, else the page that says that there is none. */
async function page(event, address) {
  const it = pageOf(address);
  try {
    // Asked again, as its name stays when its content changes.
    const request = new Request(event.request, { cache: "no-cache" });
    const { response, isKept } = await ask(request, it);
    if (!isKept && isPage(response)) {
      fresh.add(it);
      event.waitUntil(put(kept, it, response.clone()).catch(() => {}));
    }
    return isKept ? withoutRedirect(response) : response;
  } catch (error) {
    const found = await find(root + PAGE);
    if (found) return withoutRedirect(found);
    throw error;
  }
}

/** A file of a build: never another than the one of this name. */
async function code(event, address) {
  const found = await find(address);
  if (found) return found;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(keepFile(address, response.clone()).catch(() => {}));
  return response;
}

/** Data: the network's, else what was kept. Each page's comes with the page, see `visit`. */
async function data(event, address) {
  return (await ask(event.request, address)).response;
}

/** A picture, script or font of the site: the network's, else the one kept. */
async function file(event, address) {
  const { response, isKept } = await ask(event.request, address);
  if (!isKept && response.status === 200) {
    event.waitUntil(keepFile(address, response.clone()).catch(() => {}));
  }
  return response;
}

/** The network's answer, or what is kept, if the network has none or is too slow. */
async function ask(request, address) {
  const asked = fetch(request).then((response) => ({ response }));
  // It may fail before anybody listens.
  asked.catch(() => {});
  const response = await find(address);
  if (!response) return asked;
  const instead = { response, isKept: true };
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE, instead));
  return Promise.race([asked.catch(() => instead), late]);
}

// What is kept.

/** Pages whose HTML has just been kept on its way to the visitor. */
const fresh = new Set();

/** Keeps a page that is being read: its HTML and its payload, as either may be asked for next. */
async function visit(address) {
  const hasHtml = fresh.delete(address);
  await Promise.all([hasHtml || keepHtml(address, "missing"), keepData(payloadOf(address))]);
  if (await caches.has(wanted)) return;
  for (const old of (await pagesIn(kept)).slice(0, -PAGES)) await forget(kept, old);
}

/** Keeps a page's HTML, unless there is no such page any more; and those of its pictures that are
    missing, as far as they come, or all of them first, so that a page that is there is whole. */
async function keepHtml(address, pictures) {
  const response = await fetch(address, { cache: "no-cache" });
  if (isGone(response)) return;
  if (!isPage(response)) throw new Error(`${address}: ${response.status}`);
  const html = pictures && (await response.clone().text());
  if (pictures === "all") await keepPictures(html, true);
  await put(kept, address, response);
  if (pictures === "missing") await keepPictures(html, false).catch(() => {});
}

/** Keeps data, or a program; that there is none is kept too, if that is an answer. */
async function keepData(address, isNoneKept) {
  const response = await fetch(address, { cache: "no-cache" });
  if (isGone(response)) return isNoneKept && put(kept, address, response);
  const isHtml = (response.headers.get("content-type") ?? "").includes("html");
  if (!response.ok || isHtml) throw new Error(`${address}: ${response.status}`);
  await put(kept, address, response);
}

/** Whether all of these are there. */
async function areKept(addresses) {
  const cache = await caches.open(kept);
  return (await Promise.all(addresses.map((it) => cache.match(it)))).every(Boolean);
}

/** Whether a page and its payload are there. */
const isKept = (address) => areKept([address, payloadOf(address)]);

/** Keeps the site's own pictures of a page. Its HTML is ours, so it is written in one way. */
async function keepPictures(html, isAgain) {
  for (const [, source] of html.matchAll(/<img [^>]*?src="([^"]*)"/g)) {
    const address = plain(new URL(source.replaceAll("&amp;", "&"), root).href);
    if (!address.startsWith(root) || (!isAgain && (await find(address)))) continue;
    const response = await fetch(address);
    if (response.status === 200) await keepFile(address, response);
    // One that is not on the site is missing with a network too.
    else if (!isGone(response)) throw new Error(`${address}: ${response.status}`);
  }
}

async function keepFile(address, response) {
  const isAll = await caches.has(wanted);
  if (!isAll && Number(response.headers.get("content-length")) > LARGEST) return;
  await put(files, address, response);
  if (isAll) return;
  const cache = await caches.open(files);
  for (const old of (await cache.keys()).slice(0, -FILES)) await cache.delete(old);
}

/** Fetches anew what an older build kept; what is gone goes. */
async function renew() {
  // Keeping everything comes to each page by itself.
  if (await caches.has(wanted)) return;
  for (const name of await olderKept()) {
    await each(await pagesIn(name), async (address) => {
      try {
        if (!(await isKept(address))) await Promise.all([keepHtml(address), keepData(payloadOf(address))]);
        await forget(name, address);
      } catch (error) {
        // One that the server fails at stays as it is; without a network all do.
        if (error.name !== "Error") throw error;
      }
    });
  }
  await tidy();
}

// Everything.

/** Pages that could not be kept since the visitor last asked. */
const failed = new Set();
/** How many were missing at last, if that is known. */
let remaining;
let going;
/** All that there is to keep, once it is known. */
let all;

/** Keeps some more of the site, and tells how far that is. */
async function keepMore() {
  await caches.open(wanted);
  all ??= Promise.all([allPages(), allFiles()]).then((lists) => lists.flat());
  const items = await all.catch((error) => {
    all = undefined;
    throw error;
  });
  const older = await olderKept();
  const has = new Set((await (await caches.open(kept)).keys()).map(({ url }) => url));
  const partsOf = (it) => (isOurs(it) ? [it, payloadOf(it), textOf(it)] : [it]);
  const missing = items.filter((it) => partsOf(it).some((part) => !has.has(part)));
  remaining = missing.length;
  const untried = missing.filter((it) => !failed.has(it));
  const next = untried.splice(0, BATCH);
  let errors = 0;
  await each(next, async (address) => {
    try {
      // Lists have no text.
      if (isOurs(address)) await Promise.all([keepHtml(address, "all"), keepData(payloadOf(address)), keepData(textOf(address), true)]);
      else await keepData(address);
    } catch (error) {
      errors++;
      // Without a network, or room, all others fail as well.
      if (error.name === "QuotaExceededError" || errors === next.length) throw error;
    }
    if (await areKept(partsOf(address))) await Promise.all(older.map((name) => forget(name, address)));
    else failed.add(address);
  });
  const left = untried.length + missing.filter((it) => failed.has(it)).length;
  if (!left) {
    await Promise.all(older.map((name) => caches.delete(name)));
    await tidy();
    await put(wanted, root, new Response(VERSION));
  }
  const state = untried.length ? "keeping" : left ? "failed" : "kept";
  return { state, left, total: items.length };
}

/** The addresses of all pages, as the site lists them now. */
async function allPages() {
  const json = async (path) => (await fetch(root + path, { cache: "no-cache" })).json();
  const { route_shards } = await json("manifest.json");
  const shards = Array.from({ length: route_shards }, (_, number) => json(`data/routes/${number}.json`));
  return (await Promise.all(shards)).flatMap(({ routes }) => routes.map((it) => root + encodeURI(it.slice(1))));
}

/** The addresses of what all pages together take: programs, their data, and the index of the search
    (`src/search.rs`). */
async function allFiles() {
  const response = await fetch(`${root}data/search/index.json`, { cache: "no-cache" });
  const { pages, block, segments, spelling } = await response.json();
  const numbered = (folder, count) => Array.from({ length: count }, (_, number) => `data/search/${folder}/${number}.json`);
  const index = [
    ...segments.flatMap(({ starts }, number) => numbered(number, starts.length)),
    ...numbered("pages", Math.ceil(pages / block)),
    ...numbered("spelling", spelling),
  ];
  return [...MORE, "data/search/index.json", ...index].map((it) => root + it);
}

/** Whether everything was asked for, and is there. */
async function stateOfEverything() {
  if (!(await caches.has(wanted))) return "offer";
  const version = await (await caches.open(wanted)).match(root);
  return (await version?.text()) === VERSION ? "kept" : "keeping";
}

// Pages speak to us. Theirs may be of another build: what is not understood is passed over.

async function answer(message, page) {
  if (message.skipWaiting) skipWaiting();
  // A build that waits is news to a page that has another program.
  if (message.module) page.postMessage({ isNew: !SHELL.includes(message.module.slice(root.length)) });
  if (message.visited) {
    // The page that is shown, and those that were before a worker could see it.
    const [now, ...before] = message.visited.map((it) => pageOf(plain(it))).filter(isOurs);
    await each(before, async (it) => (await isKept(it)) || visit(it)).catch(() => {});
    if (now) await visit(now).catch(() => {});
    await renew().catch(() => {});
    page.postMessage({ state: await stateOfEverything().catch(() => "failed") });
  }
  if (message.everything) {
    if (message.everything === "again") failed.clear();
    // Several pages may ask at once.
    going ??= keepMore().finally(() => (going = undefined));
    page.postMessage(await going.catch(notNow));
  }
}

/** What is told when nothing more can be kept for now. */
async function notNow() {
  const older = await olderKept().then((names) => Promise.all(names.map(pagesIn))).catch(() => []);
  const left = older.flat().length;
  return left ? { state: "older", left } : { state: "failed", left: remaining ?? "?" };
}

// Addresses and caches.

/** An address without query and fragment. */
function plain(address) {
  return address.replace(/[?#].*/, "");
}

/** The one address of a page. */
function pageOf(address) {
  const it = address.replace(/index\.html$/, "");
  return /\/[^/.]+$/.test(it) ? `${it}/` : it;
}

/** Whether it is the address of a page of this site. */
function isOurs(address) {
  return address.startsWith(root) && address.endsWith("/");
}

function payloadOf(address) {
  return `${root}data/pages/${address.slice(root.length)}index.json`;
}

/** The text of a page that the search shows passages of. */
function textOf(address) {
  return `${root}data/search/text/${address.slice(root.length)}index.json`;
}

function isPage(response) {
  return response.status === 200 && (response.headers.get("content-type") ?? "").includes("text/html");
}

function isGone({ status }) {
  return status === 404 || status === 410;
}

/** A response that a navigation may be answered with. */
function withoutRedirect(response) {
  return response.redirected ? new Response(response.body, { headers: response.headers }) : response;
}

/** What is kept of an address, by this build before others. */
async function find(address) {
  const options = { ignoreVary: true };
  for (const cacheName of [shell, kept, undefined]) {
    const found = await caches.match(address, cacheName ? { ...options, cacheName } : options).catch(() => undefined);
    if (found) return found;
  }
  return undefined;
}

async function put(name, address, response) {
  await (await caches.open(name)).put(address, response);
}

/** The pages in a cache, the oldest first. */
async function pagesIn(name) {
  const entries = await (await caches.open(name)).keys();
  return entries.map(({ url }) => url).filter(isOurs);
}

async function forget(name, address) {
  const cache = await caches.open(name);
  await Promise.all([address, payloadOf(address), textOf(address)].map((it) => cache.delete(it)));
}

async function olderKept() {
  return (await caches.keys()).filter((name) => name.startsWith(named("kept ")) && name !== kept);
}

/** Runs `act` on each, some at a time; the first failure ends it. */
async function each(items, act) {
  // One for all runs, and closed by the one that fails.
  const rest = (function* () {
    yield* items;
  })();
  const run = async () => {
    for (const item of rest) await act(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, run));
}
