// Every element, as it is embedded in the tests, and what of it a visitor sees first. Names are those of
// the published definitions: an element that is missing here fails the tests. It may be shown in English or
// Spanish. One that `isAlone` needs no data of the site's.

export const elements = {
  "stacks-posts": { attributes: { tag: "python", count: "1" }, shown: (it) => it.locator("li a").first() },
  "stacks-post": { attributes: { src: "/posts/async-requests/" }, shown: (it) => it.getByRole("heading", { name: "The wire is idle" }) },
  "stacks-markdown": { attributes: {}, text: "# Hello :rocket:\n\n**Strong** words", shown: (it) => it.locator("h1 .emoji") },
  "stacks-search": { attributes: { query: "aiohttp" }, shown: (it) => it.getByRole("option").first() },
  "stacks-glossary": { attributes: {}, text: "SLO", shown: (it) => it.locator("button") },
  "stacks-error-budget": { attributes: { target: "99.9" }, isAlone: true, shown: (it) => it.getByText("43 min 12 s") },
  "stacks-bottleneck": { attributes: { rates: "9,3,6" }, isAlone: true, shown: (it) => it.locator(".result") },
  "stacks-landscape": { attributes: { src: "/tech-stack/" }, shown: (it) => it.getByRole("link", { name: "Kubernetes" }) },
  "stacks-playground": { attributes: { element: "stacks-posts", values: "count=1" }, shown: (it) => it.locator("stacks-posts li a").first() },
};

/** An element as HTML; `text` stands between its tags if it reads none. */
export function html(name, text = "") {
  const { attributes, text: own } = elements[name];
  const written = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`);
  return `<${name}${written.join("")}>${own ?? text}</${name}>`;
}

/** All of them. */
export const all = Object.keys(elements)
  .map((name) => `<section>${html(name)}</section>`)
  .join("\n");
