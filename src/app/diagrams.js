// Draws the diagrams of a page with Mermaid, as they come; published where site.toml names a module
// of Mermaid's in the place of MODULE. What cannot be drawn stays the source that it is. Tried with
// Mermaid 11 under the policy of src/hosting/policy.rs.
const address = new URL(MODULE, document.baseURI).href;
let mermaid;

async function load() {
  const module = await import(address);
  const found = module.default ?? module;
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  found.initialize({ startOnLoad: false, securityLevel: "strict", theme: isDark ? "dark" : "default" });
  return found;
}

// The site's policy applies no style that stands in markup, as Mermaid's does. What is set through
// the CSSOM is none of that: so each comes into force as soon as it is there.
const known = new Set();
function style() {
  for (const { textContent } of document.querySelectorAll("svg style")) {
    if (known.has(textContent)) continue;
    known.add(textContent);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(textContent);
    document.adoptedStyleSheets.push(sheet);
  }
  for (const element of document.querySelectorAll("[style]")) {
    const text = element.getAttribute("style");
    if (text && !element.style.length) element.style.cssText = text;
  }
}
const styling = new MutationObserver(style);

async function draw(figure) {
  const drawing = document.createElement("div");
  drawing.textContent = figure.querySelector("code").textContent;
  try {
    mermaid ??= load();
    const found = await mermaid;
    figure.prepend(drawing);
    styling.observe(document.body, { childList: true, subtree: true, attributeFilter: ["style"] });
    await found.run({ nodes: [drawing] });
    style();
    if (!drawing.querySelector("svg")) throw new Error("nothing was drawn");
    for (const source of figure.querySelectorAll("pre, figcaption")) source.hidden = true;
  } catch (error) {
    drawing.remove();
    console.warn(`${address}: ${error}`);
  } finally {
    styling.disconnect();
  }
}

// One after the other: a drawing measures itself in the page.
let last = Promise.resolve();
function drawAll() {
  for (const figure of document.querySelectorAll("figure.diagram:not([data-seen])")) {
    figure.dataset.seen = "";
    last = last.then(() => draw(figure));
  }
}

new MutationObserver(drawAll).observe(document.body, { childList: true, subtree: true });
drawAll();
