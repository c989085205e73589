// A dialog in the middle of the page, with a title and a way out.
import { make, speak } from "./index.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

/** Opens a dialog of this class and title, and returns it; it is gone once it is closed. */
export function open(className, title, ...children) {
  const close = make("button", { type: "button", className: "close", ariaLabel: speak(WORDS).close });
  const heading = make("h2", { id: "stacks.dialog" }, title);
  const dialog = make("dialog", { className: `dialog ${className}` }, close, heading, ...children);
  dialog.setAttribute("aria-labelledby", heading.id);
  close.addEventListener("click", () => dialog.close());
  // Beside it is the dialog itself, where it has no content.
  dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** Whether one is open. */
export const isOpen = () => document.querySelector("dialog.dialog[open]") !== null;
