// What a page asks for and is sent, its workers included. Chromium tells of a worker's requests only who
// attached to it before it began, and of its script the headers alone: so it is our servers that count, what
// they write to their sockets, as a browser would with HTTP/1.1. When all has come the browser knows best.

/** Notes every answer of a server: when it was asked for, its path, and its bytes with headers. */
export function logOf(server) {
  const log = [];
  // Before the server itself, which answers at once.
  server.prependListener("request", (request, response) => {
    const { socket } = request;
    const before = socket.bytesWritten;
    const answer = { at: Date.now(), path: new URL(request.url, "http://localhost").pathname, bytes: 0 };
    log.push(answer);
    response.on("finish", () => (answer.bytes = socket.bytesWritten - before));
  });
  return log;
}

/** The network of a page that nobody else shares, from now on. */
export function networkOf(page, log) {
  const start = log.length;
  const open = new Set();
  const [done, failed] = [[], []];
  let latest = performance.now();
  const touch = () => (latest = performance.now());
  page.on("request", (request) => touch(request.url().startsWith("http") && open.add(request)));
  page.on("requestfinished", (request) => touch(open.delete(request) && done.push(request.url())));
  page.on("requestfailed", (request) => touch(open.delete(request) && failed.push({ url: request.url(), reason: request.failure()?.errorText })));
  // The end of a worker's script is told to the worker, if anybody.
  page.on("worker", (worker) => {
    for (const request of open) if (request.url() === worker.url()) touch(open.delete(request));
  });
  return {
    done,
    failed,
    open,
    /** Counts what was asked for between two moments, in milliseconds since 1970, if it `isWanted`. */
    sent(from = 0, to = Infinity, isWanted = () => true) {
      const answers = log.slice(start).filter(({ at, path }) => at >= from && at <= to && isWanted(path));
      return { requests: answers.length, bytes: answers.reduce((sum, { bytes }) => sum + bytes, 0) };
    },
    /** Waits until nothing was asked for for a while, or for so many milliseconds; says which. */
    async rest(quiet, patience) {
      const started = performance.now();
      latest = started;
      while (open.size > 0 || performance.now() - latest < quiet) {
        if (performance.now() - started > patience) return false;
        await new Promise((next) => setTimeout(next, 50));
      }
      return true;
    },
  };
}
