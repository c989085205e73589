// What keys do, and the sheet that says so. Who types with their voice, or by accident, can turn them off
// there (WCAG 2.2, 2.1.4).
import { areOff, make, SHORTCUTS, speak } from "./index.js";
import { open } from "./dialog.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

const click = (selector) => () => document.querySelector(selector)?.click();

/** What keys do, but for the search box, which `index.js` sees to. */
const acts = {
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

/** Does what `key` stands for; nothing while a dialog is open. */
export const press = (key) => document.querySelector("dialog[open]") || acts[key]();

/** Shows the sheet. */
export function show() {
  const { title, keys, turnOff } = speak(WORDS);
  const rows = ["/", ...Object.keys(acts)].flatMap((key) => [make("dt", {}, make("kbd", {}, key)), make("dd", {}, keys[key])]);
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
  open("help", title, make("dl", {}, ...rows), make("label", {}, box, ` ${turnOff}`));
}
