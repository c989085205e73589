// The search box, over the page.
import { make, speak } from "./index.js";
import * as dialog from "./dialog.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

export function show() {
  if (dialog.isOpen()) return;
  if (!customElements.get("stacks-search")) import(new URL("widgets.js", document.baseURI).href);
  const box = make("stacks-search", { lang: document.documentElement.lang });
  box.setAttribute("count", "8");
  const opened = dialog.open("search-box", speak(WORDS).search, box);
  box.addEventListener("stacks-load", () => box.shadowRoot.querySelector("input").focus(), { once: true });
  box.addEventListener("stacks-navigate", () => opened.close());
}
