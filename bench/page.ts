import { type Remote, wrap } from "comlink";
import { simulationOf } from "@/lib/analysis/simulation/simulation";
import { createSandboxClient, type SandboxClient } from "@/lib/app/run/sandbox-client";
import { getOrCreate } from "@/lib/base/get-or-create";
import type { Outcome, Tick, TrialRequest } from "@/lib/protocol/page";
import { type Lane, SIZE, STRIDE } from "@/lib/protocol/rows";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import { TEST_TRIAL } from "@/lib/trace/testing";
import type { Frame } from "./peers/commands";

/**
 * The benchmark's page. Node drives it: Fanout's runs go through the playground's own client, the peers' through a second
 * sandbox of the same kind.
 */
export interface FanoutRun {
  /** With the output as a value. */
  readonly outcome: Omit<Outcome, "output"> & { readonly output: unknown };
  /** Spans whose recording has arrived. */
  readonly spans: number;
  /** From the request for the first worker besides the driver until all of them are ready; NaN where there was none. */
  readonly poolReadyMs: number;
}

const clients = new Map<string, SandboxClient>();
const client = (name: string): SandboxClient => getOrCreate(clients, name, () => createSandboxClient());

let heard: { readonly text: string; readonly go: () => void }[] = [];

/** @param name contenders with different names never share a sandbox, so each keeps its own warm pool. */
async function run(name: string, request: TrialRequest, hear?: (tick: Tick) => void): Promise<FanoutRun> {
  const seen = new Set<number>();
  const lanes = new Map<number, Lane>();
  let spans = 0;
  const outcome = await client(name).run(request, (tick) => {
    hear?.(tick);
    for (const lane of tick.lanes) if (lane.role !== "driver") lanes.set(lane.lane, lane);
    for (const { rows } of tick.batches) {
      for (let at = 0; at < rows.length; at += STRIDE) {
        // A span is written when it opens and again when it closes; blocks of items are written once.
        const id = rows[at] as number;
        if (!seen.has(id)) spans += rows[at + SIZE] as number;
        seen.add(id);
      }
    }
    for (const { text } of tick.logs) {
      for (const each of heard) if (each.text === text) each.go();
    }
  }).outcome;
  const all = [...lanes.values()];
  const poolReadyMs =
    all.length === 0
      ? Number.NaN
      : Math.max(...all.map(({ ready }) => ready)) - Math.min(...all.map(({ requested }) => requested));
  return { outcome: { ...outcome, output: JSON.parse(outcome.output.json) }, spans, poolReadyMs };
}

/** @returns a run, and ms that its replay says it would take with another number of workers */
async function replay(
  name: string,
  request: TrialRequest,
  workers: number,
): Promise<FanoutRun & { readonly simulatedMs: number }> {
  const builder = new TraceBuilder({ info: TEST_TRIAL, workers: request.workers });
  const result = await run(name, request, (tick) => {
    for (const batch of tick.batches) builder.add(batch);
    for (const lane of tick.lanes) builder.lane(lane);
  });
  const trace = builder.finish({ wallMs: result.outcome.wallMs });
  const { wallMs } = simulationOf(trace, { ...request, cores: navigator.hardwareConcurrency });
  return { ...result, simulatedMs: wallMs({ workers }) };
}

/** Resolves when the running program has logged this line. */
const logged = (text: string): Promise<void> =>
  new Promise((resolve) => {
    const entry = { text, go: () => resolve() };
    heard = [...heard.filter((each) => each.text !== text), entry];
  });

function close(name: string): void {
  clients.get(name)?.dispose();
  clients.delete(name);
}

/** A frame like the engine's, for the peers. */
function openPeers(): Remote<Frame> {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.allow = "cross-origin-isolated";
  frame.src = new URL("/peers.html", location.href).href;
  frame.style.cssText = "position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;opacity:0";
  const { port1, port2 } = new MessageChannel();
  frame.addEventListener("load", () => frame.contentWindow?.postMessage("connect", "*", [port2]), {
    once: true,
  });
  document.body.append(frame);
  return wrap<Frame>(port1);
}

let peers: Remote<Frame> | undefined;

const bench = {
  run: (name: string, request: TrialRequest) => run(name, request),
  replay,
  logged,
  close,
  environment: async () => ({
    cores: navigator.hardwareConcurrency,
    ...(await client("environment").environment()),
  }),
  peers(): Remote<Frame> {
    peers ??= openPeers();
    return peers;
  },
};

Object.assign(globalThis, { bench });
