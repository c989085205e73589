// The search box, over the page: a field at once, which gives what is typed meanwhile to the element that
// searches, once that is there.
import { make, speak } from "./index.js";
import { open } from "./dialog.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

export function show(typed = "") {
  const { search, failed, all } = speak(WORDS);
  // On the page to search on, that is where one searches.
  const own = document.querySelector("main stacks-search[linked]")?.shadowRoot?.querySelector("[role=combobox]");
  if (own) {
    own.focus();
    if (typed) Object.assign(own, { value: typed }).dispatchEvent(new Event("input"));
    return;
  }
  const first = make("input", { type: "search", ariaLabel: search, value: typed });
  // Something stands in it, so that it invents no link where it cannot be had.
  const box = make("stacks-search", { lang: document.documentElement.lang }, make("span", {}));
  box.setAttribute("count", "8");
  box.setAttribute("filters", "");
  const place = document.querySelector("a.search");
  const page = make("a", { className: "all", href: place?.href ?? "search/" }, all);
  // The same on a page of its own, which has an address.
  const tell = () => {
    const inBox = [...(box.shadowRoot?.querySelectorAll("[role=combobox], select") ?? [])];
    const asked = inBox.filter((it) => it.value).map((it) => [it.name || "q", it.value]);
    const address = new URL(page.href);
    address.search = new URLSearchParams(inBox.length ? asked : { q: first.value });
    page.href = address.href;
  };
  for (const name of ["pointerdown", "focus", "click"]) page.addEventListener(name, tell);
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
