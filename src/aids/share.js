// A post handed on: through the system's own sheet where there is one, or else as a link to paste.
import { say, speak } from "./index.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

/** How long the button says what came of it, in milliseconds. */
const SHOWN = 2000;

export async function share(button) {
  const title = document.querySelector("main h1").textContent;
  const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  if (navigator.share) {
    // Thinking better of it is no failure.
    return navigator.share({ title, url }).catch(() => {});
  }
  const { copied, notCopied } = speak(WORDS);
  const before = button.textContent;
  const result = await (navigator.clipboard?.writeText(url) ?? Promise.reject()).then(() => copied, () => notCopied);
  button.textContent = result;
  say(result);
  setTimeout(() => {
    button.textContent = before;
    say("");
  }, SHOWN);
}
