import type { StrategyName } from "./strategy";

/** What people read about a strategy. */
interface StrategyTexts {
  readonly label: string;
  /** Its sign, the same everywhere: an SVG path on 16 × 16, drawn as lines. */
  readonly sign: string;
  /** What it stands for, in one line. */
  readonly note: string;
  /** Under its name. */
  readonly brief: string;
  /** The platforms' own words for it. */
  readonly standsFor: string;
}

export const STRATEGY_TEXTS: Readonly<Record<StrategyName, StrategyTexts>> = {
  sequential: {
    label: "Sequential",
    sign: "M2 8h11m-3-3 3 3-3 3",
    note: "A plain loop: one task at a time, in one process",
    brief: "a plain loop",
    standsFor: "a plain loop",
  },
  async: {
    label: "Async",
    sign: "M12.6 5.5A5.2 5.2 0 1 0 13.2 9M13.4 2.6v3.2h-3.2",
    note: "One event loop: waiting tasks overlap, computing tasks do not",
    brief: "one event loop",
    standsFor: "asyncio.gather",
  },
  dynamic: {
    label: "Dynamic",
    sign: "M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z",
    note: "Dynamic op runs: a new worker for every task call or item",
    brief: "a new worker per item",
    standsFor: "Dagster dynamic outputs, Flyte map tasks",
  },
  pooled: {
    label: "Pooled",
    sign: "M2.5 3h11v2.6h-11zM2.5 6.9h11v2.6h-11zM2.5 10.8h11v2.6h-11z",
    note: "A warm pool: a few workers share all items",
    brief: "a pool of workers",
    standsFor: "multiprocessing.Pool",
  },
  hybrid: {
    label: "Hybrid",
    sign: "M2.5 2.5h11v11h-11zM10.3 6.6A2.7 2.7 0 1 0 10.6 8.6",
    note: "A new worker per chunk of items, one event loop inside each",
    brief: "a new worker per chunk",
    standsFor: "dynamic outputs, one event loop inside",
  },
};
