// An author at work: a folder of content that is written to, `stacks watch` beside it, and the site that
// it makes, served.
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as ask } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { serve } from "./server.mjs";

const root = fileURLToPath(new URL("../../", import.meta.url));
const program = join(root, "target/watch/stacks");
/** The app as Trunk builds it for whoever writes. */
const app = join(root, "target/e2e/live");
const content = fileURLToPath(new URL("live/", import.meta.url));

export class Author {
  #folder = mkdtempSync(join(tmpdir(), "stacks-author-"));
  #watch;
  #server;
  /** What `stacks watch` said. */
  said = "";

  constructor() {
    this.content = join(this.#folder, "content");
    this.out = join(this.#folder, "site");
    cpSync(content, this.content, { recursive: true });
    cpSync(app, this.out, { recursive: true });
    for (const name of ["index.html", "style"]) cpSync(join(root, name), join(this.#folder, name), { recursive: true });
  }

  /** Begins to watch, at the same port each time, and to serve, as Trunk does: with what tells of changes below
      the site. */
  async start() {
    this.port ??= await free();
    const words = ["watch", "--content", this.content, "--out", this.out, "--port", this.port, "--page", join(this.#folder, "index.html"), "--drafts", "true"];
    this.#watch = spawn(program, words.map(String), { stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, STACKS_CACHE: "" } });
    const ready = new Promise((done) => this.#watch.stdout.on("data", (text) => (this.said += text) && done()));
    this.#watch.stderr.on("data", (text) => (this.said += text));
    await ready;
    if (!this.#server) await this.#serve();
  }

  async #serve() {
    const pages = serve(this.out, "/", true).listeners("request")[0];
    this.#server = createServer((request, response) => {
      if (!request.url.startsWith("/_stacks/")) return pages(request, response);
      const passed = ask({ port: this.port, host: "127.0.0.1", path: "/events", headers: { host: `127.0.0.1:${this.port}` } }, (answer) => {
        response.writeHead(answer.statusCode, answer.headers);
        answer.pipe(response);
      });
      passed.on("error", () => response.writeHead(502).end());
      request.on("close", () => passed.destroy());
      passed.end();
    });
    this.#server.listen(0, "127.0.0.1");
    await once(this.#server, "listening");
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
  }

  /** Stops to watch. */
  async stop() {
    const ended = once(this.#watch, "exit");
    this.#watch.kill();
    await ended;
  }

  async end() {
    await this.stop();
    this.#server?.closeAllConnections();
    this.#server?.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  write(path, text) {
    const file = join(this.content, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  /** Writes as many an editor does: another file, which then takes the name of the first. */
  replace(path, text) {
    const file = join(this.content, path);
    writeFileSync(`${file}~`, text);
    renameSync(`${file}~`, file);
  }

  rename(path, to) {
    renameSync(join(this.content, path), join(this.content, to));
  }

  remove(path) {
    rmSync(join(this.content, path));
  }

  /** Adds to a style sheet of the page's. */
  style(path, text) {
    writeFileSync(join(this.#folder, "style", path), text, { flag: "a" });
  }
}

async function free() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
