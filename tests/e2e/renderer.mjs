// The renderer's module for JavaScript, in Node and in a page: the form of a request is defined in
// src/request.rs, the exports in src/renderer/main.rs.

const VERSION = 1;
const REFUSED = 0xffffffff;
const TABLES = ["links", "images", "embeds", "emoji"];

export class Renderer {
  /** @param {BufferSource} bytes the module */
  static async load(bytes) {
    const { instance } = await WebAssembly.instantiate(bytes, {});
    instance.exports.warm_up();
    return new Renderer(instance.exports);
  }

  constructor(exports) {
    this.exports = exports;
    this.encoder = new TextEncoder();
    this.decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  }

  /** The HTML of a document given as the fields of a request, tables as objects. */
  html(fields) {
    return this.answer(this.encode(fields));
  }

  /** A request as bytes. */
  encode({ passes = "site", base = "/", route = "/", language = "en", markdown, code = [], math = [], ...tables }) {
    const bytes = (text) => this.encoder.encode(text);
    const byKey = ([a], [b]) => compare(a, b);
    const lists = [
      [passes, base, route, language, markdown].map(bytes),
      ...TABLES.map((name) => {
        const entries = Object.entries(tables[name] ?? {}).map((entry) => entry.map(bytes));
        return entries.sort(byKey).flat();
      }),
      code.map(bytes),
      math.map(bytes),
    ];
    const size = lists.flat().reduce((sum, text) => sum + 4 + text.length, 4 + 4 * lists.length);
    const message = new Uint8Array(size);
    const view = new DataView(message.buffer);
    let at = 0;
    const number = (value) => {
      view.setUint32(at, value, true);
      at += 4;
    };
    number(VERSION);
    for (const list of lists) {
      number(list.length);
      for (const text of list) {
        number(text.length);
        message.set(text, at);
        at += text.length;
      }
    }
    return message;
  }

  /** The answer to a request in bytes. */
  answer(message) {
    const { request, render, answer, memory } = this.exports;
    const at = request(message.length) >>> 0;
    new Uint8Array(memory.buffer, at, message.length).set(message);
    const length = render() >>> 0;
    if (length === REFUSED) throw new Error("the module refuses the request: is it of another version?");
    return this.decoder.decode(new Uint8Array(memory.buffer, answer() >>> 0, length));
  }
}

/** The order of two byte strings. */
function compare(a, b) {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) if (a[at] !== b[at]) return a[at] - b[at];
  return a.length - b.length;
}
