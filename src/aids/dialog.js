// A dialog in the middle of the page, with a title and a way out.
import { make, speak } from "./index.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

/** Opens a dialog of this class and title, and returns it; nothing while another is open. It is gone once
    it is closed, and closes when another page comes. */
export function open(className, title, ...children) {
  if (document.querySelector("dialog.dialog[open]")) return undefined;
  const close = make("button", { type: "button", className: "close", ariaLabel: speak(WORDS).close });
  // What has the focus at first does nothing: who types on meanwhile closes nothing.
  const heading = make("h2", { id: "stacks.dialog", tabIndex: -1, autofocus: true }, title);
  const dialog = make("dialog", { className: `dialog ${className}` }, close, heading, ...children);
  dialog.setAttribute("aria-labelledby", heading.id);
  close.addEventListener("click", () => dialog.close());
  // Pressed and let go beside it: a text that is selected may end there.
  let isPressedBeside = false;
  const isBeside = ({ clientX: x, clientY: y }) => {
    const { left, right, top, bottom } = dialog.getBoundingClientRect();
    return x < left || x > right || y < top || y > bottom;
  };
  dialog.addEventListener("pointerdown", (event) => (isPressedBeside = isBeside(event)));
  dialog.addEventListener("click", (event) => isPressedBeside && isBeside(event) && dialog.close());
  const gone = new AbortController();
  for (const [target, name] of [[globalThis.navigation, "navigate"], [globalThis, "popstate"]]) {
    target?.addEventListener(name, () => dialog.close(), { signal: gone.signal });
  }
  dialog.addEventListener("close", () => {
    gone.abort();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
