// The arithmetic of error budgets, and nothing else, so that it is tested by itself. Sources: Google, "The
// Site Reliability Workbook" (2018), chapter 5, "Alerting on SLOs", table 5-8; "Site Reliability
// Engineering" (2016), chapter 3, "Embracing Risk".

/** Alerts on several windows: which share of the budget is gone by then, in which time, and how long the
    shorter window is that says whether it still goes on, in hours. */
const ALERTS = [
  { share: 0.02, long: 1, short: 5 / 60, pages: true },
  { share: 0.05, long: 6, short: 0.5, pages: true },
  { share: 0.1, long: 72, short: 6, pages: false },
];

/** What a target of `target` percent over `days` days allows, while `errors` percent of the requests fail:
    the share of failures allowed, how long a whole outage may last in seconds, how many times faster than
    allowed the budget is spent, after how many seconds it is gone (`Infinity` if nothing fails), and the
    alerts with the burn rate and the percentage of failures that set each off. */
export function budget(target, days, errors) {
  const allowed = 1 - target / 100;
  const seconds = days * 24 * 60 * 60;
  const burn = errors / 100 / allowed;
  const alerts = ALERTS.map((alert) => {
    const rate = (alert.share * days * 24) / alert.long;
    return { ...alert, rate, errors: Math.min(100, rate * allowed * 100) };
  });
  return { allowed, downtime: allowed * seconds, burn, exhausted: burn ? seconds / burn : Infinity, alerts };
}
