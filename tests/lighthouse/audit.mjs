// Lighthouse over a page, as a phone on a slow network has it (its defaults): the scores of the
// categories asked for, and what costs points. It downloads nothing and reports to nobody; the
// browser is the one that CHROME names, and reaches nothing but this machine.
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const flags = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

/** Scores from 0 to 100 by category, and for each audit that costs points what it found. */
export async function audit(url, categories) {
  const chrome = await launch({ chromePath: process.env.CHROME ?? "/usr/bin/chromium", chromeFlags: flags, logLevel: "silent" });
  try {
    const { lhr } = await lighthouse(url, { port: chrome.port, onlyCategories: categories, logLevel: "silent" });
    if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
    const scores = Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]);
    const weighed = Object.values(lhr.categories).flatMap(({ auditRefs }) => auditRefs.filter((it) => it.weight > 0));
    const lacking = weighed.map(({ id }) => lhr.audits[id]).filter(({ score }) => score !== null && score < 1);
    return { scores: Object.fromEntries(scores), lacking: lacking.map(found), version: lhr.lighthouseVersion };
  } finally {
    chrome.kill();
  }
}

/** One line: the audit, and the elements, addresses or messages it names. */
function found({ id, title, displayValue, explanation, details }) {
  const named = (details?.items ?? []).map((it) =>
    [it.node?.snippet, it.node?.explanation, it.url, it.description, it.source?.url].filter(Boolean).join(" "));
  return [`${id}: ${title}`, displayValue, explanation, ...named.slice(0, 5)].filter(Boolean).join(" | ");
}
