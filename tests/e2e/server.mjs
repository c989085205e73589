// A static server for the tests: files below a folder, index.html for every path that is no file,
// as hosts do for client-rendered sites. Usage: node server.mjs FOLDER PORT [BASE]
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

async function fileFor(folder, path) {
  const inside = normalize(decodeURIComponent(path)).replace(/^(\.\.[/\\])+/, "");
  const file = join(folder, inside);
  const found = await stat(file).catch(() => null);
  if (found?.isFile()) return file;
  // Data that is missing is missing; any other path may be a page.
  return /\.[a-z0-9]+$/i.test(path) ? null : join(folder, "index.html");
}

/** A server of `folder` below `base`, not listening yet. */
export function serve(folder, base = "/") {
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const inside = pathname.startsWith(base) ? pathname.slice(base.length - 1) : null;
    const file = inside === null ? null : await fileFor(folder, inside).catch(() => null);
    if (!file) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
      return;
    }
    response.writeHead(200, {
      "content-type": types[extname(file)] ?? "application/octet-stream",
      // Old enough that a browser left to itself would keep it for weeks.
      "last-modified": "Wed, 01 Jan 2025 00:00:00 GMT",
    });
    createReadStream(file).pipe(response);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port, base] = process.argv.slice(2);
  serve(folder, base).listen(Number(port), "127.0.0.1");
}
