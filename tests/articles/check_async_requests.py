#!/usr/bin/python3
"""Runs the downloader of content/posts/async_requests.md against a server of its own.

    check_async_requests.py DIR      DIR holds the article's download.py

Prints one `ok` line per expectation; exits 0 if all hold, 1 at the first that does not. Needs
aiohttp (3.8 or later) and Python 3.11; opens one port on 127.0.0.1 and nothing else.
"""

import asyncio
import contextlib
import importlib.util
import os
import sys
import tempfile
from collections import Counter
from pathlib import Path

import aiohttp
from aiohttp import web

DEADLINE = 60.0  # for everything; a good run takes about a second
PATIENT = 30.0  # a timeout that must not strike
IMPATIENT = 0.05  # a timeout that must
QUICK = {"base_delay": 0.005, "max_delay": 0.02}
PRESENT = [f"/files/{number}.txt" for number in range(60)]


def check(what: str, holds: bool) -> None:
    if not holds:
        raise AssertionError(what)
    print(f"ok {what}", flush=True)


def body(path: str) -> bytes:
    return f"{path}\n".encode() * 200


class Server:
    """Small files, and one path for each way in which a download goes wrong."""

    def __init__(self) -> None:
        self.origin = ""
        self.forget()
        self._closing = asyncio.Event()

    def forget(self) -> None:
        self.hits: Counter[str] = Counter()
        self.clients: set[tuple] = set()
        self.active = self.most_active = 0

    def url(self, path: str) -> str:
        return self.origin + path

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.hits[request.path] += 1
        self.clients.add(request.transport.get_extra_info("peername"))
        self.active += 1
        self.most_active = max(self.most_active, self.active)
        try:
            return await self.answer(request)
        finally:
            self.active -= 1

    async def answer(self, request: web.Request) -> web.StreamResponse:
        path = request.path
        if path.startswith("/files/") or path == "/elsewhere/1.txt":
            await asyncio.sleep(0.001)  # let the other workers arrive
            return web.Response(body=body(path))
        if path == "/flaky" and self.hits[path] <= 2:
            return web.Response(status=503, text="not now")
        if path == "/flaky":
            return web.Response(body=body(path))
        if path == "/down":
            return web.Response(status=503, text="not today")
        if path == "/later":
            return web.Response(status=503, headers={"Retry-After": "3600"})
        if path == "/slow":
            await self._closing.wait()
            return web.Response(body=body(path))
        if path == "/short":  # announces 1000 bytes, sends 10, hangs up
            response = web.StreamResponse(headers={"Content-Length": "1000"})
            await response.prepare(request)
            await response.write(b"0123456789")
            request.transport.close()
            return response
        return web.Response(status=404, text="no such file")

    @contextlib.asynccontextmanager
    async def running(self):
        app = web.Application()
        app.router.add_get("/{path:.*}", self.handle)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        self.origin = f"http://{host}:{port}"
        try:
            yield self
        finally:
            self._closing.set()
            await runner.cleanup()


def load(folder: Path):
    spec = importlib.util.spec_from_file_location("download", folder / "download.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["download"] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.endswith(".part"))


async def whole_files(article, server: Server, target: Path) -> None:
    settings = article.Settings(workers=8, timeout=PATIENT, **QUICK)
    urls = [server.url(path) for path in PRESENT]
    results = await article.download([*urls, urls[0]], target, settings)

    check("results keep the order of the URLs, each once", [r.url for r in results] == urls)
    check("no file of a healthy server fails", not any(r.error for r in results))
    check(
        "every file has the bytes that were served",
        all(r.path.read_bytes() == body(path) for r, path in zip(results, PRESENT)),
    )
    check("sizes are reported", all(r.size == len(body(p)) for r, p in zip(results, PRESENT)))
    check("every file was asked for once", set(server.hits.values()) == {1})
    check("never more requests at a time than workers", 1 < server.most_active <= 8)
    check("connections are reused, not one per file", len(server.clients) <= 8)
    check("no partial files remain", leftovers(target) == [])

    server.forget()
    again = await article.download(urls, target, settings)
    check("a second run asks for nothing", not server.hits)
    check("and says that the files were there", all(r.attempts == 0 and r.size for r in again))


async def names(article, server: Server, target: Path) -> None:
    settings = article.Settings(workers=2, timeout=PATIENT, **QUICK)
    paths = ["/files/1.txt", "/elsewhere/1.txt", "/files/1.txt?v=2", "/files/..%2F..%2Fescape"]
    results = await article.download([server.url(path) for path in paths], target, settings)
    check("equal last segments do not overwrite each other", len({r.path for r in results}) == 4)
    check("all four arrive", not any(r.error for r in results))
    check(
        "no URL writes outside the target",
        all(r.path.resolve().parent == target.resolve() and r.path.is_file() for r in results)
        and not (target.parent / "escape").exists(),
    )
    fresh = target / "not" / "made" / "yet"
    await article.download([server.url("/files/2.txt")], fresh, settings)
    check("a missing target folder is made", len(list(fresh.iterdir())) == 1)
    check("no URLs, no results", await article.download([], target, settings) == [])
    try:
        article.Settings(workers=0)
    except ValueError:
        check("zero workers are refused", True)
    else:
        check("zero workers are refused", False)


async def failures(article, server: Server, target: Path) -> None:
    settings = article.Settings(workers=4, timeout=PATIENT, attempts=4, **QUICK)
    paths = ["/missing", "/flaky", "/down", "/later", "/short", "/files/3.txt"]
    urls = [server.url(path) for path in paths]
    missing, flaky, down, later, short, fine = await article.download(urls, target, settings)

    check("a 404 is reported", "404" in missing.error)
    check("a 404 is not retried", server.hits["/missing"] == missing.attempts == 1)
    check("two 503 answers are outlived", not flaky.error and flaky.attempts == 3)
    check("the flaky file is whole", flaky.path.read_bytes() == body("/flaky"))
    check("a lasting 503 is given up", "503" in down.error and server.hits["/down"] == 4)
    check("Retry-After beyond our patience ends it", later.error and later.attempts == 1)
    check("a body cut short is a failure", bool(short.error) and server.hits["/short"] == 4)
    check("one bad URL does not spoil the others", not fine.error and fine.path.is_file())
    check(
        "a failure leaves no file",
        not any(r.path.exists() for r in (missing, down, later, short)) and not leftovers(target),
    )

    nonsense = ["nonsense", "http://", "http://[::1", "http://a..b/", "ftp://127.0.0.1/a"]
    results = await article.download(nonsense, target, settings)
    check("URLs that are none are reported, not raised", all(r.error for r in results))
    check("and not retried", all(r.attempts == 1 for r in results))

    impatient = article.Settings(workers=4, timeout=IMPATIENT, attempts=2, **QUICK)
    [slow] = await article.download([server.url("/slow")], target, impatient)
    check("a timeout is reported with a reason", slow.error != "")
    check("a timeout is retried, and not for ever", slow.attempts == server.hits["/slow"] == 2)
    check("the timeout is the one that was set", IMPATIENT * 0.5 < slow.seconds < PATIENT)
    check("a timeout leaves no file", not slow.path.exists() and not leftovers(target))


async def interruption(article, server: Server, target: Path) -> None:
    settings = article.Settings(workers=2, timeout=PATIENT, **QUICK)
    run = asyncio.create_task(article.download([server.url("/slow")], target, settings))
    while not server.hits["/slow"]:
        await asyncio.sleep(0.001)
    run.cancel()
    await asyncio.wait([run])
    check("it can be cancelled", run.cancelled())
    check("and leaves nothing behind", list(target.iterdir()) == [])


async def full_disk(article, server: Server, target: Path) -> None:
    settings = article.Settings(workers=2, timeout=PATIENT, **QUICK)
    real, article.os.replace = os.replace, _no_space
    try:
        await article.download([server.url(path) for path in PRESENT], target, settings)
        stopped = False
    except* OSError:
        stopped = True
    finally:
        article.os.replace = real
    check("a full disk stops the run instead of being retried", stopped)
    check("early", sum(server.hits.values()) <= 4 and list(target.iterdir()) == [])


def _no_space(*_):
    raise OSError(28, "No space left on device")


async def command_line(folder: Path, server: Server, target: Path) -> None:
    async def run(paths: list[str], *options: str):
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(folder / "download.py"), "-", str(target), *options,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        lines = "\n".join(server.url(path) for path in paths) + "\n\n"
        out, err = await process.communicate(lines.encode())
        return process.returncode, out.decode(), err.decode()

    code, out, err = await run(PRESENT[:5], "--workers", "3", "--timeout", "30")
    check("the command exits 0 when all is well", code == 0 and err == "")
    check("and counts", "5 fetched, 0 already there, 0 failed, 0 retries" in out)
    code, out, err = await run([*PRESENT[:6], "/missing"])
    check("it exits 1 when a file is missing", code == 1)
    check("counts again", "1 fetched, 5 already there, 1 failed, 0 retries" in out)
    check("and names the URL on stderr", server.url("/missing") in err)


def report(article) -> None:
    check("a report of nothing is still a report", "0 fetched" in article.report([], 0.1))
    one = article.Result("u", Path("p"), size=2_000_000, attempts=2, seconds=0.5)
    text = article.report([one], 2.0)
    check("a report adds up", "1 fetched" in text and "1 retries" in text and "1.00 MB/s" in text)
    check("with percentiles", "p50 500 ms" in text and "p95 500 ms" in text)


async def everything(folder: Path) -> None:
    article = load(folder)
    report(article)
    async with Server().running() as server:
        for step in (whole_files, names, failures, interruption, full_disk, command_line):
            server.forget()
            subject = folder if step is command_line else article
            with tempfile.TemporaryDirectory() as target:
                await step(subject, server, Path(target))


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    print(f"# python {sys.version.split()[0]}, aiohttp {aiohttp.__version__}")
    try:
        asyncio.run(asyncio.wait_for(everything(Path(sys.argv[1]).resolve()), DEADLINE))
    except AssertionError as error:
        print(f"not ok {error}")
        return 1
    except asyncio.TimeoutError:
        print(f"not ok finished within {DEADLINE:.0f} s")
        return 1
    print("ok all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
