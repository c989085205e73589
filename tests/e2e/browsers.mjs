// Playwright's `test`, which can also drive the Firefox that a system has: of what Playwright says to it
// over WebDriver BiDi, that Firefox knows all but one thing.
import { test as base } from "@playwright/test";

export const test = base.extend({
  browser: [
    async ({ browser, channel }, use) => {
      if (channel === "moz-firefox") leaveOut(browser, "emulation.setMediaFeaturesOverride");
      await use(browser);
    },
    { scope: "worker" },
  ],
});

/** Playwright sends the command `unknown` with every new context, to say which colour scheme the user
    prefers, and gives the context up when a browser does not know it, as Firefox 153 does not. No option
    forbids that, so this reaches into Playwright, whose version is pinned. What such a Firefox really
    cannot do is prefer a scheme: the option `colorScheme` goes unheard, `page.emulateMedia` fails, and a
    test has to set the scheme of its page. */
function leaveOut(browser, unknown) {
  const session = browser._connection.toImpl(browser)._browserSession;
  const send = session.send;
  session.send = async (method, ...rest) => (method === unknown ? {} : send.call(session, method, ...rest));
}
