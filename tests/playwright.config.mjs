// The browser tests run against the release build that `cargo xtask test` leaves in
// target/e2e/site, in the Chromium that it names in CHROME.
import { defineConfig } from "@playwright/test";

const port = 4173;

export default defineConfig({
  testDir: "e2e",
  outputDir: "../target/e2e/results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}`,
    trace: "retain-on-failure",
    // Tests that hold or spoil answers would not see what a worker asks for; offline.spec.mjs has it.
    serviceWorkers: "block",
    viewport: { width: 1000, height: 800 },
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
