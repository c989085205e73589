// What runs in the page: it notices whatever gets to run, touches everything a visitor could touch,
// and says what is there that may not be. Functions are handed to the browser one by one, so each
// stands by itself.

/** Before anything else in a document: what a script would call leaves a note. */
export function watch() {
  const notes = [];
  Object.defineProperty(window, "witness", { value: { notes } });
  for (const name of ["alert", "confirm", "prompt", "print", "open"]) {
    window[name] = (...values) => void notes.push(`${name}(${values.join()}) was called`);
  }
  const evaluate = window.eval;
  window.eval = (code) => {
    // The tests' own functions come this way too.
    if (!new Error().stack.includes("UtilityScript")) notes.push(`eval(${code}) was called`);
    return evaluate(code);
  };
  for (const name of ["write", "writeln"]) {
    document[name] = (...values) => void notes.push(`document.${name}(${values.join()}) was called`);
  }
}

/** What a page without any attempt has: globals, and how often elements are there that load code. */
export function remember() {
  window.witness.globals = new Set(Object.getOwnPropertyNames(window));
  window.witness.loaders = () =>
    ["script", "style", "link", "base", "meta", "iframe", "object", "embed", "form"]
      // What the head says of a page differs from page to page.
      .map((name) => `${name} ${document.querySelectorAll(`${name}:not([data-head])`).length}`)
      .join();
  window.witness.loadersAtFirst = window.witness.loaders();
  // A link that is clicked leads nowhere, once its address has been looked at.
  window.addEventListener(
    "click",
    (event) => {
      // In a shadow tree, the target is the element around it.
      const link = event.composedPath()[0].closest?.("a, area, [href]");
      if (!link) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    },
    true,
  );
  // The walk itself says where it goes.
  window.navigation.addEventListener("navigate", (event) => {
    const { pathname, hash } = new URL(event.destination.url);
    if (pathname !== window.witness.goal) {
      window.witness.notes.push(`the page went to ${event.destination.url}`);
      event.preventDefault();
    } else if (hash) event.preventDefault();
  });
}

/** Touches everything below `selector`, or in the shadow tree of the element it names; resolves to how often Tab stops in the text, at most 4. */
export async function provoke(selector) {
  const shadow = document.querySelector(selector)?.shadowRoot;
  const all = [...(shadow?.querySelectorAll("*") ?? document.querySelectorAll(`${selector}, ${selector} *`))];
  const events =
    "error load loadstart focus focusin blur mouseover mouseenter mousemove pointerenter pointerdown " +
    "toggle beforetoggle animationstart animationend transitionend scroll wheel keydown input change " +
    "beforeinput copy paste contextmenu submit begin end message";
  for (const element of all) {
    if (element.localName === "details") element.open = true;
    for (const name of events.split(" ")) element.dispatchEvent(new Event(name, { cancelable: true }));
    element.focus?.();
    element.click?.();
  }
  // What was loaded or set off has had its turn.
  await new Promise((resolve) => setTimeout(resolve));
  const stops = document.querySelectorAll(`${selector} .prose :is(a[href], [tabindex], summary)`).length;
  if (stops > 0) document.querySelector(`${selector} .prose`).previousElementSibling?.querySelector("h1")?.focus();
  return Math.min(stops, 4);
}

/** Goes to a page of the site as a link does and touches everything there; resolves to its heading and
 * what `provoke`, which the page was given before, resolves to. */
export async function visit(path) {
  window.witness.goal = new URL(path, location.href).pathname;
  await window.navigation.navigate(path).finished;
  const heading = document.querySelector("main h1")?.textContent ?? "";
  return { heading, stops: await window.witness.provoke("main") };
}

/** What is wrong below `selector`, or in the shadow tree of the element it names, and what was noticed since the last time. */
export function inspect(selector) {
  const found = window.witness.notes.splice(0);
  const links = ["http:", "https:", "mailto:", "tel:", "sms:", "xmpp:", "irc:", "ircs:", "matrix:", "ftp:", "magnet:", "geo:", "feed:"];
  const forbidden =
    "script, iframe, frame, object, embed, applet, style, link, base, meta, form, input:not([type=checkbox][disabled]), " +
    "button:not(button[type=button]:is(.code-tools > .copy, .code-tools > .wrap, header .theme, footer > .shortcuts, .actions > .send)), select, textarea, svg, template, video, audio, dialog, noscript";
  // What the generator makes of formulas, and nothing else, is MathML.
  const formulas =
    "math semantics annotation menclose mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot " +
    "mrow ms mspace msqrt mstyle msub msubsup msup mtable mtd mtext mtr munder munderover";
  const shown = (element) => element.cloneNode().outerHTML.slice(0, 200);
  const shadow = document.querySelector(selector)?.shadowRoot;
  for (const element of shadow?.querySelectorAll("*") ?? document.querySelectorAll(`${selector} *`)) {
    if (element.matches(forbidden)) found.push(`${shown(element)} is there`);
    const isFormula = element.namespaceURI.endsWith("MathML");
    const belongs = isFormula ? formulas.split(" ").includes(element.localName) : element.namespaceURI.endsWith("xhtml");
    if (!belongs || (!isFormula && element.closest("math"))) found.push(`${shown(element)} is in a formula`);
    const names = element.getAttributeNames().filter((name) => !/^(hidden|aria-(pressed|label))$/.test(name));
    if (element.matches("button") && names.sort().join() !== "class,type") found.push(`${shown(element)} is no button of the app's`);
    for (const { name, value } of element.attributes) {
      const isLoader = /^(on|style$|srcdoc$|formaction$|action$|ping$|target$|download$|is$|slot$|xlink:|background$|poster$)/.test(name);
      if (isLoader) found.push(`${shown(element)} has the attribute ${name}`);
      if (["href", "src", "srcset", "data-embed", "cite"].includes(name)) {
        const { protocol, host } = new URL(value, document.baseURI);
        if (name.startsWith("src") && host && host !== location.host) found.push(`an image of ${host} is shown`);
        const isImage = /^(src|srcset)$/.test(name) && /^\s*data:image\/(png|gif|jpeg|webp|avif)/i.test(value);
        if (!links.includes(protocol) && !isImage) found.push(`${shown(element)} leads to ${protocol}`);
      }
    }
  }
  const { globals, loaders, loadersAtFirst } = window.witness;
  if (globals) {
    const fresh = Object.getOwnPropertyNames(window).filter((name) => !globals.has(name));
    for (const name of fresh) {
      found.push(`the global ${name} is new`);
      globals.add(name);
    }
    if (loaders() !== loadersAtFirst) found.push(`${loaders()} elements instead of ${loadersAtFirst}`);
  }
  return found;
}
