// Our site's documents as a site of VitePress, with its default theme and nothing of our own: from npm, in the
// version of package.json beside this file. Its menu is hidden on a phone, so each document begins with one.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { documentsOf, manifestOf } from "./documents.mjs";

const packages = join(import.meta.dirname, "node_modules");

/** Builds the site below `folder`: { name, folder, links }, or the reason why there is none. */
export function build(folder, dist) {
  const about = join(packages, "vitepress/package.json");
  if (!existsSync(about)) return { reason: "npm has not installed it below tests/bench" };
  rmSync(folder, { recursive: true, force: true });
  const put = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const { title, menu } = manifestOf(dist);
  const nav = menu.map(({ title, url }) => ({ text: title, link: url }));
  // Its Markdown is a template of Vue's: elements of other kinds are told apart by their names.
  put(".vitepress/config.mjs", `export default {
  title: ${JSON.stringify(title)},
  ignoreDeadLinks: true,
  head: [["link", { rel: "icon", href: "data:," }]],
  themeConfig: { nav: ${JSON.stringify(nav)} },
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag.includes("-") } } },
};
`);
  const links = menu.map(({ title, url }) => `<a href="${url}">${title}</a>`).join(" ");
  // A script would be part of the template.
  for (const { url, title, markdown } of documentsOf(dist).filter((it) => !/<(script|style)/i.test(it.markdown ?? ""))) {
    put(join(url, "index.md"), `---\ntitle: ${JSON.stringify(title)}\n---\n# ${title}\n\n<p class="ways">${links}</p>\n\n:::::: v-pre\n\n${markdown ?? ""}\n\n::::::\n`);
  }
  // Modules are looked for in the site and above it.
  symlinkSync(packages, join(folder, "node_modules"), "junction");
  const built = spawnSync(process.execPath, [join(packages, "vitepress/bin/vitepress.js"), "build", folder], { encoding: "utf8", cwd: import.meta.dirname });
  if (built.status !== 0) throw new Error(`VitePress failed:\n${built.stdout}${built.stderr}`.slice(0, 3000));
  const out = join(folder, ".vitepress/dist");
  // Files whose names change with their content need not be asked for again.
  writeFileSync(join(out, "_headers"), "/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n");
  return { name: `VitePress ${JSON.parse(readFileSync(about, "utf8")).version}`, folder: out, links: ".ways a" };
}
