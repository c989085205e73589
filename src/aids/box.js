// A box beside a link, in the top layer: for footnotes and for what a link leads to. It goes when nobody
// points at it or at its link any more, and with Escape (WCAG 2.2, 1.4.13). Where it lies is in the style.
import { make } from "./index.js";

/** Whether it is a sheet at the bottom instead (`style/aids.css`): nobody points at that by the way. */
const sheet = CSS.supports("anchor-name: --a") ? matchMedia("(width < 40rem)") : { matches: true };

/** How long the way from the link to the box may take, in milliseconds. */
const PATIENCE = 300;

const box = make("aside", { className: "aside-box", id: "stacks.box", popover: "manual" });
document.body.append(box);

/** The link that has it. */
let owner;
let leaving;

/** Whether somebody still points at the link, or it has the focus. */
export const isWanted = (link) => link.isConnected && (link.matches(":hover") || link === document.activeElement);

/** Whether the box is open, and beside this link. */
export const isOf = (link) => link === owner;

/** Shows `nodes` in the language of `lang` beside `link`; `isDescribed` if a screen reader is to read them
    with it. */
export function open(link, nodes, { lang, dir } = {}, isDescribed = false) {
  clearTimeout(leaving);
  if (owner !== link) close();
  owner = link;
  link.setAttribute("data-boxed", "");
  if (isDescribed) link.setAttribute("aria-describedby", box.id);
  box.lang = lang || document.documentElement.lang;
  box.dir = dir || document.documentElement.dir;
  box.replaceChildren(...nodes);
  box.showPopover();
  // What has the focus stays in sight, above the sheet.
  if (sheet.matches && link.getBoundingClientRect().bottom > innerHeight - box.offsetHeight) link.scrollIntoView({ block: "nearest" });
}

export function close() {
  clearTimeout(leaving);
  if (!owner) return;
  owner.removeAttribute("data-boxed");
  owner.removeAttribute("aria-describedby");
  owner = undefined;
  box.hidePopover();
}

function leave() {
  clearTimeout(leaving);
  leaving = setTimeout(() => {
    if (owner && !isWanted(owner) && !box.matches(":hover, :focus-within")) close();
  }, PATIENCE);
}

addEventListener("pointerout", () => sheet.matches || leave());
addEventListener("focusout", leave);
// With the page that it is in goes what points at the link.
new MutationObserver(() => owner && !owner.isConnected && close()).observe(document.querySelector("[id='stacks.app']"), { childList: true, subtree: true });
addEventListener("keydown", ({ key }) => key === "Escape" && close());
addEventListener("pointerdown", ({ target }) => owner && !box.contains(target) && !owner.contains(target) && close());
// Another page: the link is not there any more, or is about to go.
addEventListener("click", ({ target }) => target.closest?.("a[href]") && target.closest("a") !== owner && close());
