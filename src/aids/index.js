// What makes reading more comfortable, and no page needs: each part is fetched when the first page, or the
// first wish of a visitor, needs it. This one only listens. It changes nothing that the views draw: what it
// adds stands within a document or behind the app's element.

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

/** What is said in the language of the page, of what is said in each. */
export const speak = (words) => words[document.documentElement.lang.slice(0, 2)] ?? words.en;

/** Makes an element with these properties and children. */
export function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** The element with this id that a link's fragment names, as far as one can be read. */
export function named(link, page = document) {
  try {
    return page.getElementById(decodeURIComponent(link.hash.slice(1)));
  } catch {
    return null;
  }
}

/** How long a button says what came of it, in milliseconds. */
const SHOWN = 2000;
const waiting = new WeakMap();

/** Says on a button what came of it, and to those who do not see it; soon it says `label` again. */
export function flash(button, result, label) {
  const status = document.getElementById("stacks.status");
  clearTimeout(waiting.get(button));
  button.textContent = status.textContent = result;
  const rest = () => {
    button.textContent = label;
    status.textContent = "";
  };
  waiting.set(button, setTimeout(rest, SHOWN));
}

/** Does something with a part, if the visitor is still where it was wished for. What was pressed and
    cannot be done is told. */
async function wish(part, act, isPressed) {
  const here = location.href;
  try {
    const module = await import(part);
    if (location.href === here) await act(module);
  } catch (error) {
    console.warn(error);
    if (!isPressed) return;
    const told = make("p", { className: "aside-box told", role: "alert", popover: "auto" }, speak(WORDS).failed);
    told.addEventListener("toggle", ({ newState }) => newState === "closed" && told.remove());
    document.body.append(told);
    told.showPopover();
  }
}

const FOOTNOTE = ".prose .footnote-reference a";
const LINK = ".prose a:not(.anchor, .footnote-back, .contents a, .footnote-reference a)";
const SEARCH = "a.search";
const IMAGE = ".prose img:not(.emoji, a img)";

/** What is pointed at, pressed or has the focus, the part for it, and what that does. */
const wishes = [
  [FOOTNOTE, ["pointerover", "focusin", "click"], "./footnotes.js", (it, link, event) => it.show(link, event)],
  [LINK, ["pointerover"], "./previews.js", (it, link, event) => it.show(link, event)],
  [IMAGE, ["click", "keydown"], "./images.js", (it, image) => it.show(image)],
  [SEARCH, ["click"], "./search.js", (it) => it.show()],
  ["button.shortcuts", ["click"], "./shortcuts.js", (it) => it.show()],
  ["button.send", ["click"], "./share.js", (it, button) => it.share(button)],
];

for (const name of ["pointerover", "focusin", "click", "keydown"]) {
  addEventListener(name, (event) => {
    for (const [selector, names, part, act] of wishes) {
      const found = names.includes(name) && event.target.closest?.(selector);
      if (!found) continue;
      // A finger has no way to point: a tap shows what pointing would.
      if (name === "click" && selector === FOOTNOTE && event.pointerType !== "touch") continue;
      if (name === "keydown" && event.key !== "Enter" && event.key !== " ") continue;
      // Held keys open links elsewhere.
      if (selector === SEARCH && (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey)) continue;
      if (name === "keydown" || (name === "click" && (selector === FOOTNOTE || selector === SEARCH))) event.preventDefault();
      wish(part, (it) => act(it, found, event), name === "click" || name === "keydown");
    }
  });
}

/** Where it is kept that shortcuts are off. */
export const SHORTCUTS = "stacks.shortcuts";

/** Whether the visitor has turned shortcuts off. Storage may be denied: then nobody has. */
export function areOff() {
  try {
    return localStorage.getItem(SHORTCUTS) === "off";
  } catch {
    return false;
  }
}

/** Keys for which there is a shortcut; what each does is in its part. */
const KEYS = /^[/?chnpt]$/;

/** What was typed since the search box was wished for and has not come yet. */
let typed;

addEventListener("keydown", (event) => {
  const isSearch = event.key?.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
  const [target] = event.composedPath();
  const isTyping = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const isHeld = event.ctrlKey || event.metaKey || event.altKey;
  if (event.defaultPrevented || event.repeat || event.isComposing || (!isSearch && (isTyping || isHeld))) return;
  if (typed !== undefined) {
    if (event.key.length === 1) typed += event.key;
    return event.preventDefault();
  }
  if (!isSearch && (!KEYS.test(event.key) || areOff())) return;
  // Firefox would search within the page for what is typed next.
  event.preventDefault();
  const key = isSearch ? "/" : event.key;
  if (key !== "/") return wish("./shortcuts.js", (it) => it.press(key), true);
  typed = "";
  wish("./search.js", (it) => it.show(typed), true).finally(() => (typed = undefined));
});

/** Gives what is shown now what its documents need: again for each page, without waiting for anybody. */
function prepare() {
  if (document.querySelector(".code-block:not(:has(> .code-tools))")) wish("./code.js", (it) => it.prepare());
  for (const image of document.querySelectorAll(`${IMAGE}:not([tabindex])`)) {
    image.tabIndex = 0;
    image.role = "button";
    image.ariaHasPopup = "dialog";
  }
}

new MutationObserver(prepare).observe(document.querySelector("[id='stacks.app']"), { childList: true, subtree: true });
prepare();
