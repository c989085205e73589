// Finding pages in the site's index (`src/search.rs`), of which only the files of the words that are asked for
// are fetched. Ranked as BM25 does: a word counts by how few pages have it and by how much it says about
// each, which the index tells.
import { json } from "./index.js";
import { slips, stem, words } from "./words.js";

/** How many files of words are read for one: those of a beginning may be many. */
const MOST_FILES = 3;
/** How much a word counts that is not the one that was typed: another form of it, one that it begins, one
    that it may have been meant to be though it is a word itself; and how much less for each slip. */
const FORM = 0.85;
const LONGER = 0.75;
const MEANT = 0.5;
const SLIP = 0.15;
/** What may be mended has so many letters, and twice as many for a second slip. */
const MENDABLE = 4;
/** Of so many letters the end may be missing too. */
const BEGUN = 5;
/** More words are not asked for: who pastes a page looks for its beginning. */
const MOST_WORDS = 32;
/** How many words one that was mistyped may have been meant to be. */
const MEANINGS = 4;
/** So few pages are not enough to leave words as they were typed. */
const FEW = 3;
/** Pages that lack so much of what was asked for are no answer, with and without others that lack
    nothing. */
const LACKING = [0.3, 0.8];
/** What a page in the reader's language counts more. */
const PREFERRED = 1.25;

/** How often the index was found to be another than at first: it is read anew then. */
let renewed = 0;

class Renewed extends Error {}

const read = (path) => json(`data/search/${path}.json${renewed ? `?${renewed}` : ""}`);

/** What there is to search in, and what can be filtered by. */
export const index = () => read("index");

/** The files that were asked for. */
const asked = new Set();

/** How a query reads the index. What was never asked for waits for `pause` milliseconds, in which who types
    fast presses the next key, and is not asked for once `signal` says that nobody waits any more. Another
    build numbers pages otherwise, so what has one must be of this. */
function reader({ signal, pause = 0 }) {
  let rest;
  return async (path, build) => {
    if (!asked.has(path)) {
      if (pause) await (rest ??= new Promise((resolve) => setTimeout(resolve, pause)));
      signal?.throwIfAborted();
      asked.add(path);
    }
    const answer = await read(path);
    if (build && answer.build !== build) throw new Renewed();
    return answer;
  };
}

/** The pages that fit a query best: `{ total, isMore, found, terms, mended }`. Each of `found` is the page's entry;
    `terms` are the words that stand for what was asked, for marking; `mended` says what was taken for
    what. A page must have one value of each of `filters`; `count` are found at the most, and pages in
    `preferred` languages first among equals. Rejects with the reason of `signal` where that kept files from being
    asked for; `pause` is how long those wait. */
export async function find(...query) {
  try {
    return await findNow(...query);
  } catch (error) {
    if (!(error instanceof Renewed)) throw error;
    renewed++;
    asked.clear();
    return findNow(...query);
  }
}

async function findNow(query, filters, count, preferred, waiting = {}) {
  const site = { ...(await index()), ask: reader(waiting) };
  const typed = words(query);
  const isOpen = /[\p{L}\p{N}\p{M}+#]$/u.test(query);
  const unique = [...new Set(typed.read)].slice(0, MOST_WORDS);
  const last = isOpen ? typed.read.at(-1) : undefined;
  const wanted = unique.map((word) => ({ word, isOpen: word === last }));
  const isJoined = isOpen && /[-_.:/]\S*$/.test(query);
  const besides = typed.besides.slice(-MOST_WORDS).filter((word) => !unique.includes(word)).map((word) => ({ word, isOpen: isJoined && word === typed.besides.at(-1) }));
  const nothing = { total: 0, found: [], terms: [], mended: [] };
  if (!wanted.length) return nothing;
  const [allowed, isPreferred, ...all] = await Promise.all([allow(site, filters), allow(site, [preferred]), ...[...wanted, ...besides].map((it) => pagesOf(site, it))]);
  let terms = all.slice(0, wanted.length);
  const more = all.slice(wanted.length).filter((it) => it.weights.size);
  const order = (terms) => rank(site, terms, more, allowed, isPreferred, count);
  let best = order(terms);
  const mended = [];
  if (best.total < FEW || terms.some((it) => !it.weights.size)) {
    const mends = await Promise.all(terms.map((it) => mend(site, it)));
    mended.push(...mends.filter((it) => it.meant).map((it) => [it.word, it.meant]));
    terms = mends;
    best = order(terms);
  }
  const found = await Promise.all(best.pages.map((page) => entry(site, page)));
  const isMore = terms.some((it) => it.isCommon || it.isMore);
  return { total: best.total, isMore, found: found.filter(Boolean), terms: [...terms, ...more], mended };
}

async function entry({ block, segments, ask }, page) {
  const { build } = segments.findLast(({ from }) => from <= page);
  const { entries } = await ask(`pages/${Math.floor(page / block)}`, build);
  return entries[page % block];
}

// Words.

/** The pages of a word: `{ word, isOpen, names, weights, spread, isCommon, isMore, isExact }`. `names` are the words that stand for
    it, `weights` how well each page fits, `spread` how many pages have it; a common word is on more pages than
    are listed, there is more of one that is still too short, and an exact one is as it was typed. */
async function pagesOf(site, { word, isOpen }) {
  const term = { word, isOpen, names: [], weights: new Map(), spread: 0, isCommon: false, isMore: false, isExact: false };
  await Promise.all(site.segments.map((segment, number) => addForms(site, term, segment, number)));
  term.spread = Math.max(term.spread, term.weights.size);
  return term;
}

async function addForms(site, term, segment, number) {
  const { word, isOpen } = term;
  const root = stem(word);
  const likenessOf = (name) => {
    if (name === word) return 1;
    if (stem(name) === root) return FORM;
    return isOpen && name.startsWith(word) ? LONGER * (0.7 + (0.3 * word.length) / name.length) : 0;
  };
  const [wide, narrow] = [root, word].map((it) => filesOf(segment, it));
  if (isOpen && narrow.length > MOST_FILES) {
    const isMore = await addNamed(site, term, `${word}*`, segment, number, LONGER);
    term.isMore ||= isMore;
    if (isMore) return addNamed(site, term, word, segment, number, 1);
  }
  const files = wide.length <= MOST_FILES ? wide : isOpen ? narrow.slice(0, MOST_FILES) : narrow.slice(0, 1);
  for (const known of await Promise.all(files.map((file) => readWords(site, segment, number, file)))) {
    for (const name in known) {
      const likeness = name.startsWith(root) && !name.endsWith("*") && likenessOf(name);
      if (likeness) add(term, name, known[name], segment, likeness);
    }
  }
}

/** Adds the pages of the record `name` to a word's; whether there is one. */
async function addNamed(site, term, name, segment, number, likeness) {
  const [file] = filesOf(segment, name);
  const known = await readWords(site, segment, number, file);
  // A word may be called as what every object has.
  const isThere = Object.hasOwn(known, name);
  if (isThere) add(term, name, known[name], segment, likeness);
  return isThere;
}

/** Adds the pages of a record to a word's. */
function add(term, name, record, { from }, likeness) {
  if (!term.names.includes(name)) term.names.push(name);
  const { weights } = term;
  term.spread = Math.max(term.spread, record[0]);
  term.isExact ||= likeness === 1;
  term.isCommon ||= record[0] > 0 && likeness === 1;
  for (let at = 1; at < record.length; ) {
    const weight = record[at] * likeness;
    const end = at + 2 + record[at + 1];
    let page = from;
    for (at += 2; at < end; at++) {
      page += record[at];
      const known = weights.get(page);
      if (known === undefined || known < weight) weights.set(page, weight);
    }
  }
}

/** The numbers of the files that have the words which begin with `start`. */
function filesOf({ starts }, start) {
  const upTo = (word) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (starts[middle] <= word) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const first = Math.max(0, upTo(start) - 1);
  return Array.from({ length: Math.max(1, upTo(`${start}\uffff`) - first) }, (_, at) => first + at);
}

const readWords = async ({ ask }, { build }, number, file) => (await ask(`${number}/${file}`, build)).words;

// What was mistyped.

/** A word with what it may have been meant to be, if it is on no page as it was typed, and on few at all. */
async function mend(site, term) {
  const { word, isOpen, isExact, weights } = term;
  if (isExact || word.length < MENDABLE || weights.size >= FEW || !/^\p{L}+$/u.test(word)) return term;
  const ends = [`<${word.slice(0, 2)}`, `${word.slice(-2)}>`].map((end) => hash(end) % site.spelling);
  const files = await Promise.all([...new Set(ends)].map((file) => site.ask(`spelling/${file}`)));
  const most = word.length >= 2 * MENDABLE ? 2 : 1;
  const meanings = new Map();
  for (const { words: known } of files) {
    for (const [name, spread] of Object.entries(known)) {
      const whole = slips(word, name, most);
      // What is still being typed may begin the word.
      const begun = isOpen && word.length >= BEGUN && name.length > word.length ? slips(word, name.slice(0, word.length), most) + 0.5 : most + 1;
      const far = Math.min(whole, begun);
      if (name !== word && far <= most + 0.5) meanings.set(name, far - spread / 32);
    }
  }
  const best = [...meanings].sort((a, b) => a[1] - b[1]).slice(0, MEANINGS);
  if (!best.length) return term;
  // What stands for a word that is on no page is said.
  const meant = weights.size ? undefined : best[0][0];
  const mended = { ...term, names: [...term.names], weights: new Map(weights), meant };
  const addMeant = ([name, far]) => {
    const likeness = (meant ? 1 : MEANT) - SLIP * Math.max(0, far);
    return site.segments.map((segment, number) => addNamed(site, mended, name, segment, number, likeness));
  };
  await Promise.all(best.flatMap(addMeant));
  mended.spread = Math.max(mended.spread, mended.weights.size);
  return mended;
}

/** FNV-1a of 32 bit over UTF-8. */
function hash(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

// Pages.

/** Which pages have one value of each of `filters`; nothing if no page is to have any. A page has one
    language and one section, and only values of one kind stand beside each other. */
async function allow(site, filters) {
  if (!filters.length) return undefined;
  const counts = new Uint8Array(site.pages);
  await Promise.all(
    site.segments.flatMap((segment, number) =>
      filters.flat().map(async (value) => {
        const name = `=${value}`;
        const [file] = filesOf(segment, name);
        const runs = (await readWords(site, segment, number, file))[name] ?? [];
        let page = segment.from;
        for (let at = 0; at < runs.length; at += 2) {
          page += runs[at];
          for (const end = page + runs[at + 1]; page < end; page++) counts[page]++;
        }
      }),
    ),
  );
  return (page) => counts[page] === filters.length;
}

/** The best pages, and how many have all that was asked for. What a page lacks counts twice: it adds
    nothing, and makes the rest count less. */
function rank(site, terms, more, allowed, isPreferred, count) {
  const rarity = ({ spread }) => Math.log(1 + (site.pages - spread + 0.5) / (spread + 0.5));
  const known = terms.filter((it) => it.weights.size);
  const required = known.length ? known : more;
  const scores = new Float64Array(site.pages);
  const covered = new Float64Array(site.pages);
  const touched = [];
  let whole = 0;
  for (const term of required) {
    const rare = rarity(term);
    // Of a common word not all pages are listed.
    const share = term.isCommon ? 0 : rare;
    whole += share;
    for (const [page, weight] of term.weights) {
      if (!scores[page]) touched.push(page);
      scores[page] += rare * weight;
      covered[page] += share;
    }
  }
  for (const term of required === more ? [] : more) {
    const rare = rarity(term);
    for (const [page, weight] of term.weights) if (scores[page]) scores[page] += rare * weight;
  }
  const share = (page) => (whole ? covered[page] / whole : 1);
  const pages = allowed ? touched.filter(allowed) : touched;
  const full = pages.reduce((sum, page) => sum + (share(page) > 0.999), 0);
  const least = LACKING[full >= FEW ? 1 : 0];
  const best = [];
  let total = 0;
  for (const page of pages) {
    const has = share(page);
    if (has < least) continue;
    total++;
    const score = scores[page] * has * has * (isPreferred(page) ? PREFERRED : 1);
    if (best.length === count && score < best.at(-1)[0]) continue;
    const at = best.findIndex(([other, its]) => score > other || (score === other && page > its));
    best.splice(at < 0 ? best.length : at, 0, [score, page]);
    if (best.length > count) best.pop();
  }
  return { pages: best.map(([, page]) => page), total };
}
