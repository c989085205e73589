// axe-core has nothing to say about any page, with everything open that opens: in light and dark, on the
// narrowest screen and on a wide one, all of them the same document, as a reader's is who turns the
// device or has it change its colours in the evening. What is written in one language of the interface is
// looked at in the other too, as the program draws it of data that say so.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { languageOf, routesOf } from "./built.mjs";
import { fail, NOWHERE, openAll, shown, states } from "./pages.mjs";
import { expect, test } from "./site.mjs";

const dist = fileURLToPath(new URL("../../target/e2e/site/", import.meta.url));
const routes = routesOf(dist);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const THEMES = ["light", "dark"];
const WIDTHS = [320, 1440];

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** In the page: what is wrong, by every rule for WCAG 2.2 up to AA, and by what is good practice. */
const audit = async () => {
  const rules = window.axe.getRules().filter(({ tags }) => !tags.some((it) => /^wcag\d+aaa$|^experimental$/.test(it)));
  const { violations } = await window.axe.run(document, {
    runOnly: { type: "rule", values: rules.map((it) => it.ruleId) },
    resultTypes: ["violations"],
  });
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => [id, target.flat().join(" >>> "), failureSummary.replace(/\s+/g, " ")]),
  );
};

/** What is wrong with what `name` shows, in every look; one line for each. */
async function wrong(page, name) {
  const lines = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of THEMES) {
      await page.emulateMedia({ colorScheme });
      for (const [rule, selector, why] of await page.evaluate(audit)) {
        lines.push(`${rule}: ${name}, ${colorScheme}, ${width} px, ${selector}: ${why}`);
      }
    }
  }
  return lines;
}

/** The same with everything open that leaves the page in sight. */
async function wrongWithMuchOpen(page, name) {
  await shown(page);
  await openAll(page);
  // Given by the browser, not by the page: its policy has no say in it.
  await page.evaluate(axe);
  return wrong(page, name);
}

/** The same with everything open, what covers the page one after the other. */
async function wrongWithAllOpen(page, name) {
  const lines = await wrongWithMuchOpen(page, name);
  for (const state of states.filter((it) => it.covers)) {
    if (!(await state.opens(page))) continue;
    lines.push(...(await wrong(page, `${name} with ${state.name}`)));
    await page.keyboard.press("Escape");
  }
  return lines;
}

for (const route of routes) {
  test(`axe finds nothing on ${route}`, async ({ page }) => {
    await page.goto(route);
    await expect(page.locator("html")).toHaveAttribute("lang", languageOf(dist, route));
    expect(await wrongWithAllOpen(page, route)).toEqual([]);
  });
}

for (const route of routes) {
  const [language, from] = languageOf(dist, route).startsWith("es") ? ["en", "/"] : ["es", "/es/"];
  test(`axe finds nothing on ${route} with the interface in ${language === "es" ? "Spanish" : "English"}`, async ({ page }) => {
    await page.route(`**/data/pages${route}index.json`, async (asked) => {
      const answer = await asked.fetch();
      await asked.fulfill({ response: answer, json: { ...(await answer.json()), language } });
    });
    // From a page that is another, so that this one is drawn by the program.
    await page.goto(route === from ? "/about/" : from);
    await page.waitForFunction(() => window.wasmBindings);
    await page.evaluate((route) => navigation.navigate(route).finished.then(() => {}), route);
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    // What covers a page is the same on all: pages of both languages have been looked at with it.
    expect(await wrongWithMuchOpen(page, route)).toEqual([]);
  });
}

test("axe finds nothing where nothing lives", async ({ page }) => {
  await page.goto(NOWHERE);
  expect(await wrongWithAllOpen(page, NOWHERE)).toEqual([]);
});

test("axe finds nothing on a page that could not be loaded", async ({ page }) => {
  await fail(page);
  expect(await wrongWithAllOpen(page, "a page that could not be loaded")).toEqual([]);
});

test("what was looked at speaks English and Spanish", () => {
  const languages = routes.map((it) => languageOf(dist, it));
  expect(languages).toEqual(expect.arrayContaining([expect.stringMatching(/^en\b/), expect.stringMatching(/^es\b/)]));
});

test("axe finds what is wrong within an element too", async ({ page }) => {
  await page.goto("/manifesto/");
  await shown(page);
  await page.evaluate(axe);
  await page.locator("stacks-bottleneck label").first().evaluate((it) => it.remove());
  const lines = await wrong(page, "/manifesto/");
  expect(lines.filter((it) => /^label: .*stacks-bottleneck >>> /.test(it))).toHaveLength(THEMES.length * WIDTHS.length);
});
