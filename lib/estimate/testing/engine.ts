import type { SimulatedBody, SimulationModel } from "@/lib/analysis/simulation/model";
import { simulatedWallMs } from "@/lib/analysis/simulation/simulate";
import { KINDS } from "@/lib/model/kind";
import type { StrategyName } from "@/lib/model/strategy";

/** One fan-out as the engine runs it: durations in ms, attempts that fail before the last one. */
export interface EngineRun {
  readonly strategy: StrategyName;
  readonly workers: number;
  readonly chunk: number | "auto";
  readonly items: Float64Array;
  /** Of the i-th worker that is started. */
  readonly startMs: (i: number) => number;
  readonly messageMs: number;
  readonly dispatchMs: number;
  /** By item: how many attempts fail before it succeeds. Each takes as long as the one that succeeds. */
  readonly failed: ReadonlyMap<number, number>;
}

const ZERO = { low: 0, mid: 0, high: 0, n: 0 };

/** Wall time of a fan-out by the whole engine, in virtual time, ms. */
export function engineWallMs(run: EngineRun): number {
  const { strategy, workers, chunk, items, messageMs, dispatchMs, startMs, failed } = run;
  const none = new Float64Array(items.length);
  const entry: SimulatedBody = {
    causes: [
      { from: 0, to: 0 },
      { from: 0, to: 1 },
    ],
    calls: [
      {
        cause: 0,
        gap: 0,
        call: {
          type: "remote",
          task: "work",
          kind: KINDS.indexOf("task"),
          strategy,
          pool: "pool",
          depth: 1,
          map: true,
          process: false,
          limit: Number.POSITIVE_INFINITY,
          rule: undefined,
          inside: 1,
          ms: items,
          bytesIn: none,
          bytesOut: none,
          bodies: new Map(),
          earlier: new Map(
            [...failed].map(([item, times]) => [
              item,
              Array.from({ length: times }, () => ({ ms: items[item] as number, delay: 0 })),
            ]),
          ),
        },
      },
    ],
    end: { cause: 1, gap: 0 },
  };
  const model: SimulationModel = {
    entry,
    strategy,
    before: 0,
    after: 0,
    measuredMs: 0,
    workers,
    costs: {
      spawns: [],
      spawn: ZERO,
      there: { fixed: ZERO, perByte: 0 },
      back: { fixed: ZERO, perByte: 0 },
      perItem: ZERO,
      held: { bodies: 0, besides: 0 },
      perDispatch: ZERO,
    },
    environments: new Map(),
    remoteCalls: items.length,
    warm: false,
    startsPool: strategy === "pooled",
  };
  let started = 0;
  return simulatedWallMs(model, {
    workers,
    concurrency: 1,
    maxParallelism: Number.MAX_SAFE_INTEGER,
    chunk,
    startMs: () => {
      started += 1;
      return startMs(started - 1);
    },
    thereMs: () => messageMs,
    backMs: () => messageMs,
    perItemMs: 0,
    perDispatchMs: dispatchMs,
    itemMs: (ms) => ms,
    warm: false,
  });
}
