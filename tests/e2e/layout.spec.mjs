// What holds of every page on every screen: nothing scrolls sideways, nothing lies on anything else,
// nothing is cut off, fingers find what they look for. With text twice as large too (WCAG 2.2, 1.4.4); a
// screen 320 wide is one of 1280 at four times its size (1.4.10).
import { fileURLToPath } from "node:url";
import { languageOf, routesOf } from "./built.mjs";
import { fail, NOWHERE, openAll, shown } from "./pages.mjs";
import { expect, test as base } from "./site.mjs";
import { torture, tortures } from "./torture.mjs";

const dist = fileURLToPath(new URL("../../target/e2e/site/", import.meta.url));
const spanish = routesOf(dist).filter((it) => languageOf(dist, it).startsWith("es"));

const PAGES = new Set([
  "/", "/posts/async-requests/", "/posts/", "/toolkit/", "/archive/", "/archive/2026/", "/tags/python/", "/tags/", "/tech-stack/", "/manifesto/", "/devops-sre/",
  "/widgets/", "/search/?q=kubernetes", "/search/?q=nothing+qzxv", NOWHERE, ...spanish,
]);
const HEIGHT = 800;

/** A page under a finger, and one under a mouse. */
const looks = [
  { name: "a touch screen", widths: [320, 390, 820], hasTouch: true },
  { name: "a wide screen", widths: [1440], hasTouch: false },
];

/** `large` is a page of a visitor who has set their browser's text to twice its size. */
const test = base.extend({
  large: async ({ playwright, baseURL, launchOptions }, use) => {
    // Ours grows with the window as well, so that twice 16 would not make it twice as large everywhere.
    // The mouse is Playwright's own setting, which this takes the place of.
    const mouse = "primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4";
    const args = [...launchOptions.args, `--blink-settings=defaultFontSize=36,defaultFixedFontSize=30,${mouse}`];
    const browser = await playwright.chromium.launch({ ...launchOptions, args });
    const page = await browser.newPage({ baseURL, serviceWorkers: "block", reducedMotion: "reduce" });
    await use(page);
    await browser.close();
  },
});

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** In the page: everything that is wrong with how it lies there, one line for each. */
const faults = ({ isTouched }) => {
  const found = new Set();
  const root = document.documentElement;
  /** Less than this is nothing that anybody sees. */
  const SLACK = 2;
  const CONTROLS = ".site-header a, button, summary, select, .tags a, .pager a, .contents a, input:not([type=checkbox], [type=radio])";

  // An element's parent is what it is shown in: its slot, or the element whose shadow tree it is in.
  const parentOf = (it) => it.assignedSlot ?? it.parentElement ?? it.getRootNode().host ?? null;
  const above = function* (it) {
    for (let at = it; at; at = parentOf(at)) yield at;
  };
  const holds = (outer, inner) => [...above(inner)].includes(outer);
  const all = (within) => [...within.children].flatMap((it) => [it, ...(it.shadowRoot ? all(it.shadowRoot) : []), ...all(it)]);
  const name = (it) => {
    const classes = [...it.classList].map((name) => `.${name}`).join("");
    const own = `${it.localName}${it.id ? `#${it.id}` : ""}${classes}`;
    const text = (it.ariaLabel ?? it.textContent).trim().replace(/\s+/g, " ");
    const host = it.getRootNode().host;
    return `${host ? `${host.localName} >>> ` : ""}${parentOf(it)?.localName} > ${own} "${text.slice(0, 40)}"`;
  };
  const styles = new Map();
  const styleOf = (it) => styles.get(it) ?? styles.set(it, getComputedStyle(it)).get(it);
  const isHidden = (it) => [...above(it)].some((at) => getComputedStyle(at).clipPath === "inset(50%)");
  // What shows only under a mouse is not there for now.
  const isVisible = (it) => it.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true }) && !isHidden(it);

  /** The part of a rectangle of `it` that is not cut off or scrolled away. */
  const seen = (it, { left, top, right, bottom }) => {
    const rect = { left, top, right, bottom };
    let { position } = styleOf(it);
    for (const at of [...above(it)].slice(1)) {
      if (position === "fixed") break;
      const style = styleOf(at);
      if (position === "absolute" && style.position === "static") continue;
      position = style.position;
      if (at === root || at === document.body || style.display === "contents") continue;
      const box = at.getBoundingClientRect();
      if (style.overflowX !== "visible") [rect.left, rect.right] = [Math.max(rect.left, box.left), Math.min(rect.right, box.right)];
      if (style.overflowY !== "visible") [rect.top, rect.bottom] = [Math.max(rect.top, box.top), Math.min(rect.bottom, box.bottom)];
    }
    return rect;
  };
  const isThere = ({ left, top, right, bottom }) => right - left > 1 && bottom - top > 1;

  const elements = all(document.body).filter(isVisible);

  // Nothing scrolls sideways, nor sticks out where nobody can scroll to.
  if (root.scrollWidth > root.clientWidth) found.add(`the page scrolls sideways: ${root.scrollWidth} of ${root.clientWidth} px`);
  const sticksOut = (it) => {
    const rect = seen(it, it.getBoundingClientRect());
    return isThere(rect) && (rect.left < -1 || rect.right > root.clientWidth + 1);
  };
  const outside = new Set(elements.filter(sticksOut));
  for (const it of outside) if (!outside.has(parentOf(it))) found.add(`sticks out: ${name(it)}`);

  // Nothing is cut off: what is longer than its box can be scrolled.
  for (const it of elements) {
    const { overflowX, overflowY } = styleOf(it);
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    if (it.matches("input, textarea, select") || !it.textContent.trim()) continue;
    if (cuts(overflowX) && it.scrollWidth > it.clientWidth + 1) found.add(`cut off at its side: ${name(it)}`);
    if (cuts(overflowY) && it.scrollHeight > it.clientHeight + 1) found.add(`cut off below: ${name(it)}`);
  }

  // Nothing lies on anything else. Compared are lines of text, pictures, fields and what looks like a
  // button. Lines are as high as letters are, since fonts claim more; formulas and drawings are laid out
  // by themselves.
  const WHOLE = "img, svg, math, video, iframe, canvas, meter, progress, input, select, textarea";
  const pieces = [];
  const put = (owner, rect, trim) => {
    const inset = (rect.bottom - rect.top) * trim;
    const part = seen(owner, { left: rect.left, right: rect.right, top: rect.top + inset, bottom: rect.bottom - inset });
    if (!isThere(part)) return;
    // What stays in sight while the rest scrolls lies above it, and so does what is in the top layer.
    const layer = [...above(owner)].find((at) => /fixed|sticky/.test(styleOf(at).position) || at.matches(":popover-open, :modal"));
    pieces.push({ owner, layer, ...part });
  };
  const range = document.createRange();
  for (const it of elements) {
    const whole = it.closest(WHOLE);
    if (whole) {
      if (whole === it) put(it, it.getBoundingClientRect(), it.matches(".emoji") ? 0.15 : 0);
      continue;
    }
    const { backgroundColor, borderTopWidth } = styleOf(it);
    const isButton = it.matches("a, button, summary") && (parseFloat(borderTopWidth) > 0 || !/, 0\)$|transparent/.test(backgroundColor));
    if (isButton) for (const rect of it.getClientRects()) put(it, rect, 0);
    for (const text of it.childNodes) {
      if (text.nodeType !== Node.TEXT_NODE || !text.data.trim()) continue;
      range.selectNodeContents(text);
      for (const rect of range.getClientRects()) put(it, rect, 0.15);
    }
  }
  pieces.sort((a, b) => a.top - b.top);
  for (const [at, one] of pieces.entries()) {
    for (let next = at + 1; next < pieces.length && pieces[next].top < one.bottom - SLACK; next++) {
      const other = pieces[next];
      const [across, down] = [
        Math.min(one.right, other.right) - Math.max(one.left, other.left),
        Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
      ];
      if (across <= SLACK || down <= SLACK || one.layer !== other.layer) continue;
      if (holds(one.owner, other.owner) || holds(other.owner, one.owner)) continue;
      found.add(`overlap by ${Math.round(across)} x ${Math.round(down)} px: ${name(one.owner)} and ${name(other.owner)}`);
    }
  }

  // Fingers find what they look for (WCAG 2.2, 2.5.8): 24 px, and 44 for controls on a touch screen.
  // What stands in a line of text is as high as the line; a box to tick is as large as its label. The
  // skip link is for keyboards.
  const isTarget = (it) => it.matches("a[href], button, input, select, textarea, summary, [role=button]") && !it.matches(":disabled, .skip-link");
  const isInText = (it) => {
    const line = [...above(it)].find((at) => styleOf(at).display !== "inline");
    const links = [...line.querySelectorAll("a")].reduce((sum, link) => sum + link.textContent.trim().length, 0);
    return Boolean(it.closest(".prose")) || line.textContent.trim().length > links;
  };
  for (const it of all(document.body).filter(isTarget)) {
    if (!it.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }) || isHidden(it)) continue;
    const inLine = it.getRootNode().host ?? it;
    if ([inLine, it].some((it) => it.matches(":not(button)") && styleOf(it).display === "inline" && isInText(it))) continue;
    const area = it.matches("[type=checkbox], [type=radio]") ? (it.closest("label") ?? it) : it;
    const [{ width, height }] = [...area.getClientRects()].sort((a, b) => b.width * b.height - a.width * a.height);
    const least = isTouched && it.matches(CONTROLS) ? 44 : 24;
    if (Math.min(width, height) < least - 0.5) found.add(`${Math.round(width)} x ${Math.round(height)} px, of ${least}: ${name(it)}`);
  }
  return [...found];
};

/** In the page: what can be followed or pressed and is in sight, by what it says. */
const ways = () => {
  const all = (within) => [...within.children].flatMap((it) => [it, ...(it.shadowRoot ? all(it.shadowRoot) : []), ...all(it)]);
  return all(document.body)
    .filter((it) => it.matches("a[href], button") && it.checkVisibility({ visibilityProperty: true }) && it.getClientRects().length > 0)
    .filter((it) => [...it.getClientRects()].some(({ width, height }) => width > 1 && height > 1))
    .map((it) => `${it.ariaLabel ?? it.textContent.trim()} ${it.href ?? ""}`);
};

const found = async (page, name, isTouched) => (await page.evaluate(faults, { isTouched })).map((it) => `${name}: ${it}`);

for (const { name: screen, widths, hasTouch } of looks) {
  test.describe(`on ${screen}`, () => {
    test.use({ hasTouch, isMobile: hasTouch, viewport: { width: widths[0], height: HEIGHT } });

    const check = async (page) => {
      await openAll(page);
      const lines = [];
      for (const width of widths) {
        await page.setViewportSize({ width, height: HEIGHT });
        lines.push(...(await found(page, `${width} px`, hasTouch)));
      }
      expect(lines).toEqual([]);
    };

    for (const route of PAGES) {
      test(`${route} lies as it should`, async ({ page }) => {
        await page.goto(route);
        await shown(page);
        await check(page);
      });
    }

    test("a page that could not be loaded lies as it should", async ({ page }) => {
      await fail(page);
      await check(page);
    });

    for (const [name, it] of Object.entries(tortures)) {
      test(`torture by ${name}`, async ({ page }) => {
        test.skip(Boolean(it.missing), it.missing);
        await torture(page, it);
        const { language } = it.payload;
        if (it.direction) await expect(page.locator("main article")).toHaveAttribute("dir", it.direction);
        if (language) await expect(page.locator("main article")).toHaveAttribute("lang", language);
        await check(page);
      });
    }
  });
}

test.describe("with text twice as large", () => {
  const check = async (large, page) => {
    const lines = [];
    for (const width of looks.flatMap(({ widths }) => widths)) {
      for (const it of [page, large]) await it.setViewportSize({ width, height: HEIGHT });
      lines.push(...(await found(large, `${width} px`, false)));
      const [before, after] = [await page.evaluate(ways), await large.evaluate(ways)];
      lines.push(...before.filter((it) => !after.includes(it)).map((it) => `${width} px: gone: ${it}`));
    }
    expect(lines).toEqual([]);
  };

  for (const route of PAGES) {
    test(`${route} loses nothing`, async ({ page, large }) => {
      for (const it of [page, large]) {
        await it.goto(route);
        await shown(it);
        await openAll(it);
      }
      const size = (it) => it.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
      expect((await size(large)) / (await size(page))).toBeGreaterThanOrEqual(2);
      await check(large, page);
    });
  }
});

const spoiled = {
  "scrolls sideways": '<p style="inline-size: 200vw">too wide</p>',
  "sticks out": '<p style="position: absolute; left: -2rem; bottom: 0">too far to the left</p>',
  "cut off at its side": '<p style="inline-size: 3rem; overflow: hidden; white-space: nowrap">too long for its box</p>',
  "cut off below": '<p style="block-size: 1rem; overflow: hidden">too<br>high</p>',
  "overlap by": '<p style="position: absolute; left: 3rem; top: 0">above the name of the site</p>',
  "px, of 24": '<button style="font-size: 5px; padding: 0">x</button>',
};

for (const [fault, html] of Object.entries(spoiled)) {
  test(`a fault is found: ${fault}`, async ({ page }) => {
    await page.goto("/about/");
    await shown(page);
    await page.locator("main").evaluate((it, html) => it.insertAdjacentHTML("beforeend", html), html);
    expect(await page.evaluate(faults, { isTouched: false })).toContainEqual(expect.stringContaining(fault));
  });
}
