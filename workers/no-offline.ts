/// <reference lib="webworker" />

import { isCacheOf } from "@/lib/base/cache-names";

declare const self: ServiceWorkerGlobalScope;

/** In place of offline.ts where a host wants none: it removes an older service worker and its caches. */
const scope = self.registration.scope;

async function leave(): Promise<void> {
  const names = await caches.keys();
  const ours = names.filter((name) => isCacheOf(scope, name));
  await Promise.all(ours.map((name) => caches.delete(name)));
  await self.registration.unregister();
}

self.addEventListener("install", () => void self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(leave()));
