// Somebody else's folder of Markdown, built with --content and --base-url and hosted under /blog/.
import { expect, test } from "./site.mjs";

test.use({ baseURL: "http://127.0.0.1:4174/blog/" });

test("a site under a path works like one at the top", async ({ site, page }) => {
  await site.open("");
  await expect(page).toHaveTitle("Home · Four dialects");
  await expect(site.article.locator("img.emoji")).toHaveJSProperty("naturalWidth", 64);
  await site.article.getByRole("link", { name: "down" }).click();
  await expect(page).toHaveURL(/\/blog\/#lmao$/);
  await site.follow(site.article.getByRole("link", { name: "the post" }), "First post");
  await expect(page).toHaveURL(/\/blog\/posts\/first-post\/$/);
  await site.follow(site.article.getByRole("link", { name: "tool" }), "Terraform");
  await expect(page).toHaveURL(/\/blog\/toolkit\/terraform\/#state$/);
  await site.follow(page.locator(".site-title"), "Home");
  expect(site.documentLoads).toBe(1);
});

test("the include that lists a folder, and an include of one's own", async ({ site, page }) => {
  await site.open("guide/");
  await expect(site.article.getByRole("link", { name: "One" })).toHaveAttribute("href", "/blog/migrate/one/");
  await expect(site.article.locator("blockquote")).toHaveText("own include");
  await expect(site.article).toContainText("{% not liquid %}");
  await site.follow(site.article.getByRole("link", { name: "Two" }), "Two");
  await expect(page).toHaveURL(/\/blog\/migrate\/two\/$/);
});

test("a Spanish page has a Spanish interface", async ({ site, page }) => {
  await site.open("posts/first-post/");
  await expect(page.locator("html")).toHaveAttribute("lang", "es");
  await expect(page.getByRole("navigation", { name: "Menú principal" })).toBeVisible();
  await expect(page.locator(".meta time")).toHaveText("2 de enero de 2026");
});

test("an unknown path under the base is not found", async ({ site }) => {
  await site.open("nope/");
  await expect(site.title).toHaveText("There is no such page");
});
