// Over each block of code: its language, a button that wraps long lines and one that copies.
import { flash, make, speak } from "./index.js";

/** By language, from `src/aids.rs`. */
const WORDS = STACKS_WORDS;

/** Gives each block that has none its tools. Nothing moves: they lie over it. */
export function prepare() {
  for (const block of document.querySelectorAll(".code-block:not(:has(> .code-tools))")) {
    const pre = block.querySelector("pre");
    const tools = make("div", { className: "code-tools" });
    const [, language] = pre.querySelector("code")?.className.match(/(?:^| )language-(\S+)/) ?? [];
    if (language) tools.append(make("span", { className: "code-language" }, language));
    tools.append(wrapButton(block, pre));
    // There is no clipboard on sites without encryption.
    if (navigator.clipboard) tools.append(copyButton(pre));
    block.prepend(tools);
  }
}

/** There for who comes near, if a line is longer than the block. */
function wrapButton(block, pre) {
  const { wrap } = speak(WORDS);
  const button = make("button", { type: "button", className: "wrap", hidden: true, ariaPressed: "false" }, wrap);
  const look = () => (button.hidden = !block.classList.contains("wrapped") && pre.scrollWidth <= pre.clientWidth);
  block.addEventListener("pointerenter", look);
  block.addEventListener("focusin", look);
  button.addEventListener("click", () => (button.ariaPressed = String(block.classList.toggle("wrapped"))));
  return button;
}

function copyButton(pre) {
  const { copy, copied, notCopied } = speak(WORDS);
  const button = make("button", { type: "button", className: "copy" }, copy);
  button.addEventListener("click", async () => {
    // Without the end of the last line: a terminal would run it.
    const code = pre.textContent.replace(/\n+$/, "");
    flash(button, await navigator.clipboard.writeText(code).then(() => copied, () => notCopied), copy);
  });
  return button;
}
