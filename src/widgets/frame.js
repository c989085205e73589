// An element in a frame, for places that let nobody run a script. Its attributes are those of the frame's
// address; its height is told to the page around in the words of those who listen: WordPress, Embedly
// and whoever shows frames as they do, AMP, and pages with a listener of their own.
import { elements } from "./index.js";

const name = `stacks-${location.pathname.replace(/index\.html$/, "").split("/").filter(Boolean).at(-1)}`;
const asked = new URLSearchParams(location.search);
// Whose text it is, nobody can tell by the address.
const known = [...Object.keys(elements[name]?.attributes ?? {}), "theme"].filter((it) => it !== "trusted");
const isFramed = parent !== window;

document.documentElement.lang = asked.get("lang") ?? navigator.language;
document.documentElement.dir = asked.get("dir") ?? "";

const sheet = new CSSStyleSheet();
sheet.replaceSync("body { margin: 0; } :root { overflow-wrap: anywhere; }");
document.adoptedStyleSheets.push(sheet);

const element = document.createElement(name);
for (const [attribute, value] of asked) if (known.includes(attribute)) element.setAttribute(attribute, value);
// Opened by itself, the page would show anybody's text as the site's own.
element.textContent = isFramed ? (asked.get("text") ?? "") : "";
// A definition that comes below its term needs room in the frame.
if (elements[name]?.inline) document.body.style.minBlockSize = "14em";
document.body.append(element);

/** WordPress gives each frame a secret, by which it knows who speaks. */
const secret = new URLSearchParams(location.hash.slice(1).replace(/^\?/, "")).get("secret");

let told = 0;
new ResizeObserver(() => {
  const height = Math.ceil(document.body.getBoundingClientRect().height);
  if (height === told || !isFramed) return;
  told = height;
  const say = (message) => parent.postMessage(message, "*");
  say({ type: "stacks-height", height });
  say({ sentinel: "amp", type: "embed-size", height });
  say(JSON.stringify({ context: "iframe.resize", src: location.href, height }));
  if (secret) say({ message: "height", value: height, secret });
}).observe(document.body);
