// The search box, over the page: a field at once, which gives what is typed meanwhile to the element that
// searches, once that is there.
import { make, speak } from "./index.js";
import { open } from "./dialog.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

export function show(typed = "") {
  const { search, failed, all } = speak(WORDS);
  const first = make("input", { type: "search", ariaLabel: search, value: typed });
  const box = make("stacks-search", { lang: document.documentElement.lang });
  box.setAttribute("count", "8");
  box.setAttribute("filters", "");
  const place = document.querySelector("a.search");
  const page = make("a", { className: "all", href: place?.href ?? "search/" }, all);
  // The same on a page of its own, which has an address.
  page.addEventListener("click", () => {
    const address = new URL(page.href);
    address.search = new URLSearchParams({ q: (box.shadowRoot?.querySelector("input") ?? first).value });
    page.href = address.href;
  });
  const opened = open("search-box", search, first, box, page);
  if (!opened) return;
  first.focus();
  const fail = () => {
    if (first.isConnected && !opened.querySelector("[role=alert]")) first.after(make("p", { role: "alert" }, failed));
  };
  box.addEventListener("stacks-error", fail);
  box.addEventListener("stacks-load", () => {
    if (!first.isConnected) return;
    const field = box.shadowRoot.querySelector("input");
    const hasFocus = document.activeElement === first;
    field.value = first.value;
    field.dispatchEvent(new Event("input"));
    first.remove();
    opened.querySelector("[role=alert]")?.remove();
    if (hasFocus) field.focus();
  });
  box.addEventListener("stacks-navigate", () => opened.close());
  if (!customElements.get("stacks-search")) import(new URL("widgets.js", document.baseURI).href).catch(fail);
}
