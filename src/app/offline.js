// What a page does for reading without a network: it starts the service worker once it rests, tells
// of a new version, and offers to keep everything. `stacks prerender` puts the WORDS in their place
// and publishes this as a module whose name changes with the app's. Without a worker, or where
// storage is denied, a page stays as it is. The worker may be of another build than the page: what
// either does not understand is passed over.
const words = STACKS_WORDS;
const { serviceWorker: workers } = navigator;
const reload = () => location.reload();

// On the page that says that another is not kept. Browsers may say that they are online before the
// server is reached, or not know that it was not; the worker answers no HEAD.
const missing = document.getElementById("stacks.missing");
if (missing) {
  const look = () => fetch(location, { method: "HEAD" }).then(reload, () => {});
  missing.onclick = reload;
  addEventListener("online", look);
  setInterval(look, 5e3);
}

// Behind the app's own element, whose content is the app's.
const make = (tag, into, properties) => {
  const element = Object.assign(document.createElement(tag), properties);
  into.append(element);
  return element;
};
const box = (className) => make("div", document.body, { className, hidden: true });
const status = (into) => make("p", into, { tabIndex: -1, role: "status" });
const button = (into, onclick) => make("button", into, { onclick });

const notice = box("update");
const news = status(notice);
const accept = button(notice, () => {
  accepted = true;
  ask();
  // The old worker may be busy; the new page does not need the new worker.
  setTimeout(reload, 3e3);
});
const dismiss = button(notice, () => notice.remove());

const offer = box("offline");
const text = status(offer);
const bar = make("progress", offer);
const count = make("span", offer);
const keep = button(offer, () => {
  hear({ state: "keeping" }, "again");
  text.focus();
});

let controller = workers?.controller;
let registration, accepted, isOld;
let heard = {};

// In the language of what is shown now.
function draw() {
  const say = words[document.documentElement.lang.toLowerCase().split("-")[0]] ?? words.en;
  const { state, left, total } = heard;
  const isKeeping = state === "keeping";
  notice.hidden = !isOld;
  news.textContent = isOld ? say.news : "";
  accept.textContent = say.reload;
  dismiss.textContent = say.dismiss;
  offer.hidden = !state;
  text.textContent = (say[state] ?? "") + (!isKeeping && left ? ` ${left}` : "");
  bar.hidden = !isKeeping;
  bar.max = total || 1;
  bar.value = total - left || 0;
  count.textContent = total ? `${bar.value} / ${total}` : "";
  keep.hidden = isKeeping || state === "kept";
  keep.textContent = say[state === "offer" ? "keep" : "retry"];
}

const tell = (message) => controller?.postMessage(message);

function hear(state, everything = true) {
  heard = state;
  if (state.state === "keeping" && !accepted) tell({ everything });
  draw();
}

// A build that waits says whether it is another than this page's, or takes over, though it came but now.
const ask = () => controller && registration?.waiting?.postMessage({ module: import.meta.url, skipWaiting: accepted });

const watch = () => registration?.installing?.addEventListener("statechange", ask);

// The pages that were read, those too that no worker has seen; the one that is shown comes first.
const told = new Set();
function visited() {
  const all = window.navigation?.entries().map(({ url }) => url) ?? [];
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
    isOld = data.isNew ?? isOld;
    data.state ? hear(data) : draw();
  };
  workers.oncontrollerchange = () => {
    // Another tab may have asked for it; what is read here without a network is left alone.
    if (accepted || (isOld && navigator.onLine)) return reload();
    controller = workers.controller;
    visited();
  };
  window.navigation?.addEventListener("navigatesuccess", visited);
  document.addEventListener("visibilitychange", () => document.hidden || registration?.update().catch(() => {}));
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ["lang"] });
  const rest = () => (window.requestIdleCallback ?? setTimeout)(start);
  document.readyState === "complete" ? rest() : addEventListener("load", rest);
}
