// What a build leaves, where its names change with its content.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The file of the renderer's module at the top of a built site. */
export const rendererOf = (dist) => readdirSync(dist).find((name) => /^renderer-[0-9a-f]+\.wasm$/.test(name));

/** The module's bytes. */
export const rendererBytes = (dist) => readFileSync(join(dist, rendererOf(dist)));

/** Every page's path. */
export const routesOf = (dist) =>
  readdirSync(join(dist, "data/routes")).flatMap((name) => JSON.parse(readFileSync(join(dist, "data/routes", name), "utf8")).routes);

/** The language that a page says it is in. */
export const languageOf = (dist, route) => readFileSync(join(dist, route, "index.html"), "utf8").match(/<html[^>]* lang="([^"]*)"/)[1];
