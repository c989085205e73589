/**
 * A search box over titles, headings, tags and the whole text, with its results below: a combobox with a
 * list (ARIA Authoring Practices, "Editable Combobox With List Autocomplete"). What it fetches are small
 * parts of the site's index (`find.js`), and of the pages found what is shown of them.
 *
 * @element stacks-search
 * @summary A search box for the site, with its results below.
 * @attr {string} query - What is searched for at first.
 * @attr {string} language - Only pages in this language (BCP 47).
 * @attr {number} [count=5] - How many results, 20 at the most.
 * @attr {boolean} filters - Results can be filtered by section, tag, year and language.
 * @attr {boolean} linked - What is searched for is in the page's address too, as `q`, so that it can be
 *   linked.
 * @csspart label - The label of the field.
 * @csspart field - The field.
 * @csspart filters - What results are filtered by.
 * @csspart status - How many were found.
 * @csspart list - The results.
 * @csspart item - A result, or an earlier search.
 * @csspart link - The title of a result.
 * @csspart place - The heading it is found below, its year and language.
 * @csspart excerpt - The passage that has what was searched for.
 * @csspart help - What there is to do when nothing was found.
 * @fires {CustomEvent<{ count: number }>} stacks-load
 * @word search = search
 * @word results = search_results
 * @word found = found
 * @word none = none_found
 * @word instead = search_instead
 * @word browse = search_browse
 * @word recent = search_recent
 * @word forget = search_forget
 * @word filter = search_filter
 * @word unfilter = search_unfilter
 * @word any = search_any
 * @word section = search_section
 * @word tag = search_tag
 * @word year = search_year
 * @word language = search_language
 * @word offline = failed_network
 * @word retry = retry
 */
import { find, index } from "./find.js";
import { FORM } from "./form.js";
import { make, place, root } from "./index.js";
import { complete, isRead, nameOf, option } from "./result.js";

/** By language, from `src/language.rs`. */
const WORDS = STACKS_WORDS;

const COUNT = 5;
const MOST = 20;

/** Where the last searches are kept, on our own pages only, and how many. */
const RECENT = "stacks.searches";
const MOST_RECENT = 5;

/** The filters, by their names in addresses, and what the index calls the values of each. */
const FILTERS = { section: "sections", tag: "tags", year: "years", language: "languages" };

/** How long nothing is typed before the texts of what was found are fetched, in milliseconds: who types on
    does not read them. */
const REST = 200;

/** How long nothing is typed before files of the index are fetched that were never before: who types fast
    does not read what fits the beginning of a word. What is there is shown at once. */
const PAUSE = 150;

/** How many tags are offered to whoever found nothing. */
const OFFERED = 12;

const styles = `${FORM}
.label { display: block; margin: 0 0 0.3em; font-weight: 700; font-size: 1em; }
details { margin: 0.5em 0 0; }
summary { display: inline-block; padding: 0.65em 0; color: var(--link); cursor: pointer; }
summary::marker { content: ""; }
summary::before { content: "＋ "; }
[open] > summary::before { content: "－ "; }
form { margin: 0.3em 0 0; }
[role="status"] { min-block-size: 1.5em; margin: 0.5em 0; color: var(--faint); font-size: 0.85em; }
[role="listbox"] { display: grid; gap: var(--stacks-gap, 0.3rem); }
[role="option"] { display: block; padding: 0.5em 0.6em; margin: 0 -0.6em; border-radius: 6px; color: inherit; text-decoration: none; cursor: pointer; }
[role="option"]:hover { background: var(--shelf); }
[aria-busy="true"] { opacity: 0.5; transition: opacity 0.2s 0.5s; }
/* Forced colours show an outline that has none. */
[aria-selected="true"] { background: var(--shelf); box-shadow: inset 3px 0 var(--accent); outline: 2px solid transparent; outline-offset: -2px; }
[role="option"] span { display: block; unicode-bidi: plaintext; }
[part="link"] { color: var(--link); font-weight: 700; text-decoration: underline; text-underline-offset: 0.18em; }
[part="place"] { color: var(--faint); font-size: 0.85em; }
[part="excerpt"] { margin: 0.15em 0 0; font-size: 0.95em; }
[part="place"] mark { color: var(--ink); }
mark { color: inherit; background: light-dark(#fbe3b4, #4a4124); }
.plain { padding: 0.4em 0; color: var(--link); background: none; font-weight: 400; text-decoration: underline; }
ul { display: flex; flex-wrap: wrap; gap: 0.3em 1em; margin: 0.3em 0; padding: 0; list-style: none; }
ul a { display: inline-block; padding: 0.6em 0; }
`;

/** What the element shows. The box stays the same while its visitor types. */
export async function show(element) {
  const site = await index();
  const box = new Box(element, site);
  await box.search();
  return { nodes: box.nodes, detail: { count: box.options.length }, styles: [styles] };
}

class Box {
  /** The options that can be chosen, and the one that is about to be. */
  options = [];
  #active = -1;
  /** Gives up what was asked for last. */
  #latest = new AbortController();
  /** Waits until nothing more is typed. */
  #rest;
  /** The query whose first result is to be followed once it is there. */
  #pending;
  /** The page around, and what its address was last told, or told. */
  #page = location.pathname;
  #told;
  #isShown = false;

  constructor(element, site) {
    this.element = element;
    this.site = site;
    this.words = element.speak(WORDS);
    const { search } = this.words;
    const state = element.linked ? stateOfAddress() : {};
    // What is typed stays, if another attribute than the query is another now.
    const before = element.shadowRoot.querySelector("[role=combobox]");
    const typed = before?.dataset.query === element.query ? before.value : element.query;
    this.label = make("label", { className: "label", htmlFor: "field", part: "label" }, search);
    this.field = make("input", { type: "search", id: "field", part: "field", value: state.q ?? typed, autocomplete: "off", autocapitalize: "off", spellcheck: false, enterKeyHint: "search", role: "combobox", ariaAutoComplete: "list", ariaExpanded: "false", "aria-controls": "list" });
    this.field.dataset.query = element.query;
    this.status = make("p", { role: "status", part: "status" });
    this.list = make("div", { role: "listbox", id: "list", part: "list", ariaLabel: this.words.results });
    this.help = make("div", { part: "help" });
    this.filters = element.filters ? this.#makeFilters(state) : undefined;
    this.nodes = [this.label, this.field, ...(this.filters ? [this.filters] : []), this.status, this.list, this.help];
    this.field.addEventListener("input", ({ isTrusted }) => {
      this.#pending = undefined;
      // What a script puts there is nobody's typing.
      this.search(isTrusted ? PAUSE : 0);
    });
    this.field.addEventListener("keydown", (event) => this.#press(event));
    this.list.addEventListener("click", (event) => this.#choose(event));
    if (element.linked) this.#followAddress();
  }

  /** Shows what fits what is typed; what must be fetched for that after `pause` milliseconds. */
  async search(pause = 0) {
    this.#latest.abort();
    this.#latest = new AbortController();
    const { signal } = this.#latest;
    const { field, element } = this;
    const query = field.value;
    if (!query.trim()) return this.#showRecent();
    // Earlier searches are no answer.
    if (this.list.dataset.query === undefined) this.#list([], this.words.results);
    this.list.ariaBusy = "true";
    const count = Math.min(MOST, Math.max(1, Number.parseInt(element.count, 10) || COUNT));
    try {
      const answer = await find(query, this.#values(this.#chosen()), count, this.#tags(element.hostLanguage), { signal, pause });
      // What was typed meanwhile is what is asked for.
      if (!signal.aborted) this.#show(query, answer);
    } catch (error) {
      if (signal.aborted) return;
      console.warn(error);
      this.#fail();
    }
  }

  // What is shown.

  #show(query, { total, isMore, found, terms, mended }) {
    const { words } = this;
    // What these are the results of, for whoever watches.
    this.#list(found.map((entry) => option(entry, terms, this.site.language)), words.results);
    this.list.dataset.query = query;
    const said = mended.map(([typed, meant]) => words.instead.replace("{typed}", typed).replace("{meant}", meant));
    this.status.textContent = found.length ? [`${words.found} ${total}${isMore ? "+" : ""}`, ...said].join(". ") : words.none;
    this.help.replaceChildren(...(found.length ? [] : this.#ways()));
    this.#rest = setTimeout(() => {
      this.#tellAddress();
      this.#complete(found, terms);
    }, REST);
    if (this.#pending === query) this.options[0]?.click();
  }

  /** Fetches where in its page each result is: the titles are there, so it may come later, or not at all. */
  #complete(found, terms) {
    const shown = this.options;
    found.forEach(async (entry, at) => {
      if ((await isRead(entry)) && this.options === shown) complete(shown[at], entry, terms);
    });
  }

  #list(options, label) {
    clearTimeout(this.#rest);
    this.options = options;
    this.#active = -1;
    options.forEach((it, at) => (it.id = `option-${at}`));
    delete this.list.dataset.query;
    Object.assign(this.list, { ariaBusy: "false", ariaLabel: label });
    this.field.removeAttribute("aria-activedescendant");
    this.field.ariaExpanded = String(options.length > 0);
    this.list.replaceChildren(...options);
  }

  #showRecent() {
    const recent = this.#isOurs() ? recents() : [];
    const { words } = this;
    this.#list(recent.map((query) => make("div", { role: "option", part: "item", ariaSelected: "false", className: "recent" }, query)), recent.length ? words.recent : words.results);
    this.status.textContent = recent.length ? words.recent : "";
    const forget = make("button", { type: "button", className: "plain" }, words.forget);
    forget.addEventListener("click", () => {
      remember([]);
      this.field.focus();
      this.search();
    });
    this.help.replaceChildren(...(recent.length ? [forget] : []));
  }

  /** What there is for whoever found nothing. */
  #ways() {
    const { words, site } = this;
    const clear = make("button", { type: "button", className: "plain" }, words.unfilter);
    clear.addEventListener("click", () => {
      for (const select of this.filters.querySelectorAll("select")) select.value = "";
      this.#changed();
      this.field.focus();
    });
    const link = ([url, title]) => make("li", {}, make("a", { href: new URL(place(url), root).href }, title));
    const tags = site.tags.slice(0, OFFERED);
    return [...(Object.keys(this.#chosen()).length ? [clear] : []), ...(tags.length ? [make("p", {}, words.browse), make("ul", {}, ...tags.map(link))] : [])];
  }

  #fail() {
    this.#list([], this.words.results);
    this.status.textContent = this.words.offline;
    const again = make("button", { type: "button" }, this.words.retry);
    again.addEventListener("click", () => {
      this.field.focus();
      this.search();
    });
    this.help.replaceChildren(again);
  }

  // What is pressed.

  #press(event) {
    const { key, isComposing, keyCode } = event;
    // Safari says by the code of the key alone that a word is being composed.
    if (isComposing || keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step && this.options.length) {
      event.preventDefault();
      // The field itself is one place of the round.
      const places = this.options.length + 1;
      return this.#activate(((this.#active + 1 + step + places) % places) - 1);
    }
    if (key !== "Enter") return;
    event.preventDefault();
    const chosen = this.options[this.#active];
    if (chosen) return chosen.click();
    if (this.element.linked) {
      this.#keep();
      // A keyboard on the screen makes room for the results.
      if (matchMedia("(pointer: coarse)").matches) this.field.blur();
      return;
    }
    // The results that are there may be those of an older query.
    if (this.list.dataset.query === this.field.value) this.options[0]?.click();
    else this.#pending = this.field.value;
  }

  #activate(at) {
    this.#active = at;
    this.options.forEach((it, number) => (it.ariaSelected = String(number === at)));
    const active = this.options[at];
    if (!active) return this.field.removeAttribute("aria-activedescendant");
    this.field.setAttribute("aria-activedescendant", active.id);
    active.scrollIntoView({ block: "nearest" });
  }

  #choose({ target }) {
    const chosen = target.closest("[role=option]");
    if (!chosen) return;
    if (!chosen.href) {
      this.field.value = chosen.textContent;
      this.field.focus();
      this.#changed();
    }
    this.#keep();
  }

  // Filters.

  #makeFilters(state) {
    const { words, site } = this;
    const selects = Object.entries(FILTERS).map(([name, offered]) => {
      const values = site[offered].map(([value, title]) => [value, name === "language" ? nameOf(value, this.element.hostLanguage) : title]);
      values.sort(([, a], [, b]) => a.localeCompare(b, undefined, { numeric: true }) * (name === "year" ? -1 : 1));
      // Only so many are offered, but a link may name another tag.
      const isOther = state[name]?.startsWith("/") && !values.some(([value]) => value === state[name]);
      if (isOther) values.push([state[name], state[name]]);
      if (values.length < 2 && !isOther) return undefined;
      const options = [["", words.any], ...values].map(([value, title]) => make("option", { value, selected: value === (state[name] ?? "") }, title));
      const select = make("select", { name }, ...options);
      return make("label", {}, words[name], select);
    });
    const made = make("form", {}, ...selects.filter(Boolean));
    made.addEventListener("submit", (event) => event.preventDefault());
    made.addEventListener("change", () => this.#changed());
    return make("details", { part: "filters", open: [...made.querySelectorAll("select")].some((it) => it.value), hidden: !made.childElementCount }, make("summary", {}, words.filter), made);
  }

  /** The filters that are chosen, by name. */
  #chosen() {
    const selects = [...(this.filters?.querySelectorAll("select") ?? [])];
    return Object.fromEntries(selects.filter((it) => it.value).map((it) => [it.name, it.value]));
  }

  /** The values that pages must have; of each, any. */
  #values(chosen) {
    const { language } = this.element;
    return [...Object.values(chosen).map((it) => [it]), ...(language ? [this.#tags(language)] : [])];
  }

  /** The site's languages that are this one. */
  #tags(language) {
    const wanted = language.toLowerCase();
    const tags = this.site.languages.map(([tag]) => tag);
    return tags.filter((tag) => tag.toLowerCase() === wanted || tag.toLowerCase().startsWith(`${wanted}-`) || wanted.startsWith(`${tag.toLowerCase()}-`));
  }

  // What is kept, and where.

  #changed() {
    this.#tellAddress();
    return this.search();
  }

  /** Keeps what was asked for: in the page's address, and among the last searches. */
  #keep() {
    this.#tellAddress();
    const query = this.field.value.trim();
    if (query && this.#isOurs()) remember([query, ...recents().filter((it) => it !== query)].slice(0, MOST_RECENT));
  }

  /** Whether the page around is of the site itself: others' pages keep nothing of ours. */
  #isOurs() {
    return location.href.startsWith(root.href);
  }

  /** Tells the address of the page what is asked for, as long as it is that page's. */
  #tellAddress() {
    if (!this.element.linked || location.pathname !== this.#page || !this.field.isConnected) return;
    const address = new URL(location.href);
    // Even if nothing is asked for: an address without a query is another page to the app.
    address.searchParams.set("q", this.field.value.trim());
    const chosen = this.#chosen();
    for (const name of Object.keys(FILTERS)) {
      if (chosen[name]) address.searchParams.set(name, chosen[name]);
      else address.searchParams.delete(name);
    }
    this.#told = address.search;
    try {
      if (address.href !== location.href) history.replaceState(history.state, "", address);
    } catch {
      // A frame may have no address of its own.
    }
  }

  /** Searches again when somebody else says in the page's address what for. */
  #followAddress() {
    this.#told = location.search;
    const follow = () => {
      if (!this.field.isConnected && this.#isShown) return navigation.removeEventListener("currententrychange", follow);
      this.#isShown ||= this.field.isConnected;
      if (location.pathname !== this.#page || location.search === this.#told) return;
      this.#told = location.search;
      const state = stateOfAddress();
      this.field.value = state.q ?? "";
      for (const select of this.filters?.querySelectorAll("select") ?? []) {
        select.value = state[select.name] ?? "";
        if (select.value) this.filters.open = true;
      }
      this.search();
    };
    globalThis.navigation?.addEventListener("currententrychange", follow);
  }
}

function stateOfAddress() {
  return Object.fromEntries(new URLSearchParams(location.search));
}

/** Storage may be denied, or hold what is not ours: then nothing was searched for. */
function recents() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((it) => typeof it === "string") : [];
  } catch {
    return [];
  }
}

function remember(queries) {
  try {
    if (queries.length) localStorage.setItem(RECENT, JSON.stringify(queries));
    else localStorage.removeItem(RECENT);
  } catch {
    // Nothing is kept, and nothing is missed.
  }
}
