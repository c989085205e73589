// Lighthouse finds nothing to say about our pages, served as hosts serve them, with the headers that
// the build asks for. How fast they are is measured by the bench, not here.
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { host, listen } from "./host.mjs";

const site = fileURLToPath(new URL("../../target/e2e/site/", import.meta.url));
const pages = {
  "the home page": "",
  "a post": "posts/async-requests/",
  "a list": "posts/",
  "a post in Spanish": "posts/sre-devops-glossary/",
  "the page with every element": "widgets/",
  "a page with a simulation": "manifesto/",
  "a page with a calculator": "devops-sre/",
};

test.describe("Lighthouse", () => {
  let server;
  let address;

  test.beforeAll(async () => {
    server = host(site);
    address = await listen(server);
  });
  test.afterAll(() => server.close());

  for (const [name, path] of Object.entries(pages)) {
    test(`${name} has full marks`, async () => {
      test.slow();
      // Installed on its own, for its size.
      const { audit } = await import("../lighthouse/audit.mjs");
      const { scores, lacking } = await audit(`${address}/${path}`, ["seo", "best-practices", "accessibility"]);
      expect(lacking).toEqual([]);
      expect(scores).toEqual({ seo: 100, "best-practices": 100, accessibility: 100 });
    });
  }
});
