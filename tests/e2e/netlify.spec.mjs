// The built site on Netlify's own local server: each page is a file, headers and redirects are as
// written, and what does not exist is not found. Only Netlify's build image is left out.
//
// This server differs from Netlify's hosts in three ways, so that three things cannot be seen here:
// it sends `public, max-age=0` whatever a rule says, its own content type where it knows one, and a
// page whose address lacks the slash at its end at once, where Netlify answers 301.
import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";

import { expect, test } from "@playwright/test";

import { filesBelow, json, plainLines, rules, start, textOf } from "./netlify.mjs";

const site = process.env.STACKS_SITE ?? resolve(import.meta.dirname, "../../target/e2e/site");
const port = 8899;
const get = (path) => fetch(`http://127.0.0.1:${port}${path}`, { redirect: "manual" });
const read = (path) => readFile(join(site, path), "utf8");
// Emoji by name are pictures or characters on the page.
const holds = (text, title) => title.split(/:[\w+-]+:/).every((part) => text.includes(part.trim()));

// One server for all of them.
test.describe.configure({ mode: "default" });

let stop;
test.beforeAll(async () => {
  // It loads a thousand modules, which takes long on a busy machine.
  test.setTimeout(180_000);
  stop = await start(site, port);
});
test.afterAll(() => stop?.());

async function routes() {
  const shards = (await filesBelow(join(site, "data/routes"))).map((it) => json(join(site, "data/routes", it)));
  return (await Promise.all(shards)).flatMap((shard) => shard.routes);
}

test("every route is a page of its own, with its title and its text", async () => {
  const all = await routes();
  expect(all.length).toBeGreaterThan(0);
  let lines = 0;
  for (const route of all) {
    const payload = await json(join(site, "data/pages", route, "index.json"));
    const answer = await get(encodeURI(route));
    expect(answer.status, route).toBe(200);
    expect(answer.headers.get("content-type"), route).toMatch(/^text\/html; ?charset=utf-8$/i);
    const html = await answer.text();
    const title = textOf(/<title[^>]*>([^<]*)<\/title>/.exec(html)?.[1] ?? "");
    expect(holds(title, payload.title), `${route}: ${title}`).toBe(true);
    const text = textOf(html);
    const expected = plainLines(payload.markdown ?? "");
    lines += expected.length;
    for (const line of expected) expect(text, route).toContain(line.trim().replace(/\s+/g, " "));
    for (const { title } of payload.list?.entries ?? []) expect(holds(text, title), `${route}: ${title}`).toBe(true);
  }
  expect(lines, "lines of text that were looked for").toBeGreaterThan(0);
});

test("headers are as written, for each sort of file", async () => {
  const written = rules(await read("_headers"));
  const everywhere = written.get("/*");
  expect(everywhere["content-security-policy"]).not.toMatch(/'unsafe-(inline|eval)'/);
  const expectHeaders = async (path, headers) => {
    const answer = await get(path);
    expect(answer.status, path).toBe(200);
    await answer.arrayBuffer();
    for (const [name, value] of Object.entries({ ...everywhere, ...headers })) {
      // This server's own value, see above.
      if (name !== "cache-control") expect(answer.headers.get(name), `${path}: ${name}`).toBe(value);
    }
    return answer.headers;
  };
  const files = await filesBelow(site);
  const one = (pattern) => files.find((file) => pattern.test(file));

  expect(everywhere["access-control-allow-origin"]).toBe("*");
  await expectHeaders("/", {});
  await expectHeaders((await routes()).at(-1), {});
  await expectHeaders("/manifest.json", {});
  await expectHeaders("/data/pages/index.json", {});

  const wasm = one(/^app-[0-9a-f]+_bg\.wasm$/);
  expect((await expectHeaders(`/${wasm}`, {})).get("content-type")).toBe("application/wasm");
  const forever = "public, max-age=31536000, immutable";
  for (const file of [wasm, one(/^app-[0-9a-f]+\.js$/), "made/cards/*"]) {
    expect(written.get(`/${file}`)?.["cache-control"], file).toBe(forever);
  }

  // What a site has only some of.
  const svg = one(/^emoji\/.*\.svg$/);
  if (svg) await expectHeaders(`/${svg}`, { ...written.get("/emoji/*.svg") });
  const card = one(/^made\/cards\/[0-9a-f]{16}\.png$/);
  if (card) expect((await expectHeaders(`/${card}`, {})).get("content-type")).toBe("image/png");
  const application = one(/\.webmanifest$/);
  if (application) {
    const headers = await expectHeaders(`/${application}`, {});
    expect(headers.get("content-type")).toMatch(/^application\/manifest\+json/);
  }
  const worker = one(/^(sw|service-worker)\.js$/);
  if (worker) {
    expect((await expectHeaders(`/${worker}`, {})).get("content-type")).toMatch(/^(text|application)\/javascript/);
    expect(written.get(`/${worker}`)?.["cache-control"]).toBeUndefined();
  }
  const feed = one(/^feed\.xml$/);
  if (feed) await expectHeaders(`/${feed}`, {});
});

test("former addresses lead to the new ones, and a missing slash does not lead astray", async () => {
  const lines = (await read("_redirects")).split("\n").filter((line) => line.endsWith(" 301!"));
  expect(lines.length).toBeGreaterThan(0);
  for (const [from, to] of lines.map((line) => line.split(" "))) {
    // An address with characters that are encoded has a second, decoded rule; this server reads that.
    if (from.includes("%")) continue;
    const answer = await get(encodeURI(from));
    expect([answer.status, answer.headers.get("location")], from).toEqual([301, to]);
    expect((await get(to)).status, to).toBe(200);
  }
  for (const route of (await routes()).filter((it) => it !== "/")) {
    const [with_, without] = await Promise.all([get(encodeURI(route)), get(encodeURI(route.slice(0, -1)))]);
    // Netlify's hosts answer 301; a rule of ours that did so would lead in a circle here and there.
    if (without.status === 301) expect(without.headers.get("location")).toBe(encodeURI(route));
    else expect([without.status, await without.text()], route).toEqual([200, await with_.text()]);
  }
});

test("what does not exist is not found", async () => {
  const page = await read("404.html");
  for (const path of ["/nope", "/nope/", "/posts/nope/", "/data/nope.json", "/data/pages/nope/index.json"]) {
    const answer = await get(path);
    expect([answer.status, await answer.text()], path).toEqual([404, page]);
  }
  expect(textOf(page)).toMatch(/There is no such page|Esta página no existe/);
});
