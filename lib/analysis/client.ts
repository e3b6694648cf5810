import { type Remote, releaseProxy, wrap } from "comlink";
import type { Platform } from "@/lib/analysis/advice/platforms";
import type { TraceFigures } from "@/lib/analysis/report/report";
import type { WhatIf } from "@/lib/analysis/simulation/simulation";
import type { StrategyName } from "@/lib/model/strategy";
import type { SpanNote } from "@/lib/protocol/rows";
import type { Trace } from "@/lib/trace/trace";
import { sendTrace, sendWhole, withoutTexts } from "./send-trace";
import type { AdviceData, AnalysisApi, Found, PlatformData, ScaleData } from "./worker";

/**
 * Works out what a run means, away from the page's thread. Questions are about the run loaded last; one that is still
 * being worked on when another run is loaded is rejected with `Superseded`.
 */
export interface AnalysisClient {
  load(found: Found): Promise<AdviceData>;
  /** What a report says that is counted from a trace. */
  figures(trace: Trace, timerStepMs: number): Promise<TraceFigures>;
  /** Asks something about one trace, of which the analyst need not know anything. It may still grow. */
  about<T>(trace: Trace, question: (api: AskedApi, of: string) => T | Promise<T>): Promise<T>;
  scale(strategy: StrategyName, change: WhatIf, most?: number): Promise<ScaleData | undefined>;
  platforms(
    strategy: StrategyName,
    platforms: readonly Platform[],
    change: WhatIf,
  ): Promise<PlatformData | undefined>;
  dispose(): void;
}

/** The analyst's own side, in its thread or here. */
export type AskedApi = AnalysisApi | Remote<AnalysisApi>;

export class Superseded extends Error {
  override readonly name = "Superseded";
}

/** Where the work is done: a worker, or, where none can start, the page. */
interface Desk {
  readonly api: AskedApi;
  /** Rejects when the desk is given up. */
  readonly given: Promise<never>;
  close(reason: Error): void;
}

const startWorker = (): Worker =>
  new Worker(new URL("../../workers/analysis.ts", import.meta.url), { type: "module", name: "analyst" });

async function workHere(): Promise<AnalysisApi> {
  const { createAnalysisWorker: create } = await import("./worker");
  return create();
}

class CannotStart extends Error {}

function workerDesk(start: () => Worker): Desk {
  const process = start();
  const remote = wrap<AnalysisApi>(process);
  const { given, giveUp } = surrender();
  process.addEventListener("error", () => giveUp(new CannotStart("The analyst's worker did not start.")));
  return {
    api: remote,
    given,
    close(reason) {
      giveUp(reason);
      remote[releaseProxy]();
      process.terminate();
    },
  };
}

function pageDesk(api: AnalysisApi): Desk {
  const { given, giveUp } = surrender();
  return { api, given, close: giveUp };
}

function surrender(): { readonly given: Promise<never>; readonly giveUp: (reason: Error) => void } {
  let giveUp: (reason: Error) => void = () => undefined;
  const given = new Promise<never>((_, reject) => {
    giveUp = reject;
  });
  // It may be given up while nobody waits for an answer.
  given.catch(() => undefined);
  return { given, giveUp };
}

async function loadInto(api: Desk["api"], { report, traces }: Found): Promise<AdviceData> {
  const rest = new Map<StrategyName, Trace>();
  for (const [strategy, trace] of traces) rest.set(strategy, await sendTrace(api, strategy, trace));
  return api.load({ report, traces: rest });
}

/** Keys stand in a report's tree; the other texts do not. */
function withKeysOnly(trace: Trace): Trace {
  const notes = new Map<number, SpanNote>();
  for (const [row, { id, attempt, key, meters }] of trace.notes) {
    if (key !== undefined || meters !== undefined) notes.set(row, { id, attempt, key, meters });
  }
  return { ...trace, notes, errors: new Map(), logs: [] };
}

/** @param here loads the same work into the page: an embed whose host gives it no origin cannot start a worker. */
export function createAnalysisClient(
  start: () => Worker = startWorker,
  here: () => Promise<AnalysisApi> = workHere,
): AnalysisClient {
  let desk: Desk | undefined;
  let loaded: Found | undefined;
  let inPage = false;
  let busy = 0;
  let sent = 0;

  async function ask<T>(question: (api: Desk["api"]) => T | Promise<T>): Promise<T> {
    const own = desk ?? (inPage ? pageDesk(await here()) : workerDesk(start));
    desk ??= own;
    busy += 1;
    try {
      return await Promise.race([question(own.api), own.given]);
    } finally {
      busy -= 1;
    }
  }

  /** Once more in the page, with the run loaded there, if the worker turns out not to start. */
  async function askOrMove<T>(question: (api: Desk["api"]) => T | Promise<T>, reload: boolean): Promise<T> {
    try {
      return await ask(question);
    } catch (error) {
      if (!(error instanceof CannotStart)) throw error;
      inPage = true;
      desk?.close(error);
      desk = undefined;
      const found = loaded;
      if (reload && found) await ask((api) => loadInto(api, found));
      return ask(question);
    }
  }

  return {
    load(found) {
      // A worker has no way to stop but to end.
      if (busy > 0 && !inPage) {
        desk?.close(new Superseded("Another run was loaded."));
        desk = undefined;
      }
      loaded = found;
      return askOrMove((api) => loadInto(api, found), false);
    },
    figures: (trace, timerStepMs) =>
      askOrMove(async (api) => {
        const of = `figures ${++sent}`;
        await sendWhole(api, of, withKeysOnly(trace));
        return api.figures(of, timerStepMs);
      }, false),
    about: (trace, question) =>
      askOrMove(async (api) => {
        const of = `trace ${++sent}`;
        await sendWhole(api, of, withoutTexts(trace));
        return question(api, of);
      }, false),
    scale: (strategy, change, most) => askOrMove((api) => api.scale(strategy, change, most), true),
    platforms: (strategy, platforms, change) =>
      askOrMove((api) => api.platforms(strategy, platforms, change), true),
    dispose() {
      desk?.close(new Superseded("The analyst was given up."));
      desk = undefined;
    },
  };
}
