/// <reference lib="webworker" />
declare const self: ServiceWorkerGlobalScope;

/** In place of offline.ts where a host wants none: whoever has an old one loses it, and all that it kept. */
const scope = self.registration.scope;

async function leave(): Promise<void> {
  const names = await caches.keys();
  const ours = names.filter(
    (name) => name.startsWith(`fanout ${scope} `) || name.startsWith(`fanout-editor ${scope} `),
  );
  await Promise.all(ours.map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));

export {};
