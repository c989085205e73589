// What keys do, and the sheet that says so. Who types with their voice, or by accident, can turn them off
// there (WCAG 2.2, 2.1.4).
import { areOff, make, SHORTCUTS, speak } from "./index.js";
import * as dialog from "./dialog.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

const click = (selector) => () => document.querySelector(selector)?.click();

const acts = {
  "/": () => import("./search.js").then((it) => it.show()),
  "?": show,
  h: click(".site-title"),
  n: click(".beside .later a"),
  p: click(".beside .earlier a"),
  c() {
    const contents = document.querySelector(".contents details");
    if (!contents) return;
    contents.open = true;
    contents.querySelector("a").focus();
  },
  t: click("button.theme"),
};

/** Does what `key` stands for. */
export const press = (key) => dialog.isOpen() || acts[key]();

/** Shows the sheet. */
export function show() {
  if (dialog.isOpen()) return;
  const { title, keys, turnOff } = speak(WORDS);
  const rows = Object.keys(acts).flatMap((key) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, keys[key])]);
  const box = make("input", { type: "checkbox", checked: areOff() });
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.setItem(SHORTCUTS, "off");
      else localStorage.removeItem(SHORTCUTS);
    } catch {
      // Where nothing may be kept they stay on.
      box.checked = false;
    }
  });
  dialog.open("help", title, make("dl", {}, ...rows), make("label", {}, box, ` ${turnOff}`));
}
