// What a page does for reading without a network: it starts the service worker once it rests, tells
// of a new version, and offers to keep everything. `stacks prerender` puts the WORDS in their place
// and publishes this as a module whose name changes with the app's. Without a worker, or where
// storage is denied, a page stays as it is. The worker may be of another build than the page: what
// either does not understand is passed over.
const words = STACKS_WORDS;
const { serviceWorker: workers } = navigator;
const html = document.documentElement;
const reload = () => location.reload();

// On the page that says that another is not kept.
const missing = document.getElementById("stacks.missing");
if (missing) {
  missing.onclick = reload;
  addEventListener("online", reload);
}

// Behind the app's own element, whose content is the app's.
const make = (tag, into, properties) => {
  const element = Object.assign(document.createElement(tag), properties);
  into.append(element);
  return element;
};
const box = (className) => make("div", document.body, { className, hidden: true });
const status = (into) => {
  const text = make("p", into, { tabIndex: -1 });
  text.setAttribute("role", "status");
  return text;
};
const button = (into, onclick) => make("button", into, { onclick });

const notice = box("update");
const news = status(notice);
const accept = button(notice, () => {
  accepted = true;
  const { waiting } = registration;
  waiting ? waiting.postMessage({ skipWaiting: true }) : reload();
});
const dismiss = button(notice, () => {
  isNew = false;
  draw();
});

const offer = box("offline");
const text = status(offer);
const bar = make("progress", offer);
const count = make("span", offer);
const keep = button(offer, () => {
  hear({ state: "keeping" }, "again");
  text.focus();
});

let controller = workers?.controller;
let registration, accepted, isNew;
let heard = {};

// In the language of what is shown now.
function draw() {
  const say = words[html.lang.toLowerCase().split("-")[0]] ?? words.en;
  const { state, left, total } = heard;
  const isKeeping = state === "keeping";
  notice.hidden = !isNew;
  news.textContent = isNew ? say.news : "";
  accept.textContent = say.reload;
  dismiss.textContent = say.dismiss;
  offer.hidden = !state;
  text.textContent = (say[state] ?? "") + (!isKeeping && left ? ` ${left}` : "");
  bar.hidden = !isKeeping;
  bar.max = total || 1;
  bar.value = total - left || 0;
  count.textContent = isKeeping && total ? `${bar.value} / ${total}` : "";
  keep.hidden = isKeeping || state === "kept";
  keep.textContent = say[state === "offer" ? "keep" : "retry"];
}

const tell = (message) => controller?.postMessage(message);

function hear(state, everything = true) {
  heard = state;
  if (state.state === "keeping" && !accepted) tell({ everything });
  draw();
}

// A build that waits says whether it is another than this page's.
const ask = () => controller && registration?.waiting?.postMessage({ module: import.meta.url });

const watch = () => registration?.installing?.addEventListener("statechange", ask);

// The pages that were read, those too that no worker has seen; the one that is shown comes first.
const { navigation } = window;
const told = new Set();
function visited() {
  const all = navigation?.entries().map(({ url }) => url) ?? [];
  const pages = [location.href, ...all].map((it) => it.split("#")[0]);
  const untold = pages.filter((it) => controller && !told.has(it) && told.add(it));
  if (untold[0]) tell({ visited: untold });
}

async function start() {
  registration = await workers.register(new URL("../service-worker.js", import.meta.url)).catch(() => {});
  registration?.addEventListener("updatefound", watch);
  watch();
  ask();
  visited();
}

if (workers) {
  workers.onmessage = ({ data }) => {
    isNew = data.isNew ?? isNew;
    data.state ? hear(data) : draw();
  };
  workers.oncontrollerchange = () => {
    // Another tab may have asked for it; what is read here without a network is left alone.
    if (accepted || (controller && navigator.onLine)) return reload();
    controller = workers.controller;
    visited();
  };
  navigation?.addEventListener("navigatesuccess", visited);
  document.addEventListener("visibilitychange", () => document.hidden || registration?.update().catch(() => {}));
  new MutationObserver(draw).observe(html, { attributeFilter: ["lang"] });
  const rest = () => (window.requestIdleCallback ?? setTimeout)(start);
  document.readyState === "complete" ? rest() : addEventListener("load", rest);
}
