// A post handed on: through the system's own sheet where there is one, or else as a link to paste.
import { flash, speak } from "./index.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

export async function share(button) {
  const title = document.querySelector("main h1").textContent;
  const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  // Thinking better of it is no failure.
  if (navigator.share) return navigator.share({ title, url }).catch(() => {});
  const { send, copied, notCopied } = speak(WORDS);
  flash(button, await (navigator.clipboard?.writeText(url) ?? Promise.reject()).then(() => copied, () => notCopied), send);
}
