// How the pages of the site are looked at: when all of one is shown, and what opens on it.

/** An address at which nothing lives. */
export const NOWHERE = "/no/such/page/";

/** Waits until the program runs and every element of the page shows what it has. Those far down wait
    until somebody comes near, so each is gone to. */
export async function shown(page) {
  await page.waitForFunction(() => window.wasmBindings);
  await page.waitForFunction(() => {
    const within = (root) =>
      [...root.querySelectorAll("*")].flatMap((it) => [it, ...(it.shadowRoot ? within(it.shadowRoot) : [])]);
    const waiting = within(document).find(
      (it) => it.localName.startsWith("stacks-") && !it.shadowRoot?.querySelector("[part=base]"),
    );
    waiting?.scrollIntoView();
    return !waiting;
  });
  await page.evaluate(() => window.scrollTo(0, 0));
}

/** What a visitor can open besides what `<details>` fold away. Each opens one thing, if the page has it,
    and says whether it did. What `covers` the rest of the page is looked at by itself; it goes with
    Escape. Whatever opens on a page belongs here. */
export const states = [
  {
    name: "the definition of a term",
    opens: async (page) => {
      const term = page.locator("stacks-glossary button").first();
      if ((await term.count()) === 0) return false;
      await term.focus();
      return true;
    },
  },
  {
    name: "a footnote",
    covers: true,
    opens: async (page) => {
      const reference = page.locator(".footnote-reference a").first();
      if ((await reference.count()) === 0) return false;
      await reference.focus();
      await page.locator(".aside-box").waitFor();
      return true;
    },
  },
  {
    name: "the search box",
    covers: true,
    opens: async (page) => {
      // On the page to search on, its own field has the focus instead.
      if (await page.locator("main stacks-search[linked]").count()) return false;
      await page.locator("a.search").click();
      await page.locator("dialog stacks-search input").waitFor();
      return true;
    },
  },
  {
    name: "the shortcuts",
    covers: true,
    opens: async (page) => {
      await page.keyboard.press("?");
      await page.locator("dialog.help").waitFor();
      return true;
    },
  },
];

/** Opens everything on the page that leaves the rest in sight. */
export async function openAll(page) {
  await page.evaluate(() => {
    const open = (root) => {
      for (const it of root.querySelectorAll("*")) {
        if (it.localName === "details") it.open = true;
        if (it.shadowRoot) open(it.shadowRoot);
      }
    };
    open(document);
  });
  for (const { opens } of states.filter((it) => !it.covers)) await opens(page);
}

/** Goes, within the program, to a page whose data cannot be had. */
export async function fail(page, address = "") {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, "connection", { value: { saveData: true } });
  });
  await page.route("**/data/pages/about/index.json", (route) => route.abort("connectionrefused"));
  await page.goto(`${address}/`);
  await page.waitForFunction(() => window.wasmBindings);
  await page.locator(".menu a[href$='/about/']").click();
  await page.getByRole("alert").waitFor();
}
