// Python in Chromium, in the sandbox as the site serves it: what programs under programs/python say that they took, and what
// workers cost the browser in processor time and memory.
import { readFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { launchOptions } from "../scripts/browser.mjs";
import { inRoot } from "../scripts/paths.mjs";
import { preparePythonPage } from "../scripts/python-lab.mjs";
import { serve } from "../scripts/serve.mjs";

const TIMEOUT_MS = 120_000;
/** Of a first visit. */
const BYTES_PER_S = 50e6 / 8;
/** Memory of a process is that of Linux, in /proc. */
export const canMeasureMemory = process.platform === "linux";

/** @typedef {Awaited<ReturnType<typeof openPythonBench>>} PythonBench */

const programNamed = (name) => readFile(inRoot("bench/programs/python", `${name}.py`), "utf8");

/** The figure that a program has printed last. @param {string} name @param {readonly string[]} lines */
export function figureOf(name, lines) {
  const figure = Number(lines.at(-1));
  if (!(figure > 0)) throw new Error(`${name}.py printed no figure: ${lines.join(" / ")}`);
  return figure;
}

/** Of what `npm run generate` has made. */
export async function openPythonBench() {
  const site = await serve({ folder: inRoot("generated") });
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage();
  const run = await preparePythonPage(page, site.url);
  const session = await browser.newBrowserCDPSession();

  const request = (source, runs = run) =>
    runs({ source, start: "main", strategy: "pooled", workers: 1, timeoutMs: TIMEOUT_MS });

  /** ms from the moment at which Python's files are asked for until a pool of two has given its first result. */
  async function firstResult(visit) {
    const runs = await preparePythonPage(visit, site.url);
    const began = performance.now();
    const { logs, error } = await request(await programNamed("first"), runs);
    const ms = performance.now() - began;
    if (error) throw new Error(`first.py: ${error.name}: ${error.message}`);
    figureOf(
      "first",
      logs.map(({ text }) => text),
    );
    return ms;
  }

  /** The browser's processes that run pages. */
  async function renderers() {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    return processInfo.filter(({ type }) => type === "renderer");
  }
  const cpuMs = async () => (await renderers()).reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);

  /** Their memory, shared pages counted in parts, in MB. */
  async function memoryMb() {
    const sizes = (await renderers()).map(async ({ id }) => {
      const text = await readFile(`/proc/${id}/smaps_rollup`, "utf8");
      return Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1]) * 1024;
    });
    return (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0) / 1e6;
  }

  return {
    /** The figure of a program under programs/python. */
    async figure(name) {
      const { logs, error } = await request(await programNamed(name));
      if (error) throw new Error(`${name}.py: ${error.name}: ${error.message}`);
      return figureOf(
        name,
        logs.map(({ text }) => text),
      );
    },
    /** What the browser has used once so many workers of a pool have started: ms of processor time since then, MB. */
    async held(workers) {
      const before = await cpuMs();
      const over = request(`WORKERS = ${workers}\n${await programNamed("held")}`);
      await Promise.race([
        page.waitForFunction(() => globalThis.pythonLab.logged("held"), undefined, { timeout: TIMEOUT_MS }),
        over.then(({ error }) => {
          throw new Error(`held.py ended: ${error?.message ?? "it was not held"}`);
        }),
      ]);
      const used = { cpuMs: (await cpuMs()) - before, mb: canMeasureMemory ? await memoryMb() : Number.NaN };
      await page.evaluate(() => globalThis.pythonLab.stop());
      await over.catch(() => undefined);
      return used;
    },
    /** On a first visit, at 50 Mbit/s, and on a second one. @returns ms */
    async visits() {
      const context = await browser.newContext();
      const visit = await context.newPage();
      const network = await context.newCDPSession(visit);
      const speed = { downloadThroughput: BYTES_PER_S, uploadThroughput: BYTES_PER_S };
      await network.send("Network.enable");
      await network.send("Network.emulateNetworkConditions", { offline: false, latency: 0, ...speed });
      const first = await firstResult(visit);
      const second = await firstResult(visit);
      await context.close();
      return { first, second };
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}
