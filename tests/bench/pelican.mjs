// Pelican as the peer of the bench: installed from PyPI, with its cache of what it read, which is what its
// documentation has for many posts (https://docs.getpelican.com/en/latest/settings.html#reading-only-modified-content).
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { environment } from "./pypi.mjs";

/** { program, name }, or why there is none. */
export function install() {
  return environment("pelican", ["--requirement", join(import.meta.dirname, "pelican.txt")], (python) => {
    const said = spawnSync(python, ["-c", "import markdown, pelican; print(pelican.__version__)"], { encoding: "utf8" });
    return said.status === 0 ? { program: join(dirname(python), "pelican"), name: `Pelican ${said.stdout.trim()}` } : undefined;
  });
}

/** The command that builds the blog in `folder`, which `cargo xtask posts` made, with its default theme. Two
    posts may have one title, so they are called as their files are. */
export function command(program, folder, out, cache) {
  const settings = `${folder}.settings.py`;
  const own = { SLUGIFY_SOURCE: "basename", CACHE_PATH: cache };
  const lines = [
    "import sys",
    `sys.path.insert(0, ${JSON.stringify(folder)})`,
    "from pelicanconf import *",
    ...Object.entries(own).map(([name, value]) => `${name} = ${JSON.stringify(value)}`),
    "CACHE_CONTENT = LOAD_CONTENT_CACHE = True",
  ];
  writeFileSync(settings, `${lines.join("\n")}\n`);
  return [program, join(folder, "content"), "--output", out, "--settings", settings, "--quiet"];
}
