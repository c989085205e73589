// A static server for the tests, as plain as a host can be: files below a folder, a folder's
// index.html, a slash put behind a folder's name, and 404.html with status 404 for everything else.
// Usage: node server.mjs FOLDER PORT [BASE]
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

/** The file for a path, or where the path should lead instead; neither when there is none. */
async function find(folder, path) {
  const inside = normalize(decodeURIComponent(path)).replace(/^(\.\.[/\\])+/, "");
  const file = join(folder, inside);
  const found = await stat(file).catch(() => null);
  if (found?.isFile()) return { file };
  if (!found?.isDirectory()) return {};
  if (!path.endsWith("/")) return { location: `${path}/` };
  const index = join(file, "index.html");
  return (await stat(index).catch(() => null)) ? { file: index } : {};
}

/** A server of `folder` below `base`, not listening yet. `hasFallback` has it answer as `trunk serve`
    does: index.html at every address of a page that is not there. */
export function serve(folder, base = "/", hasFallback = false) {
  return createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const inside = pathname.startsWith(base) ? pathname.slice(base.length - 1) : null;
    const { file, location } = inside === null ? {} : await find(folder, inside).catch(() => ({}));
    if (location) {
      response.writeHead(301, { location: base + location.slice(1) }).end();
      return;
    }
    const isThere = Boolean(file) || (hasFallback && inside?.endsWith("/"));
    const shown = file ?? join(folder, isThere ? "index.html" : "404.html");
    if (!isThere && !(await stat(shown).catch(() => null))) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
      return;
    }
    response.writeHead(isThere ? 200 : 404, {
      "content-type": types[extname(shown)] ?? "application/octet-stream",
      // Old enough that a browser left to itself would keep it for weeks.
      "last-modified": "Wed, 01 Jan 2025 00:00:00 GMT",
    });
    createReadStream(shown).pipe(response);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port, base] = process.argv.slice(2);
  serve(folder, base).listen(Number(port), "127.0.0.1");
}
