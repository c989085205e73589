// Published in the place of the service worker while `trunk serve` shows the site: where a worker of
// a published site was once started at the same address, nothing of it is shown any more.
addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave() {
  await registration.unregister();
  const prefix = `stacks ${new URL(registration.scope).pathname} `;
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix)) await caches.delete(name);
  }
}
