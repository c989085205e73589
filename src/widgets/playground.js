/**
 * An element to try out. The form has its attributes, from the same definitions as everything that editors
 * are told of it; what is typed there is shown, and stands in the lines to copy.
 *
 * @element stacks-playground
 * @summary An element to try out: live, its attributes editable, with the lines to copy.
 * @attr {string} [element=stacks-posts] - The element's name.
 * @attr {string} values - Its attributes at first, as in an address: `tag=rust&count=3`.
 * @attr {string} text - What stands between its tags at first.
 * @csspart form - The attributes.
 * @csspart preview - The element.
 * @csspart snippet - The lines to copy.
 * @fires {CustomEvent<{ element: string }>} stacks-load
 * @word copy = copy
 * @word copied = copied
 * @word cost = widget_cost
 * @word lines = widget_lines
 * @word attributes = widget_attributes
 * @word content = widget_content
 */
import { elements, get, json, make, once, root } from "./index.js";
import { FORM, form } from "./form.js";

/** By language, from `src/language.rs`. */
const WORDS = STACKS_WORDS;

const styles = `
.wide { grid-column: 1 / -1; }
textarea, pre, code { font: 0.9em/1.5 ui-monospace, monospace; }
code { font-size: 1em; }
.preview { border: 1px dashed var(--faint); border-radius: 6px; }
.title { margin: 1em 0 0.3em; font-weight: 700; font-size: 0.9em; }
pre { margin: 0; padding: 0.8em 1em; overflow-x: auto; background: var(--shelf); border: 1px solid var(--line); border-radius: 6px; direction: ltr; text-align: left; }
button { margin: 0.5em 0 0; }
.cost { margin: 0 0 1em; color: var(--faint); font-size: 0.85em; }
`;

/** What the element shows. */
export async function show(element) {
  const name = element.element || "stacks-posts";
  const [{ modules }, { costs }] = await Promise.all([manifest(), json("widgets/v1/integrity.json")]);
  const definition = modules.map(({ declarations: [it] }) => it).find(({ tagName }) => tagName === name);
  if (!definition) throw new Error(`${name}: no such element`);
  const words = element.speak(WORDS);
  const live = document.createElement(name);
  const kinds = elements[name].attributes;
  const given = [...new URLSearchParams(element.values)].filter(([name]) => name === "theme" || name in kinds);
  const values = new Map(given.map(([name, value]) => [name, kinds[name] === "boolean" ? "" : value]));
  const snippet = make("code");
  const copy = make("button", { type: "button" });
  const { reads } = elements[name];
  let text = element.text;
  const change = () => {
    for (const { name: attribute, type } of definition.attributes) {
      const value = values.get(attribute);
      if (type.text === "boolean") live.toggleAttribute(attribute, value !== undefined);
      else if (value) live.setAttribute(attribute, value);
      else live.removeAttribute(attribute);
    }
    if (reads && live.textContent !== text) live.textContent = text;
    snippet.textContent = lines(name, values, text);
    copy.textContent = words.copy;
  };
  const fields = definition.attributes.map((it) => field(it, values));
  if (reads) {
    const area = make("textarea", { rows: text.includes("\n") ? 8 : 2, value: text, spellcheck: false });
    area.addEventListener("input", () => (text = area.value));
    fields.push(make("label", { className: "wide" }, words.content, area));
  }
  change();
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(snippet.textContent);
      copy.textContent = words.copied;
    } catch {
      // No clipboard, or none for this page: the visitor's own keys copy what is selected.
      getSelection().selectAllChildren(snippet);
    }
  });
  const edit = form(`${words.attributes}: ${name}`, fields, change);
  const preview = make("div", { className: "preview", part: "preview" }, live);
  // The page hears of the playground, not of every change of what is in it.
  for (const name of ["stacks-load", "stacks-error"]) preview.addEventListener(name, (event) => event.stopPropagation());
  const cost = `${words.cost} ${(costs[name] / 1000).toFixed(1)} KB.`;
  const nodes = [
    make("p", { className: "cost" }, cost),
    edit,
    preview,
    make("p", { className: "title" }, words.lines),
    make("pre", { part: "snippet", tabIndex: 0 }, snippet),
    copy,
  ];
  return { nodes, detail: { element: name }, styles: [FORM, styles] };
}

/** What editors are told: its schema has a version of its own. */
const manifest = () => once("manifest", async () => (await get(new URL("widgets/v1/custom-elements.json", root))).json());

/** A labelled field for an attribute. */
function field({ name, description, default: fallback, type }, values) {
  const choices = [...type.text.matchAll(/"(\w+)"/g)].map(([, choice]) => choice);
  const value = values.get(name);
  const note = make("small", { id: `about-${name}` }, description);
  let input;
  if (type.text === "boolean") input = make("input", { type: "checkbox", name, checked: value !== undefined });
  else if (choices.length) input = make("select", { name }, ...["", ...choices].map((it) => make("option", { value: it, selected: it === (value ?? "") }, it || fallback || "–")));
  else input = make("input", { type: type.text === "number" ? "number" : "text", step: "any", name, value: value ?? "", placeholder: fallback ?? "", spellcheck: false });
  input.addEventListener("input", () => {
    const isOn = input.type === "checkbox" ? input.checked : input.value;
    if (isOn) values.set(name, input.type === "checkbox" ? "" : input.value);
    else values.delete(name);
  });
  input.setAttribute("aria-describedby", note.id);
  return make("div", {}, input.type === "checkbox" ? make("label", {}, input, ` ${name}`) : make("label", {}, name, input), note);
}

/** The lines that put the element, as it is now, into a page. */
function lines(name, values, text) {
  const quoted = (value) => value.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const attributes = [...values].map(([attribute, value]) => (value === "" ? ` ${attribute}` : ` ${attribute}="${quoted(value)}"`)).join("");
  const inner = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const content = text.includes("\n") ? `\n${inner}\n` : inner;
  return `<script type="module" src="${new URL("widgets.js", root)}"></script>\n<${name}${attributes}>${content}</${name}>`;
}
