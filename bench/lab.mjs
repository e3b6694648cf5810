// The browser with the benchmark's page, and functions that measure something in it.
import { readFile } from "node:fs/promises";
import { chromium } from "@playwright/test";
import { launchOptions } from "../scripts/browser.mjs";
import { inRoot } from "../scripts/paths.mjs";
import { serve } from "../scripts/serve.mjs";

/**
 * @typedef {object} FanoutPlan
 * @property {string} client contenders with different names never share a sandbox: each keeps its own warm pool
 * @property {string} program file under bench/programs/, or a path from the root
 * @property {string} strategy
 * @property {Record<string, unknown>} inputs
 * @property {number} [workers]
 * @property {"warm" | "cold"} [start]
 * @property {readonly unknown[]} [cache] results of an earlier run
 * @property {number} [spans] at least so many must have been recorded, or the run counts for nothing
 */

/** @typedef {Awaited<ReturnType<typeof openLab>>} Lab */
/** @typedef {{ warmUps: number, times: number }} Repeats */
/** @typedef {{ cores: number, browser: string, crossOriginIsolated: boolean, timerStepMs: number }} Machine */

/**
 * @param {import("./build.mjs").Built} built
 * @param {{ quick: boolean }} options
 */
export async function openLab(built, { quick }) {
  const server = await serve({ folder: built.site });
  const browser = await chromium.launch(launchOptions());
  const page = await browser.newPage();
  // An error in the page or in one of its frames ends the benchmark: otherwise we would wait for ever.
  const broken = new Promise((_, reject) => {
    page.on("pageerror", (error) => reject(new Error(`in the page: ${error.message}`)));
  });
  broken.catch(() => undefined);
  const inPage = (task, given) => Promise.race([page.evaluate(task, given), broken]);
  const inBench = (...call) => inPage(([method, ...args]) => globalThis.bench[method](...args), call);
  const inPeers = (...call) => inPage(([method, ...args]) => globalThis.bench.peers()[method](...args), call);
  await page.goto(server.url.replace("localhost", "127.0.0.1"));
  const lab = {
    quick,
    /** @type {Machine} */
    machine: { browser: `Chromium ${browser.version()}, headless`, ...(await inBench("environment")) },
    /** One run of Fanout. @param {FanoutPlan} plan @returns {Promise<{ outcome: any, spans: number, poolReadyMs: number }>} */
    run: fanoutRuns(built, (client, request) => inBench("run", client, request)),
    /** ms that one run would take with so many workers, by its replay. @param {FanoutPlan} plan */
    async replay(plan, workers) {
      const replayed = fanoutRuns(built, (client, request) => inBench("replay", client, request, workers));
      return (await replayed(plan)).simulatedMs;
    },
    /** One run of a program under bench/programs/. @param {FanoutPlan} plan @returns {Promise<number[]>} ms of what it timed */
    async taken(plan) {
      const { outcome } = await lab.run(plan);
      const { taken, wrong } = outcome.output;
      if (wrong !== 0) throw new Error(`${plan.program}: ${wrong} wrong results`);
      return taken;
    },
    /** Ends a sandbox of Fanout's. */
    closeClient: (client) => inBench("close", client),
    openPeer: (name, size) => inPeers("open", name, size),
    /** ms of each repeat. @param {Repeats} repeats */
    peer: (name, command, repeats) => inPeers("measure", name, command, repeats),
    closePeer: (name) => inPeers("close", name),
    /** ms from the start of so many bare workers to the last one's first answer. @param {Repeats} repeats */
    spawn: (repeats, together = 1) => inPeers("spawn", repeats, together),
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
  try {
    /** ms that one unit of the SDK's `compute` takes in a sandbox of this browser. */
    const msPerUnit = await calibrate(lab);
    return { ...lab, msPerUnit };
  } catch (error) {
    await lab.close();
    throw error;
  }
}

/**
 * Runs programs of the real SDK through the real compiler. Throws what a run failed with.
 * @param {import("./build.mjs").Built} built
 * @param {(client: string, request: object) => Promise<any>} send
 */
export function fanoutRuns(built, send) {
  const compiled = new Map();
  const programOf = async (file) => {
    const path = file.includes("/") ? inRoot(file) : inRoot("bench", "programs", file);
    if (!compiled.has(path)) {
      const result = built.compile(await readFile(path, "utf8"));
      if (!result.ok) throw new Error(`${file}: ${result.errors.map(({ message }) => message).join("; ")}`);
      compiled.set(path, result.program);
    }
    return compiled.get(path);
  };
  return async ({
    client,
    program,
    strategy,
    inputs,
    workers = 2,
    start = "warm",
    cache = [],
    spans = 0,
  }) => {
    const { code, hash, definitions } = await programOf(program);
    const result = await send(client, {
      code,
      hash,
      definitions,
      inputs,
      strategy,
      workers,
      concurrency: 1,
      maxParallelism: 25,
      start,
      chunk: "auto",
      seed: 1,
      timeoutMs: 120_000,
      cache,
      prior: [],
    });
    const { outcome } = result;
    if (outcome.status !== "succeeded")
      throw new Error(
        `${program}, ${strategy}: ${outcome.status}: ${outcome.error?.message ?? "no reason given"}`,
      );
    if (result.spans < spans)
      throw new Error(`${program}, ${strategy}: ${result.spans} spans were recorded, not ${spans}`);
    return result;
  };
}

/** How long a unit of work takes on this machine: the fastest of several, because load only adds. */
async function calibrate(lab) {
  const units = new Array(10).fill(4);
  const plan = { client: "calibrate", program: "work.ts", strategy: "sequential" };
  const times = await lab.taken({ ...plan, inputs: { units, warmUps: 2, times: 5, holdMs: 0 } });
  await lab.closeClient("calibrate");
  return Math.min(...times) / 40;
}
