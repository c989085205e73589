// Searching: as one types, on the page for it, by keyboard and with a screen reader, in both languages,
// and without a network.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { routesOf } from "./built.mjs";
import { expect, test } from "./site.mjs";

const dist = fileURLToPath(new URL("../../target/e2e/site/", import.meta.url));

/** The page to search on, as a visitor knows it. */
class Search {
  constructor(page) {
    this.page = page;
    this.box = page.locator("stacks-search");
    this.field = this.box.locator("input[role=combobox]");
    // Not those of the filters.
    this.options = this.box.locator("[role=option]");
    this.status = this.box.getByRole("status");
  }

  async open(path = "/search/") {
    await this.page.goto(path);
    await expect(this.field).toBeVisible();
  }

  /** The option that Enter would choose. */
  active() {
    return this.field.evaluate((field) => {
      const id = field.getAttribute("aria-activedescendant");
      const active = id && field.getRootNode().getElementById(id);
      return active ? active.querySelector("[part=link]")?.textContent ?? active.textContent : null;
    });
  }
}

test.beforeEach(({ page }, info) => {
  info.search = new Search(page);
});

test("words are the same to the generator and to the scripts", async ({ page }) => {
  await page.goto("/");
  const cases = JSON.parse(readFileSync(new URL("words.json", import.meta.url), "utf8"));
  const found = await page.evaluate(async (cases) => {
    const { words } = await import("/widgets/v1/words.js");
    return cases.map(({ text }) => words(text));
  }, cases);
  expect(found).toEqual(cases.map(({ words, besides = [] }) => ({ read: words, besides })));
});

test("forms of a word have their beginning in common, and other words do not", async ({ page }) => {
  await page.goto("/");
  const same = [["container", "containers"], ["query", "queries"], ["configure", "configuring"], ["deploy", "deployments"], ["run", "running"], ["etiqueta", "etiquetas"], ["movie", "movies"], ["class", "classes"], ["node", "nodes"], ["embed", "embedding"], ["cluster", "clustering"], ["contenedor", "contenedores"]];
  const other = [["post", "pipeline"], ["rust", "run"], ["process", "proof"], ["comment", "come"], ["redis", "red"], ["string", "strong"]];
  const [alike, unlike, cut] = await page.evaluate(async ([same, other]) => {
    const { stem } = await import("/widgets/v1/words.js");
    const are = ([a, b]) => stem(a) === stem(b);
    return [same.filter((it) => !are(it)), other.filter(are), same.flat().filter((it) => !it.startsWith(stem(it)))];
  }, [same, other]);
  expect([alike, unlike, cut]).toEqual([[], [], []]);
});

test("slips are counted", async ({ page }) => {
  await page.goto("/");
  const counted = await page.evaluate(async () => {
    const { slips } = await import("/widgets/v1/words.js");
    return [["kubectl", "kubectl"], ["kubctl", "kubectl"], ["kubetcl", "kubectl"], ["jubectl", "kubectl"], ["kbetcl", "kubectl"], ["abc", "xyz"]].map(([a, b]) => slips(a, b, 2));
  });
  expect(counted).toEqual([0, 1, 1, 1, 2, 3]);
});

/** What readers type, and the title that must be among the first three. */
const queries = {
  "aiohttp": /^Ten thousand/,
  "aioh": /^Ten thousand/,
  "kuberntes": /^Kubernetes/,
  "ubernetes": /^Kubernetes/,
  "PRESUPUESTOS": /^Glosario/,
  "glosario opinion": /^Glosario/,
  "contenedor orquestacion": /DevOps/,
  "kubectl logs": /^Kubernetes/,
  "terrafrom state": /^Terraform/,
  "cgroups": /Linux|Containers/,
};

for (const [query, title] of Object.entries(queries)) {
  test(`finds ${title} by “${query}”`, async ({ page }, { search }) => {
    await search.open();
    await search.field.fill(query);
    await expect(search.options.first()).toBeVisible();
    await expect.poll(async () => (await search.options.locator("[part=link]").allTextContents()).slice(0, 3).some((it) => title.test(it))).toBe(true);
  });
}

test("a result leads to its place in the page, where the passage is that has the words", async ({ page, site }, { search }) => {
  await search.open("/search/?q=gunicorn");
  await site.started();
  const first = search.options.first();
  await expect(first.locator("mark").first()).toHaveText(/gunicorn/i);
  await expect(first).toHaveAttribute("href", /\/toolkit\/python\/#.+/);
  const loads = site.documentLoads;
  await first.click();
  await expect(site.title).toHaveText("Python");
  const id = await page.evaluate(() => decodeURIComponent(location.hash.slice(1)));
  await expect(page.locator(`[id="${id}"]`)).toBeInViewport();
  expect(site.documentLoads).toBe(loads);
  // The way back leads to what was searched for.
  await page.goBack();
  await expect(search.field).toHaveValue("gunicorn");
  await expect(search.options.first()).toHaveAttribute("href", /\/toolkit\/python\/#.+/);
  expect(site.documentLoads).toBe(loads);
});

test("the address says what was searched for, without a history of every letter", async ({ page, site }, { search }) => {
  await search.open();
  await site.started();
  const length = await page.evaluate(() => history.length);
  await search.field.pressSequentially("nomad");
  await expect(search.options.first()).toContainText("Nomad");
  await search.field.press("Enter");
  await expect(page).toHaveURL(/\/search\/\?q=nomad$/);
  expect(await page.evaluate(() => history.length)).toBe(length);
  expect(site.documentLoads).toBe(1);
  // Another address, by a link within the app.
  await site.followLinkTo("/search/?q=terraform");
  await expect(search.field).toHaveValue("terraform");
  await expect(search.options.first()).toContainText("Terraform");
  await page.goBack();
  await expect(search.field).toHaveValue("nomad");
});

test("no other page's address has what was searched for, and a reload keeps it", async ({ page, site }, { search }) => {
  await site.open("/about/");
  await site.followLinkTo("/search/");
  await search.field.fill("terraform");
  await expect(page).toHaveURL(/\/search\/\?q=terraform$/);
  await page.reload();
  await site.started();
  await expect(search.field).toHaveValue("terraform");
  await expect(search.options.first()).toContainText("Terraform");
  await search.field.fill("nomad");
  await expect(search.options.first()).toContainText("Nomad");
  await search.field.press("ArrowDown");
  await search.field.press("Enter");
  await expect(site.title).toHaveText(/Nomad/);
  await expect(page).toHaveURL(/\/toolkit\/nomad\/(#.*)?$/);
  await page.goBack();
  await expect(search.field).toHaveValue("nomad");
  await page.goBack();
  await expect(site.title).toHaveText("About");
  await expect(page).toHaveURL(/\/about\/$/);
});

test("a link to a search with filters sets them, and one without takes them away", async ({ page, site }, { search }) => {
  await search.open("/search/?q=docker");
  await site.started();
  await site.followLinkTo("/search/?q=kubernetes&language=es");
  await expect(search.box.getByLabel("Language")).toHaveValue("es");
  await expect(search.options.first()).toHaveAttribute("lang", "es");
  await site.followLinkTo("/search/");
  await expect(search.field).toHaveValue("");
  await expect(search.box.getByLabel("Language")).toHaveValue("");
  await expect(search.options).toHaveCount(0);
});

test("Enter follows the first result of what is typed, however late that comes", async ({ page, site }) => {
  await site.open("/about/");
  await page.keyboard.press("/");
  const field = page.locator("dialog stacks-search input[role=combobox]");
  await field.fill("ansible");
  await expect(page.locator("dialog [role=option]").first()).toContainText("Ansible");
  // Only what is mistyped asks for these.
  const release = await site.hold("**/data/search/spelling/*.json");
  const asked = page.waitForRequest("**/data/search/spelling/*.json");
  await field.fill("terrafrom state");
  await field.press("Enter");
  await asked;
  await expect(site.title).toHaveText("About");
  await expect(field).toBeVisible();
  await release();
  await expect(site.title).toHaveText("Terraform");
});

test("what is typed stays when the element changes", async ({ page }, { search }) => {
  await search.open();
  await search.field.fill("kubernetes");
  await expect(search.options).not.toHaveCount(0);
  await search.box.evaluate((it) => (it.count = "2"));
  await expect(search.options).toHaveCount(2);
  await expect(search.field).toHaveValue("kubernetes");
});

test("as many are said to be found as are shown", async ({ page }, { search }) => {
  await search.open();
  for (const query of ["docker the ", "how to deploy a blog", "gunicorn"]) {
    await search.field.fill(query);
    await expect(search.box.locator("[role=listbox]")).toHaveAttribute("data-query", query);
    const total = Number((await search.status.textContent()).match(/\d+/));
    const shown = await search.options.count();
    expect(shown, query).toBe(Math.min(total, 10));
  }
});

test("filters narrow it down, stay in the address, and are taken away where nothing is left", async ({ page }, { search }) => {
  await search.open("/search/?q=kubernetes");
  const all = await search.options.count();
  await search.box.getByText("Filter").click();
  await search.box.getByLabel("Language").selectOption("es");
  await expect(page).toHaveURL(/language=es/);
  await expect.poll(() => search.options.count()).toBeLessThan(all);
  await expect(search.options.first()).toHaveAttribute("lang", "es");
  await search.open(page.url());
  await expect(search.box.getByLabel("Language")).toHaveValue("es");
  await search.box.getByLabel("Section").selectOption("/toolkit/");
  await expect(search.status).toHaveText(/^Nothing was found/);
  await search.box.getByRole("button", { name: "Search without filters" }).click();
  await expect(search.options).toHaveCount(all);
  await expect(search.field).toBeFocused();
});

test("what is found nowhere says so, and offers tags", async ({ page, site }, { search }) => {
  await search.open("/search/?q=qzxvw");
  await expect(search.status).toHaveText(/^Nothing was found/);
  await search.box.getByRole("link").first().click();
  await expect(page).toHaveURL(/\/tags\//);
  await expect(site.title).not.toHaveText("Search");
});

test("arrows, Enter and Escape do what a combobox does", async ({ page, site }, { search }) => {
  await search.open();
  await site.started();
  await search.field.fill("kubernetes");
  await expect(search.field).toHaveAttribute("aria-expanded", "true");
  expect(await search.active()).toBeNull();
  await search.field.press("ArrowDown");
  expect(await search.active()).toBe("Kubernetes");
  await expect(search.options.first()).toHaveAttribute("aria-selected", "true");
  await search.field.press("ArrowDown");
  expect(await search.active()).not.toBe("Kubernetes");
  await search.field.press("ArrowUp");
  await search.field.press("ArrowUp");
  // The field itself is one place of the round.
  expect(await search.active()).toBeNull();
  await search.field.press("ArrowUp");
  expect(await search.active()).toBe(await search.options.last().locator("[part=link]").textContent());
  // A letter more, and what was chosen of the old list is forgotten.
  await search.field.press("End");
  await search.field.pressSequentially(" sick pod");
  await expect.poll(() => search.active()).toBeNull();
  await search.field.press("ArrowDown");
  await search.field.press("Enter");
  await expect(site.title).toHaveText("Kubernetes");
});

test("earlier searches are offered, on this device, until they are forgotten", async ({ page, site }, { search }) => {
  await search.open();
  await expect(search.options).toHaveCount(0);
  for (const [query, title] of [["nomad", /Nomad/], ["ansible", /Ansible/]]) {
    await search.field.fill(query);
    await search.options.first().click();
    await expect(site.title).toHaveText(title);
    await search.open();
  }
  await expect(search.options).toHaveText(["ansible", "nomad"]);
  await expect(search.status).toContainText("on this device only");
  await search.field.press("ArrowDown");
  await search.field.press("ArrowDown");
  await search.field.press("Enter");
  await expect(search.field).toHaveValue("nomad");
  await expect(search.options.first()).toContainText("Nomad");
  await search.field.fill("");
  await search.box.getByRole("button", { name: "Forget them" }).click();
  await expect(search.options).toHaveCount(0);
  expect(await page.evaluate(() => localStorage.getItem("stacks.searches"))).toBeNull();
});

test("a slow answer to an older query never takes the place of a newer", async ({ page, site }, { search }) => {
  await search.open();
  // Only what is mistyped asks for these.
  const release = await site.hold("**/data/search/spelling/*.json");
  const asked = page.waitForRequest("**/data/search/spelling/*.json");
  const late = page.waitForResponse("**/data/search/spelling/*.json");
  await search.field.fill("nmoad");
  await asked;
  await search.field.fill("terraform");
  await expect(search.options.first()).toContainText("Terraform");
  await release();
  await (await late).finished();
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
  await expect(search.options.first()).toContainText("Terraform");
  // The older is answered all the same.
  await search.field.fill("nmoad");
  await expect(search.options.first()).toContainText("Nomad");
});

test("who types fast asks for nothing that fits the beginnings, and what is there waits for nothing", async ({ page }, { search }) => {
  await page.clock.install();
  await search.open();
  const asked = [];
  page.on("request", (request) => /\/data\/search\/\w+\//.test(request.url()) && asked.push(request.url()));
  // Nothing passes from now on but what the test lets pass.
  await page.clock.pauseAt(Date.now() + 3_600_000);
  await search.field.pressSequentially("kube");
  await expect(search.box.locator("[aria-busy=true]")).toBeAttached();
  expect(asked).toEqual([]);
  await page.clock.runFor(200);
  await expect(search.options.first()).toContainText("Kubernetes");
  await search.field.fill("");
  await expect(search.options).toHaveCount(0);
  await search.field.fill("kube");
  await expect(search.options.first()).toContainText("Kubernetes");
});

test("an index that changed under an open page is read anew", async ({ page }, { search }) => {
  let isOld = true;
  await page.route("**/data/search/index.json", async (route) => {
    const response = await route.fetch();
    const index = await response.json();
    if (isOld) index.segments[0].build = "another";
    isOld = false;
    await route.fulfill({ response, json: index });
  });
  await search.open("/search/?q=nomad");
  await expect(search.options.first()).toContainText("Nomad");
});

test("a failure says so and is tried again", async ({ page }, { search }) => {
  await search.open();
  await page.route("**/data/search/0/*.json*", (route) => route.abort());
  await search.field.fill("nomad");
  await expect(search.status).toHaveText(/could not be reached/);
  await page.unrouteAll();
  await search.box.getByRole("button", { name: "Try again" }).click();
  await expect(search.options.first()).toContainText("Nomad");
});

for (const [path, names] of [["/search/", ["Search", "Results"]], ["/es/search/", ["Buscar", "Resultados"]]]) {
  test(`a screen reader is told of the combobox on ${path}`, async ({ page }, { search }) => {
    await search.open(`${path}?q=nomad`);
    await expect(search.options.first()).toBeVisible();
    await search.field.press("ArrowDown");
    const [name, results] = names;
    await expect(search.box).toMatchAriaSnapshot(`
      - text: ${name}
      - combobox "${name}" [expanded]
      - group
      - status: /\\d+/
      - listbox "${results}":
        - option /Nomad/ [selected]
    `);
    await expect(search.field).toHaveAttribute("aria-autocomplete", "list");
    // The list that is named is the one that is there, and so is the option that is about to be chosen.
    const ids = await search.field.evaluate((it) => [it.getAttribute("aria-controls"), it.getAttribute("aria-activedescendant")].map((id) => it.getRootNode().getElementById(id)?.role));
    expect(ids).toEqual(["listbox", "option"]);
  });
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("the way to search leads to lists of everything", async ({ page }) => {
    await page.goto("/posts/async-requests/");
    await page.getByRole("banner").getByRole("link", { name: "Search" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Search");
    for (const [name, path] of [["All posts", "/posts/"], ["Tags", "/tags/"], ["Archive", "/archive/"]]) {
      await expect(page.getByRole("main").getByRole("link", { name })).toHaveAttribute("href", path);
    }
    await page.getByRole("main").getByRole("link", { name: "Archive" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Archive");
  });
});

test("the pages to search on are no results, nor in the sitemap", async ({ page, request }, { search }) => {
  expect(routesOf(dist)).toEqual(expect.arrayContaining(["/search/", "/es/search/"]));
  await search.open("/search/?q=search");
  await expect(search.options.first()).toBeVisible();
  expect(await search.options.evaluateAll((found) => found.filter((it) => /\/search\//.test(it.pathname)).length)).toBe(0);
  const sitemap = await (await request.get("/sitemap.xml")).text();
  expect(sitemap).toContain("/toolkit/nomad/");
  expect(sitemap).not.toContain("/search/");
});
