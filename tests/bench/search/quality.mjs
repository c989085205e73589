// Whether readers find what they look for: an expected page among the first results.
import { ask } from "./visitor.mjs";

/** So many results somebody looks at before typing something else. */
export const COUNT = 3;

/** Asks an engine every query, with nothing slow; by kind and in all, how many were answered, and those
    that were not with what was there instead. */
export async function judge(browser, place, queries, patience) {
  console.log(`asking ${place.name} ${queries.length} queries`);
  const { answers, missing } = await ask(browser, place, queries, COUNT, patience);
  if (missing) return { missing };
  const asked = queries.filter(({ query }) => answers.has(query));
  const failed = asked.filter(({ query, expect }) => !answers.get(query).routes.some((route) => expect.includes(route)));
  const kinds = [...new Set(asked.map(({ kind }) => kind))];
  const share = (of) => ({ asked: of.length, found: of.filter((it) => !failed.includes(it)).length });
  return {
    unasked: queries.length - asked.length,
    all: share(asked),
    kinds: Object.fromEntries(kinds.map((kind) => [kind, share(asked.filter((it) => it.kind === kind))])),
    failed: failed.map(({ query, kind, expect }) => ({ query, kind, expect, ...answers.get(query) })),
  };
}
