// What every element is: attributes and properties in, events out, a shadow tree of its own. It knows
// nothing of what an element shows; that is in the element's own module, which is fetched when the
// first of its kind comes near the viewport. Custom elements (HTML, section 4.13).
//
// The page around belongs to somebody else. Nothing here throws into it, names anything in it, styles
// it or goes anywhere: what fails is told in an event, and the element shows what its author put
// between its tags. Nodes are made one by one, so that a page may enforce Trusted Types, and styles
// are constructed, so that its policy needs to allow none.

/** The site that the elements came from. */
export const root = new URL("../../", import.meta.url);

/** The elements by name: what each one's attributes hold, whether it reads what stands between its
    tags, and whether it stands within a line. From the headers of their scripts. */
export const elements = STACKS_ELEMENTS;

/** The digest of each of our files that is fetched later (Subresource Integrity). */
const digests = STACKS_DIGESTS;

/** How far from the viewport an element begins to load. */
const NEAR = "300px";

/** What is fetched, by address: elements that ask for the same share it. What failed is asked for
    again. */
const fetched = new Map();

/** What `read` makes of `url`, once for all elements. */
export function once(url, read) {
  const known = fetched.get(url);
  if (known) return known;
  const asked = read(url);
  fetched.set(url, asked);
  asked.catch(() => fetched.delete(url));
  return asked;
}

/** How long an answer may take, in milliseconds: as in the app. */
export const PATIENCE = 20_000;

/** The answer from `url`. Rejects with an error that says what was wrong. */
export async function get(url, options) {
  const response = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE), ...options });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return response;
}

/** The data at `path` of the site, once for all elements. */
export const json = (path) =>
  once(new URL(path, root).href, async (url) => {
    const response = await get(url);
    // Some servers answer everything with a page.
    const value = /json/.test(response.headers.get("content-type") ?? "") ? await response.json() : undefined;
    // All that a site publishes for programs says by which version of the contract it is.
    if (!Number.isInteger(value?.version)) throw new Error(`${url}: no data of a site`);
    return value;
  });

/** One of our own files, checked against its digest, once for all elements. */
export const file = (name) => once(new URL(name, import.meta.url).href, (url) => get(url, { integrity: digests[name] }));

/** Makes an element with these properties, or attributes where it has no such property, and children. */
export function make(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined) continue;
    if (name in made) made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

const inView = globalThis.IntersectionObserver && new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) if (isIntersecting) target[start]();
  },
  { rootMargin: NEAR },
);

const start = Symbol("start");

/** The sheet that all elements have; each has its own besides. */
const BASE = `
:host { display: block; }
:host([hidden]) { display: none; }
[part="base"] {
  --paper: var(--stacks-paper, light-dark(#fffdf8, #14161c));
  --shelf: var(--stacks-shelf, light-dark(#f6efe2, #1d2029));
  --ink: var(--stacks-ink, light-dark(#2a2420, #e9e4da));
  --faint: var(--stacks-faint, light-dark(#695d51, #a9a294));
  --link: var(--stacks-link, light-dark(#1d5a8a, #8fc3ee));
  --accent: var(--stacks-accent, light-dark(#b8431f, #ff9d6b));
  --line: var(--stacks-line, light-dark(#e2d6c0, #343947));
  /* What the page says of its own text does not hold in here. */
  all: initial;
  display: block;
  box-sizing: border-box;
  padding: var(--stacks-padding, 1rem);
  background: var(--paper);
  color: var(--ink);
  color-scheme: inherit;
  font: var(--stacks-font, medium/1.5 system-ui, sans-serif);
  text-align: left;
  overflow-wrap: anywhere;
  visibility: inherit;
}
/* By the side, as a text that runs the other way has its start there. */
:host(:dir(rtl)) [part="base"] { text-align: right; }
:host([theme="light"]) [part="base"] { color-scheme: light; }
:host([theme="dark"]) [part="base"] { color-scheme: dark; }
a { color: var(--link); text-underline-offset: 0.18em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
`;

const INLINE = `
:host { display: inline; }
[part="base"] { all: unset; color-scheme: inherit; }
`;

/** The sheets of each document, by their texts: none may be shared by two. */
const sheets = new WeakMap();

function sheet(text, owner) {
  if (!sheets.has(owner)) sheets.set(owner, new Map());
  const known = sheets.get(owner);
  if (!known.has(text)) {
    const made = new owner.defaultView.CSSStyleSheet();
    made.replaceSync(text);
    known.set(text, made);
  }
  return known.get(text);
}

/** The module `name` of ours, which imports these `others`, for an element with this shadow tree. Only a
    preloaded module is checked against a digest, so that comes first. */
async function load(name, others, shadow) {
  const preload = (name) => {
    const href = new URL(name, import.meta.url).href;
    const link = make("link", { rel: "modulepreload", href, integrity: digests[name], crossOrigin: "anonymous" });
    if (!link.relList.supports("modulepreload")) return undefined;
    const loaded = new Promise((done, fail) => {
      link.onload = done;
      link.onerror = () => fail(new Error(`${href}: not what it should be`));
    });
    shadow.append(link);
    return loaded.finally(() => link.remove());
  };
  await Promise.all([name, ...others].map(preload));
  return import(new URL(name, import.meta.url).href);
}

/** Defines the element `name`. Its module exports `show(element)`, which resolves to `{ nodes, detail,
    styles }`: what is shown, what the page is told of it, and the style sheets it takes. */
function define(name, { attributes, modules = [], reads, inline }) {
  // The script may be on the page twice, at another address the second time.
  if (customElements.get(name)) return;

  const kinds = { ...attributes, theme: "string" };
  const properties = Object.keys(kinds);

  class StacksElement extends HTMLElement {
    static observedAttributes = [...properties, "lang"];
    #root = this.attachShadow({ mode: "open" });
    #isShown = false;
    /** The run that fetches what is to be shown; one that is not this any more has been given up. */
    #run;
    #isNear = false;
    /** The language in which it is shown. */
    #language;
    /** Tells when what stands between the tags changes, of elements that show it. */
    #reader = reads && new MutationObserver(() => this.#change());

    constructor() {
      super();
      this.#restore();
      this.#root.addEventListener("click", (event) => this.#follow(event));
    }

    connectedCallback() {
      // What was set before the element was defined hides the accessors.
      for (const property of properties) {
        if (!Object.hasOwn(this, property)) continue;
        const value = this[property];
        delete this[property];
        this[property] = value;
      }
      this.#reader?.observe(this, { childList: true, characterData: true, subtree: true });
      // One that was moved keeps what it shows, unless it was moved among people who speak otherwise.
      if (this.#language !== this.hostLanguage) this.#isShown = false;
      // What has no box of its own never comes near the viewport.
      const hasBox = getComputedStyle(this).display !== "contents";
      if (this.#isNear) this.#refresh();
      else if (inView && hasBox) inView.observe(this);
      else this[start]();
    }

    disconnectedCallback() {
      inView?.unobserve(this);
      this.#reader?.disconnect();
      this.#run = undefined;
    }

    adoptedCallback() {
      this.#isShown = false;
    }

    attributeChangedCallback(attribute, before, now) {
      if (before !== now && attribute !== "theme") this.#change();
    }

    #change() {
      this.#isShown = false;
      if (this.#isNear && this.isConnected) this.#refresh();
    }

    [start]() {
      inView?.unobserve(this);
      this.#isNear = true;
      this.#refresh();
    }

    /** Shows what the attributes ask for, once for all that change together. */
    async #refresh() {
      if (this.#isShown || this.#run) return;
      const run = (this.#run = {});
      await null;
      let wanted;
      try {
        const { show } = await load(`${name.slice("stacks-".length)}.js`, modules, this.#root);
        let made;
        do {
          wanted = this.#wanted();
          made = await show(this);
        } while (wanted !== this.#wanted());
        if (run !== this.#run) return;
        this.#isShown = true;
        this.#language = this.hostLanguage;
        this.#show(made.nodes, made.styles);
        this.#tell("load", made.detail);
      } catch (error) {
        if (run !== this.#run) return;
        if (wanted !== undefined && wanted !== this.#wanted()) {
          this.#run = undefined;
          return this.#refresh();
        }
        this.#restore();
        this.#tell("error", { message: String(error?.message ?? error) });
      } finally {
        if (run === this.#run) this.#run = undefined;
      }
    }

    #show(nodes, styles) {
      const all = [BASE, inline ? INLINE : "", ...styles];
      this.#root.adoptedStyleSheets = all.map((text) => sheet(text, this.ownerDocument));
      this.#root.replaceChildren(make(inline ? "span" : "div", { className: "base", part: "base" }, ...nodes));
    }

    /** What it would show by now. */
    #wanted() {
      const own = Object.keys(attributes).map((it) => this.getAttribute(it));
      return JSON.stringify([...own, this.hostLanguage, reads && this.textContent]);
    }

    /** Shows what stands between the element's tags; if there is nothing, where it would lead. */
    #restore() {
      this.#root.adoptedStyleSheets = [];
      const slot = document.createElement("slot");
      this.#root.replaceChildren(slot);
      if (!this.#run || this.textContent.trim() || this.childElementCount) return;
      const { src = "", term } = this;
      const [path, from] = reads ? [src || root.href, document.baseURI] : [place(src), root];
      const address = URL.canParse(path, from) ? new URL(path, from) : root;
      // An address may come from anybody: it leads to a page, and that of a post to the site.
      const to = /^https?:$/.test(address.protocol) && (reads || address.href.startsWith(root.href)) ? address : root;
      slot.append(make("ul", {}, make("li", {}, make("a", { href: to.href }, term || to.host + to.pathname))));
    }

    /** A link is followed: to a place within the element without the page's address, to any other
        unless the page objects. */
    #follow(event) {
      const link = event.target.closest?.("a[href]");
      const isHeld = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      if (!link || isHeld || event.defaultPrevented) return;
      const id = this.#isOwn(link) && decode(link.hash.slice(1));
      const target = id && this.#root.getElementById(id);
      if (target) {
        event.preventDefault();
        for (let it = target.closest("details"); it; it = it.parentElement.closest("details")) it.open = true;
        target.tabIndex = -1;
        target.focus({ preventScroll: true });
        return target.scrollIntoView();
      }
      if (!this.#tell("navigate", { url: link.href, title: link.textContent })) event.preventDefault();
    }

    /** Whether a link leads to a place of what the element shows. */
    #isOwn(link) {
      const own = this.#root.querySelector("[data-address]")?.dataset.address;
      return link.hash.length > 1 && link.href.split("#")[0] === own;
    }

    /** Tells the page; true unless it objects. */
    #tell(what, detail) {
      return this.dispatchEvent(new CustomEvent(`stacks-${what}`, { detail, bubbles: true, composed: true, cancelable: what === "navigate" }));
    }

    /** The language that the element stands in, by BCP 47. */
    get hostLanguage() {
      for (let at = this; at; at = at.parentElement ?? at.getRootNode().host) {
        const own = at.closest("[lang]");
        if (own?.lang) return own.lang;
      }
      return navigator.language;
    }

    /** What is said in that language, of what is said in each. */
    speak(words) {
      return words[this.hostLanguage.slice(0, 2).toLowerCase()] ?? words.en;
    }
  }

  for (const property of properties) {
    const isFlag = kinds[property] === "boolean";
    Object.defineProperty(StacksElement.prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        return isFlag ? this.hasAttribute(property) : (this.getAttribute(property) ?? "");
      },
      set(value) {
        if (isFlag) this.toggleAttribute(property, Boolean(value));
        else if (value === null || value === undefined) this.removeAttribute(property);
        else this.setAttribute(property, value);
      },
    });
  }
  customElements.define(name, StacksElement);
}

/** A text without what readers do not tell apart: case and accents. Composed again, for those signs of
    Korean that are no marks. */
export const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").normalize("NFC").toLowerCase();

/** A path of the site as seen from its root: `/posts/a/` is below it wherever that is. */
export const place = (path) => path.replace(/^\/(?!\/)/, "");

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

for (const [name, element] of Object.entries(elements)) define(name, element);
