// What a program takes, measured by `measure.py`.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./figures.mjs";

/** Python 3 with these modules, if there is one. */
export const pythonWith = (modules) => ["python3", "python"].find((it) => spawnSync(it, ["-c", `import ${modules}`]).status === 0);

const python = pythonWith("resource");

/** Runs a command in this folder, with these variables: its seconds, those of its threads, its peak memory or
    that of the largest program it waited for, and what it said; without Python its seconds alone. */
export function measured(command, env = {}) {
  const started = performance.now();
  const words = python ? [python, "-S", join(root, "tests/bench/measure.py"), ...command] : command;
  const run = spawnSync(words[0], words.slice(1), { cwd: root, encoding: "utf8", env: { ...process.env, ...env }, maxBuffer: 1 << 30 });
  if (run.status !== 0) throw new Error(`${command.join(" ")} failed (${run.signal ?? run.status}):\n${(run.stderr + run.stdout).slice(-2000)}`);
  const said = run.stderr + (python ? "" : run.stdout);
  return { ...(python ? JSON.parse(run.stdout) : { seconds: (performance.now() - started) / 1000 }), said };
}
