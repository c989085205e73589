// A host that a test has for itself: its site can be taken off the network, put back, and replaced
// by another build.
import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "./server.mjs";

/** The builds that `cargo xtask test` leaves. */
export const builds = fileURLToPath(new URL("../../target/e2e/", import.meta.url));

export class Host {
  #server;
  #folders = [];
  /** Answers with an error for what matches. */
  fails = /^$/;
  /** Waits before it answers what matches. */
  holds = { pattern: /^$/, until: Promise.resolve() };

  constructor(port, folder, base = "/") {
    Object.assign(this, { port, folder, base, url: `http://127.0.0.1:${port}${base}` });
  }

  async start() {
    const [answer] = serve(this.folder, this.base).listeners("request");
    const server = serve(this.folder, this.base);
    server.removeAllListeners("request");
    server.on("request", async (request, response) => {
      if (this.holds.pattern.test(request.url)) await this.holds.until;
      if (this.fails.test(request.url)) response.writeHead(500).end();
      else answer(request, response);
    });
    this.#server = server;
    await new Promise((resolve) => server.listen(this.port, "127.0.0.1", resolve));
  }

  async stop() {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  }

  /** Puts another build in the place of the one that is shown. */
  async deploy(folder) {
    const isUp = Boolean(this.#server);
    await this.stop();
    this.folder = folder;
    if (isUp) await this.start();
  }

  /** A build with another app, other file names and, on the page About, other words: `mark`. */
  rebuild(mark) {
    const folder = mkdtempSync(join(tmpdir(), "stacks-build-"));
    this.#folders.push(folder);
    cpSync(this.folder, folder, { recursive: true });
    const files = readdirSync(folder, { recursive: true }).map((name) => join(folder, name));
    const isCode = (file) => /^(app|renderer|offline)-[0-9a-f]+(_bg)?\.(js|wasm|html)$/.test(basename(file));
    const hashes = new Set(files.filter(isCode).map((file) => basename(file).match(/-([0-9a-f]+)/)[1]));
    const worker = readFileSync(join(folder, "service-worker.js"), "utf8");
    hashes.add(worker.match(/VERSION = "([0-9a-f]+)"/)[1]);
    const renamed = new Map([...hashes].map((hash) => [hash, other(hash, mark)]));
    const rename = (text) => text.replace(new RegExp([...hashes].join("|"), "g"), (hash) => renamed.get(hash));
    for (const file of files.filter((file) => statSync(file).isFile())) {
      if (/\.(html|js|json)$/.test(file)) {
        const text = readFileSync(file, "utf8");
        const isAbout = /[/\\]about[/\\]index\.(html|json)$/.test(file);
        writeFileSync(file, rename(isAbout ? text.replaceAll("small doses", mark) : text));
      }
      if (isCode(file)) renameSync(file, join(dirname(file), rename(basename(file))));
    }
    return folder;
  }

  remove() {
    for (const folder of this.#folders) rmSync(folder, { recursive: true });
  }
}

/** Another hash for another build: as long, and of the same digits. */
function other(hash, mark) {
  const shift = 1 + ([...mark].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 15);
  return [...hash].map((digit) => ((parseInt(digit, 16) + shift) % 16).toString(16)).join("");
}
