// The arithmetic of the calculator and of the simulation, against figures worked out by hand.
//
//   node tests/formulas/check.mjs
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

const load = async (name) => {
  const source = readFileSync(new URL(`../../src/widgets/${name}`, import.meta.url));
  return import(`data:text/javascript;base64,${source.toString("base64")}`);
};
const { budget } = await load("budget.js");
const { flow, nextDay } = await load("flow.js");

const near = (found, expected, what) => assert.ok(Math.abs(found - expected) < 1e-6 * Math.max(1, expected), `${what}: ${found} instead of ${expected}`);

// 30 days are 30 * 24 * 60 = 43,200 minutes, of which 0.1 % are 43.2 ("Site Reliability Engineering",
// appendix A, availability table: 99.9 % allow 43.2 minutes in 30 days).
near(budget(99.9, 30, 0).downtime, 43.2 * 60, "99.9 % over 30 days");
// The same table: 99.99 % allow 4.32 minutes, 99 % allow 7.2 hours.
near(budget(99.99, 30, 0).downtime, 4.32 * 60, "99.99 % over 30 days");
near(budget(99, 30, 0).downtime, 7.2 * 3600, "99 % over 30 days");

// 0.5 % fail where 0.1 % may: five times too fast, so the 30 days' budget lasts 30 / 5 = 6 days.
const fast = budget(99.9, 30, 0.5);
near(fast.burn, 5, "burn rate");
near(fast.exhausted, 6 * 86400, "time to exhaustion");
// "The Site Reliability Workbook", table 5-4: a burn rate of 1 empties 30 days' budget in 30 days, of 10
// in 3 days, of 1,000 in 43 minutes (43.2).
near(budget(99.9, 30, 0.1).exhausted, 30 * 86400, "burn rate 1");
near(budget(99.9, 30, 1).exhausted, 3 * 86400, "burn rate 10");
near(budget(99.9, 30, 100).exhausted, 43.2 * 60, "burn rate 1,000");
assert.equal(budget(99.9, 30, 0).exhausted, Infinity);

// The same book, table 5-8: 2 % of 30 days' budget in 1 hour is a burn rate of 14.4 (0.02 * 720 h / 1 h),
// 5 % in 6 hours is 6, 10 % in 3 days is 1; and at 99.9 % the failures are 1.44, 0.6 and 0.1 %.
const expected = [
  [14.4, 1.44],
  [6, 0.6],
  [1, 0.1],
];
fast.alerts.forEach(({ rate, errors }, at) => {
  near(rate, expected[at][0], `alert ${at}`);
  near(errors, expected[at][1], `failures of alert ${at}`);
});
// No more than all can fail: at 50 %, 14.4 times half would be 720 %.
assert.equal(budget(50, 30, 0).alerts[0].errors, 100);
// 7 days are 168 hours: 0.02 * 168 / 1.
near(budget(99.9, 7, 0).alerts[0].rate, 3.36, "a week's window");

// Ten come, eight go on, four, and then four all the way: the third stage is the slowest. Before the second
// two pile up a day, before the third four.
assert.deepEqual(flow([10, 8, 4, 6, 9]), { throughput: 4, bottleneck: 2, growth: [0, 2, 4, 0, 0] });
// Widened to eight, it is not the slowest any more: the fourth is, with six.
assert.deepEqual(flow([10, 8, 8, 6, 9]), { throughput: 6, bottleneck: 3, growth: [0, 2, 0, 2, 0] });
// What is not the bottleneck may be as fast as it likes.
assert.equal(flow([20, 20, 4, 20, 20]).throughput, flow([10, 8, 4, 6, 9]).throughput);

// Day by day: ten days of those growths, and as much comes out each day as the slowest lets through.
let piles = [0, 0, 0, 0, 0];
let out;
for (let day = 0; day < 10; day++) ({ piles, out } = nextDay(piles, [10, 8, 4, 6, 9]));
assert.deepEqual({ piles, out }, { piles: [0, 20, 40, 0, 0], out: 4 });
// Then the third stage does eight: 20 + 10 - 8 wait before the second, 40 + 8 - 8 before the third, and of
// the eight that go on, the fourth does six.
assert.deepEqual(nextDay(piles, [10, 8, 8, 6, 9]), { piles: [0, 22, 40, 2, 0], out: 6 });

console.log("ok");
