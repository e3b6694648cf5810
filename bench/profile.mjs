// `npm run bench -- --profile NAME`: samples the threads of a program of the benchmark while it is warm.
import { mkdir, writeFile } from "node:fs/promises";
import { decode } from "@jridgewell/sourcemap-codec";
import puppeteer from "puppeteer-core";
import { launchOptions } from "../scripts/browser.mjs";
import { inRoot } from "../scripts/paths.mjs";
import { serve } from "../scripts/serve.mjs";
import { buildBench } from "./build.mjs";
import { fanoutRuns } from "./lab.mjs";
import { columns } from "./table.mjs";

/** How long a program waits before and after its sampled part, while samplers start and stop, ms. */
const HOLD_MS = 1_500;
const SAMPLE_US = 100;
const ROUNDS = 6;
const SHOWN = 14;

/** Programs that can be profiled, with the inputs of the benchmark's rows. */
export const profiles = {
  squares: {
    program: "squares.ts",
    strategy: "pooled",
    inputs: { n: 100_000, warmUps: 4, times: 5 },
    unit: "map",
  },
  call: {
    program: "call.ts",
    strategy: "pooled",
    inputs: { calls: 1_000, warmUps: 1, times: 4 },
    unit: "call",
  },
  many: {
    program: "many.ts",
    strategy: "pooled",
    inputs: { calls: 10_000, warmUps: 3, times: 6, how: "together" },
    unit: "call",
  },
  bytes: {
    program: "bytes.ts",
    strategy: "pooled",
    inputs: { items: 4, bytes: 1_000_000, warmUps: 2, times: 6 },
    unit: "map",
  },
  work: {
    program: "work.ts",
    strategy: "pooled",
    inputs: { units: new Array(100_000).fill(0.001), warmUps: 1, times: 4 },
    unit: "map",
  },
};

/** @param {keyof typeof profiles} name */
export async function profile(name) {
  const { unit, ...plan } = profiles[name];
  const built = await buildBench({ readable: true });
  const server = await serve({ folder: built.site });
  // Not Playwright, whose sessions do not reach the workers of a frame.
  const browser = await puppeteer.launch({ ...launchOptions(), pipe: true, protocolTimeout: 0 });
  try {
    const page = await browser.newPage();
    const workers = [];
    await followWorkers(await page.createCDPSession(), workers);
    await page.goto(server.url.replace("localhost", "127.0.0.1"));
    const alive = () => workers.filter(({ session }) => !session.detached);
    const logged = (text) => page.evaluate((line) => globalThis.bench.logged(line), text);
    const run = fanoutRuns(built, (...given) =>
      page.evaluate((client, request) => globalThis.bench.run(client, request), ...given),
    );
    const taken = [];
    for (let round = 0; round < ROUNDS; round++) {
      const warm = logged("warm");
      const measured = logged("measured");
      const running = run({ client: "profile", ...plan, inputs: { ...plan.inputs, holdMs: HOLD_MS } });
      await Promise.race([warm, running]);
      for (const { session } of alive()) {
        await session.send("Profiler.setSamplingInterval", { interval: SAMPLE_US });
        await session.send("Profiler.start");
      }
      await Promise.race([measured, running]);
      for (const { session, profiles } of alive())
        profiles.push((await session.send("Profiler.stop")).profile);
      const { outcome } = await running;
      taken.push(...outcome.output.taken);
    }
    const calls = plan.inputs.calls ?? 1;
    const where = sourceLines(built.workers);
    await report(name, unit, taken.length * calls, average(taken), byRole(workers), where);
  } finally {
    await browser.close();
    await server.close();
  }
}

const average = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Attaches to every frame and worker below a session, and adds the engine's workers to `workers`.
 * @param {import("puppeteer-core").CDPSession} session
 */
function followWorkers(session, workers) {
  session.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    const own = session.connection().session(sessionId);
    // A worker may have ended before it is asked: it is of no interest then.
    followWorkers(own, workers).catch(() => undefined);
    if (targetInfo.type !== "worker" || !/^fanout/.test(targetInfo.title)) return;
    workers.push({ session: own, title: targetInfo.title, profiles: [] });
    own.send("Profiler.enable").catch(() => undefined);
  });
  const options = { autoAttach: true, waitForDebuggerOnStart: false, flatten: true };
  return session.send("Target.setAutoAttach", options);
}

/** Profiles by role: the driver is another worker in each round. */
function byRole(workers) {
  const found = new Map();
  for (const { title, profiles } of workers) {
    const role = title === "fanout coordinator" ? "coordinator" : /lane 0$/.test(title) ? "driver" : "runner";
    found.set(role, [...(found.get(role) ?? []), ...profiles]);
  }
  return found;
}

async function report(name, unit, units, meanMs, roles, where) {
  const folder = inRoot("bench", "results");
  await mkdir(folder, { recursive: true });
  const each = unit === "call" ? `${(meanMs * 1000).toFixed(1)} µs a call` : `${meanMs.toFixed(2)} ms a map`;
  console.log(`${name}: ${units} ${unit}s sampled, ${each} (with the samplers on)`);
  for (const [role, profiles] of [...roles].sort()) {
    await writeFile(`${folder}/${name}-${role}.cpuprofile`, JSON.stringify(profiles.at(-1)));
    printRole(role, profiles, units, unit, where);
  }
  console.log(
    "\nThe last round of each as bench/results/*.cpuprofile: open them in DevTools, Performance, or in speedscope.",
  );
}

const nameOf = ({ functionName }) => functionName || "(anonymous)";

/** Self time by function, over all rounds, without idle time. "(program)" is the browser itself. */
function printRole(role, profiles, units, unit, where) {
  const own = new Map();
  let busy = 0;
  for (const { nodes, samples, timeDeltas } of profiles) {
    const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
    const callers = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
    samples.forEach((id, at) => {
      const frame = frames.get(id);
      if (frame.functionName === "(idle)" || frame.functionName === "(root)") return;
      // A sample stands for the time until the next one.
      const us = timeDeltas[at + 1] ?? 0;
      const caller = frames.get(callers.get(id));
      const key = `${nameOf(frame)}\0${where(role, frame) || (caller ? `in ${nameOf(caller)} ${where(role, caller)}` : "")}`;
      own.set(key, (own.get(key) ?? 0) + us);
      busy += us;
    });
  }
  const lines = [...own].sort((a, b) => b[1] - a[1]).slice(0, SHOWN);
  console.log(`\n${role}: busy ${(busy / units).toFixed(1)} µs a ${unit} (${profiles.length} profiles)`);
  for (const line of columns(
    lines.map(([key, us]) => {
      const [functionName, place] = key.split("\0");
      return [`${(us / units).toFixed(2)} µs`, `${((100 * us) / busy).toFixed(1)} %`, functionName, place];
    }),
    [0, 1],
  ))
    console.log(`  ${line}`);
}

/** Maps a position in a worker's script, which has its source map in it, to its source file and line. */
function sourceLines(workers) {
  const mapIn = (script) => {
    const [, encoded = ""] = /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(script) ?? [];
    const { sources, mappings } = JSON.parse(Buffer.from(encoded, "base64").toString());
    return { sources, mappings: decode(mappings) };
  };
  const maps = { runner: mapIn(workers.runner), coordinator: mapIn(workers.coordinator) };
  return (role, { url, lineNumber, columnNumber }) => {
    if (url.endsWith("main.ts")) return `the program, line ${lineNumber + 1}`;
    if (!url.startsWith("blob:")) return "";
    const { sources, mappings } = maps[role] ?? maps.runner;
    const segment = mappings[lineNumber]?.findLast(([column]) => column <= columnNumber);
    return segment?.length >= 4 ? `${sources[segment[1]]}:${segment[2] + 1}` : "";
  };
}
