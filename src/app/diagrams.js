// Draws the diagrams of a page with Mermaid, as they come; published where site.toml names a module
// of Mermaid's in the place of MODULE. What cannot be drawn stays the source that it is.
const address = new URL(MODULE, document.baseURI).href;
let mermaid;

async function load() {
  const module = await import(address);
  const found = module.default ?? module;
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  found.initialize({ startOnLoad: false, securityLevel: "strict", theme: isDark ? "dark" : "default" });
  return found;
}

async function draw(figure) {
  const drawing = document.createElement("div");
  drawing.textContent = figure.querySelector("code").textContent;
  try {
    mermaid ??= load();
    const found = await mermaid;
    figure.prepend(drawing);
    await found.run({ nodes: [drawing] });
    if (!drawing.querySelector("svg")) throw new Error("nothing was drawn");
    for (const source of figure.querySelectorAll("pre, figcaption")) source.hidden = true;
  } catch (error) {
    drawing.remove();
    console.warn(`${address}: ${error}`);
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
