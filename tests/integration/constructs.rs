//! What is understood of each dialect, construct by construct, and which golden case proves it. The
//! goldens themselves are compared in `golden`; this table keeps them about what they are for: a case
//! that no longer uses a construct fails here, and so does one whose expected output no longer shows
//! what the construct came to.

use std::fs;
use std::path::Path;

use crate::stacks::{list, root};

/// A construct as its generator's manual names it; the case in `tests/golden/constructs` and the
/// file in it that uses it; what the file has of it; the file that must come out, and what that
/// shows for it.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

/// In place of a file that comes out: nothing of the case shows it.
const NOWHERE: &str = "";

/// In place of a file that comes out: no list shows it.
const UNLISTED: &str = "no list";

/// What stands around the documents: lists, former addresses, the site's head.
const SITE: &str = "site.txt";

const WARNINGS: &str = "warnings.txt";

#[rustfmt::skip] // One construct on each line.
const JEKYLL: &[Row] = &[
    ("YAML", "jekyll", "values.md", "tags: [a, \"b c\"]", "values.html", "tags: a, b c\n"),
    ("_posts/YYYY-MM-DD-title.md", "jekyll", "_posts/2024-01-02-first-light.md", "title: First light", "2024/01/02/first-light.html", "date: 2024-01-02\n"),
    ("_posts in a folder", "jekyll", "archive/_posts/2020-03-04-elsewhere.markdown", "title: Elsewhere", "archive/2020/03/04/elsewhere.html", "tags: archive\n"),
    ("_drafts", "jekyll-places", "_drafts/a-draft.md", "title: A draft", NOWHERE, "A draft"),
    ("published: false", "jekyll-places", "_posts/2024-09-10-not-published.md", "published: false", NOWHERE, "Not published"),
    ("permalink", "jekyll-places", "_posts/2024-05-06-ignored.md", "permalink: /own/:year/:title.html", "own/2024/Chosen.html", "title: Its own address\n"),
    ("categories", "jekyll-places", "_posts/2024-01-02-by_the-pattern.md", "categories: Sea Fog", "log/sea/fog/2024/1/by-the-pattern.html", "Sea, Fog\n"),
    ("redirect_from, one", "jekyll-places", "_posts/2024-10-11-harbour-fire.md", "redirect_from: /2024/fire.html", SITE, "redirect /2024/fire.html /log/2024/10/harbour-fire/ 301\n"),
    ("redirect_from, several", "jekyll-places", "docs/tariff.md", "  - /prices/", SITE, "redirect /prices/ /docs/tariff/ 301\n"),
    ("redirect_from, with the site's address", "jekyll-places", "docs/tariff.md", "  - https://places.example/what-it-costs", SITE, "redirect /what-it-costs /docs/tariff/ 301\n"),
    ("post_url", "jekyll", "references.md", "[one]({% post_url 2024-01-02-first-light %})", "references.html", "<a href=\"/2024/01/02/first-light/\">one</a>"),
    ("post_url of a post in a folder", "jekyll", "references.md", "{% post_url archive/2020-03-04-elsewhere %}", "references.html", "<a href=\"/archive/2020/03/04/elsewhere/\">in a folder</a>"),
    ("post_url with an anchor", "jekyll", "references.md", "{% post_url 2024-01-02-first-light %}#dusk", "references.html", "<a href=\"/2024/01/02/first-light/#dusk\">anchor</a>"),
    ("post_url of no post", "jekyll", "references.md", "{% post_url 2020-01-01-never %}", WARNINGS, "references.md:16:17: link: the reference `/_posts/2020-01-01-never` leads nowhere"),
    ("link", "jekyll", "references.md", "[page]({% link values.md %})", "references.html", "<a href=\"/values/\">page</a>"),
    ("link to a file", "jekyll", "references.md", "{% link assets/lamp.svg %}", "references.html", "<a href=\"/assets/lamp.svg\">file</a>"),
    ("include with parameters", "jekyll", "includes.md", "caption=\"The *lamp*, \\\"lit\\\"\"", "includes.html", "<figcaption>The <em>lamp</em>, &quot;lit&quot;"),
    ("include from _includes", "jekyll", "_includes/note.md", "**{{ include.title }}**", "includes.html", "<p><strong>Mind</strong> the stairs."),
    ("include within an include", "jekyll", "_includes/note.md", "{% include badge.html text=include.title %}", "includes.html", "<span class=\"badge\">Mind</span>"),
    ("highlight", "jekyll", "highlight.md", "{% highlight ruby %}", "highlight.html", "<pre tabindex=\"0\"><code class=\"language-ruby\"><span class=\"k\">def</span>"),
    ("highlight with line numbers", "jekyll", "highlight.md", "{% highlight Python linenos hl_lines=\"1 3\" %}", "highlight.html", "<span class=\"line marked\" data-line=\"1\">"),
    ("raw", "jekyll", "raw.md", "{% raw %}{{ page.title }} and {% include x.html %}{% endraw %}", "raw.html", "<p>In prose {{ page.title }} and {% include x.html %},"),
    ("raw around a fence", "jekyll", "raw.md", "{% raw %}\n```liquid\n{{ around.a_fence }}", "raw.html", "<code class=\"language-liquid\">{{ around.a_fence }}"),
    ("comment", "jekyll", "raw.md", "{% comment %}a comment with {{ tags }}", "raw.html", "<p>Nothing is left of a comment.</p>"),
    ("site.*", "jekyll", "values.md", "{{ site.title }}, {{ site.author.name }}, {{ site.keepers | join: \" & \" }}", "values.html", "<p>site: The Lighthouse Log, Mira Vance, Mira &amp; Tomas</p>"),
    ("page.*", "jekyll", "values.md", "{{ page.title }} {{ page.subtitle }}, {{ page.date | date: \"%-d %B %Y\" }}", "values.html", "<p>page: Values with <em>emphasis</em>, 6 May 2024, 4</p>"),
    ("page.* below another", "jekyll", "values.md", "{{ page.ship[\"crew\"][1] }}", "values.html", "<p>nested: Petrel, Bo, 2, b c</p>"),
    ("relative_url", "jekyll", "addresses.md", "[relative]({{ \"/values/\" | relative_url }})", "addresses.html", "<a href=\"/values/\">relative</a>"),
    ("absolute_url", "jekyll", "addresses.md", "[absolute]({{ '/values/' | absolute_url }})", "addresses.html", "<a href=\"/values/\">absolute</a>"),
    ("relative_url of an image", "jekyll", "addresses.md", "![lamp]({{ page.photo | relative_url }})", "addresses.html", "<img src=\"/assets/lamp.svg\" alt=\"lamp\" width=\"4\" height=\"3\""),
    ("site.data, a table", "jekyll-site", "_posts/2024-05-06-data.md", "{% for row in site.data.tides -%}", "2024/05/06/data.html", "<td>called “the race”</td>"),
    ("site.data, in a folder", "jekyll-site", "_posts/2024-05-06-data.md", "{% for member in site.data.crew.night %}", "2024/05/06/data.html", "<li>Ines minds lamp and log</li>"),
    ("include_relative", "jekyll-site", "_posts/2024-05-07-beside.md", "{% include_relative ../parts/oath.md who=\"Ines\" %}", "2024/05/07/beside.html", "<p>I, Ines, keep the light. Always.</p>"),
    ("include_relative that leads out", "jekyll-site", "_posts/2024-05-07-beside.md", "{% include_relative ../../outside.md %}", WARNINGS, "it leads out of the content folder"),
    ("_config.yml: collections", "jekyll-site", "_config.yml", "  manual:\n    output: true", "manual/lamp.html", "description: From the manual\n"),
    ("_config.yml: collections without pages", "jekyll-site", "_roster/ines.md", "Ines", WARNINGS, "`/_roster/ines.md` leads to a file that is not published"),
    ("_config.yml: include", "jekyll-site", "_config.yml", "include: [_pages]", "about.html", "title: About"),
    ("_config.yml: exclude", "jekyll-site", "_config.yml", "exclude: [bin]", WARNINGS, "`/bin/tool.md` leads to a file that is not published"),
    ("kramdown: attribute list of a block", "jekyll-kramdown", "blocks.md", "{: .lead #first title=\"Mine\"}", "blocks.html", "<div id=\"first\" class=\"lead\" title=\"Mine\">\n<p>A paragraph.</p>"),
    ("kramdown: attribute list of a span", "jekyll-kramdown", "spans.md", "[link](headings.md \"Title\"){: .button target=\"_blank\"", "spans.html", "<a href=\"/headings/\" title=\"Title\" class=\"button\">link</a>"),
    ("kramdown: attribute list of an image", "jekyll-kramdown", "spans.md", "![alone](/lamp.svg){: .right width=\"40\" height=\"30\"}", "spans.html", "<img src=\"/lamp.svg\" alt=\"alone\" class=\"right\" width=\"40\" height=\"30\""),
    ("kramdown: attribute list of a heading", "jekyll-kramdown", "headings.md", "{: #under .lined}", "headings.html", "<h2 id=\"under\" class=\"lined\">Underlined</h2>"),
    ("kramdown: attribute list by name", "jekyll-kramdown", "blocks.md", "{: note .more}", "blocks.html", "<div id=\"noted\" class=\"extra callout more\">"),
    ("kramdown: {:toc}", "jekyll-kramdown", "contents.md", "1. TOC\n{:toc}", "contents.html", "<li><a href=\"/contents/#first\">First</a>\n<ul>\n<li><a href=\"/contents/#within\">Within</a></li>"),
    ("kramdown: .no_toc", "jekyll-kramdown", "contents.md", "{: .no_toc}", "contents.html", "<h2 id=\"table-of-contents\" class=\"no_toc\">Table of contents</h2><a class=\"anchor\" href=\"/contents/#table-of-contents\" aria-label=\"Link to this section: Table of contents\"></a></div>\n<ul>\n<li><a href=\"/contents/#first\">"),
    ("kramdown: markdown=\"1\"", "jekyll-kramdown", "html.md", "<div class=\"a\" markdown=\"1\">", "html.html", "<div class=\"a\">\n<p><em>Markdown</em> in it</p>"),
    ("kramdown: no Markdown without it", "jekyll-kramdown", "html.md", "<div class=\"b\">\n  *none* in it", "html.html", "<div class=\"b\">\n  *none* in it"),
    ("kramdown: definition lists", "jekyll-kramdown", "definitions.md", "kramdown\n: A converter.\n\n  With", "definitions.html", "<dl>\n<dt>kramdown</dt>\n<dd>\n<p>A converter.</p>\n<p>With"),
    ("kramdown: attribute list of a definition list", "jekyll-kramdown", "definitions.md", "\n{: .glossary}", "definitions.html", "<div class=\"glossary\">\n<dl>"),
    ("highlight in a definition", "jekyll-kramdown", "definitions.md", ": {% highlight ruby %}", "definitions.html", "<dd>\n<pre tabindex=\"0\"><code class=\"language-ruby\">"),
    ("<!--more-->", "jekyll-places", "_posts/2024-10-11-harbour-fire.md", "<!--more-->", SITE, "2024-10-11 Harbour fire The net shed burnt down.\n"),
    ("excerpt_separator", "jekyll-kramdown", "_config.yml", "excerpt_separator: \"<!-- cut -->\"", SITE, "- The excerpt What stands before it is the excerpt.\n"),
    ("kramdown: typographic symbols", "jekyll", "includes.md", "A folder's documents", "includes.html", "A folder’s documents"),
    ("_config.yml: title", "jekyll-places", "_config.yml", "title: Places", SITE, "title: Places\n"),
    ("_config.yml: url", "jekyll-places", "_config.yml", "url: https://places.example", SITE, "address: https://places.example/\n"),
    ("_config.yml: url and baseurl", "jekyll", "_config.yml", "baseurl: /log", SITE, "address: https://lighthouse.example/log/\n"),
    ("_config.yml: permalink", "jekyll-places", "_config.yml", "permalink: /:categories/:year/:i_month/:slug:output_ext", "log/2024/10/harbour-fire.html", "title: Harbour fire\n"),
    ("_config.yml: permalink by its name", "jekyll", "_config.yml", "permalink: pretty", "2024/02/03/second-watch.html", "title: Second watch\n"),
    ("_config.yml: defaults", "jekyll-places", "_config.yml", "values: {categories: [log], tags: [default]}", "log/2024/07/08/nonsense.html", "tags: default, log\n"),
    ("_config.yml: defaults of a folder", "jekyll-places", "_config.yml", "scope: {path: docs, type: pages}", "docs/Guide_One.html", "description: From the defaults\n"),
    ("_config.yml: defaults of a glob", "jekyll-places", "_config.yml", "scope: {path: \"_posts/2020-*\"}", "archive/a-glob.html", "title: A glob\n"),
];

#[rustfmt::skip]
const PELICAN: &[Row] = &[
    ("Key: value", "pelican", "headers.md", "Modified: 2024-03-04\nCategory: Field notes\n", "every-header.html", "updated: 2024-03-04\ndescription: In short, with code.\ntags: tide, low water, moon, Field notes, The coast\n"),
    ("a blank line among the headers", "pelican", "blank.md", "headers\n\nDate: 2024-02-08\n", "blank.html", "date: 2024-02-08\ntags: tide\n---\n<p>The text begins here.</p>"),
    ("repeated keys", "pelican", "repeated.md", "Title: The second title", WARNINGS, "repeated.md:5:1: front matter: `Title` is set in line 1 already"),
    ("repeated keys: tags", "pelican", "repeated.md", "Tags: tide\nTags: moon, low water\n", "repeated.html", "title: The first title\ndate: 2024-02-09\ntags: tide, moon, low water\n"),
    ("empty tags", "pelican", "empty.md", "Tags:\nCategory:\n", "empty.html", "date: 2024-02-10\n---\n"),
    ("YAML", "pelican", "yaml.md", "tags: [tide, moon]", "yaml.html", "description: Pelican reads YAML too.\ntags: tide, moon, Field notes\n"),
    ("Status: published", "pelican", "headers.md", "Status: published", SITE, "2024-02-03 Every header In short, with code.\n"),
    ("Status: hidden", "pelican", "yaml.md", "status: hidden", "yaml.html", "<p>Hidden: it has a page and stands in no list."),
    ("Status: hidden", "pelican", "yaml.md", "title: YAML instead", UNLISTED, "YAML instead"),
    ("Status: draft", "pelican", "unfinished.md", "Status: draft", NOWHERE, "An unfinished note"),
    ("Status, misspelt", "pelican", "warnings.md", "Status: publish\n", WARNINGS, "`Status: publish` is none that Pelican knows"),
    ("Slug", "pelican", "headers.md", "Slug: every-header", "every-header.html", "title: Every header\n"),
    ("save_as", "pelican", "address.md", "save_as: guide/tides.html", SITE, "redirect /guide/tides.html /guide/tides/ 301\n"),
    ("url", "pelican", "address.md", "URL: guide/tides.html", "guide/tides.html", "title: An address of its own\n"),
    ("lang", "pelican", "mareas.md", "Lang: es", "tides-es.html", "language: es\n"),
    ("translations", "pelican", "mareas.md", "Slug: tides", "tides.html", "translations: Español (es) /tides-es/\n"),
    ("{filename}", "pelican", "links.md", "[by path]({filename}/notes/high water.md)", "links.html", "<a href=\"/notes/high-water/\">by path</a>"),
    ("{filename} from the document", "pelican", "notes/high water.md", "({filename}../links.md#where-they-lead)", "notes/high-water.html", "<a href=\"/links/#where-they-lead\">Up</a>"),
    ("{filename} with an anchor", "pelican", "links.md", "({filename}notes/high water.md?x=1#the-highest)", "links.html", "<a href=\"/notes/high-water/?x=1#the-highest\">there</a>"),
    ("{filename} with a dead anchor", "pelican", "unknown.md", "({filename}contents.md#third)", WARNINGS, "anchor: `{filename}contents.md#third` leads to an anchor that is not there"),
    ("{filename} to no Markdown", "pelican", "links.md", "[by its name]({filename}images/pole.svg)", "links.html", "<a href=\"/images/pole.svg\">by its name</a>"),
    ("{filename} in HTML", "pelican", "links.md", "<a href=\"{filename}notes/high water.md\">a</a>", "links.html", "<a href=\"/notes/high-water/\">a</a>"),
    ("{static}", "pelican", "links.md", "![a pole]({static}images/pole.svg)", "links.html", "<img src=\"/images/pole.svg\" alt=\"a pole\" width=\"40\" height=\"30\""),
    ("{attach}", "pelican", "links.md", "[attached]({attach}images/pole.svg), ![", "links.html", "<a href=\"/images/pole.svg\">attached</a>, <img"),
    ("{tag}", "pelican", "links.md", "[tag]({tag}moon)", "links.html", "<a href=\"/tags/moon/\">tag</a>, <a href=\"/tags/field-notes/\">"),
    ("{author}", "pelican", "keepers.md", "[Ada]({author}Ada Marsh)", "keepers.html", "<a href=\"/authors/ada-marsh/\">Ada</a>"),
    ("|author|", "pelican", "keepers.md", "[her](|author|Ada Marsh)", "keepers.html", "<a href=\"/authors/ada-marsh/\">her</a>"),
    ("{author} of nobody", "pelican", "unknown.md", "[c]({author}Ada)", WARNINGS, "`{author}Ada` leads to an author whom no document names"),
    ("{category}", "pelican", "links.md", "[category]({category}Field notes)", "links.html", "<a href=\"/tags/field-notes/\">category</a>"),
    ("{index}", "pelican", "links.md", "[index]({index})", "links.html", "<li>Home: <a href=\"/\">index</a></li>"),
    ("|filename|", "pelican", "links.md", "[older]( |filename|notes/high water.md \"Title\")", "links.html", "<a href=\"/notes/high-water/\" title=\"Title\">older</a>"),
    ("|filename| with an anchor", "pelican", "links.md", "[anchor](|filename|notes/high water.md#the-highest)", "links.html", "<a href=\"/notes/high-water/#the-highest\">anchor</a>"),
    ("|static|", "pelican", "links.md", "[two]: |static|/images/pole.svg", "links.html", "<a href=\"/images/pole.svg\">two</a>"),
    ("|attach|, |tag|, |category|, |index|", "pelican", "links.md", "[attached](|attach|images/pole.svg), [tag](|tag|moon), [category](|category|notes), [index](|index|)", "links.html", "<a href=\"/images/pole.svg\">attached</a>, <a href=\"/tags/moon/\">tag</a>, <a href=\"/notes/\">category</a>, <a href=\"/\">index</a></li>"),
    ("[TOC]", "pelican", "contents.md", "\n[TOC]\n", "contents.html", "---\n<ul>\n<li><a href=\"/contents/#first\">First</a>\n<ul>\n<li><a href=\"/contents/#below-the-first\">"),
    ("#!lang", "pelican", "code.md", "    #!python\n", "code.html", "<code class=\"language-python\"><span class=\"line\" data-line=\"1\"><span class=\"f\">tide</span>()"),
    ("#!/usr/bin/…", "pelican", "code.md", "    #!/usr/bin/env python3\n", "code.html", "<span class=\"c\">#!/usr/bin/env python3</span>"),
    (":::lang", "pelican", "code.md", "    :::python\n", "code.html", "<code class=\"language-python\"><span class=\"k\">def</span>"),
    ("fenced_code: options", "pelican", "code.md", "```python hl_lines=\"2\" linenums=\"5\" title=\"tide.py\"", "code.html", "<span class=\"line marked\" data-line=\"6\">"),
    ("fenced_code: attribute list", "pelican", "code.md", "``` { .python linenos=true hl_lines=\"1\" }", "code.html", "<span class=\"line marked\" data-line=\"1\"><span class=\"f\">ebb</span>"),
    (":::lang with options", "pelican", "code.md", "    :::sh hl_lines=\"1\"", "code.html", "<span class=\"line marked\"><span class=\"f\">echo</span> high"),
    ("pelicanconf.py: literals", "pelican-site", "pelicanconf.py", "SITENAME = u\"The tide\" ' table'", SITE, "title: The tide table\n"),
    ("pelicanconf.py: never run", "pelican-site", "pelicanconf.py", "SITEURL = os.environ.get('SITEURL', '')", WARNINGS, "pelicanconf.py:12:1: settings: `SITEURL` is not written out"),
    ("pelicanconf.py: ARTICLE_URL", "pelican-site", "pelicanconf.py", "ARTICLE_URL = '{category}/{date:%Y}/{date:%b}/{slug}.html'", "moon-phases/2024/Mar/spring-tides-a-to-z.html", "title: Spring tides: ‘a’ to z\n"),
    ("PATH and ARTICLE_PATHS", "pelican-folders", "pelicanconf.py", "PATH = 'src'\nARTICLE_PATHS = ['blog']", "the-full-moon.html", "title: The full moon"),
    ("PAGE_PATHS", "pelican-folders", "pelicanconf.py", "PAGE_PATHS = ['info']", "pages/about.html", "title: About"),
    ("ARTICLE_EXCLUDES", "pelican-folders", "pelicanconf.py", "ARTICLE_EXCLUDES = ['blog/old']", WARNINGS, "in none of the folders that the settings name: `blog/old/old.md`"),
    ("publishconf.py", "pelican-folders", "publishconf.py", "SITEURL = 'https://moon.example'", SITE, "address: https://moon.example/\n"),
    ("pages of categories and tags", "pelican-site", "pelicanconf.py", "ARTICLE_URL", SITE, "redirect /category/moon-phases.html /tags/moon-phases/ 301\n"),
    ("pelicanconf.py: ARTICLE_SAVE_AS", "pelican-site", "pelicanconf.py", "ARTICLE_SAVE_AS = '{category}/{date:%Y}/{date:%b}/{slug}.html'", SITE, "redirect /blog/2024/Feb/neap.html /blog/2024/Feb/neap/ 301\n"),
    ("pelicanconf.py: PAGE_URL", "pelican-site", "pelicanconf.py", "PAGE_URL = '{slug}/'", "legal-co.html", "title: Legal & co.\n"),
    ("pelicanconf.py: FILENAME_METADATA", "pelican-site", "pelicanconf.py", "FILENAME_METADATA = r'(?P<date>", "blog/2024/Feb/neap.html", "date: 2024-02-03\n"),
    ("pelicanconf.py: DEFAULT_METADATA", "pelican-site", "pelicanconf.py", "DEFAULT_METADATA = {'tags': 'sea', 'series': 'The coast'}", "blog/2024/Feb/neap.html", "tags: sea, The coast\n"),
    ("pelicanconf.py: MENUITEMS", "pelican-site", "pelicanconf.py", "('Tides', '/blog/2024/Feb/neap.html'),", SITE, "menu: About /about/, Tides /blog/2024/Feb/neap.html\n"),
];

#[rustfmt::skip]
const HUGO: &[Row] = &[
    ("YAML", "hugo", "content/posts/yaml.md", "lastmod: 2024-03-09", "posts/yaml.html", "date: 2024-03-02\nupdated: 2024-03-09\ndescription: What the list shows of it.\n"),
    ("TOML", "hugo", "content/posts/toml.md", "linkTitle = \"Front matter in TOML\"", "posts/toml.html", "title: Front matter in TOML\ndate: 2024-03-03\n"),
    ("JSON", "hugo", "content/posts/json.md", "\"date\": \"2024-03-04\",", "posts/json.html", "title: Front matter in JSON\ndate: 2024-03-04\ntags: sailing\n"),
    ("leaf bundle", "hugo-bundles", "content/posts/trip/index.md", "![The bay](bay.svg)", "posts/trip.html", "<img src=\"/posts/trip/bay.svg\" alt=\"The bay\" width=\"8\" height=\"8\""),
    ("leaf bundle: other resources", "hugo-bundles", "content/posts/trip/index.md", "[the plan](plan.txt)", "posts/trip.html", "<a href=\"/posts/trip/plan.txt\">the plan</a>"),
    ("branch bundle, _index.md", "hugo-bundles", "content/posts/_index.md", "The section, a branch bundle.", "posts.html", "<p>The section, a branch bundle.</p>"),
    ("_index.md of the site", "hugo-languages", "content/_index.md", "title: Home", "index.html", "<p>Welcome.</p>"),
    ("slug", "hugo-bundles", "content/posts/after.md", "slug: after-all", "posts/after-all.html", "title: After\n"),
    ("url", "hugo-permalinks", "content/posts/four.md", "url: archive/:year/:filename", "archive/2024/four.html", "title: Four\n"),
    ("url of a file", "hugo-permalinks", "content/posts/three.md", "url: /Third.html", SITE, "redirect /Third.html /Third/ 301\n"),
    ("aliases", "hugo-lists", "content/posts/low-water.md", "  - /ebb/", SITE, "redirect /ebb/ /posts/low-water/ 301\n"),
    ("aliases beside the page", "hugo-lists", "content/posts/low-water.md", "  - neap.html", SITE, "redirect /posts/neap.html /posts/low-water/ 301\n"),
    ("aliases, linked to", "hugo-lists", "content/posts/high-water.md", "[its alias](/ebb/)", "posts/high-water.html", "<a href=\"/posts/low-water/\">its alias</a>"),
    ("draft", "hugo-lists", "content/posts/sketch.md", "draft = true", NOWHERE, "Sketch"),
    ("expiryDate in the past", "hugo-lists", "content/posts/storm-warning.md", "expiryDate: 2024-03-05", NOWHERE, "Storm warning"),
    ("expiryDate in the future", "hugo-lists", "content/posts/low-water.md", "expiryDate: 2999-12-31", "posts/low-water.html", "title: Low water\n"),
    ("date in the future", "hugo-lists", "content/posts/next-century.md", "date: 2999-01-02", NOWHERE, "Next century"),
    ("publishDate in the future", "hugo-lists", "content/posts/embargo.md", "publishDate = 2999-01-02", NOWHERE, "Embargo"),
    ("weight", "hugo-lists", "content/guide/anchor.md", "weight = 30", SITE, "list /guide/\n  - Buoys First by weight.\n  - Charts Second by weight.\n  - Anchoring Third by weight, first by name.\n  - Drills "),
    ("tags, categories, series", "hugo", "content/posts/yaml.md", "categories:\n  - Notes\nseries: Spring\n", "posts/yaml.html", "tags: sailing, Notes, Spring, calm\n"),
    ("taxonomies of the site", "hugo", "hugo.toml", "mood = \"moods\"", "posts/toml.html", "tags: sailing, calm\n"),
    ("<!--more-->", "hugo-lists", "content/posts/high-water.md", "<!--more-->", SITE, "2024-03-01 High water What the list shows is this.\n"),
    ("file.es.md", "hugo-languages", "content/posts/tides.es.md", "title: Mareas", "es/posts/tides.html", "language: es\n"),
    ("file.pt-br.md", "hugo-languages", "content/posts/tides.pt-br.md", "title: Marés", "posts/tides.html", "translations: Français (fr) /fr/posts/tides/, Português (pt-br) /pt-br/posts/tides/\n"),
    ("content/es/", "hugo-content-dirs", "content/es/posts/tides.md", "title: Mareas", "es/posts/tides.html", "language: es\ntranslations: English (en) /posts/tides/\n"),
    ("words in the page's language", "hugo-languages", "content/posts/tides.es.md", "{{< details >}}", "es/posts/tides.html", "<details><summary>Detalles</summary>"),
    ("ref", "hugo", "content/posts/references.md", "A [link]({{< ref \"yaml.md\" >}})", "posts/references.html", "A <a href=\"/posts/yaml/\">link</a>"),
    ("ref with %", "hugo", "content/posts/references.md", "{{% ref path=\"/posts/json.md\" outputFormat=\"rss\" %}}", "posts/references.html", "<a href=\"/posts/json/\">path</a>"),
    ("ref to nowhere", "hugo", "content/posts/references.md", "{{< ref \"gone.md\" >}}", WARNINGS, "posts/references.md:17:11: link: the reference `gone.md` leads nowhere"),
    ("relref", "hugo", "content/posts/references.md", "[another]({{< relref \"posts/toml\" >}})", "posts/references.html", "<a href=\"/posts/toml/\">another</a>"),
    ("relref with an anchor", "hugo", "content/posts/references.md", "{{< relref \"alerts.md#in-a-list\" >}}", "posts/references.html", "<a href=\"/posts/alerts/#in-a-list\">anchor</a>"),
    ("ref in HTML", "hugo", "content/posts/references.md", "<a href=\"{{< ref \"yaml\" >}}\">", "posts/references.html", "<a href=\"/posts/yaml/\">In an attribute</a>"),
    ("relref into a language", "hugo-languages", "content/posts/tides.md", "{{< relref path=\"tides.md\" lang=\"es\" >}}", "posts/tides.html", "<a href=\"/es/posts/tides/\">mareas</a>"),
    ("relref into a language's folder", "hugo-content-dirs", "content/en/posts/tides.md", "{{< relref path=\"tides.md\" lang=\"es\" >}}", "posts/tides.html", "<a href=\"/es/posts/tides/\">Spanish</a>"),
    ("figure", "hugo", "content/posts/figures.md", "caption=\"At **anchor** in [the bay](yaml.md) & beyond\" attr=\"Nora\"", "posts/figures.html", "<figcaption><h4>The *Curlew*</h4><p>At <strong>anchor</strong> in <a href=\"/posts/yaml/\">the bay</a> &amp; beyond <a href=\"https://example.org/nora\">Nora</a></p></figcaption>"),
    ("figure of a resource", "hugo-bundles", "content/posts/trip/index.md", "{{< figure src=\"photos/boat.svg\"", "posts/trip.html", "<figure><img src=\"/posts/trip/photos/boat.svg\" alt=\"The boat\" width=\"8\" height=\"8\""),
    ("highlight", "hugo", "content/posts/code.md", "{{< highlight go >}}", "posts/code.html", "<code class=\"language-go\"><span class=\"k\">func</span>"),
    ("fence with options", "hugo", "content/posts/code.md", "```go {lineNos=inline hl_lines=[1,\"3-4\"] lineNoStart=12 anchorLineNos=true}", "posts/code.html", "<span class=\"line marked\" data-line=\"14\">"),
    ("fence without line numbers", "hugo", "content/posts/code.md", "```go {linenos=false}", "posts/code.html", "<pre tabindex=\"0\"><code class=\"language-go\"><span class=\"k\">package</span> <span class=\"t\">quiet</span>\n</code></pre>"),
    ("highlight with options", "hugo", "content/posts/code.md", "\"linenos=table,hl_lines=3 6-8,linenostart=199,style=emacs-dark\"", "posts/code.html", "<span class=\"line\" data-line=\"199\">"),
    ("youtube", "hugo", "content/posts/embeds.md", "{{< youtube w7Ft2ymGmfc >}}", "posts/embeds.html", "<span class=\"embed watch\" data-embed=\"https://www.youtube-nocookie.com/embed/w7Ft2ymGmfc\"><a href=\"https://www.youtube.com/watch?v=w7Ft2ymGmfc\">Watch on YouTube</a></span>"),
    ("youtube with options", "hugo", "content/posts/embeds.md", "title=\"A talk on tides\" start=30 end=60 autoplay=true mute=true controls=false", "posts/embeds.html", "?start=30&amp;end=60&amp;mute=1&amp;controls=0\"><a href=\"https://www.youtube.com/watch?v=w7Ft2ymGmfc\">Watch on YouTube: A talk on tides</a>"),
    ("vimeo", "hugo", "content/posts/embeds.md", "{{< vimeo 55073825 >}}", "posts/embeds.html", "<span class=\"embed watch\" data-embed=\"https://player.vimeo.com/video/55073825\"><a href=\"https://vimeo.com/55073825\">Watch on Vimeo</a></span>"),
    ("gist", "hugo", "content/posts/embeds.md", "{{< gist nora 7896402 \"knots and bends.go\" >}}", "posts/embeds.html", "<span class=\"embed see\" data-embed=\"https://gist.github.com/nora/7896402.pibb?file=knots%20and%20bends.go\">"),
    ("x", "hugo", "content/posts/embeds.md", "{{< x user=\"nora\" id=\"877500564405444608\" >}}", "posts/embeds.html", "<a href=\"https://x.com/i/status/877500564405444608\">See on X: @nora</a></span>"),
    ("tweet", "hugo", "content/posts/embeds.md", "{{< tweet 877500564405444608 >}}", "posts/embeds.html", "<span class=\"embed see\" data-embed=\"https://platform.twitter.com/embed/Tweet.html?id=877500564405444608\"><a href=\"https://x.com/i/status/877500564405444608\">See on X</a></span>"),
    ("instagram", "hugo", "content/posts/embeds.md", "{{< instagram CxOWiQNP2MO >}}", "posts/embeds.html", "<span class=\"embed see\" data-embed=\"https://www.instagram.com/p/CxOWiQNP2MO/embed/\">"),
    ("details", "hugo", "content/posts/blocks.md", "{{< details summary=\"A *summary*\" open=true class=\"wide\" name=\"group\" >}}", "posts/blocks.html", "<details class=\"wide\" open=\"\"><summary>A <em>summary</em></summary>\n<p>What is <strong>inside</strong>.</p>\n</details>"),
    ("param of the page", "hugo", "content/posts/values.md", "{{< param knot >}}", "posts/values.html", "<p>bow_line &lt;b&gt;*x*&lt;/b&gt;"),
    ("param of the site", "hugo", "content/posts/values.md", "{{< param \"boat.name\" >}}", "posts/values.html", "Kinsale Curlew *II*\n"),
    ("param of a language", "hugo-languages", "content/posts/tides.es.md", "{{< param boat >}}", "es/posts/tides.html", "<p>Barco: Zarapito."),
    ("qr", "hugo", "content/posts/values.md", "{{< qr text=\"https://example.org/\" level=\"low\" scale=2", "posts/values.html", ".svg\" width=\"66\" height=\"66\" alt=\"The home page\" class=\"code\""),
    ("qr, paired", "hugo", "content/posts/values.md", "{{< qr >}}\nWords for a code\n", "posts/values.html", "alt=\"Words for a code\""),
    ("emoji", "hugo", "content/posts/values.md", "{{< emoji \":anchor:\" >}}", "posts/values.html", "aria-label=\"anchor\">⚓</span>"),
    ("note", "hugo", "content/posts/alerts.md", "{{< note >}}\nA note with **Markdown**.", "posts/alerts.html", "<div class=\"alert note\" role=\"note\"><p class=\"alert-title\">Note</p>\n<p>A note with <strong>Markdown</strong>.</p>"),
    ("notice", "hugo", "content/posts/alerts.md", "{{% notice warning \"Mind the *gap*\" %}}", "posts/alerts.html", "<div class=\"alert warning\" role=\"note\"><p class=\"alert-title\">Mind the <em>gap</em></p>"),
    ("alert", "hugo", "content/posts/alerts.md", "{{% alert title=\"Heads up\" color=\"warning\" %}}", "posts/alerts.html", "<p class=\"alert-title\">Heads up</p>\n<p>An alert.</p>"),
    ("hint", "hugo", "content/posts/alerts.md", "{{< hint info >}}", "posts/alerts.html", "<p class=\"alert-title\">Info</p>\n<p>A hint.</p>"),
    ("admonition", "hugo", "content/posts/alerts.md", "{{< admonition type=failure title=\"It failed\" open=false >}}", "posts/alerts.html", "<div class=\"alert caution\" role=\"note\"><p class=\"alert-title\">It failed</p>"),
    ("callout", "hugo", "content/posts/alerts.md", "{{< callout context=\"tip\" title=\"Did you know?\"", "posts/alerts.html", "<div class=\"alert tip\" role=\"note\"><p class=\"alert-title\">Did you know?</p>"),
    ("tip, info, warning, caution, danger", "hugo", "content/posts/alerts.md", "{{< caution >}}three{{< /caution >}}{{< danger >}}four{{< /danger >}}", "posts/alerts.html", "<p class=\"alert-title\">Caution</p>\n<p>three</p>\n</div>\n<div class=\"alert caution\" role=\"note\"><p class=\"alert-title\">Danger</p>\n<p>four</p>"),
    ("paired, <", "hugo", "content/posts/blocks.md", "{{< expand \"More…\" >}}Expanded.{{< /expand >}}", "posts/blocks.html", "<summary>More…</summary>\n<p>Expanded.</p>"),
    ("paired, %", "hugo", "content/posts/alerts.md", "{{% info %}}An info on one line.{{% /info %}}", "posts/alerts.html", "<p>An info on one line.</p>"),
    ("self-closing", "hugo", "content/posts/figures.md", "{{< figure src=\"/boat.svg\" align=center />}} words behind it", "posts/figures.html", "<figure class=\"align-center\">"),
    ("nested", "hugo", "content/posts/nesting.md", "{{< details summary=\"Outer\" >}}\n{{% note %}}", "posts/nesting.html", "<details><summary>Outer</summary>\n<div class=\"alert note\" role=\"note\"><p class=\"alert-title\">Note</p>\n<p>A <a href=\"/posts/yaml/\">reference</a>"),
    ("named arguments", "hugo", "content/posts/blocks.md", "{{< quote author=\"Nora\" link=\"https://example.org/nora\" >}}", "posts/blocks.html", "<p><cite><a href=\"https://example.org/nora\">Nora</a></cite></p></blockquote>"),
    ("positional arguments", "hugo", "content/posts/figures.md", "{{< img \"/boat.svg\" \"A small boat\" >}}", "posts/figures.html", "<img src=\"/boat.svg\" alt=\"A small boat\""),
    ("quotes in an argument", "hugo", "content/posts/figures.md", "alt=\"The \\\"Curlew\\\"\"", "posts/figures.html", "alt=\"The &quot;Curlew&quot;\""),
    ("raw-string and multi-line arguments", "hugo", "content/posts/figures.md", "{{< figure\n  src=\"/boat.svg\"\n  caption=`\"Raw\" strings\ngo over lines`\n>}}", "posts/figures.html", "<figcaption><p>&quot;Raw&quot; strings go over lines</p></figcaption>"),
    ("escaped /* */", "hugo", "content/posts/escapes.md", "{{</* youtube id */>}}", "posts/escapes.html", "<p>Write {{&lt; youtube id &gt;}} or"),
    ("escaped /* */ with %", "hugo", "content/posts/escapes.md", "{{%/* note */%}}*text*", "posts/escapes.html", "{{% note %}}<em>text</em>{{% /note %}}"),
    ("escaped /* */ in code", "hugo", "content/posts/code.md", "{{</* figure src=\"x.png\" */>}}\n{{%/* note */%}}", "posts/code.html", "{{&lt; figure src=&quot;x.png&quot; &gt;}}\n{{% note %}}\n</code>"),
    ("a shortcode of the site's own", "hugo", "content/posts/unknown.md", "{{< paired >}}*the inside*{{< /paired >}}", "posts/unknown.html", "<code>{{&lt; paired &gt;}}</code><em>the inside</em><code>{{&lt; /paired &gt;}}</code>"),
    ("hugo.toml: title", "hugo-lists", "hugo.toml", "title = \"Harbour notes\"", SITE, "title: Harbour notes\n"),
    ("hugo.toml: baseURL", "hugo-lists", "hugo.toml", "baseURL = \"https://harbour.example/\"", SITE, "address: https://harbour.example/\n"),
    ("hugo.yaml: languages", "hugo-languages", "hugo.yaml", "languageCode: en-gb", SITE, "languages: en-gb, es, fr, pt-br\n"),
    ("hugo.json: cascade", "hugo-bundles", "hugo.json", "\"cascade\": [{\"_target\": {\"path\": \"/quiet/**\"}", UNLISTED, "Said softly"),
    ("headless", "hugo-bundles", "content/snippets/index.md", "headless: true", NOWHERE, "Unlisted"),
    ("config/_default", "hugo-folders", "config/_default/menus.toml", "[[main]]", SITE, "menu: Voyages /voyages/\n"),
    ("config/production", "hugo-folders", "config/production/hugo.toml", "baseURL = \"https://log.example/\"", SITE, "address: https://log.example/\n"),
    ("contentDir", "hugo-folders", "config/_default/hugo.toml", "contentDir = \"src\"", "n/tide.html", "title: Tide"),
    ("Markdown in a leaf bundle", "hugo-folders", "src/voyages/azores/aside.md", "Nor has this", WARNINGS, "beside a page's own index.md, so that only templates could show them: `voyages/azores/aside.md`"),
    ("config.toml: permalinks", "hugo-permalinks", "config.toml", "posts = \"/:year/:month/:slug/\"", "2024/03/second_day.html", "title: Two\n"),
    ("config.toml: permalinks of pages", "hugo-permalinks", "config.toml", "notes = \"/n/:monthname/:day/:weekdayname/:yearday/:title/\"", "n/may/06/monday/127/a-trip.html", "title: A Trip\n"),
    ("config.yaml: contentDir", "hugo-content-dirs", "config.yaml", "contentDir: content/es", "es/posts/el-faro.html", "title: El faro\n"),
    ("typographer", "hugo", "content/posts/values.md", "[Markdown's]", "posts/values.html", "Markdown’s</a>"),
    ("menus", "hugo", "hugo.toml", "name = \"Home\"\npageRef = \"/\"\nweight = 1", SITE, "menu: Home /, Posts /posts/\n"),
];

#[rustfmt::skip]
const ZOLA: &[Row] = &[
    ("TOML +++", "zola-site", "content/blog/spring-tides.md", "updated = 2024-04-01", "blog/spring-tides.html", "date: 2024-03-10\nupdated: 2024-04-01\ndescription: When the moon pulls with the sun.\n"),
    ("YAML", "zola-site", "content/pages/moved.md", "title: \"YAML, and moved\"", "pages/moved.html", "title: YAML, and moved\n"),
    ("@/", "zola-site", "content/blog/spring-tides.md", "[Neap](@/blog/2024-02-03-neap-tides.md)", "blog/spring-tides.html", "<a href=\"/blog/mortes-eaux-ete/\">Neap</a>"),
    ("@/ with an anchor", "zola-site", "content/_index.fr.md", "(@/blog/spring-tides.fr.md#hautes)", "fr.html", "<a href=\"/fr/blog/spring-tides/#hautes\">"),
    ("@/ with an anchor as Zola makes it", "zola-site", "content/pages/links.md", "(@/blog/spring-tides.md#high-low)", "pages/links.html", "<a href=\"/blog/spring-tides/#high--low\">of another page</a>"),
    ("@/ to nowhere", "zola-site", "content/blog/spring-tides.md", "(@/blog/gone.md)", WARNINGS, "link: `@/blog/gone.md` leads nowhere"),
    ("[taxonomies]", "zola-site", "content/blog/spring-tides.md", "[taxonomies]\ntags = [\"moon\", \"tide\"]\nseasons = [\"spring\"]", "blog/spring-tides.html", "tags: moon, tide, spring\n"),
    ("[extra]", "zola", "boxes.md", "[extra]\n+++", "boxes.html", "<div class=\"alert note\" role=\"note\"><p class=\"alert-title\">Note</p>\n<p>The usual title, <strong>Markdown</strong> inside.</p>"),
    ("[extra] of the configuration", "zola-site", "config.toml", "[extra]\nauthor = \"Ana Pereira\"", SITE, "author: Ana Pereira\n"),
    ("slug", "zola-site", "content/blog/2024-02-03-neap-tides.md", "slug = \"Mortes eaux (été)\"", "blog/mortes-eaux-ete.html", "date: 2024-02-03\n"),
    ("path", "zola-site", "content/blog/walk/index.md", "path = \"elsewhere/one-walk\"", "elsewhere/one-walk.html", "title: Walk\n"),
    ("aliases", "zola-site", "content/blog/spring-tides.md", "aliases = [\"spring.html\", \"/old/spring/\"]", SITE, "redirect /old/spring/ /blog/spring-tides/ 301\n"),
    ("ignored_content", "zola-folders", "config.toml", "\"**/drawer\"", WARNINGS, "`@/blog/drawer/a.md` leads to a file that is not published"),
    ("render = false", "zola-folders", "content/parts/hidden.md", "render = false", WARNINGS, "`@/parts/hidden.md` leads to a document that asks to have no page"),
    ("draft = true of a section", "zola-folders", "content/wip/_index.md", "draft = true", WARNINGS, "`@/wip/deep/one.md` leads to a draft"),
    ("[taxonomies]: pages of terms", "zola-site", "content/blog/spring-tides.md", "seasons = [\"spring\"]", SITE, "redirect /seasons/spring/ /tags/spring/ 301\n"),
    ("aliases that were files", "zola-site", "content/blog/spring-tides.md", "aliases = [\"spring.html\", \"/old/spring/\"]", SITE, "redirect /spring.html /blog/spring-tides/ 301\n"),
    ("translations", "zola-site", "content/blog/spring-tides.fr.md", "title = \"Vives-eaux\"", "blog/spring-tides.html", "translations: Français (fr) /fr/blog/spring-tides/\n"),
    ("<!-- more -->", "zola-site", "content/blog/spring-tides.md", "<!-- more -->", "blog/spring-tides.html", "<p>Before the mark.</p>\n\n<div class=\"heading\"><h2"),
    ("shortcode", "zola", "images.md", "{{ figure(src=\"pole.svg\", alt=\"A pole\", caption=\"A *pole*\", class=\"right\", link=\"boxes.md\") }}", "images.html", "<figure class=\"right\"><a href=\"/boxes/\"><img src=\"/pole.svg\" alt=\"A pole\" width=\"40\" height=\"30\" loading=\"lazy\" decoding=\"async\"></a><figcaption>A <em>pole</em></figcaption></figure>"),
    ("shortcode with a body", "zola", "boxes.md", "{% quote(author=\"Ana Pereira\") %}", "boxes.html", "<p><cite>Ana Pereira</cite></p></blockquote>"),
    ("shortcodes nested", "zola", "boxes.md", "{% details(summary=\"More\", open=true) %}\n{% callout(kind=\"tip\", title=\"Inside\") %}", "boxes.html", "<details open=\"\"><summary>More</summary>\n<div class=\"alert tip\" role=\"note\"><p class=\"alert-title\">Inside</p>"),
    ("shortcode: arguments of every type", "zola", "arguments.md", "{% note(title='It is \"quoted\"', a=true, b=-1, c=1.5, d=[\"x\", 2, false,], e=`f`,) %}", "arguments.html", "<p class=\"alert-title\">It is &quot;quoted&quot;</p>\n<p>Read.</p>"),
    ("shortcode: youtube, vimeo, gist", "zola", "embeds.md", "{{ youtube(id=\"aBcD-123\") }}", "embeds.html", "<span class=\"embed watch\" data-embed=\"https://www.youtube-nocookie.com/embed/aBcD-123\">"),
    ("shortcode, escaped", "zola", "escapes.md", "{{/* youtube(id=\"x\") */}} and", "escapes.html", "<p>{{ youtube(id=&quot;x&quot;) }} and"),
    ("fence: linenos, linenostart", "zola", "code.md", "```rust,linenos,linenostart=7,hl_lines=1", "code.html", "<span class=\"line marked\" data-line=\"7\">"),
    ("fence: hide_lines", "zola", "code.md", "```rust, hide_lines=1 3-4, name=the lamp.rs", "code.html", "</p>\n<pre tabindex=\"0\"><code class=\"language-rust\"><span class=\"line\"><span class=\"f\">light</span>();\n</span></code></pre>"),
    ("fence: name", "zola", "code.md", "name=the lamp.rs", "code.html", "<p class=\"code-title\">the lamp.rs</p>"),
    ("a shortcode of the site's own", "zola", "unknown.md", "{{ own_shortcode(x=1) }}\n", WARNINGS, "unknown.md:6:1: construct: the shortcode `own_shortcode` is not understood"),
    ("colocated assets", "zola-site", "content/blog/2024-03-04-walks/index.md", "![a pole](pole.svg)", "blog/walks.html", "<img src=\"/blog/2024-03-04-walks/pole.svg\" alt=\"a pole\" width=\"40\" height=\"30\""),
];

#[rustfmt::skip]
const PLAIN: &[Row] = &[
    ("title from the first heading", "plain", "emphasis.md", "# Emphasis", "emphasis.html", "title: Emphasis\n---\n<p>Some <em>stress</em>"),
    ("title from the first heading, dated by name", "plain-names", "2024-02-03-with-heading.md", "# Own title :sailboat:", "with-heading.html", "title: Own title ⛵\ndate: 2024-02-03\n"),
    ("date and title from the name", "plain-names", "20240102 A day off.md", "what stands behind the date.", "a-day-off.html", "title: A day off\ndate: 2024-01-02\n"),
    ("date and time from the name", "plain-names", "2024-02-04T1030-stamped.md", "A time of day", "stamped.html", "title: Stamped\ndate: 2024-02-04\n"),
    ("date from the folders", "plain-names", "2024/05/06/in-folders.md", "Folders may be a date.", "2024/05/06/in-folders.html", "date: 2024-05-06\n"),
    ("date from the folder's name", "plain-names", "trips/2024-03-04 the walk/index.md", "A folder of its own", "trips/2024-03-04 the walk.html", "title: The walk\ndate: 2024-03-04\n"),
    ("a number is no date", "plain-names", "12345678.md", "A number is no date", "12345678.html", "title: 12345678\n---\n"),
    ("GitHub's links by file", "plain", "emphasis.md", "[link](other.md)", "emphasis.html", "<a href=\"/other/\">link</a>"),
    ("GitHub's emoji", "plain", "shortcodes.md", "GitHub's :rocket:", "shortcodes.html", "aria-label=\"rocket\">🚀</span>"),
    ("GitHub's emoji that are images", "plain", "shortcodes.md", ":shipit:", "shortcodes.html", "src=\"/emoji/shipit.svg\" alt=\":shipit:\""),
    ("emoji of one's own", "plain", "shortcodes.md", "ours :lamp:", "shortcodes.html", "src=\"/emoji/lamp.svg\" alt=\":lamp:\""),
    ("emoji of one's own instead of GitHub's", "plain", "shortcodes.md", "for :anchor:", "shortcodes.html", "src=\"/emoji/anchor.svg\""),
    ("emoji with a name that is none", "plain", "emoji/Big Lamp.svg", "<svg", WARNINGS, "`:Big Lamp:` cannot be a shortcode; name it big_lamp.svg"),
    ("skin tones as in Slack", "plain", "shortcodes.md", ":wave::skin-tone-2:", "shortcodes.html", "aria-label=\"wave, light skin tone\">👋🏻</span>"),
    ("skin tones as in Discord", "plain", "shortcodes.md", ":+1_tone5:", "shortcodes.html", "aria-label=\"+1, dark skin tone\">👍🏿</span>"),
    ("skin tones of two people", "plain", "shortcodes.md", ":people_holding_hands_tone3:", "shortcodes.html", "🧑🏽\u{200d}🤝\u{200d}🧑🏽"),
    ("a skin tone where there is none", "plain", "shortcodes.md", ":lamp::skin-tone-4:", WARNINGS, "`:lamp:` has no skin tones"),
    ("the nearest emoji, one's own", "plain", "shortcodes.md", ":lampp:", WARNINGS, "did you mean `:lamp:`?"),
    ("the nearest emoji with its tone", "plain", "shortcodes.md", ":wvae_tone1:", WARNINGS, "did you mean `:wave_tone1:`?"),
    ("emoji by Unicode's name", "plain", "shortcodes.md", ":red_heart:", WARNINGS, "did you mean `:heart:`?"),
    ("emoji in an id", "plain", "shortcodes.md", "## To the :lamp: and on", "shortcodes.html", "<h2 id=\"to-the-and-on\">"),
    ("emoji in a title", "plain", "shortcodes.md", "# Shortcodes :lamp: at", "shortcodes.html", "title: Shortcodes at 🌅\n"),
    ("emoji in an alternative text", "plain", "shortcodes.md", "![The :lamp: of :sunrise:]", "shortcodes.html", "alt=\"The lamp of 🌅\" title=\"A :lamp:\""),
];

#[rustfmt::skip]
const METADATA: &[Row] = &[
    ("date with a zone", "metadata", "date-zone.md", "date: 2024-01-02 03:04:05 +0200", "date-zone.html", "date: 2024-01-02\n"),
    ("date with a one-digit hour", "metadata", "date-hour.md", "date: 2024-01-03 7:05", "date-hour.html", "date: 2024-01-03\n"),
    ("date in words", "metadata", "date-words.md", "date: June 15, 2020", "date-words.html", "date: 2020-06-15\n"),
    ("date in words, day first", "metadata", "date-day-first.md", "date: 15 Jun 2021", "date-day-first.html", "date: 2021-06-15\n"),
    ("date with an ordinal", "metadata", "date-ordinal.md", "date: March 3rd, 2022", "date-ordinal.html", "date: 2022-03-03\n"),
    ("date with slashes", "metadata", "date-slashes.md", "date: 2024/01/04", "date-slashes.html", "date: 2024-01-04\n"),
    ("date with dots", "metadata", "date-dots.md", "date: 31.12.2023", "date-dots.html", "date: 2023-12-31\n"),
    ("date of a mail", "metadata", "date-mail.md", "date: Mon, 05 Feb 2024 08:09:10 GMT", "date-mail.html", "date: 2024-02-05\n"),
    ("date in quotes", "metadata", "date-quoted.md", "date: \"2024-02-06\"", "date-quoted.html", "date: 2024-02-06\n"),
    ("date without a day", "metadata", "date-month.md", "date: 2024-02\n", WARNINGS, "date-month.md:3:1: front matter: `date: 2024-02` lacks its day"),
    ("date: nonsense", "metadata", "date-nonsense.md", "date: 2026-XX-XX", WARNINGS, "date-nonsense.md:3:1: front matter: `date: 2026-XX-XX` is not a date"),
    ("date: nonsense, the rest intact", "metadata", "date-nonsense.md", "date: 2026-XX-XX", "date-nonsense.html", "title: date-nonsense\ntags: dated\n---\n<p>Written as"),
    ("date that reads two ways", "metadata", "date-two-ways.md", "date: 01/02/2024", WARNINGS, "`date: 01/02/2024` can be read as day and month or as month and day"),
    ("date that no calendar has", "metadata", "date-impossible.md", "date: 2024-02-30", WARNINGS, "`date: 2024-02-30` is not a date"),
    ("date: null", "metadata", "date-null.md", "date: null", "date-null.html", "title: date-null\ntags: dated\n"),
    ("title: null", "metadata", "title-null.md", "title: null", "title-null.html", "title: From the heading\n"),
    ("title, empty", "metadata", "title-empty.md", "title:\n", "title-empty.html", "title: Title empty\n"),
    ("title: a number", "metadata", "title-number.md", "title: 007", "title-number.html", "title: 007\n"),
    ("tags: numbers", "metadata", "title-number.md", "tags: [1984, 3.10]", "title-number.html", "tags: 1984, 3.10\n"),
    ("title: a flag", "metadata", "title-flag.md", "title: Yes\ntags: [no, on]", "title-flag.html", "title: Yes\ntags: no, on\n"),
    ("title: a list", "metadata", "title-list.md", "title: [one, two]", WARNINGS, "title-list.md:2:1: front matter: `title` is no text"),
    ("title: a list, the rest intact", "metadata", "title-list.md", "title: [one, two]", "title-list.html", "title: Title list\ndescription: Intact\n"),
    ("BOM", "metadata", "bom.md", "\u{feff}---\n", "bom.html", "title: Behind a mark\ndate: 2024-03-01\n---\n<p>A byte"),
    ("blank lines before ---", "metadata", "blank-first.md", "\n\n---\n", "blank-first.html", "title: Behind blank lines\n---\n<p>The header begins late.</p>"),
    ("CRLF", "metadata", "crlf.md", "---\r\ntitle: Lines of Windows\r\n", "crlf.html", "title: Lines of Windows\ndate: 2024-03-02\ndescription: One.\nTwo.\n---\n<p>A line\nand another.</p>"),
    ("UTF-16, little end first", "metadata", "utf-16-le.md", "\u{feff}---\r\ntitle: Año 🚀", "utf-16-le.html", "title: Año 🚀\n---\n<p>From an old editor: <a href=\"/bom/\">back</a>.</p>"),
    ("UTF-16, big end first", "metadata", "utf-16-be.md", "\u{feff}---\ntitle: Größe", "utf-16-be.html", "title: Größe\n---\n<p>The other way round.</p>"),
    ("windows-1252", "metadata", "latin-1.md", "\ntitle: Caf", "latin-1.html", "title: Café fermé\n---\n<p>Le café est fermé à Noël"),
    ("windows-1252, reported", "metadata", "latin-1.md", "\ntitle: Caf", WARNINGS, "latin-1.md:2:11: encoding: the file is not UTF-8 from here on, but looks like windows-1252"),
    ("duplicate keys", "metadata", "twice.md", "title: The second", "twice.html", "title: The second\ndate: 2024-03-03\ntags: kept\n"),
    ("duplicate keys, reported", "metadata", "twice.md", "title: The first", WARNINGS, "twice.md:2:1: front matter: `title` is set in line 4 again"),
    ("YAML anchors", "metadata", "anchors.md", "tags: &terms [sailing, knots]", "anchors.html", "description: A line said once.\ntags: sailing, knots, Boats\n"),
    ("YAML merge keys", "metadata", "anchors.md", "<<: *crew", "anchors.html", ", Boats\n"),
    ("block scalars: folded", "metadata", "block-scalars.md", "title: >-\n  A title over\n  two lines\n", "block-scalars.html", "title: A title over two lines\n"),
    ("block scalars: literal", "metadata", "block-scalars.md", "description: |\n", "block-scalars.html", "description: The first line.\nThe second line.\n"),
    ("block scalars: in a list", "metadata", "block-scalars.md", "  - >-\n    over\n", "block-scalars.html", "tags: plain, over lines\n"),
    ("a quote never closed, the rest intact", "metadata", "broken.md", "description: \"never closed\n", "broken.html", "title: A line that is no YAML\ndate: 2024-03-05\ndescription: \"never closed\ntags: kept, these\n"),
    ("a quote never closed, reported", "metadata", "broken.md", "description: \"never closed\n", WARNINGS, "broken.md:4:14: front matter: this is not valid YAML"),
    ("a colon in a title", "metadata", "colons.md", "title: Tides: a beginner's guide", "colons.html", "title: Tides: a beginner's guide\n"),
    ("a list never closed, reported", "metadata", "colons.md", "tags: [a, b\n", WARNINGS, "colons.md:5:1: front matter: this is not valid YAML"),
    ("a list never closed, the rest intact", "metadata", "colons.md", "tags: [a, b\n", "colons.html", "date: 2024-03-06\ndescription: @home, 100% of it\n---\n"),
    ("a flag that is none", "metadata", "flags.md", "draft: perhaps", WARNINGS, "flags.md:4:1: front matter: `draft` is neither true nor false"),
    ("a number that is none", "metadata", "flags.md", "weight: heavy", WARNINGS, "flags.md:5:1: front matter: `weight` is no whole number"),
    ("fields that cannot be read, the rest intact", "metadata", "flags.md", "tags: [{a: b}, c]", "flags.html", "title: Flags\ndate: 2024-03-07\ntags: c\n"),
    ("TOML with a slip", "metadata", "toml.md", "weight = = 3", WARNINGS, "toml.md:4:10: front matter: this is not valid TOML"),
    ("TOML with a slip, the rest intact", "metadata", "toml.md", "weight = = 3", "toml.html", "title: TOML with a slip\ndate: 2024-03-08\ntags: kept\n"),
    ("mojibake, reported", "metadata", "mojibake.md", "cafÃ©", WARNINGS, "mojibake.md:5:8: encoding: `Ã©` is `é`, spoilt by a wrong encoding"),
    ("mojibake, shown as it is", "metadata", "mojibake.md", "cafÃ©", "mojibake.html", "<p>The cafÃ© was closed"),
];

#[rustfmt::skip]
const LINKS: &[Row] = &[
    ("by file", "links", "every-link.md", "[by its file](notes/tide.md)", "every-link.html", "<a href=\"/notes/tide/\">by its file</a>"),
    ("by address", "links", "every-link.md", "[by its address](/notes/tide/)", "every-link.html", "<a href=\"/notes/tide/\">by its address</a>"),
    ("by reference", "links", "every-link.md", "[by reference][tide]", "every-link.html", "<a href=\"/notes/tide/\">by reference</a>"),
    ("by reference, collapsed", "links", "every-link.md", "[in short][]", "every-link.html", "<a href=\"/notes/tide/\" title=\"With a title\">in short</a>"),
    ("by reference, shortcut", "links", "every-link.md", "[in short][], [tide],", "every-link.html", "<a href=\"/notes/tide/\">tide</a>"),
    ("raw <a>", "links", "every-link.md", "<a href=\"notes/tide.md\">in HTML</a>", "every-link.html", "<a href=\"/notes/tide/\">in HTML</a>"),
    ("a file", "links", "every-link.md", "[a file](notes/plan.txt)", "every-link.html", "<a href=\"/notes/plan.txt\">a file</a>"),
    ("anchor of another page", "links", "every-link.md", "(notes/tide.md#low-water)", "every-link.html", "<a href=\"/notes/tide/#low-water\">Of another page</a>"),
    ("anchor of this page", "links", "every-link.md", "[of this page](#headings)", "every-link.html", "<a href=\"/every-link/#headings\">of this page</a>"),
    ("anchor in raw <a>", "links", "every-link.md", "<a href=\"#headings\">", "every-link.html", "<a href=\"/every-link/#headings\">in\nHTML</a>"),
    ("anchor by reference", "links", "every-link.md", "[low]: notes/tide.md#low-water", "every-link.html", "<a href=\"/notes/tide/#low-water\">of another page by reference</a>"),
    ("anchor of a heading's own", "links", "notes/tide.md", "{#spring}", "every-link.html", "<a href=\"/notes/tide/#spring\">"),
    ("no page", "links", "every-link.md", "[No page](notes/gone.md)", WARNINGS, "every-link.md:20:1: link: `notes/gone.md` leads nowhere"),
    ("no page, in raw <a>", "links", "every-link.md", "<a href=\"notes/gone.md\">", WARNINGS, "every-link.md:21:1: link: `notes/gone.md` leads nowhere"),
    ("no image", "links", "every-link.md", "![no image](images/gone.png)", WARNINGS, "every-link.md:21:43: link: `images/gone.png` leads nowhere"),
    ("no heading", "links", "every-link.md", "[no heading](#above)", WARNINGS, "every-link.md:20:27: anchor: `#above` leads to an anchor that is not there"),
    ("no heading on another page", "links", "every-link.md", "(notes/tide.md#high-water)", WARNINGS, "anchor: `notes/tide.md#high-water` leads to an anchor that is not there; did you mean #low-water?"),
    ("image: PNG", "links", "images.md", "![a chart](images/chart.png)", "images.html", "<img src=\"/images/chart.png\" alt=\"a chart\" width=\"6\" height=\"4\""),
    ("image: GIF", "links", "images.md", "![a wave](images/wave.gif)", "images.html", "<img src=\"/images/wave.gif\" alt=\"a wave\" width=\"6\" height=\"4\""),
    ("image: JPEG", "links", "images.md", "![a quay](images/quay.jpg)", "images.html", "<img src=\"/images/quay.jpg\" alt=\"a quay\" width=\"6\" height=\"4\""),
    ("image: JPEG of a turned camera", "links", "images.md", "(images/mast.jpeg)", "images.html", "alt=\"a mast, by a camera held upright\" width=\"4\" height=\"6\""),
    ("image: WebP", "links", "images.md", "![a gull](images/gull.webp)", "images.html", "<img src=\"/images/gull.webp\" alt=\"a gull\" width=\"6\" height=\"4\""),
    ("image: AVIF", "links", "images.md", "![a crab](images/crab.avif)", "images.html", "<img src=\"/images/crab.avif\" alt=\"a crab\" width=\"6\" height=\"4\""),
    ("image: SVG", "links", "images.md", "![a buoy](images/buoy.svg)", "images.html", "<img src=\"/images/buoy.svg\" alt=\"a buoy\" width=\"6\" height=\"4\""),
    ("image by reference", "links", "images.md", "![the same][a chart]", "images.html", "<img src=\"/images/chart.png\" alt=\"the same\" width=\"6\" height=\"4\""),
    ("image in a link", "links", "images.md", "[![a quay](images/quay.jpg)](notes/tide.md)", "images.html", "<a href=\"/notes/tide/\"><img src=\"/images/quay.jpg\" alt=\"a quay\" width=\"6\" height=\"4\""),
    ("raw <img>", "links", "images.md", "<img src=\"images/chart.png\" alt=\"a chart\">", "images.html", "In HTML <img src=\"/images/chart.png\" alt=\"a chart\" width=\"6\" height=\"4\""),
    ("raw <img> with a width", "links", "images.md", "alt=\"narrow\" width=\"3\"", "images.html", "alt=\"narrow\" width=\"3\" height=\"2\""),
    ("raw <img> with a height", "links", "images.md", "alt=\"tall\" height=\"8\"", "images.html", "alt=\"tall\" height=\"8\" width=\"12\""),
    ("Jekyll: below baseurl", "jekyll", "every-link.md", "[by its address](/log/notes/tide/)", "every-link.html", "<a href=\"/notes/tide/\">by its address</a>"),
    ("Jekyll: by reference", "jekyll", "every-link.md", "[by reference][tide]", "every-link.html", "<a href=\"/notes/tide/\">by reference</a>"),
    ("Jekyll: raw <a>", "jekyll", "every-link.md", "<a href=\"/log/notes/tide/\">in HTML</a>", "every-link.html", "<a href=\"/notes/tide/\">in HTML</a>"),
    ("Jekyll: raw <img>", "jekyll", "every-link.md", "<img src=\"/log/assets/lamp.svg\" alt=\"in HTML\">", "every-link.html", "<img src=\"/assets/lamp.svg\" alt=\"in HTML\" width=\"4\" height=\"3\""),
    ("Jekyll: image by reference", "jekyll", "every-link.md", "![by reference][lamp]", "every-link.html", "<img src=\"/assets/lamp.svg\" alt=\"by reference\" width=\"4\" height=\"3\""),
    ("Jekyll: anchors", "jekyll", "every-link.md", "[of none](#above)", WARNINGS, "every-link.md:7:83: anchor: `#above` leads to an anchor that is not there"),
    ("Jekyll: the old address", "jekyll-places", "_posts/2024-01-02-by_the-pattern.md", "categories: Sea Fog", SITE, "redirect /log/sea/fog/2024/1/by-the-pattern.html /log/sea/fog/2024/1/by-the-pattern/ 301\n"),
    ("Pelican: by reference", "pelican", "links.md", "[one]: {filename}notes/high water.md \"A title\"", "links.html", "<a href=\"/notes/high-water/\" title=\"A title\">one</a>"),
    ("Pelican: image by reference", "pelican", "links.md", "[pole]: {attach}images/pole.svg", "links.html", "<img src=\"/images/pole.svg\" alt=\"pole\" width=\"40\" height=\"30\""),
    ("Pelican: raw <img>", "pelican", "links.md", "<img src=\"{static}/images/pole.svg\" alt=\"a pole\">", "links.html", "<a href=\"/notes/high-water/\">a</a> <img src=\"/images/pole.svg\" alt=\"a pole\" width=\"40\" height=\"30\""),
    ("Hugo: by reference", "hugo", "content/posts/every-link.md", "[in short]: {{< ref \"yaml.md\" >}} \"With a title\"", "posts/every-link.html", "<a href=\"/posts/yaml/\" title=\"With a title\">in short</a>"),
    ("Hugo: raw <a>", "hugo", "content/posts/every-link.md", "<a href=\"/posts/yaml/\">in HTML</a>", "posts/every-link.html", "<a href=\"/posts/yaml/\">in HTML</a>"),
    ("Hugo: raw <img>", "hugo-bundles", "content/posts/trip/index.md", "<img src=\"./bay.svg\" alt=\"Again\">", "posts/trip.html", "<img src=\"/posts/trip/bay.svg\" alt=\"Again\" width=\"8\" height=\"8\""),
    ("Hugo: image by reference", "hugo", "content/posts/every-link.md", "![by reference][boat]", "posts/every-link.html", "<img src=\"/boat.svg\" alt=\"by reference\" width=\"8\" height=\"8\""),
    ("Hugo: anchors", "hugo", "content/posts/every-link.md", "[of none](#above)", WARNINGS, "posts/every-link.md:7:74: anchor: `#above` leads to an anchor that is not there"),
    ("Zola: by reference", "zola-site", "content/pages/links.md", "[in short]: @/pages/about.md \"With a title\"", "pages/links.html", "<a href=\"/pages/about/\" title=\"With a title\">in short</a>"),
    ("Zola: raw <a>", "zola-site", "content/pages/links.md", "<a href=\"@/pages/about.md\">in HTML</a>", "pages/links.html", "<a href=\"/pages/about/\">in HTML</a>"),
    ("Zola: raw <img>", "zola-site", "content/pages/links.md", "<img src=\"/images/pole.svg\" alt=\"in HTML\">", "pages/links.html", "<img src=\"/images/pole.svg\" alt=\"in HTML\" width=\"40\" height=\"30\""),
    ("Zola: anchors", "zola-site", "content/pages/links.md", "[of none](#above)", WARNINGS, "pages/links.md:10:86: anchor: `#above` leads to an anchor that is not there"),
];

/// Constructs of Markdown that any document may use.
#[rustfmt::skip]
const MARKDOWN: &[Row] = &[
    ("definition lists", "markdown", "definitions.md", "Bow\nProw\n: The front of a ship", "definitions.html", "<dl>\n<dt>Bow</dt>\n<dt>Prow</dt>\n<dd>"),
    ("definition lists: below a blank line", "markdown", "definitions.md", "Stern\n\n:   The back.\n\n    A second", "definitions.html", "<dt>Stern</dt>\n<dd>\n<p>The back.</p>\n<p>A second"),
    ("definition lists: in a quote", "markdown", "definitions.md", "> Keel\n> : What holds", "definitions.html", "<blockquote>\n<dl>\n<dt>Keel</dt>"),
    ("an emoji first in its line defines nothing", "markdown", "definitions.md", "goes on below\n:rocket: with", "definitions.html", "goes on below\n<span class=\"emoji\" role=\"img\" aria-label=\"rocket\">"),
    ("a container of colons defines nothing", "markdown", "definitions.md", "\n::: a container", "definitions.html", "\n::: a container of another generator\n:::</p>"),
    ("a colon without a term defines nothing", "markdown", "definitions.md", "\n\n: No term stands", "definitions.html", "<p>: No term stands above this line.</p>"),
    ("formulas: $…$", "markdown", "math.md", "$ax^2 + bx + c$", "math.html", "<mi>a</mi><msup><mi>x</mi><mn>2</mn></msup>"),
    ("formulas: $`…`$", "markdown", "math.md", "$`x_1`$", "math.html", "<math><semantics><mrow><msub><mi>x</mi><mn>1</mn></msub></mrow>"),
    ("formulas: $$…$$", "markdown", "math.md", "$$\nx = \\frac{", "math.html", "<p><span class=\"math\" tabindex=\"0\"><math display=\"block\"><semantics><mrow><mi>x</mi><mo>=</mo><mfrac>"),
    ("formulas: ```math", "markdown", "math.md", "```math\n\\begin{aligned}", "math.html", "<mtable displaystyle=\"true\" scriptlevel=\"0\"><mtr><mtd class=\"right joined-right\"><mi>f</mi>"),
    ("formulas: their TeX", "markdown", "math.md", "$`x_1`$", "math.html", "<annotation encoding=\"application/x-tex\">x_1</annotation>"),
    ("formulas: prices and variables are none", "markdown", "math.md", "is $5 and two are $9; `$HOME`, $HOME/$PATH and US$5 stay", "math.html", "is $5 and two are $9; <code>$HOME</code>, $HOME/$PATH and US$5 stay"),
    ("formulas: not understood", "markdown", "math.md", "$\\unknown{x}$", "math.html", "<code class=\"math\">$\\unknown{x}$</code>"),
    ("formulas: not understood, reported", "markdown", "math.md", "$\\unknown{x}$", WARNINGS, "math.md:18:18: construct: the formula cannot be shown as one: Unknown command \"\\unknown\""),
    ("formulas: in a heading", "markdown", "math.md", "## The $\\pi$ rule", "math.html", "<h2 id=\"the-pi-rule\">The <math>"),
    ("formulas: kramdown's within text", "jekyll-math", "roots.md", "one mark: $$x^2$$ within", "roots.html", "one mark: <math><semantics>"),
    ("formulas: kramdown's apart from it", "jekyll-math", "roots.md", "\n\n$$\n\\sqrt{2}\n$$\n\n", "roots.html", "<p><span class=\"math\" tabindex=\"0\"><math display=\"block\">"),
    ("formulas: mathjax of the site", "jekyll-math", "_config.yml", "mathjax: true", "roots.html", "<math>"),
    ("formulas: mathjax: false", "jekyll-math", "prices.md", "mathjax: false", "prices.html", "<p>Here $$5$$ is money.</p>"),
    ("formulas: Hugo's params.math", "hugo-math", "content/waves.md", "params:\n  math: true", "waves.html", "<mi>x</mi></mrow><annotation"),
    ("formulas: Hugo's shortcode", "hugo", "content/posts/code.md", "{{< katex >}}\\pi r^2{{< /katex >}}", "posts/code.html", "<mi>π</mi><msup><mi>r</mi><mn>2</mn></msup>"),
    ("formulas: none in Hugo unless asked for", "hugo-math", "content/money.md", "costs $x$ or $y$", "money.html", "<p>It costs $x$ or $y$.</p>"),
    ("Mermaid's diagrams", "markdown", "diagrams.md", "```mermaid\ngraph LR", "diagrams.html", "<figure class=\"diagram\">\n<pre tabindex=\"0\"><code class=\"language-mermaid\">graph LR"),
    ("Mermaid's diagrams: their caption", "markdown", "diagramas.md", "lang: es", "diagramas.html", "<figcaption>Diagrama (código de Mermaid)</figcaption>\n</figure>"),
    ("Mermaid's diagrams: Jekyll's tag", "jekyll-kramdown", "diagrams.md", "{% mermaid %}", "diagrams.html", "<figure class=\"diagram\">\n<pre tabindex=\"0\"><code class=\"language-mermaid\">graph TD"),
    ("Mermaid's diagrams: kramdown's class", "jekyll-kramdown", "diagrams.md", "{: .language-mermaid}", "diagrams.html", "<code class=\"language-mermaid\">sequenceDiagram"),
    ("Mermaid's diagrams: Hugo's shortcode", "hugo", "content/posts/code.md", "{{< mermaid >}}", "posts/code.html", "<figure class=\"diagram\">\n<pre tabindex=\"0\"><code class=\"language-mermaid\">graph TD"),
    ("Mermaid's diagrams: Zola's shortcode", "zola", "boxes.md", "{% mermaid() %}", "boxes.html", "<figure class=\"diagram\">\n<pre tabindex=\"0\"><code class=\"language-mermaid\">graph LR"),
    ("footnotes", "markdown", "github.md", "A note[^one]", "github.html", "A note<sup class=\"footnote-reference\"><a id=\"fnref-1\" href=\"/github/#fn-1\">1</a></sup>"),
    ("footnotes: the way back, from each reference", "markdown", "github.md", "the first again[^one]", "github.html", "href=\"/github/#fnref-1\" aria-label=\"Back to the text\">↩</a> <a class=\"footnote-back\" href=\"/github/#fnref-1-2\""),
    ("footnotes: of several blocks", "markdown", "github.md", "[^two]:\n    Of two", "github.html", "<li id=\"fn-2\"><p>Of two paragraphs.</p>\n<ul>"),
    ("alerts: a note with a list and a quote", "markdown", "github.md", "> - with a list\n>\n> > and a quote", "github.html", "<p>Of <strong>one</strong> sort,</p>\n<ul>\n<li>with a list</li>\n</ul>\n<blockquote>"),
    ("alerts: a tip, and one within it", "markdown", "github.md", "> > [!CAUTION]", "github.html", "<p>Of another.</p>\n<div class=\"alert caution\" role=\"note\">"),
    ("alerts: important, with code", "markdown", "github.md", "> [!IMPORTANT]\n> ```sh", "github.html", "<p class=\"alert-title\">Important</p>\n<pre"),
    ("alerts: a warning with a table", "markdown", "github.md", "> [!WARNING]\n> | a", "github.html", "<p class=\"alert-title\">Warning</p>\n<div class=\"table\""),
    ("alerts: in a list", "markdown", "github.md", "\n  > [!CAUTION]", "github.html", "<p>in a list</p>\n<div class=\"alert caution\" role=\"note\">"),
    ("task lists", "markdown", "github.md", "- [ ] open", "github.html", "<input type=\"checkbox\" disabled=\"\" aria-label=\"to do\" /> open"),
    ("task lists: nested", "markdown", "github.md", "    1. [ ] numbered", "github.html", "done, within\n<ol>\n<li><input type=\"checkbox\" disabled=\"\" aria-label=\"to do\" /> numbered</li>"),
    ("heading attributes", "markdown", "github.md", "## Headings {#own .wide .lead}", "github.html", "<h2 id=\"own\" class=\"wide lead\">Headings</h2>"),
    ("heading attributes: underlined", "markdown", "github.md", "Underlined {#under}\n---", "github.html", "<h2 id=\"under\">Underlined</h2>"),
    ("heading attributes: a class alone", "markdown", "github.md", "### Again {.wide}", "github.html", "<h3 id=\"again\" class=\"wide\">Again</h3>"),
    ("smart punctuation", "typography", "quotes.md", "\"It's *late*,\" she said -- or", "quotes.html", "“It’s <em>late</em>,” she said – or"),
    ("smart punctuation: not in ids", "typography", "quotes.md", "## Don't -- \"ever\"", "quotes.html", "<h2 id=\"dont----ever\">Don’t – “ever”</h2>"),
    ("smart punctuation: not in code and attributes", "typography", "quotes.md", "`\"it's\" -- ...`", "quotes.html", "<code>&quot;it's&quot; -- ...</code>, &quot;so&quot;, "),
    ("smart punctuation: not in addresses", "typography", "quotes.md", "https://example.org/a--b", "quotes.html", "<a href=\"https://example.org/a--b?"),
    ("smart punctuation: in excerpts", "typography", "quotes.md", "\"It's *late*,\"", SITE, "“It’s late,” she said – or wrote — and ‘left’…"),
    ("a table's second row that starts with a colon", "markdown", "definitions.md", "| Right |\n:------|------:", "definitions.html", "<th align=\"right\">Right</th>"),
];

const TABLE: [(&str, &[Row]); 8] = [
    ("Jekyll", JEKYLL),
    ("Pelican", PELICAN),
    ("Hugo", HUGO),
    ("Zola", ZOLA),
    ("no dialect", PLAIN),
    ("metadata", METADATA),
    ("links", LINKS),
    ("Markdown", MARKDOWN),
];

#[test]
fn every_construct_is_used_and_shown() {
    let mut failures = Vec::new();
    for (of, rows) in TABLE {
        for (construct, case, source, uses, output, shows) in rows {
            let case = cases().join(case);
            let name = format!("{of}, {construct}");
            match fs::read(case.join("in").join(source)) {
                Ok(bytes) if has(&bytes, uses) => {}
                Ok(_) => failures.push(format!("{name}: {source} no longer uses {uses:?}")),
                Err(error) => failures.push(format!("{name}: {source}: {error}")),
            }
            let out = case.join("out");
            let failure = match *output {
                NOWHERE => shown_in(&out, shows).map(|it| format!("{it} shows {shows:?}")),
                UNLISTED => fs::read_to_string(out.join(SITE))
                    .unwrap()
                    .contains(shows)
                    .then(|| format!("a list shows {shows:?}")),
                output => match fs::read_to_string(out.join(output)) {
                    Ok(text) if text.contains(shows) => None,
                    Ok(_) => Some(format!("{output} does not show {shows:?}")),
                    Err(error) => Some(format!("{output}: {error}")),
                },
            };
            failures.extend(failure.map(|it| format!("{name}: {it}")));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_case_proves_a_construct() {
    let proves = |case: &str| {
        let mut rows = TABLE.iter().flat_map(|(_, rows)| *rows);
        rows.any(|(_, of, ..)| *of == case)
    };
    for entry in fs::read_dir(cases()).unwrap() {
        let case = entry.unwrap().file_name().into_string().unwrap();
        assert!(proves(&case), "no construct is proved by {case}");
    }
}

#[test]
fn nothing_is_fetched_from_other_hosts_before_a_click() {
    let articles = |name: &String| name.ends_with(".html");
    for name in files(&cases()).into_iter().filter(|it| it.contains("/out/")).filter(articles) {
        let article = fs::read_to_string(cases().join(&name)).unwrap();
        for tag in ["<iframe", "<script", "<embed", "<object", "<video", "<audio", "<link"] {
            assert!(!article.contains(tag), "{tag} in {name}");
        }
        // The author's own image from elsewhere is the author's choice.
        let article = article.replace("src=\"https://example.org/flag.png\"", "");
        for source in ["src=\"http", "src=\"//", "srcset=\"http", "poster="] {
            assert!(!article.contains(source), "{source} in {name}");
        }
    }
}

fn cases() -> std::path::PathBuf {
    root().join("tests/golden/constructs")
}

/// Whether a file has `needle`, be it in UTF-8 or UTF-16.
fn has(bytes: &[u8], needle: &str) -> bool {
    let wide = |bytes: fn(u16) -> [u8; 2]| needle.encode_utf16().flat_map(bytes).collect();
    let needles: [Vec<u8>; 3] = [needle.into(), wide(u16::to_le_bytes), wide(u16::to_be_bytes)];
    needles.iter().any(|it| bytes.windows(it.len()).any(|window| window == it))
}

/// The first file that comes out and shows `needle`; warnings may name what is not published.
fn shown_in(out: &Path, needle: &str) -> Option<String> {
    let mut names = files(out).into_iter().filter(|it| it != WARNINGS);
    names.find(|it| fs::read_to_string(out.join(it)).unwrap().contains(needle))
}

fn files(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    list(folder, folder, &mut names);
    names
}
