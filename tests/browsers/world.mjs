// What the checks run against: the built site, a documentation page on another origin, a page with the attack tests'
// harness, and a server that counts requests.
import { cp, mkdir, writeFile } from "node:fs/promises";
import { bundleScript, loadForNode } from "../../scripts/bundle.mjs";
import { buildSandbox } from "../../scripts/generate/workers.mjs";
import { inRoot } from "../../scripts/paths.mjs";
import { serve } from "../../scripts/serve.mjs";

const folder = inRoot(".cache", "browsers");

/** For a browser, "localhost" and "127.0.0.1" are different sites. */
const asNumber = (url) => url.replace("localhost", "127.0.0.1");

const HOST = (base) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Documentation</title>
<h1>Documentation</h1><div id="place"></div>
<script>
  window.received = [];
  addEventListener("message", (event) => {
    if (event.source === document.querySelector("iframe")?.contentWindow) received.push(event.data);
  });
</script>
<script src="${base}embed.js" async></script></html>
`;

const LAB =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Lab</title><body><script src="lab.js"></script></body></html>\n';

/**
 * Starts all servers.
 * @returns {Promise<World>}
 */
export async function openWorld() {
  const places = { host: `${folder}/host`, lab: `${folder}/lab`, open: `${folder}/open` };
  for (const place of Object.values(places)) await mkdir(place, { recursive: true });
  const node = await nodeSide();
  const script = await bundleScript("tests/browsers/lab.ts", {
    define: { "process.env.NEXT_PUBLIC_BASE_PATH": '""' },
  });
  for (const place of [places.lab, places.open]) {
    await writeFile(`${place}/lab.js`, script);
    await writeFile(`${place}/index.html`, LAB);
  }
  await cp(inRoot("out/sandbox.html"), `${places.lab}/sandbox.html`);
  await cp(inRoot("out/sandbox.html"), `${places.host}/sandbox-copy.html`);
  await writeFile(`${places.open}/sandbox.html`, (await buildSandbox([openDoors])).page);

  const site = await serve();
  const lab = await serve({ folder: places.lab });
  const open = await serve({ folder: places.open });
  // Like most hosts: without our headers.
  const host = await serve({ folder: places.host, isolate: false });
  await writeFile(`${places.host}/index.html`, HOST(asNumber(site.url)));
  const hits = await node.openHits();
  return {
    ...node,
    hits,
    site: asNumber(site.url),
    lab: asNumber(lab.url),
    open: asNumber(open.url),
    host: host.url,
    close: () => Promise.all([site, lab, open, host, hits].map((server) => server.close())),
  };
}

/**
 * @typedef {Awaited<ReturnType<typeof nodeSide>> & {
 *   hits: import("../attack/support/hits").Hits, site: string, lab: string, open: string, host: string,
 *   close: () => Promise<unknown> }} World addresses with a slash at the end; `open` is the lab without the runner's
 *   lockdown, so that only the sandbox protects
 */

/** @type {import("esbuild").Plugin} */
const openDoors = {
  name: "no lockdown",
  setup: (building) =>
    building.onLoad({ filter: /lib\/runner\/javascript\/realm\/lockdown\.ts$/ }, () => ({
      contents: "export const lockDown = () => {};",
      loader: "ts",
    })),
};

/** @returns {Promise<typeof import("./node-side")>} */
const nodeSide = () => loadForNode('export * from "@/tests/browsers/node-side";');
