// A static server as hosts are: everything compressed ahead at its best and kept in memory, HTTP/1.1
// with connections that stay open, entity tags, and the headers that the site's `_headers` asks for
// (https://docs.netlify.com/manage/routing/headers/). The tests of what a visit costs use it; those of
// what a page does use the plain server.mjs.
// Usage: node host.mjs FOLDER PORT [BASE]
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const types = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".ico": "image/x-icon",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
};
const COMPRESSED = /^text\/|json|xml|wasm/;

/** As many bytes as a host sends at its best. */
export const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });

/** The rules of a `_headers` file: a path, in which `*` is anything and `:name` a segment, and below
    it the headers, indented. */
export function rules(text) {
  const found = [];
  for (const line of text.split("\n")) {
    if (!line.trim() || line.trim().startsWith("#")) continue;
    if (!/^\s/.test(line)) {
      const parts = line.trim().split(/(\*|:[A-Za-z]\w*)/);
      const pattern = parts.map((part, at) =>
        at % 2 === 0 ? part.replace(/[.+?^${}()|[\]\\]/g, "\\$&") : part === "*" ? ".*" : "[^/]+");
      found.push({ pattern: new RegExp(`^${pattern.join("")}$`), headers: [] });
    } else {
      // `! Name` takes back what an earlier rule says.
      const [, back, name, value] = line.match(/^\s+(! )?([^:]+?)(?::\s*(.*?))?\s*$/);
      found.at(-1).headers.push([name.toLowerCase(), back ? null : value]);
    }
  }
  return found;
}

/** The headers for a path; those named twice and not taken back between are joined. */
export function headersFor(rules, path) {
  const headers = {};
  for (const [name, value] of rules.filter((it) => it.pattern.test(path)).flatMap((it) => it.headers)) {
    if (value === null) delete headers[name];
    else headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

/** A server of `folder` below `base`, not listening yet. Answers take up at once what is changed in
    the folder: nothing is compressed before it is first asked for, or by `warm`. */
export function host(folder, base = "/") {
  const asked = join(folder, "_headers");
  const known = rules(existsSync(asked) ? readFileSync(asked, "utf8") : "");
  const kept = new Map();

  const load = (file) => {
    if (kept.has(file)) return kept.get(file);
    const plain = readFileSync(file);
    const type = types[extname(file)] ?? "application/octet-stream";
    const isCompressed = COMPRESSED.test(type);
    const tag = `"${createHash("sha256").update(plain).digest("hex").slice(0, 32)}"`;
    const coded = isCompressed ? { br: brotli(plain), gzip: gzipSync(plain, { level: 9 }) } : {};
    const answer = { plain, type, isCompressed, tag, ...coded };
    kept.set(file, answer);
    return answer;
  };

  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const inside = pathname.startsWith(base) ? decodeURIComponent(pathname.slice(base.length)) : null;
    const target = join(folder, inside ?? "");
    const isInside = inside !== null && (target + sep).startsWith(join(folder, sep));
    const found = isInside && existsSync(target) ? statSync(target) : null;
    if (found?.isDirectory() && !pathname.endsWith("/")) {
      response.writeHead(301, { location: `${pathname}/` }).end();
      return;
    }
    const index = join(target, "index.html");
    const shown = found?.isFile() ? target : found && existsSync(index) ? index : null;
    const file = shown ?? join(folder, "404.html");
    if (!existsSync(file)) {
      response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
      return;
    }
    const answer = load(file);
    const headers = {
      "cache-control": "public, max-age=0, must-revalidate",
      ...headersFor(known, pathname),
      "content-type": answer.type,
      etag: answer.tag,
    };
    if (shown && request.headers["if-none-match"] === answer.tag) {
      response.writeHead(304, headers).end();
      return;
    }
    const accepted = request.headers["accept-encoding"] ?? "";
    const coding = answer.isCompressed ? ["br", "gzip"].find((it) => accepted.includes(it)) : undefined;
    const body = answer[coding ?? "plain"];
    if (answer.isCompressed) headers.vary = "accept-encoding";
    if (coding) headers["content-encoding"] = coding;
    headers["content-length"] = body.length;
    response.writeHead(shown ? 200 : 404, headers).end(request.method === "HEAD" ? undefined : body);
  });
  /** Compresses every file that a path below the folder matches, so that no answer waits for it. */
  server.warm = (pattern = /./) => {
    for (const name of readdirSync(folder, { recursive: true })) {
      if (pattern.test(name) && statSync(join(folder, name)).isFile()) load(join(folder, name));
    }
    return server;
  };
  return server;
}

/** Starts a server where there is room, and resolves to its address. */
export const listen = (server, port = 0) =>
  new Promise((done) => {
    server.listen(port, "127.0.0.1", () => done(`http://127.0.0.1:${server.address().port}`));
  });

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, port, base] = process.argv.slice(2);
  console.log(await listen(host(folder, base).warm(), Number(port)));
}
