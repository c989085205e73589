// A footnote beside its reference: on hover, on focus and by a tap.
import { make, named, speak } from "./index.js";
import * as box from "./box.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

/** Shows the footnote that `link` refers to. */
export function show(link, event) {
  const note = named(link);
  const isTap = event.type === "click";
  // The pointer may have gone on while this module came; and what a tap has shown stays.
  if (!note || (!isTap && (!box.isWanted(link) || box.isOf(link)))) return;
  const copy = note.cloneNode(true);
  for (const it of copy.querySelectorAll(".footnote-back, .code-tools")) it.remove();
  for (const it of copy.querySelectorAll("[id], [role=button]")) {
    for (const name of ["id", "role", "tabindex", "aria-haspopup"]) it.removeAttribute(name);
  }
  const nodes = [...copy.childNodes];
  // Who taps has no other way there.
  if (isTap) nodes.push(make("p", {}, make("a", { href: link.href }, speak(WORDS).toNote)));
  const article = link.closest("[lang]");
  box.open(link, nodes, { lang: article.lang, dir: article.dir }, true);
}
