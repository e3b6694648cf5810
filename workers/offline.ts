/// <reference lib="webworker" />

import { NetworkOnly, type PrecacheEntry, Serwist } from "serwist";
import type { KeepEditorMessage } from "@/lib/protocol/offline";

declare const self: ServiceWorkerGlobalScope;

/** Files of this release, put here by scripts/offline.mjs; addresses are relative to this script. */
declare const __ENTRIES__: PrecacheEntry[];
/** Files that not everybody uses, in the same way: those of the editor, and of what knows Python in it. */
declare const __ON_USE__: Readonly<
  Record<"editor" | "pyright", readonly { readonly url: string; readonly integrity: string }[]>
>;
/** Changes with any of them. */
declare const __VERSION__: string;

/**
 * The site without a network, once it has been visited. What must not happen is that somebody is kept on an old release,
 * or that a page which is open loses its scripts when a new one comes. So:
 *
 * - Pages, and files that keep their name from release to release, come from the network, and are kept ones only where it
 *   fails or is silent for 3 s. A new release is seen at the next load, without a second reload.
 * - Files whose names change with their content come from what is kept: those of this release and of the one before, so
 *   that a page opened before the release still finds its own.
 * - Each release has a cache of its own, filled whole before the release takes over. Nothing is added to it later.
 * - The editor is large and not everybody uses it: it is cached after its first load. So is its support for Python.
 * - A file is cached only if it is the one that was built. One of another type, which an earlier version may have cached, is
 *   replaced when it is next asked for.
 *
 * Only what is in the list of files is answered. Other pages of the host, and hosts that embed us, never notice.
 */
const NETWORK_SECONDS = 3;
const RELEASES_KEPT = 2;

const scope = self.registration.scope;
const RELEASES = `fanout ${scope} `;

/** Why a file was not cached: one that is not the file of the build, say. Then this release does not take over. */
let broken: Error | undefined;

const serwist = new Serwist({
  precacheEntries: __ENTRIES__,
  precacheOptions: {
    cacheName: RELEASES + __VERSION__,
    concurrency: 4,
    plugins: [
      {
        // The library would wait forever for the files after one that failed.
        handlerDidError: async ({ error, request }) => (await fromNetwork(request)) ?? giveUp(error),
      },
    ],
  },
  skipWaiting: true,
  clientsClaim: true,
  navigationPreload: true,
  disableDevLogs: true,
});

function giveUp(error: Error): Response {
  broken = error;
  return Response.error();
}

/** Past the browser's own cache, which may hold what a network answered in place of the file. */
async function fromNetwork(request: Request): Promise<Response | undefined> {
  if (!isHashed(new URL(request.url))) return undefined;
  try {
    const response = await fetch(new Request(request, { cache: "reload" }));
    if (!response.ok) return undefined;
    await (await caches.open(RELEASES + __VERSION__)).put(request, response.clone());
    return response;
  } catch {
    return undefined;
  }
}

/** Of a page or a file, however somebody came to it: "/fanout/?from=mail" is "/fanout/index.html". */
function plainUrl({ origin, pathname }: URL): string {
  return `${origin}${pathname.endsWith("/") ? `${pathname}index.html` : pathname}`;
}

/** With its query, and without the fragment that a frame's address may carry. */
const wholeUrl = ({ origin, pathname, search }: URL): string => `${origin}${pathname}${search}`;

/**
 * A file of this release. The library's own way would make the cache again where a page has deleted it.
 * @param url as in the list of files
 */
async function kept(url: string): Promise<Response | undefined> {
  const key = serwist.getPrecacheKeyForUrl(url);
  return key === undefined ? undefined : caches.match(key, { cacheName: RELEASES + __VERSION__ });
}

const isKept = (url: URL): boolean => serwist.getPrecacheKeyForUrl(plainUrl(url)) !== undefined;
const isHashed = (url: URL): boolean => url.href.startsWith(`${scope}_next/static/`);

// The library would answer with kept pages first.
for (const route of serwist.routes.get("GET") ?? []) serwist.unregisterRoute(route);

serwist.registerCapture(
  ({ url, sameOrigin }) => sameOrigin && isHashed(url),
  async ({ request }) => {
    // Those of this release first: they were checked.
    const found = (await kept(request.url)) ?? (await caches.match(request));
    const response = found !== undefined && isRight(request.url, found) ? found : await fetch(request);
    return request.destination === "worker" ? withoutAddress(response) : response;
  },
);

const TYPES: readonly (readonly [name: RegExp, type: RegExp])[] = [
  [/\.js$/, /javascript/],
  [/\.css$/, /^text\/css/],
];

/** Whether a kept file has the type of its name. Others may be a log-in page. */
function isRight(url: string, { headers }: Response): boolean {
  const expected = TYPES.find(([name]) => name.test(new URL(url).pathname))?.[1];
  return expected?.test(headers.get("Content-Type") ?? "") ?? true;
}

/**
 * A worker takes its address from its script's response, and a kept response has none of the request's fragment, in which
 * the bundler names a worker's parts. A response without an address leaves the worker the one that it was asked for by.
 */
function withoutAddress({ body, status, statusText, headers }: Response): Response {
  return new Response(body, { status, statusText, headers });
}

// Versioned by a query, as the sandbox's page is: the address in the list is the whole one.
serwist.registerCapture(
  ({ url, sameOrigin }) =>
    sameOrigin && url.search !== "" && serwist.getPrecacheKeyForUrl(wholeUrl(url)) !== undefined,
  async ({ url, request }) => (await kept(wholeUrl(url))) ?? fetch(request),
);

serwist.registerCapture(
  ({ url, sameOrigin }) => sameOrigin && isKept(url),
  new NetworkOnly({
    networkTimeoutSeconds: NETWORK_SECONDS,
    plugins: [{ handlerDidError: ({ request }) => kept(plainUrl(new URL(request.url))) }],
  }),
);

/** Files that are cached as a whole once one of them is used: they are wanted together, at moments of their own. */
class KeptOnUse {
  readonly files: ReadonlyMap<string, string>;
  /** Names of its caches begin so. Those without "checked" at their end may hold anything. */
  readonly prefix: string;
  private readonly cache: string;

  constructor(name: keyof typeof __ON_USE__) {
    const files = __ON_USE__[name];
    this.files = new Map(files.map(({ url, integrity }) => [new URL(url, scope).href, integrity]));
    this.prefix = `fanout-${name} ${scope} `;
    // Their folder is named after its version.
    this.cache = `${this.prefix}${files[0]?.url.split("/")[1] ?? ""} checked`;
  }

  async keep(): Promise<void> {
    const cache = await caches.open(this.cache);
    const kept = new Set((await cache.keys()).map(({ url }) => url));
    const missing = [...this.files].filter(([url]) => !kept.has(url));
    await cache.addAll(missing.map(([url, integrity]) => new Request(url, { integrity })));
  }

  match(url: URL): Promise<Response | undefined> {
    return caches.match(wholeUrl(url), { cacheName: this.cache });
  }
}

const editor = new KeptOnUse("editor");
const keptOnUse = [editor, new KeptOnUse("pyright")];

for (const group of keptOnUse) {
  serwist.registerCapture(
    ({ url, sameOrigin }) => sameOrigin && group.files.has(wholeUrl(url)),
    async ({ url, request, event }) => {
      event.waitUntil(group.keep());
      return (await group.match(url)) ?? fetch(request);
    },
  );
}

/** From a page that had loaded the editor before there was anybody to keep it. */
self.addEventListener("message", (event) => {
  const message: Partial<KeepEditorMessage> | null = event.data;
  if (message?.type === "fanout:keep-editor") event.waitUntil(editor.keep());
});

/** Names come in the order in which the caches were made. */
async function removeOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = [
    ...names.filter((name) => name.startsWith(RELEASES)).slice(0, -RELEASES_KEPT),
    ...keptOnUse.flatMap(({ prefix }) => names.filter((name) => name.startsWith(prefix)).slice(0, -1)),
  ];
  await Promise.all(old.map((name) => caches.delete(name)));
}

self.addEventListener("activate", (event) => event.waitUntil(removeOldCaches()));
self.addEventListener("install", (event) =>
  event.waitUntil(
    serwist.handleInstall(event).then(() => {
      if (broken !== undefined) throw broken;
    }),
  ),
);
self.addEventListener("activate", serwist.handleActivate);
self.addEventListener("fetch", serwist.handleFetch);
