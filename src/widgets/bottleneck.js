/**
 * The theory of constraints to try out. Stages of a delivery pipeline, each with a rate to set; work piles
 * up before the slowest, whatever the others do. The arithmetic is in flow.js.
 *
 * @element stacks-bottleneck
 * @summary The theory of constraints to try out: a pipeline, and what its slowest stage does to it.
 * @attr {string} stages - The stages' names, with commas between.
 * @attr {string} [rates=10,8,4,6,9] - How many pieces each can do in a day, 20 at the most.
 * @csspart form - The stages.
 * @csspart stage - A stage.
 * @csspart result - What comes out.
 * @fires {CustomEvent<{ stages: number }>} stacks-load
 * @word title = flow_title
 * @word stages = flow_stages
 * @word pile = flow_pile
 * @word unlimited = flow_unlimited
 * @word result = flow_result
 * @word day = flow_day
 * @word oneDay = flow_one
 * @word tenDays = flow_ten
 * @word again = flow_again
 */
import { make } from "./index.js";
import { flow, nextDay } from "./flow.js";
import { FORM, form } from "./form.js";

/** By language, from `src/language.rs`. */
const WORDS = STACKS_WORDS;

const styles = `
ol { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.6em; margin: 0 0 1em; padding: 0; list-style: none; }
li { display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.8em; padding: 0.4em 0.8em; border: 1px solid var(--line); border-inline-start: 4px solid var(--line); border-radius: 4px; }
li[data-slowest] { border-color: var(--accent); background: var(--shelf); }
label { flex: 1 1 6em; font-size: 1em; }
li [type="range"] { flex: 2 1 8em; inline-size: auto; min-inline-size: 0; }
.rate { flex: 0 0 2em; font-variant-numeric: tabular-nums; text-align: end; }
.pile { flex: 1 1 100%; min-inline-size: 0; display: flex; flex-wrap: wrap; align-items: center; gap: 0.6em; color: var(--faint); font-size: 0.85em; }
meter { flex: 1; min-inline-size: 0; block-size: 0.8em; }
.result { margin: 0 0 0.8em; font-weight: 700; }
.day { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5em 1em; }
form { display: block; }
`;

const RATES = [10, 8, 4, 6, 9];
const MOST = 20;
/** How many pieces fill the bar. */
const FULL = 60;

/** What the element shows. */
export async function show(element) {
  const words = element.speak(WORDS);
  const names = list(element.stages) ?? words.stages;
  const given = list(element.rates)?.map(Number).filter((it) => it > 0) ?? [];
  const rates = names.map((_, at) => Math.min(MOST, given[at] ?? RATES[at % RATES.length]));
  let piles = rates.map(() => 0);
  let day = 0;
  const stages = names.map((name, at) => {
    const range = make("input", { type: "range", min: "1", max: String(MOST), step: "1", value: rates[at], name: `rate-${at}` });
    const rate = make("span", { className: "rate", ariaHidden: "true" });
    const meter = make("meter", { min: 0, max: FULL, ariaLabel: `${words.pile}: ${name}` });
    const count = make("span", {});
    return { range, rate, meter, count, item: make("li", { part: "stage" }, make("label", {}, name), range, rate, make("span", { className: "pile" }, at ? words.pile : words.unlimited, ...(at ? [meter, count] : []))) };
  });
  stages.forEach(({ range, item }, at) => {
    range.id = `rate-${at}`;
    item.querySelector("label").htmlFor = range.id;
  });
  const result = make("p", { className: "result", part: "result", role: "status" });
  const clock = make("span", {});
  const draw = () => {
    const { throughput, bottleneck } = flow(rates);
    stages.forEach(({ rate, meter, count, item }, at) => {
      rate.textContent = rates[at];
      meter.value = Math.min(FULL, piles[at]);
      count.textContent = piles[at];
      item.toggleAttribute("data-slowest", at === bottleneck);
    });
    const text = words.result.replace("{out}", throughput).replace("{stage}", names[bottleneck]);
    if (result.textContent !== text) result.textContent = text;
    clock.textContent = `${words.day} ${day}`;
  };
  const pass = (days) => {
    for (; days > 0; days--, day++) ({ piles } = nextDay(piles, rates));
    draw();
  };
  const button = (text, act) => {
    const made = make("button", { type: "button" }, text);
    made.addEventListener("click", act);
    return made;
  };
  const line = form(words.title, [make("ol", {}, ...stages.map(({ item }) => item))], () => {
    stages.forEach(({ range }, at) => (rates[at] = Number(range.value)));
    draw();
  });
  draw();
  const days = make("div", { className: "day" }, button(words.oneDay, () => pass(1)), button(words.tenDays, () => pass(10)), button(words.again, () => {
    piles = rates.map(() => 0);
    day = 0;
    draw();
  }), clock);
  return { nodes: [result, line, days], detail: { stages: names.length }, styles: [FORM, styles] };
}

/** Names or numbers with commas between. */
function list(text) {
  const all = text.split(",").map((it) => it.trim()).filter(Boolean);
  return all.length > 1 ? all.slice(0, 12) : undefined;
}
