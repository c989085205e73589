// Plots as SVG within HTML: bars with whiskers, and lines over two logarithmic axes. Colours are the page's
// (`report.css`), so that light and dark are its concern. Every number that a plot shows is in a table too.
import { nameOf } from "./record.mjs";

export const escape = (text) => String(text).replace(/[&<>"]/g, (it) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[it]);

/** A number as readers want it: three digits that count. */
export function number(value) {
  if (value === 0) return "0";
  if (Math.abs(value) < 0.0005) return value.toExponential(1);
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))));
  const [whole, part] = value.toFixed(Math.min(digits, 3)).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return part && Number(part) ? `${grouped}.${part.replace(/0+$/, "")}` : grouped;
}

/** Bars for each metric of a group, all on one scale, a line of HTML for each, so that names wrap on a narrow
    screen. A whisker goes from the tenth to the ninetieth percentile. */
export function bars({ rows, unit }) {
  const widest = Math.max(...rows.flatMap(({ median, p90, target }) => [median, p90, target?.atMost ?? 0, target?.atLeast ?? 0])) || 1;
  const list = (shown, name) => `<ul class="bars">${shown.map((it) => `<li class="${it.subject === "ours" ? "ours" : "peer"}">${bar(it, name(it), unit, widest)}</li>`).join("\n")}</ul>`;
  const metrics = [...new Set(rows.map(({ metric }) => metric))];
  // Nobody beside us, and a figure each: what it is says enough.
  if (metrics.length === rows.length && rows.every(({ subject, variant }) => subject === "ours" && !variant)) return list(rows, ({ metric }) => metric);
  if (metrics.length === 1) return list(rows, nameOf);
  return metrics.map((metric) => `<h4>${escape(metric)}</h4>${list(rows.filter((it) => it.metric === metric), nameOf)}`).join("\n");
}

function bar({ median, p10, p90, target }, name, unit, widest) {
  const x = (value) => Number(((100 * value) / widest).toFixed(2));
  const whisker = p90 > p10
    ? `<path class="whisker" vector-effect="non-scaling-stroke" d="M${x(p10)} 8H${x(p90)}M${x(p10)} 4.5V11.5M${x(p90)} 4.5V11.5"/>`
    : "";
  const limit = target?.atMost ?? target?.atLeast;
  const promise = limit === undefined ? "" : `<path class="target" vector-effect="non-scaling-stroke" d="M${Math.min(99.7, x(limit))} 0V16"/>`;
  return `<span class="name">${escape(name)}</span><svg viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true"><rect width="${Math.max(0.3, x(median))}" height="10" y="3" class="bar"/>${whisker}${promise}</svg><span class="value">${number(median)} ${unit}</span>`;
}

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT] = [640, 320, 84, 34, 14, 34];

/** A line for each subject and metric of a group, over `at`; both axes are logarithmic. */
export function lines({ rows, unit, of }) {
  const names = [...new Set(rows.map((it) => `${it.metric}\n${nameOf(it)}`))];
  const hasMetrics = new Set(rows.map(({ metric }) => metric)).size > 1;
  const isOurs = new Set(rows.map(({ subject }) => subject)).size === 1;
  const series = names.map((name) => {
    const points = rows.filter((it) => `${it.metric}\n${nameOf(it)}` === name).sort((a, b) => a.at - b.at);
    const [metric, subject] = name.split("\n");
    return { points, subject: points[0].subject, label: isOurs && hasMetrics ? metric : hasMetrics ? `${subject}: ${metric}` : subject };
  });
  const [xs, ys] = [rows.map(({ at }) => at), rows.flatMap(({ p10, p90, median }) => [p10, p90, median]).filter((it) => it > 0)];
  const [fromX, toX] = [Math.min(...xs), Math.max(...xs)].map(Math.log10);
  const [fromY, toY] = [Math.floor(Math.log10(Math.min(...ys))), Math.ceil(Math.log10(Math.max(...ys) * 1.0001))];
  const x = (value) => LEFT + ((Math.log10(value) - fromX) / (toX - fromX || 1)) * (WIDTH - LEFT - RIGHT);
  const y = (value) => TOP + ((toY - Math.log10(Math.max(value, 10 ** fromY))) / (toY - fromY || 1)) * (HEIGHT - TOP - BOTTOM);
  const at = (value) => Number(value.toFixed(1));
  const grid = Array.from({ length: toY - fromY + 1 }, (_, step) => 10 ** (fromY + step)).map(
    (value) => `<path class="grid" d="M${LEFT} ${at(y(value))}H${WIDTH - RIGHT}"/><text x="${LEFT - 8}" y="${at(y(value)) + 6}" text-anchor="end">${number(value)}</text>`);
  const ticks = [...new Set(xs)].map((value) => `<path class="grid" d="M${at(x(value))} ${TOP}V${HEIGHT - BOTTOM}"/><text x="${at(x(value))}" y="${HEIGHT - BOTTOM + 24}" text-anchor="middle">${number(value)}</text>`);
  // A subject has a colour; its second line is dashed.
  const peers = [...new Set(series.map(({ subject }) => subject).filter((it) => it !== "ours"))].sort();
  const drawnOf = {};
  const marked = series.map((it) => {
    const count = (drawnOf[it.subject] = (drawnOf[it.subject] ?? 0) + 1);
    return { ...it, look: `${it.subject === "ours" ? "ours" : `peer peer-${peers.indexOf(it.subject)}`}${count > 1 ? " dashed" : ""}` };
  });
  const drawn = marked.map(({ points, look }) => {
    const path = points.map(({ at: size, median }, index) => `${index ? "L" : "M"}${at(x(size))} ${at(y(median))}`).join("");
    const whiskers = points.filter(({ p10, p90 }) => p90 > p10).map(({ at: size, p10, p90 }) => `M${at(x(size))} ${at(y(p10))}V${at(y(p90))}`).join("");
    const dots = points.map(({ at: size, median }) => `<circle cx="${at(x(size))}" cy="${at(y(median))}" r="4"/>`).join("");
    return `<g class="${look}"><path class="line" d="${path}"/>${whiskers && `<path class="line" d="${whiskers}"/>`}${dots}</g>`;
  });
  const legend = marked.map(({ label, look }) => `<li class="${look}"><svg viewBox="0 0 26 12" aria-hidden="true"><path class="line" d="M1 6H25"/><circle cx="13" cy="6" r="4"/></svg>${escape(label)}</li>`);
  return `<ul class="legend">${legend.join("")}</ul>
<svg class="lines" viewBox="0 0 ${WIDTH} ${HEIGHT}" aria-hidden="true">${grid.join("")}${ticks.join("")}${drawn.join("")}</svg>
<p class="faint">Over the number of ${escape(of ?? "")}; both axes are logarithmic.</p>`;
}
