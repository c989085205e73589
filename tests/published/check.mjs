// Reads what a built site publishes as strangers do: each feed and sitemap with libxml2, which
// validates it, the Atom ones against the rules of RFC 4287, the RSS ones against those of RSS 2.0, the
// sitemap against its own schema; the JSON feeds against the JSON Schema of the format; and all of them
// with a feed reader's parser, which must find the same in all three forms. Prints `ok` and a file for
// each that is fine; fails at the first that is not.
//
//   node tests/published/check.mjs DIR ADDRESS
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import { parseFeed } from "feedsmith";
import jsonFeed from "jsonfeed-schema";
import { RelaxNGValidator, XmlDocument, XsdValidator } from "libxml2-wasm";
import { xmlRegisterFsInputProviders } from "libxml2-wasm/lib/nodejs.mjs";

/** How many posts a feed may have. */
const LIMIT = 50;

// A schema may name others, beside it.
xmlRegisterFsInputProviders();

const document = (file) => XmlDocument.fromBuffer(readFileSync(file), { url: file });
const schema = (name) => document(fileURLToPath(new URL(name, import.meta.url)));
const schemas = {
  atom: RelaxNGValidator.fromDoc(schema("atom.rng")),
  rss: RelaxNGValidator.fromDoc(schema("rss.rng")),
  sitemap: XsdValidator.fromDoc(schema("sitemap.xsd")),
};
const isJsonFeed = new Ajv({ strict: false, validateFormats: false }).compile(jsonFeed);

function validate(kind, file) {
  const read = document(file);
  try {
    schemas[kind].validate(read);
  } catch (error) {
    const details = error.details?.map(({ line, message }) => `${line}: ${message.trim()}`).join("\n");
    throw new Error(`${file}: ${details ?? error}`);
  } finally {
    read.dispose();
  }
}

/** What the forms call by different names. */
const forms = {
  "feed.xml": {
    format: "atom",
    own: ({ links }) => links.find(({ rel }) => rel === "self").href,
    entries: ({ entries }) => entries,
    entry: ({ id, title, content, published }) => ({ id, title: title.value, content: content.value, published }),
  },
  "rss.xml": {
    format: "rss",
    own: ({ atom }) => atom.links.find(({ rel }) => rel === "self").href,
    entries: ({ items }) => items,
    entry: ({ guid, title, content, pubDate }) => ({ id: guid.value, title, content: content.encoded, published: pubDate }),
  },
  "feed.json": {
    format: "json",
    own: ({ feed_url }) => feed_url,
    entries: ({ items }) => items,
    entry: ({ id, title, content_html, date_published }) => ({ id, title, content: content_html, published: date_published }),
  },
};

/** The entries of a feed, alike in all forms. */
function entries(folder, name, base) {
  const file = join(folder, name);
  const form = forms[name];
  const text = readFileSync(file, "utf8");
  if (form.format === "json") assert(isJsonFeed(JSON.parse(text)), `${file}: ${JSON.stringify(isJsonFeed.errors)}`);
  else validate(form.format, file);
  const { format, feed } = parseFeed(text);
  assert.equal(format, form.format, file);
  assert.equal(form.own(feed), base + name, file);
  const found = form.entries(feed).map(form.entry);
  assert(found.length > 0 && found.length <= LIMIT, `${file}: ${found.length} posts`);
  assert.equal(new Set(found.map(({ id }) => id)).size, found.length, `${file}: two posts have one id`);
  for (const { id, content } of found) {
    for (const [tag] of content.matchAll(/<[a-z][^>]*>/g)) {
      for (const [, address] of tag.matchAll(/\s(?:href|src|srcset|cite|poster)="([^"]*)"/g)) {
        assert(/^[a-z][a-z0-9+.-]*:/.test(address), `${file}, ${id}: ${address} is not absolute`);
      }
    }
  }
  // What no XML document may hold JSON may.
  const content = (text) => text.trim().replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, "\ufffd");
  return found.map((entry) => ({ ...entry, content: content(entry.content), published: Date.parse(entry.published) }));
}

function main(root, address) {
  const folders = readdirSync(root, { recursive: true }).filter((it) => /(^|[\\/])feed\.xml$/.test(it));
  for (const folder of folders.map((it) => it.replace(/[\\/]?feed\.xml$/, "").replaceAll("\\", "/")).sort()) {
    const base = folder ? `${address}${folder}/` : address;
    const [atom, ...others] = Object.keys(forms).map((name) => entries(join(root, folder), name, base));
    for (const other of others) assert.deepEqual(other, atom, `${folder}: the forms differ`);
    console.log("ok", folder || ".");
  }
  for (const name of readdirSync(root).filter((it) => /^sitemap.*\.xml$/.test(it)).sort()) {
    validate("sitemap", join(root, name));
    console.log("ok", name);
  }
}

main(process.argv[2], process.argv[3]);
