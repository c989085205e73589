// Fields, for the elements that ask something of a visitor.
import { make } from "./index.js";

export const FORM = `
form { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13em), 1fr)); gap: 0.8em 1em; margin: 0 0 1em; }
label { display: block; font-weight: 700; font-size: 0.9em; }
small { display: block; margin: 0.15em 0 0; color: var(--faint); font-weight: 400; }
:is(input:not([type="checkbox"], [type="range"]), select, textarea) { box-sizing: border-box; inline-size: 100%; min-block-size: max(2.75em, 44px); margin: 0.2em 0 0; padding: 0.4em 0.6em; font: inherit; font-weight: 400; color: inherit; background: var(--paper); border: 1px solid var(--faint); border-radius: 4px; }
input[type="range"] { inline-size: 100%; min-block-size: max(2.75em, 44px); margin: 0; accent-color: var(--accent); }
label:has(> [type="checkbox"]) { min-block-size: 24px; }
button { min-block-size: max(2.75em, 44px); padding: 0.4em 1em; font: inherit; font-weight: 700; color: var(--paper); background: var(--link); border: 0; border-radius: 4px; cursor: pointer; }
`;

/** A form with these labelled fields; sending it does nothing. `change` is called as one changes. */
export function form(label, fields, change) {
  const made = make("form", { part: "form", ariaLabel: label }, ...fields);
  made.addEventListener("submit", (event) => event.preventDefault());
  made.addEventListener("input", change);
  return made;
}
