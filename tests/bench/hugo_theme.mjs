// Our site's documents as a site for Hugo, with the least of themes: the same Markdown, menu, style
// sheet and landmarks as our pages have, and no script.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { documentsOf, manifestOf } from "./documents.mjs";

/** The page around a document; ours by its class names, so that the style sheet fits. */
const page = (style) => `<!doctype html>
<html lang="{{ .Params.language | default site.Language.Locale }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{{ .Title }} · {{ site.Title }}</title>
{{ with .Params.description }}<meta name="description" content="{{ . }}">{{ end }}
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="canonical" href="{{ .Permalink }}">
{{ with resources.Get "main.css" | fingerprint }}${style}{{ end }}
</head>
<body>
<div id="stacks.app">
<a class="skip-link" href="#content">Skip to the content</a>
<header class="site-header">
<a class="site-title" href="/">{{ site.Title }}</a>
<nav class="menu" aria-label="Main menu"><ul>{{ range site.Menus.main }}<li><a href="{{ .URL }}">{{ .Name }}</a></li>{{ end }}</ul></nav>
</header>
<main id="content">
<article class="page">
<header class="page-header">
<h1>{{ .Title }}</h1>
<div class="meta">{{ with .Params.published }}<time datetime="{{ . }}">{{ . }}</time>{{ end }}
{{ with .Params.tags }}<ul class="tags">{{ range . }}<li><a href="{{ .url }}">{{ .title }}</a></li>{{ end }}</ul>{{ end }}</div>
</header>
<div class="prose">{{ .Content }}</div>
</article>
</main>
<footer class="site-footer"><p>{{ site.Title }} · Made with Hugo</p></footer>
</div>
</body>
</html>
`;

const LINKED = `<link rel="stylesheet" href="{{ .RelPermalink }}" integrity="{{ .Data.Integrity }}">`;
const INLINED = `<style>{{ .Content | safeCSS }}</style>`;

/** Writes the sources of the site into `folder`: the documents that the built site `dist` has, and
    the style sheet that its page `post` has. JSON is Hugo's front matter as well. */
export function write(folder, dist, post, isInlined) {
  const put = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const manifest = manifestOf(dist);
  put("hugo.json", JSON.stringify({
    baseURL: manifest.base_url ?? "https://example.org/",
    title: manifest.title,
    enableEmoji: true,
    disableKinds: ["RSS", "sitemap", "robotsTXT", "taxonomy", "term", "section", "404"],
    markup: { goldmark: { renderer: { unsafe: true } }, highlight: { noClasses: false } },
    menus: { main: manifest.menu.map(({ title, url }, weight) => ({ name: title, url, weight: weight + 1 })) },
  }));
  for (const layout of ["page", "home"]) put(`layouts/${layout}.html`, page(isInlined ? INLINED : LINKED));
  put("assets/main.css", /<style>([^]*?)<\/style>/.exec(readFileSync(join(dist, post, "index.html"), "utf8"))[1]);
  const icon = readdirSync(dist).find((name) => /^icon.*\.svg$/.test(name));
  if (icon) put("static/icon.svg", readFileSync(join(dist, icon)));
  for (const [number, document] of documentsOf(dist).entries()) {
    const { url, title, description, date, tags, language, markdown } = document;
    const front = { title, url, params: { description, published: date, tags, language } };
    put(url === "/" ? "content/_index.md" : `content/${number}.md`, `${JSON.stringify(front, null, 1)}\n\n${markdown ?? ""}`);
  }
  // What hosts have by default asks again for each file; one with a hash in its name need not be.
  put("static/_headers", "/*.css\n  Cache-Control: public, max-age=31536000, immutable\n");
}
