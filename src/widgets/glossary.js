/**
 * A term within a line. Its definition, from the site's glossary (`src/glossary.rs`), is shown on hover,
 * on focus and by a tap, goes with Escape and stays while it is pointed at (WCAG 2.2, 1.4.13). It is in
 * the top layer, where nothing of the page can be above it.
 *
 * @element stacks-glossary
 * @summary A term, with its definition from the site's glossary on hover, focus or tap.
 * @attr {string} term - The term; without it, what stands between the tags.
 * @attr {string} language - The language of the definition (BCP 47); else that of the page, or any.
 * @slot - What it shows.
 * @display inline
 * @csspart term - The term.
 * @csspart definition - The box with its definition.
 * @csspart link - The link to its place.
 * @fires {CustomEvent<{ term: string; url: string }>} stacks-load
 * @word place = glossary_place
 * @word notDefined = not_defined
 */
import { fold, json, make, root } from "./index.js";

/** By language, from `src/language.rs`. */
const WORDS = STACKS_WORDS;

const styles = `
button { padding: 0; font: inherit; color: inherit; background: none; border: 0; text-decoration: underline dotted; text-underline-offset: 0.2em; cursor: help; }
[popover] { all: initial; position: fixed; box-sizing: border-box; inline-size: max-content; max-inline-size: min(22em, calc(100vw - 1rem)); padding: 0.8em 1em; border: 1px solid var(--line); border-radius: 6px; background: var(--paper); color: var(--ink); color-scheme: inherit; font: var(--stacks-font, medium/1.5 system-ui, sans-serif); box-shadow: 0 4px 16px #0003; }
[popover]:not(:popover-open) { display: none; }
[popover]::before { content: ""; position: absolute; inset: -0.6em 0; z-index: -1; }
[popover] p { margin: 0 0 0.4em; unicode-bidi: plaintext; }
`;

/** What the element shows. */
export async function show(element) {
  const term = element.term || element.textContent.trim();
  const { language: siteLanguage } = await json("manifest.json");
  const { terms } = await json("data/glossary.json");
  const known = pick(terms, term, [element.language, element.hostLanguage, siteLanguage]);
  if (!known) throw new Error(`${term}: ${element.speak(WORDS).notDefined}`);
  const url = new URL(known.url.slice(1), root).href;
  const box = make(
    "span",
    { popover: "manual", role: "dialog", ariaLabel: known.term, part: "definition", lang: known.language ?? siteLanguage },
    make("p", { id: "definition" }, known.definition),
    make("a", { href: url, part: "link", lang: element.hostLanguage }, element.speak(WORDS).place),
  );
  const button = make("button", { type: "button", part: "term", "aria-describedby": "definition", "aria-expanded": "false" }, element.textContent.trim() || term);
  behave(button, box);
  return { nodes: [button, box], detail: { term: known.term, url }, styles: [styles] };
}

/** The term, in the first of the languages that has it. */
function pick(terms, term, languages) {
  const plain = (text) => fold(text).replace(/[\s_-]+/g, " ").trim();
  const named = terms.filter((it) => [it.term, ...(it.also ?? [])].some((name) => plain(name) === plain(term)));
  const primary = (tag) => tag?.split("-")[0].toLowerCase();
  for (const language of languages.filter(Boolean)) {
    const found = named.find((it) => primary(it.language) === primary(language));
    if (found) return found;
  }
  return named[0];
}

/** Closes the definition that is open, if one is. */
let closeOther = () => {};

function behave(button, box) {
  const isOpen = () => box.matches(":popover-open");
  let isPinned = false;
  const place = () => {
    // Taken out of the page meanwhile: nothing here may listen to it any more.
    if (!isOpen()) return close();
    const at = button.getBoundingClientRect();
    const { width, height } = box.getBoundingClientRect();
    const fitsBelow = at.bottom + height + 8 < innerHeight || at.top < height + 8;
    box.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - width - 8))}px`;
    box.style.top = `${Math.max(8, fitsBelow ? at.bottom + 4 : at.top - height - 4)}px`;
  };
  // While it is open, wherever the focus is: on many a device a tap gives none.
  const listeners = {
    keydown: (event) => {
      if (event.key !== "Escape") return;
      if (!isOpen()) return close();
      event.stopPropagation();
      if (box.contains(event.composedPath()[0])) button.focus();
      close();
    },
    pointerdown: (event) => !event.composedPath().some((it) => it === button || it === box) && close(),
    scroll: place,
    resize: place,
  };
  const listen = (how) => Object.entries(listeners).forEach(([name, listener]) => window[how](name, listener, true));
  const open = () => {
    if (isOpen() || !button.isConnected) return;
    closeOther();
    closeOther = close;
    box.showPopover();
    button.ariaExpanded = "true";
    listen("addEventListener");
    place();
  };
  const close = () => {
    isPinned = false;
    closeOther = () => {};
    listen("removeEventListener");
    if (isOpen()) box.hidePopover();
    button.ariaExpanded = "false";
  };
  const leave = ({ relatedTarget: to }) => {
    if (!isPinned && isOpen() && to !== button && !box.contains(to)) close();
  };
  button.addEventListener("pointerenter", ({ pointerType }) => pointerType === "mouse" && open());
  button.addEventListener("pointerleave", leave);
  box.addEventListener("pointerleave", leave);
  button.addEventListener("focus", open);
  // A tap gives the focus first: the click that follows must not take back what that showed.
  button.addEventListener("click", () => {
    if (isPinned) return close();
    open();
    isPinned = true;
  });
  for (const it of [button, box]) {
    it.addEventListener("focusout", ({ relatedTarget: to }) => to !== button && !box.contains(to) && isOpen() && close());
  }
}
