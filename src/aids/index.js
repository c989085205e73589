// What makes reading more comfortable, and no page needs: each part is fetched when the first page, or the
// first wish of a visitor, needs it. This one only listens. It changes nothing that the views draw: what it
// adds stands within a document or behind the app's element.

/** What is said in the language of the page, of what is said in each. */
export const speak = (words) => words[document.documentElement.lang.slice(0, 2)] ?? words.en;

/** Makes an element with these properties and children. */
export function make(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Says aloud, to those who do not see it. */
export const say = (text) => (document.getElementById("stacks.status").textContent = text);

const FOOTNOTE = ".footnote-reference a";
const LINK = ".prose a:not(.anchor, .footnote-back, .contents a, .footnote-reference a)";
const IMAGE = ".prose img:not(.emoji, a img)";

/** What is pointed at, or has the focus, and what is done about it. */
const wishes = [
  [FOOTNOTE, ["pointerover", "focusin", "click"], (link, event) => import("./footnotes.js").then((it) => it.show(link, event))],
  [LINK, ["pointerover"], (link, event) => import("./previews.js").then((it) => it.show(link, event))],
  [IMAGE, ["click", "keydown"], (image, event) => import("./images.js").then((it) => it.show(image, event))],
  ["button.search", ["click"], () => import("./search.js").then((it) => it.show())],
  ["button.shortcuts", ["click"], () => import("./shortcuts.js").then((it) => it.show())],
  ["button.send", ["click"], (button) => import("./share.js").then((it) => it.share(button))],
];

for (const name of ["pointerover", "focusin", "click", "keydown"]) {
  addEventListener(name, (event) => {
    for (const [selector, names, act] of wishes) {
      const found = names.includes(name) && event.target.closest?.(selector);
      if (!found) continue;
      // A finger has no way to point: a tap shows what pointing would.
      if (name === "click" && selector === FOOTNOTE) {
        if (event.pointerType !== "touch") continue;
        event.preventDefault();
      }
      act(found, event);
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

addEventListener("keydown", (event) => {
  const isSearch = event.key === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
  const [target] = event.composedPath();
  const isTyping = target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const isHeld = event.ctrlKey || event.metaKey || event.altKey;
  if (event.defaultPrevented || (!isSearch && (isTyping || isHeld || !KEYS.test(event.key)))) return;
  if (!isSearch && areOff()) return;
  // Firefox would search within the page for what is typed next.
  event.preventDefault();
  import("./shortcuts.js").then((it) => it.press(isSearch ? "/" : event.key));
});

/** Gives what is shown now what its documents need: again for each page, without waiting for anybody. */
function prepare() {
  if (document.querySelector(".code-block:not(:has(> .code-tools))")) import("./code.js").then((it) => it.prepare());
  for (const image of document.querySelectorAll(`${IMAGE}:not([tabindex])`)) {
    image.tabIndex = 0;
    image.role = "button";
    image.ariaHasPopup = "dialog";
  }
}

new MutationObserver(prepare).observe(document.querySelector("[id='stacks.app']"), { childList: true, subtree: true });
prepare();
