// The browser tests run against the release build that `cargo xtask test` leaves in
// target/e2e/site, in the Chromium that it names in CHROME; what is tagged @core, which concerns other
// people's pages, also in the Firefox that it names in FIREFOX.
import { defineConfig } from "@playwright/test";

const port = 4173;

export default defineConfig({
  testDir: "e2e",
  outputDir: "../target/e2e/results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  // A browser that draws no more frames on a busy machine is not the page's fault: once more, and it is
  // listed as flaky.
  retries: 1,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    trace: "retain-on-failure",
    // Tests that hold or spoil answers would not see what a worker asks for; offline.spec.mjs has it.
    serviceWorkers: "block",
    viewport: { width: 1000, height: 800 },
  },
  projects: [
    {
      name: "chromium",
      use: {
        browserName: "chromium",
        launchOptions: {
          executablePath: process.env.CHROME ?? "/usr/bin/chromium",
          args: [
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            // Nothing is asked for from anywhere else; what a page asks for is seen all the same.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
          ],
        },
      },
    },
    {
      name: "firefox",
      grep: /@core/,
      use: {
        browserName: "firefox",
        // Over WebDriver BiDi, which the system's Firefox speaks: Playwright's other way takes a build of
        // its own.
        channel: "moz-firefox",
        launchOptions: {
          executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr",
          // Nothing is asked for from anywhere else: all but 127.0.0.1 goes to a proxy that is not there.
          firefoxUserPrefs: {
            "network.proxy.type": 1,
            "network.proxy.http": "127.0.0.1",
            "network.proxy.http_port": 9,
            "network.proxy.ssl": "127.0.0.1",
            "network.proxy.ssl_port": 9,
            "network.proxy.allow_bypass": false,
            "network.proxy.failover_direct": false,
            // Nor for an icon, which a page's strict policy would forbid and tell the page of.
            "browser.chrome.site_icons": false,
          },
        },
      },
    },
  ],
  webServer: [
    {
      command: `node e2e/server.mjs ../target/e2e/site ${port}`,
      url: `http://127.0.0.1:${port}/manifest.json`,
      reuseExistingServer: false,
    },
    {
      command: `node e2e/server.mjs ../target/e2e/blog ${port + 1} /blog/`,
      url: `http://127.0.0.1:${port + 1}/blog/manifest.json`,
      reuseExistingServer: false,
    },
  ],
});
