// HTML that our renderer wrote, as nodes. No parser of the browser's is asked: a page that enforces
// Trusted Types lets nobody. What the renderer writes is a small part of HTML: every attribute quoted,
// every element closed, four references. It writes nothing that runs; what would is left out here too.

const TAG = /<(\/?)([a-z][a-z0-9-]*)((?: [a-z][a-z0-9-]*="[^"]*")*) ?\/?>/g;
const ATTRIBUTE = /([a-z][a-z0-9-]*)="([^"]*)"/g;

const VOID = new Set(["br", "col", "hr", "img", "input", "source", "wbr"]);

/** Elements and attributes that could do more than show something. */
const NEVER = /^(base|embed|form|frame|iframe|link|meta|object|script|style|svg|template)$/;
const NOT = /^(on.*|style|form.*|srcdoc|is|slot|part)$/;

const MATHML = "http://www.w3.org/1998/Math/MathML";

const SIGNS = { amp: "&", lt: "<", gt: ">", quot: '"', "#13": "\r" };
const text = (html) => html.replace(/&(amp|lt|gt|quot|#13);/g, (_, name) => SIGNS[name]);

/** The nodes of `html`. `adapt(element, name, value)` says what an attribute becomes; `undefined` leaves
    it out. */
export function nodes(html, adapt) {
  const whole = document.createDocumentFragment();
  const open = [whole];
  let at = 0;
  const write = (end) => end > at && open.at(-1).append(text(html.slice(at, end)));
  for (const match of html.matchAll(TAG)) {
    const [tag, closes, name, attributes] = match;
    write(match.index);
    at = match.index + tag.length;
    if (closes) {
      if (open.length > 1) open.pop();
      continue;
    }
    // No elements of anybody's within ours: one might hold itself.
    const isPlain = name.includes("-") || NEVER.test(name);
    const isFormula = name === "math" || open.at(-1).namespaceURI === MATHML;
    const element = isFormula ? document.createElementNS(MATHML, name) : document.createElement(isPlain ? "span" : name);
    for (const [, attribute, written] of attributes.matchAll(ATTRIBUTE)) {
      const value = isPlain || NOT.test(attribute) ? undefined : adapt(element, attribute, text(written));
      if (value !== undefined) element.setAttribute(attribute, value);
    }
    open.at(-1).append(element);
    if (!VOID.has(name)) open.push(element);
  }
  write(html.length);
  return [...whole.childNodes];
}
