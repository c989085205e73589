// While the site is written: shows what is saved in the page that is open, in its place. `stacks watch` tells
// what changed; the app fetches it (`src/app/live.rs`), and here the text on the page becomes the new one
// block by block, so that what did not change keeps its state, and the eye finds what did. What was found
// wrong in what was saved is shown over the page.

const MARKED = { keyframes: [{ background: "#ffb74d40" }, { background: "transparent" }], duration: 1200 };

/** What stands in the page besides what was in its source: put there by scripts, or by the reader. */
const ADDED = ".code-tools";
const STATES = ["open", "tabindex", "role", "aria-haspopup", "aria-expanded", "aria-pressed"];

/** The source of each node that came from here: that is what it is compared by. */
const sources = new WeakMap();

/** A node as text, as it would be in a source. */
function bare(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.data ?? "";
  const copy = node.cloneNode(true);
  for (const it of copy.querySelectorAll(ADDED)) it.remove();
  for (const it of [copy, ...copy.querySelectorAll("*")]) for (const name of STATES) it.removeAttribute(name);
  return copy.outerHTML;
}

const source = (node) => node.outerHTML ?? node.data;

/** Whether a node of the page is what `fresh` says. */
const isSame = (node, fresh) => node.nodeName === fresh.nodeName && (sources.has(node) ? sources.get(node) === source(fresh) : bare(node) === bare(fresh));

/** Makes the children of `target` those of `fresh`, and returns what is new of them. */
function become(target, fresh) {
  const old = [...target.childNodes];
  const wanted = [...fresh.childNodes];
  const changed = [];
  // What stays, in its order: what is the same at both ends, and of the rest whatever comes next.
  const kept = new Map();
  let [start, end] = [0, 0];
  const keep = (at, node) => {
    kept.set(wanted[at], node);
    sources.set(node, source(wanted[at]));
  };
  const least = Math.min(old.length, wanted.length);
  while (start < least && isSame(old[start], wanted[start])) keep(start, old[start++]);
  while (end < least - start && isSame(old.at(-1 - end), wanted.at(-1 - end))) keep(wanted.length - 1 - end, old.at(-1 - end++));
  const rest = old.slice(start, old.length - end);
  for (let at = start; at < wanted.length - end; at++) {
    const same = rest.findIndex((it) => isSame(it, wanted[at]));
    if (same >= 0) keep(at, rest.splice(0, same + 1).at(-1));
  }
  // A block in the place of one of its kind may have changed in a part only.
  const free = new Set(old);
  for (const node of kept.values()) free.delete(node);
  for (const it of wanted) {
    const like = !kept.has(it) && it.children?.length && [...free].find((node) => node.nodeName === it.nodeName && node.id === it.id && node.className === it.className);
    if (!like) continue;
    free.delete(like);
    kept.set(it, like);
    sources.set(like, source(it));
    for (const name of like.getAttributeNames()) if (!STATES.includes(name) && !it.hasAttribute(name)) like.removeAttribute(name);
    for (const { name, value } of it.attributes) like.setAttribute(name, value);
    changed.push(...become(like, it));
  }
  let cursor = target.firstChild;
  for (const it of wanted) {
    const node = kept.get(it) ?? document.importNode(it, true);
    if (!kept.has(it)) {
      sources.set(node, source(it));
      changed.push(node);
    }
    while (cursor && cursor !== node && free.has(cursor)) cursor = cursor.nextSibling;
    if (cursor === node) cursor = cursor.nextSibling;
    else target.insertBefore(node, cursor);
  }
  for (const node of free) node.remove();
  return changed;
}

/** Lets the document that is shown take its next text in place. The app sets it as a whole. */
function prepare() {
  const prose = document.querySelector("main .prose");
  if (!prose || Object.hasOwn(prose, "innerHTML")) return prose;
  Object.defineProperty(prose, "innerHTML", {
    configurable: true,
    get: () => prose.getHTML(),
    set(html) {
      const template = document.createElement("template");
      template.innerHTML = html;
      mark(become(prose, template.content));
    },
  });
  return prose;
}

function mark(nodes) {
  // The blanks between blocks are nobody's.
  const seen = nodes.map((node) => (node.animate ? node : node.data?.trim() && node.parentElement)).filter(Boolean);
  for (const element of new Set(seen)) element.animate(MARKED.keyframes, MARKED.duration);
}

const base = new URL(document.baseURI);

/** Images that changed are asked for again. */
function renew(changed, build) {
  const paths = new Set(changed.map((it) => new URL(it, base).pathname));
  for (const image of document.images) {
    const address = new URL(image.currentSrc || image.src);
    if (!paths.has(address.pathname)) continue;
    address.search = build;
    image.src = address;
  }
}

// What is wrong.

const SHEET = `
:host { all: initial; position: fixed; inset: auto 1rem 1rem; z-index: 2147483647; display: flex; justify-content: center; color-scheme: dark; }
section { max-inline-size: 60rem; max-block-size: 60vh; overflow: auto; padding: 0.8rem 1rem; border-radius: 8px; border-inline-start: 4px solid #ff9d6b; background: #1d2029; color: #e9e4da; font: 15px/1.5 system-ui, sans-serif; box-shadow: 0 4px 24px #0008; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 1em; }
ul { margin: 0.4rem 0; padding: 0; list-style: none; }
li { margin: 0.5rem 0; }
a { color: #8fc3ee; }
code { font: 0.9em ui-monospace, monospace; }
button { font: inherit; color: inherit; background: none; border: 1px solid #8888; border-radius: 6px; padding: 0.25em 0.8em; cursor: pointer; }
`;

let overlay;

function say(heading, items) {
  overlay?.remove();
  if (!heading) return;
  overlay = document.createElement("stacks-live");
  const shadow = overlay.attachShadow({ mode: "open" });
  const make = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };
  const item = ({ file, line, column, found, advice, open }) =>
    make("li", {}, make("a", { href: open, title: "Open in the editor" }, make("code", {}, line ? `${file}:${line}:${column}` : file)), ` ${found}: ${advice}`);
  const close = make("button", { type: "button", onclick: () => overlay.remove() }, "Dismiss");
  const list = items.length ? [make("ul", {}, ...items.map(item))] : [];
  shadow.append(make("style", {}, SHEET), make("section", { role: "alert" }, make("h2", {}, heading), ...list, close));
  document.body.append(overlay);
}

function tell({ failed, problems = [] }) {
  if (failed) return say(failed, []);
  const count = problems.length;
  say(count ? (count === 1 ? "One thing to look at in what you saved" : `${count} things to look at in what you saved`) : "", problems);
}

/** Trunk's loader says when the app runs. */
const started = new Promise((done) => (window.wasmBindings ? done() : addEventListener("TrunkApplicationStarted", done, { once: true })));

let known;

const events = new EventSource(new URL("_stacks/events", base));

// The text of a document comes first: the app need not be asked for it, as it is told of all that changed next.
events.addEventListener("text", async ({ data }) => {
  const { url, html } = JSON.parse(data);
  await started;
  if (new URL(url, base).pathname !== location.pathname) return;
  const prose = prepare();
  if (prose) prose.innerHTML = html;
});

// What is told first is how things are: something may have been saved since the page was made, or while nobody
// was connected.
events.onmessage = async ({ data }) => {
  const message = JSON.parse(data);
  const isKnown = message.session === known?.session && message.build === known.build;
  const isNext = message.session === known?.session && message.build === known.build + 1;
  known = message;
  if (isKnown) return;
  tell(message);
  if (message.failed) return;
  const style = message.style && document.querySelector("head > style");
  if (style) style.textContent = message.style;
  renew(message.changed, message.build);
  if (isNext && message.changed.length === 0) return;
  await started;
  prepare();
  dispatchEvent(new Event("stacks-live"));
};
