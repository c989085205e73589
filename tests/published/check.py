"""Reads what a built site publishes as strangers do: the feeds with feedparser, whose findings count,
the Atom ones against the rules of RFC 4287 and the sitemap against its schema, with lxml. Prints
`ok` and a file for each that is fine; exits 1 at the first that is not."""

import json
import pathlib
import sys
from html.parser import HTMLParser
from urllib.parse import urlsplit

import feedparser
from lxml import etree

HERE = pathlib.Path(__file__).parent


class Addresses(HTMLParser):
    """Collects the addresses in a piece of HTML."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.found += [v for k, v in attributes if k in ("href", "src", "srcset", "cite", "poster")]


def check_absolute(html, file):
    for address in Addresses(html).found:
        assert urlsplit(address).scheme, f"{file}: {address} is not absolute"


def check_xml_feed(file, address):
    feed = feedparser.parse(file.read_bytes(), sanitize_html=False, resolve_relative_uris=False)
    assert not feed.bozo, f"{file}: {feed.get('bozo_exception')}"
    assert feed.version == ("atom10" if file.name == "feed.xml" else "rss20"), feed.version
    own = [link.href for link in feed.feed.links if link.rel == "self"]
    assert own == [address], f"{file}: {own}"
    assert feed.feed.title and feed.feed.link and feed.feed.updated_parsed, file
    assert 0 < len(feed.entries) <= 50, file
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids)), f"{file}: {ids}"
    times = [entry.published_parsed for entry in feed.entries]
    assert None not in times, file
    for entry in feed.entries:
        assert entry.title and entry.link == entry.id, f"{file}: {entry.id}"
        assert entry.get("author") or feed.feed.get("author"), f"{file}: {entry.id}"
        check_absolute(entry.content[0].value, file)
    return [(entry.id, entry.title, entry.content[0].value.strip()) for entry in feed.entries]


def check_json_feed(file, address):
    feed = json.loads(file.read_text(encoding="utf-8"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == address, feed["feed_url"]
    for item in feed["items"]:
        assert isinstance(item["id"], str) and item["url"] == item["id"]
        check_absolute(item["content_html"], file)
    return [(item["id"], item["title"], item["content_html"].strip()) for item in feed["items"]]


def main(root, address):
    atom = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
    sitemap = etree.XMLSchema(etree.parse(HERE / "sitemap.xsd"))
    for file in sorted(root.rglob("feed.xml")):
        folder = file.parent.relative_to(root).as_posix()
        base = address if folder == "." else f"{address}{folder}/"
        atom.assertValid(etree.parse(file))
        said = [check_xml_feed(file, base + "feed.xml")]
        said.append(check_xml_feed(file.with_name("rss.xml"), base + "rss.xml"))
        said.append(check_json_feed(file.with_name("feed.json"), base + "feed.json"))
        ids = [[entry[0] for entry in entries] for entries in said]
        assert ids[0] == ids[1] == ids[2], f"{folder}: {ids}"
        # feedparser cleans titles of what may be markup: the forms are compared by their content.
        contents = [[entry[2].split() for entry in entries] for entries in said]
        assert contents[0] == contents[1], f"{folder}: the forms differ"
        print("ok", folder)
    for file in sorted(root.glob("sitemap*.xml")):
        sitemap.assertValid(etree.parse(file))
        print("ok", file.name)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), sys.argv[2])
