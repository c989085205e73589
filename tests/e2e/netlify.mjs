// Netlify's own local server over a built folder, and that folder as the disk has it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

const tests = resolve(import.meta.dirname, "..");
const command = join(tests, "netlify/node_modules/netlify-cli/bin/run.js");

/**
 * Starts the server on `port` of 127.0.0.1 and waits until it says that it is ready. It runs in a
 * folder of its own with the project's netlify.toml, as it leaves files where it runs, and knows
 * nothing of the user's account. Returns a function that stops it.
 */
export async function start(folder, port) {
  const home = join(tests, "../target/e2e/netlify");
  await mkdir(home, { recursive: true });
  await copyFile(join(tests, "../netlify.toml"), join(home, "netlify.toml"));
  const options = ["--offline", "--no-open", "--skip-gitignore", "--internal-disable-edge-functions"];
  const ports = ["--port", String(port), "--staticServerPort", String(port + 1)];
  const server = spawn(process.execPath, [command, "dev", "--dir", folder, ...options, ...ports], {
    cwd: home,
    // In CI it reports nothing about itself to anybody.
    env: { ...process.env, CI: "1", HOME: home, XDG_CONFIG_HOME: home, NO_UPDATE_NOTIFIER: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  await new Promise((ready, failed) => {
    const listen = (chunk) => {
      said += chunk;
      if (said.includes("Local dev server ready")) ready();
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("error", failed);
    server.on("exit", (code) => failed(new Error(`netlify dev ended with ${code}:\n${said}`)));
  });
  return async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill();
    await ended;
  };
}

/** The rules of a `_headers` file: for each pattern its headers, names in small letters. */
export function rules(text) {
  const rules = new Map();
  let headers;
  for (const line of text.split("\n")) {
    if (line.startsWith("/")) rules.set(line, (headers = rules.get(line) ?? {}));
    else if (/^\s+[^!#\s]/.test(line)) {
      const [name, ...value] = line.trim().split(": ");
      headers[name.toLowerCase()] = value.join(": ");
    }
  }
  return rules;
}

/** What a visitor reads of a page, spaces made regular; no script, style or markup. */
export function textOf(html) {
  const entities = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " ", "#39": "'", "#x27": "'" };
  return html
    .replace(/<(script|style|title)\b[^]*?<\/\1>/g, " ")
    .replace(/<[^>]*>/g, "")
    .replace(/&(#?\w+);/g, (all, name) => entities[name] ?? all)
    .replace(/\s+/g, " ");
}

/** The lines of Markdown that hold nothing but words, and so are on the page as they are. */
export function plainLines(markdown) {
  return markdown.split("\n").filter((line) => /^\p{L}[\p{L}\p{N} ,.;]{39,}$/u.test(line.trim()));
}

/** All files below a folder, relative to it. */
export async function filesBelow(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
}

export const json = async (path) => JSON.parse(await readFile(path, "utf8"));
