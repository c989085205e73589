#!/usr/bin/python3
"""Runs the extension of content/posts/pelican_github_emojis.md under Python-Markdown.

    check_pelican_github_emojis.py DIR      DIR holds github_emoji.py, and usage.py if extracted

Prints one `ok` line per expectation; exits 0 if all hold, 1 at the first that does not. Needs
Markdown (3.4 or later). gemoji's own table is read too where it can be found: in the folder
named by STACKS_CORPORA, or in ../shared/corpora beside the repository.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from html.parser import HTMLParser
from pathlib import Path

import markdown

REPOSITORY = Path(__file__).resolve().parents[2]
CORPORA = Path(os.environ.get("STACKS_CORPORA") or REPOSITORY.parent / "shared" / "corpora")
GEMOJI = CORPORA / "emoji-gemoji" / "db" / "emoji.json"

ROCKET, PARTY, HUNDRED = "\N{ROCKET}", "\N{PARTY POPPER}", "\N{HUNDRED POINTS SYMBOL}"

BECOMES = {
    ":rocket:": ROCKET,
    "Lift-off :rocket:!": f"Lift-off {ROCKET}!",
    "(:tada:)": f"({PARTY})",
    ":tada::rocket:": PARTY + ROCKET,
    ":tada:\n:rocket:": f"{PARTY}\n{ROCKET}",
    ":tada::nosuch:": f"{PARTY}:nosuch:",
    ":nosuch: :tada:": f":nosuch: {PARTY}",
    ":+1: and :-1:": "\N{THUMBS UP SIGN} and \N{THUMBS DOWN SIGN}",
    ":t-rex:": "\N{T-REX}",
    ":non-potable_water:": "\N{NON-POTABLE WATER SYMBOL}",
    ":point_up_2:": "\N{WHITE UP POINTING BACKHAND INDEX}",
    "*:tada:* _:tada:_": f"<em>{PARTY}</em> <em>{PARTY}</em>",
    "**Note:** :tada:": f"<strong>Note:</strong> {PARTY}",
    "`x`:100:`y`": f"<code>x</code>{HUNDRED}<code>y</code>",
    "[:tada:](http://x/:rocket:)": f'<a href="http://x/:rocket:">{PARTY}</a>',
    "\u65e5\u672c:tada:\u8a9e": f"\u65e5\u672c{PARTY}\u8a9e",
}

STAYS = [
    "00:08:49",
    "from 00:08:49 to 1:100:2",
    "a:b:c",
    "std::b::c",
    "::",
    "::b::",
    ":b::c",
    ": rocket :",
    ":Rocket:",
    ":nosuch:",
    ":rocket",
    "a:tada:",
    ":tada:a",
    "key:100:value",
]

CODE = {
    "`:rocket:`": "<p><code>:rocket:</code></p>",
    "`` `:rocket:` ``": "<p><code>`:rocket:`</code></p>",
    "    :rocket:": "<pre><code>:rocket:\n</code></pre>",
    "```\n:rocket:\n```": "<pre><code>:rocket:\n</code></pre>",
    "<http://x/:rocket:>": '<p><a href="http://x/:rocket:">http://x/:rocket:</a></p>',
    '<div title=":rocket:">:rocket:</div>': '<div title=":rocket:">:rocket:</div>',
    "\\:rocket:": "<p>:rocket:</p>",
    "![:rocket:](x)": '<p><img alt=":rocket:" src="x" /></p>',
}

PICTURE_ONLY = (
    "accessibility atom basecamp basecampy bowtie copilot dependabot electron feelsgood finnadie"
    " fishsticks goberserk godmode hurtrealbad neckbeard octocat rage1 rage2 rage3 rage4 shipit"
    " suspect trollface"
).split()

TABLE = {
    "rocket": ROCKET,
    "tada": PARTY,
    "100": HUNDRED,
    "b": "\N{NEGATIVE SQUARED LATIN CAPITAL LETTER B}",
    "+1": "\N{THUMBS UP SIGN}",
    "-1": "\N{THUMBS DOWN SIGN}",
    "t-rex": "\N{T-REX}",
    "non-potable_water": "\N{NON-POTABLE WATER SYMBOL}",
    "point_up_2": "\N{WHITE UP POINTING BACKHAND INDEX}",
}


def check(what: str, holds: bool) -> None:
    if not holds:
        raise AssertionError(what)
    print(f"ok {what}", flush=True)


class Tags(HTMLParser):
    """The attributes of every img, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.images: list[dict] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "img":
            self.images.append(dict(attrs))


def renderer(**options):
    reader = markdown.Markdown(
        extensions=["extra", "toc", "github_emoji"],
        extension_configs={"github_emoji": options},
    )
    return lambda text: reader.reset().convert(text)


def expect(render, text: str, html: str) -> None:
    got = render(text)
    check(repr(text) if got == html else f"{text!r} gave {got!r}", got == html)


def everything(folder: Path, scratch: Path) -> None:
    sys.path.insert(0, str(folder))
    import github_emoji

    extension = github_emoji.GitHubEmojiExtension()
    by_object = markdown.markdown("Hi :rocket:", extensions=[extension])
    check("works as an object", by_object == f"<p>Hi {ROCKET}</p>")
    by_name = markdown.markdown("Hi :rocket:", extensions=["github_emoji"])
    check("works by name, as Pelican loads it", by_name == by_object)
    if (folder / "usage.py").exists():
        out = subprocess.run(
            [sys.executable, str(folder / "usage.py")],
            cwd=folder, env={**os.environ, "PYTHONIOENCODING": "utf-8"},
            capture_output=True, check=False,
        ).stdout.decode()  # fmt: skip
        check(
            "the usage sample prints what it promises",
            f"00:08:49 {ROCKET}{PARTY}" in out and "<code>:snake:</code>" in out and "<img " in out,
        )

    db = scratch / "emoji.json"
    entries = [{"emoji": emoji, "aliases": [name]} for name, emoji in TABLE.items()]
    entries.append({"aliases": ["octocat"], "description": "no character"})
    entries.append({"emoji": "\N{PILE OF POO}", "aliases": ["hankey", "poop"]})
    db.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    render = renderer(db=str(db))

    for text, html in BECOMES.items():
        expect(render, text, f"<p>{html}</p>")
    for text in STAYS:
        expect(render, text, f"<p>{text}</p>")
    for text, html in CODE.items():
        expect(render, text, html)
    expect(render, ":hankey: :poop:", "<p>\N{PILE OF POO} \N{PILE OF POO}</p>")
    expect(render, "## Soon :tada:", f'<h2 id="soon">Soon {PARTY}</h2>')

    [octocat] = Tags(render("By :octocat: <script>")).images
    check("a picture-only name becomes an img", octocat["src"].endswith("/octocat.png"))
    check("whose alternative text is the shortcode", octocat["alt"] == ":octocat:")
    check("and whose size is set, so that nothing jumps", octocat["width"] and octocat["height"])
    check(
        "all of GitHub's own pictures are known",
        all(len(Tags(render(f":{name}:")).images) == 1 for name in PICTURE_ONLY),
    )
    own = renderer(db=str(db), picture_url='/e/{name}.png?"<&')
    [image] = Tags(own(":shipit:")).images
    check("the address is configurable, and escaped", image["src"] == '/e/shipit.png?"<&')
    check("pictures in code stay text", not Tags(render("`:octocat:` 1:octocat:2")).images)

    began = time.perf_counter()
    for hostile in (":" * 20_000, ":a" * 10_000, ":" + "a" * 20_000, ":tada:" * 300):
        render(hostile)
    check("hostile input takes no more than seconds", time.perf_counter() - began < 20)

    if GEMOJI.is_file():
        render = renderer(db=str(GEMOJI))
        names = [
            (name, entry["emoji"])
            for entry in json.loads(GEMOJI.read_text(encoding="utf-8"))
            for name in entry["aliases"]
        ]
        wrong = [name for name, emoji in names if render(f":{name}:") != f"<p>{emoji}</p>"]
        check(f"all {len(names)} names of gemoji's own table", wrong == [])
    else:
        print(f"# skipped gemoji's own table: {GEMOJI} is not there")


def main() -> int:
    if len(sys.argv) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    print(f"# python {sys.version.split()[0]}, Markdown {markdown.__version__}")
    try:
        with tempfile.TemporaryDirectory() as scratch:
            everything(Path(sys.argv[1]).resolve(), Path(scratch))
    except AssertionError as error:
        print(f"not ok {error}")
        return 1
    print("ok all")
    return 0


if __name__ == "__main__":
    sys.exit(main())
