// How the site's documents look, for the elements that show one.
import { file, once } from "./index.js";

const OURS = `
[part="base"] {
  --code: var(--stacks-code, light-dark(#f4ede0, #1b1e27));
  --sun: var(--stacks-accent, #f4a261);
  --serif: serif;
  --sans: var(--stacks-sans, system-ui, sans-serif);
  --mono: var(--stacks-mono, ui-monospace, monospace);
}
.prose > :last-child { margin-block-end: 0; }
.prose a:not(.anchor):hover { color: var(--accent); }
`;

/** The sheet of documents, with sizes that go by the element's text: the page's root is not ours. */
export const prose = () =>
  once("prose", async () => {
    const response = await file("prose.css");
    return (await response.text()).replaceAll("rem", "em") + OURS;
  });
