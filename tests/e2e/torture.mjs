// Pages that nobody designs for: words, lines, tables and addresses without an end, and writing from
// right to left. They are shown in the place of About, as payloads of the site are.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const WORDS = [
  "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
  "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
  "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung",
];
const [LAW, SHIP, LAND] = WORDS;
const ADDRESS = `https://example.org/${"a-very-long-way-to-somewhere".replaceAll("-", "").repeat(9)}?${"x".repeat(120)}`;
const CODE = `const ${"value".repeat(12)} = ${'"abcdefghij" + '.repeat(16)}"the end of a line of three hundred characters";`;
const columns = Array.from({ length: 12 }, (_, at) => at + 1);
const row = (cells) => `| ${cells.join(" | ")} |\n`;

const german = `${SHIP} ist ein Wort, und **${LAND}** auch.

## ${LAW}

> ${SHIP}

- ${LAND}
- [${LAW}](/about/) und \`${SHIP}\`

### ${SHIP}

| ${LAW} | Zahl |
|---|---:|
| ${LAND} | 1 |
| ein kurzes | ${SHIP} |

> [!NOTE]
> ${LAW}

## Ein kurzes Wort

${LAW}[^1]

## ${LAND}

${LAW}: ${LAW}.

[^1]: ${SHIP}
`;

const code = `A line of code is as long as it is.

\`\`\`js
${CODE}
short();
\`\`\`

\`\`\`sh,linenos,linenostart=998
${CODE}
${CODE}
\`\`\`

- Within a list:

  \`\`\`
  ${CODE}
  \`\`\`

And within a line \`${"unbroken".repeat(30)}\`.
`;

const table = `Twelve columns, with words in them.

${row(columns.map((at) => `Column ${at}`))}${row(columns.map(() => "---"))}${columns.map((at) => row(columns.map((it) => (it === 3 ? `what stands in row ${at}` : it * at * 1000)))).join("")}
The text goes on.
`;

const addresses = `<${ADDRESS}>, or in words [${ADDRESS}](${ADDRESS}).

## ${ADDRESS}

- ${ADDRESS}

| Name | Address |
|---|---|
| ours | ${ADDRESS} |

> ${ADDRESS}
`;

const about = { version: 1, url: "/about/" };
const tags = WORDS.map((title) => ({ title: title.toLowerCase(), url: "/tags/python/" }));

const corpora = process.env.STACKS_CORPORA ?? fileURLToPath(new URL("../../../shared/corpora", import.meta.url));
const posts = join(corpora, "zola-blogos/blog/content/edition-2/posts");

/** A post of a public corpus, without its front matter. Where the corpus is not there, why not. */
function translated(language, post) {
  const file = join(posts, post, `index.${language}.md`);
  if (!existsSync(file)) {
    const missing = `the public corpora are not at ${corpora}`;
    console.log(`skipped: torture in ${language}, because ${missing}`);
    return { missing };
  }
  const [, front, markdown] = readFileSync(file, "utf8").match(/^\+\+\+\n([^]*?)\n\+\+\+\n([^]*)$/);
  const [, title] = front.match(/^title = "(.*)"$/m);
  return { payload: { ...about, title, language, markdown }, direction: "rtl" };
}

/** By name: the payload, the text's direction; or why it is `missing`. */
export const tortures = {
  "german-words": { payload: { ...about, title: `${LAW} und ${SHIP}`, language: "de", date: "2026-10-05", minutes: 5, tags, markdown: german } },
  "long-code": { payload: { ...about, title: "Lines of code", markdown: code } },
  "wide-table": { payload: { ...about, title: "Twelve columns", markdown: table } },
  "long-addresses": { payload: { ...about, title: `Where it is: ${ADDRESS}`, markdown: addresses } },
  arabic: translated("ar", "08-paging-introduction"),
  persian: translated("fa", "04-testing"),
};

/** Shows one, as the program shows any page that a visitor goes to. */
export async function torture(page, { payload }, address = "") {
  await page.route("**/data/pages/about/index.json", (route) => route.fulfill({ json: payload }));
  await page.goto(`${address}/`);
  await page.waitForFunction(() => window.wasmBindings);
  await page.locator(".menu a[href$='/about/']").click();
  await page.locator("main h1", { hasText: payload.title }).first().waitFor();
}
