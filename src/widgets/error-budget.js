/**
 * What a service level objective allows to go wrong, how fast that is being used up, and when somebody
 * should be woken. The arithmetic is in budget.js.
 *
 * @element stacks-error-budget
 * @summary A calculator of error budgets: downtime, burn rate, and when to alert.
 * @attr {number} [target=99.9] - The objective, in per cent.
 * @attr {number} [window=30] - Over how many days.
 * @attr {number} [errors=0.5] - Requests that fail now, in per cent.
 * @csspart form - What is asked.
 * @csspart figures - What follows from it.
 * @csspart alerts - The table of alerts.
 * @fires {CustomEvent<{ target: number }>} stacks-load
 * @word title = budget_title
 * @word target = budget_target
 * @word days_ = budget_window
 * @word days = budget_days
 * @word errors = budget_errors
 * @word downtime = budget_downtime
 * @word perMillion = budget_million
 * @word burn = budget_burn
 * @word exhausted = budget_exhausted
 * @word never = budget_never
 * @word alerts = budget_alerts
 * @word alert = budget_alert
 * @word page = budget_page
 * @word ticket = budget_ticket
 * @word spent = budget_spent
 * @word windows = budget_windows
 * @word failing = budget_failing
 * @word source = budget_source
 * @word units = units
 */
import { make } from "./index.js";
import { budget } from "./budget.js";
import { FORM, form } from "./form.js";

/** By language, from `src/language.rs`. */
const WORDS = STACKS_WORDS;

const styles = `
form { align-items: end; }
dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 11em), 1fr)); gap: 0.8em 1em; margin: 0 0 1.2em; }
dt { color: var(--faint); font-size: 0.85em; }
dd { margin: 0; font-size: 1.25em; font-weight: 700; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
table { inline-size: 100%; border-collapse: collapse; overflow-wrap: normal; font-size: 0.9em; font-variant-numeric: tabular-nums; }
caption { padding: 0 0 0.4em; font-weight: 700; text-align: start; }
td { white-space: nowrap; }
:is(th, td) { padding: 0.4em 0.6em; border-block-end: 1px solid var(--line); text-align: start; }
p { margin: 0.8em 0 0; color: var(--faint); font-size: 0.85em; }
`;

const WINDOWS = [7, 28, 30, 90, 365];

/** What the element shows. */
export async function show(element) {
  const words = element.speak(WORDS);
  const target = number(element.target, 99.9, 0, 99.9999);
  const days = number(element.window, 30, 1, 3660);
  const errors = number(element.errors, 0.5, 0, 100);
  const fields = {
    target: make("input", { type: "number", name: "target", min: "0", max: "99.9999", step: "any", value: target }),
    days: make("select", { name: "window" }, ...[...new Set([...WINDOWS, days])].sort((a, b) => a - b).map(String).map((it) => make("option", { value: it, selected: Number(it) === days }, `${it} ${words.days}`))),
    errors: make("input", { type: "number", name: "errors", min: "0", max: "100", step: "any", value: errors }),
  };
  const figures = make("dl", { part: "figures", ariaLive: "polite" });
  const alerts = make("tbody");
  const change = () => {
    const found = budget(number(fields.target.value, target, 0, 99.9999), Number(fields.days.value), number(fields.errors.value, errors, 0, 100));
    const say = speaker(element.hostLanguage, words);
    const facts = [
      [words.downtime, say.time(found.downtime)],
      [words.perMillion, say.number(Math.round(found.allowed * 1e6))],
      [words.burn, `${say.number(found.burn)}×`],
      [words.exhausted, found.exhausted === Infinity ? words.never : say.time(found.exhausted)],
    ];
    figures.replaceChildren(...facts.map(([term, value]) => make("div", {}, make("dt", {}, term), make("dd", {}, value))));
    alerts.replaceChildren(
      ...found.alerts.map(({ share, long, short, pages, rate, errors }) =>
        make("tr", {}, make("td", {}, pages ? words.page : words.ticket), ...[`${say.number(share * 100)} %`, `${say.time(long * 3600)} / ${say.time(short * 3600)}`, `${say.number(rate)}×`, `${say.number(errors)} %`].map((it) => make("td", {}, it))),
      ),
    );
  };
  change();
  const labelled = (name, field) => make("label", {}, words[name], field);
  const heads = [words.alert, words.spent, words.windows, words.burn, words.failing].map((it) => make("th", { scope: "col" }, it));
  const nodes = [
    form(words.title, [labelled("target", fields.target), labelled("days_", fields.days), labelled("errors", fields.errors)], change),
    figures,
    make("div", { className: "scroll", tabIndex: 0, role: "region", ariaLabel: words.alerts }, make("table", { part: "alerts" }, make("caption", {}, words.alerts), make("thead", {}, make("tr", {}, ...heads)), alerts)),
    make("p", {}, words.source),
  ];
  return { nodes, detail: { target }, styles: [FORM, styles] };
}

function number(text, otherwise, least, most) {
  const value = Number.parseFloat(text);
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
}

/** Figures as people write them: numbers of three digits that count, times of the two largest units. */
function speaker(language, { units }) {
  const format = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 });
  const STEPS = [86400, 3600, 60, 1];
  return {
    number: (value) => format.format(value),
    time(seconds) {
      const first = Math.max(0, STEPS.findIndex((step) => seconds >= step));
      if (seconds < 1) return `${format.format(seconds)} ${units[3]}`;
      let rest = Math.round(seconds / (STEPS[first + 1] ?? 1)) * (STEPS[first + 1] ?? 1);
      const parts = [];
      for (const at of [first, first + 1].filter((at) => at < STEPS.length)) {
        const count = Math.floor(rest / STEPS[at]);
        rest -= count * STEPS[at];
        if (count) parts.push(`${count} ${units[at]}`);
      }
      return parts.join(" ");
    },
  };
}
