// What every element is: attributes and properties in, events out, a shadow tree of its own. It knows
// nothing of what an element shows; that is in the element's own module, which is fetched when the
// first of its kind comes near the viewport. Custom elements (HTML, section 4.13).
//
// The page around belongs to somebody else. Nothing here throws into it, names anything in it, styles
// it or goes anywhere: what fails is told in an event, and the element shows what its author put
// between its tags. Nodes are made one by one, so that a page may enforce Trusted Types, and styles
// are constructed, so that its policy needs to allow none.

/** How far from the viewport an element begins to load. */
const NEAR = "300px";

/** What is fetched, by address: elements that ask for the same share it. What failed is asked for
    again. */
const fetched = new Map();

/** The data at `url`, once for all elements. Rejects with an error that says what was wrong. */
export function json(url) {
  const known = fetched.get(url);
  if (known) return known;
  const asked = read(url);
  fetched.set(url, asked);
  asked.catch(() => fetched.delete(url));
  return asked;
}

/** How long an answer may take, in milliseconds: as in the app. */
const PATIENCE = 20_000;

async function read(url) {
  const response = await fetch(url, { credentials: "omit", signal: AbortSignal.timeout(PATIENCE) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  // Some servers answer everything with a page.
  const value = /json/.test(response.headers.get("content-type") ?? "") ? await response.json() : undefined;
  // All that a site publishes for programs says by which version of the contract it is.
  if (!Number.isInteger(value?.version)) throw new Error(`${url}: no data of a site`);
  return value;
}

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
.base {
  --paper: var(--stacks-paper, light-dark(#fffdf8, #14161c));
  --ink: var(--stacks-ink, light-dark(#2a2420, #e9e4da));
  --faint: var(--stacks-faint, light-dark(#695d51, #a9a294));
  --link: var(--stacks-link, light-dark(#1d5a8a, #8fc3ee));
  --line: var(--stacks-line, light-dark(#e2d6c0, #343947));
  box-sizing: border-box;
  padding: var(--stacks-padding, 1rem);
  background: var(--paper);
  color: var(--ink);
  font: var(--stacks-font, 1rem/1.5 system-ui, sans-serif);
  text-align: left;
  overflow-wrap: anywhere;
}
/* By the side, as a text that runs the other way has its start there. */
.base[dir="rtl"] { text-align: right; }
:host([theme="light"]) .base { color-scheme: light; }
:host([theme="dark"]) .base { color-scheme: dark; }
a { color: var(--link); text-underline-offset: 0.18em; }
:focus-visible { outline: 3px solid currentcolor; outline-offset: 2px; }
`;

const sheets = new Map();

function sheet(text) {
  if (!sheets.has(text)) {
    const made = new CSSStyleSheet();
    made.replaceSync(text);
    sheets.set(text, made);
  }
  return sheets.get(text);
}

/** Defines the element `name`. `attributes` names those that change what it shows; each is a property
    too. `module` resolves to what its own module exports: `styles`, and `show(element)`, which resolves to
    `{ nodes, detail }`. */
export function define(name, attributes, module) {
  // The script may be on the page twice, at another address the second time.
  if (customElements.get(name)) return;

  const properties = [...attributes, "theme"];

  class StacksElement extends HTMLElement {
    static observedAttributes = properties;
    #root = this.attachShadow({ mode: "open" });
    #isShown = false;
    /** The run that fetches what is to be shown; one that is not this any more has been given up. */
    #run;
    #isNear = false;

    constructor() {
      super();
      this.#restore();
    }

    connectedCallback() {
      // What was set before the element was defined hides the accessors.
      for (const property of properties) {
        if (!Object.hasOwn(this, property)) continue;
        const value = this[property];
        delete this[property];
        this[property] = value;
      }
      // One that was moved keeps what it shows.
      if (this.#isNear) this.#refresh();
      else if (inView) inView.observe(this);
      else this[start]();
    }

    disconnectedCallback() {
      inView?.unobserve(this);
      this.#run = undefined;
    }

    attributeChangedCallback(attribute, before, now) {
      if (before === now || attribute === "theme") return;
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
        const { styles, show } = await module();
        let made;
        do {
          wanted = this.#wanted();
          made = await show(this);
        } while (wanted !== this.#wanted());
        if (run !== this.#run) return;
        this.#isShown = true;
        this.#root.adoptedStyleSheets = [sheet(BASE), sheet(styles)];
        const direction = getComputedStyle(this).direction;
        this.#root.replaceChildren(make("div", { className: "base", part: "base", dir: direction }, ...made.nodes));
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

    /** What it would show by now. */
    #wanted() {
      return JSON.stringify([...attributes, "lang"].map((it) => this.getAttribute(it)));
    }

    /** Shows what stands between the element's tags. */
    #restore() {
      this.#root.adoptedStyleSheets = [];
      this.#root.replaceChildren(document.createElement("slot"));
    }

    /** Tells the page; true unless it objects. */
    #tell(what, detail) {
      return this.dispatchEvent(new CustomEvent(`stacks-${what}`, { detail, bubbles: true, composed: true, cancelable: what === "navigate" }));
    }

    /** A link out of the element, of which the page is told before it is followed. */
    link(url, title, properties) {
      const made = make("a", { href: url, part: "link", ...properties }, title);
      made.addEventListener("click", (event) => {
        if (!this.#tell("navigate", { url: made.href, title })) event.preventDefault();
      });
      return made;
    }

    /** The language that the element stands in, by BCP 47. */
    get hostLanguage() {
      for (let at = this; at; at = at.parentElement ?? at.getRootNode().host) {
        const own = at.closest("[lang]");
        if (own) return own.lang;
      }
      return navigator.language;
    }
  }

  for (const property of properties) {
    Object.defineProperty(StacksElement.prototype, property, {
      configurable: true,
      enumerable: true,
      get() {
        return this.getAttribute(property) ?? "";
      },
      set(value) {
        if (value === null || value === undefined) this.removeAttribute(property);
        else this.setAttribute(property, value);
      },
    });
  }
  customElements.define(name, StacksElement);
}
