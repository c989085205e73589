// What a page's main thread did, from a trace of the browser's: which tasks were those of scripts from
// one address, and how long they held everything else up. The page around must have no script of its
// own, for what promises resume does not say where it came from.
// Trace Event Format: events of the phase X have a begin and a duration, in microseconds.

/** What must be in the trace: tasks, what they ran, and what compiled. */
export const CATEGORIES = [
  "-*", "devtools.timeline", "disabled-by-default-devtools.timeline", "v8", "v8.execute", "v8.wasm",
];

/** What runs or compiles code and does not say whose. */
const NAMELESS = /^(RunMicrotasks|v8\.evaluateModule|(v8\.)?wasm\..*)$/;
/** What only a frame has: scripts may ask for styles and layout themselves. */
const FRAME = /^(PrePaint|Paint)$/;
/** A task blocks by what it takes longer than this, in milliseconds: Total Blocking Time. */
const LONG = 50;

/** Milliseconds of the processor, with its slowness: other programs in its way do not count. */
const cost = ({ tdur, dur }) => (tdur ?? dur) / 1000;

export const blocking = (tasks) => tasks.reduce((sum, took) => sum + Math.max(0, took - LONG), 0);

/** The tasks of the page at `url` from where its HTML is read on: the longest of all, by how much all
    were too long, the longest that ran scripts of the address `scripts`, what those scripts took in all,
    and the longest after their first that put on the screen what they made. */
export function mainThread(trace, url, scripts) {
  const { traceEvents } = JSON.parse(trace);
  const parsed = traceEvents.find(({ name, args }) => name === "ParseHTML" && args.beginData?.url === url);
  if (!parsed) throw new Error(`the trace has no page ${url}`);
  const events = traceEvents
    .filter(({ ph, pid, tid, ts, dur }) => ph === "X" && pid === parsed.pid && tid === parsed.tid && ts + dur >= parsed.ts)
    .sort((a, b) => a.ts - b.ts || b.dur - a.dur);
  const isTheirs = ({ name, args }) =>
    NAMELESS.test(name) || (args.data?.url ?? args.fileName ?? "").startsWith(scripts);

  const took = { longest: 0, own: 0, code: 0, frame: 0 };
  const all = [];
  let [task, counted, hasBegun] = [undefined, 0, false];
  for (const event of events) {
    if (event.name === "RunTask") {
      task = event;
      all.push(cost(task));
    }
    // A script without an address is what we ask the page for, not what it does.
    if (event.name === "EvaluateScript" && task && !event.args.data?.url) {
      all.pop();
      task = undefined;
    }
    if (!task || event.ts > task.ts + task.dur) continue;
    if (scripts && isTheirs(event)) {
      hasBegun = true;
      took.own = Math.max(took.own, cost(task));
      // What runs within what was counted was counted with it.
      if (event.ts >= counted) {
        took.code += cost(event);
        counted = event.ts + event.dur;
      }
    }
    if (hasBegun && FRAME.test(event.name)) took.frame = Math.max(took.frame, cost(task));
  }
  took.longest = Math.max(...all);
  return { ...took, blocking: blocking(all) };
}
