// The figures of the search bench as groups of rows, ours and the others'.
import { row } from "../record.mjs";
import { COUNT } from "./quality.mjs";

/** Ours is called as everywhere; another face by its engine's version, and by what is particular about it. */
function subjectOf({ name, engine, documents }, isAlone) {
  if (name === "ours") return { subject: "ours" };
  const variant = [name.replace(/, \d+$/, "").replace(/^\w+,? ?/, ""), isAlone && `${documents.length} documents`].filter(Boolean).join(", ");
  return { subject: engine.name, variant: variant || undefined };
}

export function groupsOf({ costs, cases, typed }) {
  const most = Math.max(...cases.map(({ documents }) => documents.length));
  const documents = `${most.toLocaleString("en")} documents`;
  // What has other documents than the rest is shown beside them and not compared with.
  const rows = (metric, unit, valuesOf, summary) =>
    cases
      .map((it) => [it, valuesOf(it)])
      .filter(([, values]) => values?.length)
      .map(([it, values]) => {
        const isAlone = it.documents.length < most;
        const { subject, variant } = subjectOf(it, isAlone);
        return row(subject, metric, unit, values, { variant, isPart: isAlone || undefined, summary: subject === "ours" ? summary : undefined });
      });
  const visits = (which, value) => ({ visits }) => visits[which].map(value);
  const asked = Object.entries({ one: typed.one, two: typed.two }).filter(([which]) => cases.some(({ visits }) => visits[which].length));
  const first = (unit, value, summary) => asked.flatMap(([which, query]) => rows(`"${query}"`, unit, visits(which, value), which === "one" ? summary : undefined));
  const share = ({ quality }) => quality?.all?.asked && [(100 * quality.all.found) / quality.all.asked];
  return [
    { id: "first", title: "A first search: from the click into the field to the first result", unit: "ms", better: "less", plot: "bars", note: "The typing is included, 100 ms for each letter.", rows: first("ms", (it) => it.milliseconds, `From the click into the field to the first result of ${documents}, the typing of "${typed.one}" included`) },
    { id: "bytes", title: "What that sends, with what its page sends ahead for it", unit: "KB", better: "less", plot: "bars", rows: first("KB", (it) => (it.ahead.bytes + it.first.bytes) / 1000, "Sent for that") },
    { id: "key", title: "From a key to its painted results, of what was typed before", unit: "ms", better: "less", plot: "bars", rows: rows("a key", "ms", ({ keys }) => keys, "From a key to its painted results") },
    { id: "quality", title: `Queries with an expected page among the first ${COUNT}`, unit: "%", better: "more", plot: "bars", rows: rows("found", "%", share, `Queries with an expected page among the first ${COUNT}`) },
    { id: "index", title: "Making the index", unit: "s", better: "less", plot: "lines", of: "documents", note: "Ours is made with all pages as HTML, of the same walk, so that is in it. docsify has none to make.", rows: indexes(costs, "time", "s", ({ seconds }) => seconds?.median) },
    { id: "size", title: "The index, as a host sends it", unit: "MB", better: "less", plot: "none", of: "documents", note: "Nobody needs all of it to search but MiniSearch, whose index is one file, and docsify, which fetches every page.", rows: indexes(costs, "sent", "MB", ({ sent }) => sent / 1e6) },
  ];
}

function indexes(costs, metric, unit, value) {
  return Object.entries(costs).flatMap(([size, engines]) =>
    Object.entries(engines)
      .filter(([, it]) => !it.missing && value(it))
      .map(([name, it]) => row(name.startsWith("The Stacks") ? "ours" : name, metric, unit, value(it), { at: Number(size) })));
}
