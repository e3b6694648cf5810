import { startsAtOnce } from "@/lib/engine/workers/start-gate";
import type { Costs } from "./costs";
import type { Quartile, SimulationParameters, SimulationSettings, WhatIf } from "./parameters";

export interface MeasuredStarts {
  readonly costs: Pick<Costs, "spawns" | "spawn" | "held">;
  /** It started a pool of its own when it began: its starts are that pool's, asked for together. */
  readonly startsPool: boolean;
}

export type StartSettings = Pick<SimulationSettings, "workers" | "maxParallelism" | "cores">;

/**
 * How long starts take with another number of workers.
 *
 * - Those of a pool are asked for together and let in a few at a time (`lib/engine/workers/start-gate.ts`), so the i-th takes what it took,
 *   however many come after it. Past the measured ones each waits for those before it, by the pace at which the measured ones came.
 * - Those of op runs are made one by one, beside others that start or run: see `crowding`. They are taken from the measured
 *   ones in turn, with a stride that mixes early and late ones.
 */
export function startsOf(
  { costs, startsPool }: MeasuredStarts,
  settings: StartSettings,
  change: WhatIf,
  quartile: Quartile,
): SimulationParameters["startMs"] {
  const { spawns, spawn } = costs;
  const n = spawns.length;
  const last = spawns[n - 1];
  if (last === undefined) return () => 0;
  const step = PACE[quartile] * stepOf(spawns, settings.cores);
  const spread = spawn.mid > 0 ? spawn[quartile] / spawn.mid : 1;
  const scale = spread * crowding(costs, settings, change, quartile);
  return (i, of) => {
    if (of === 0) return (spawns[(i * 7_919) % n] ?? last) * scale;
    if (startsPool) return i < n ? (spawns[i] ?? last) : last + (i - n + 1) * step;
    return (spawns[Math.min(n - 1, Math.floor(((i + 0.5) / of) * n))] ?? last) * scale;
  };
}

/** Of the pace between starts, for the edges of the band: none waits for another, or each a half longer. */
const PACE: Readonly<Record<Quartile, number>> = { low: 0, mid: 1, high: 1.5 };

/** ms between two starts of a pool that are asked for together. @param spawns ascending */
function stepOf(spawns: readonly number[], cores: number | undefined): number {
  const n = spawns.length;
  const [first = 0, last = 0] = [spawns[0], spawns[n - 1]];
  const atOnce = cores === undefined ? Number.POSITIVE_INFINITY : startsAtOnce(cores);
  // With as few as are let in at once, none of them waited: they say how long such a handful takes, but not what comes after.
  return n > atOnce ? (last - first) / (n - 1) : first / atOnce;
}

/**
 * How many times as long a start of an op run takes as a measured one, because more workers start at once, or fewer. A start
 * is work of a core: past one for each core, starts share them. Lanes are a closed system: each starts for `s`, is held for
 * `r`, and starts anew, so of `P` lanes `P·s / (s + r)` start at once, and `s` is what makes that fit: `max(alone, P·alone / cores − r)`
 * (the asymptotic bounds of the machine repairman's model; Denning and Buzen 1978).
 */
function crowding(
  { spawn, held }: Pick<Costs, "spawn" | "held">,
  settings: StartSettings,
  { workers = settings.workers, itemMs, itemScale = 1 }: WhatIf,
  quartile: Quartile,
): number {
  const { cores, maxParallelism } = settings;
  if (cores === undefined || !(spawn.mid > 0)) return 1;
  const lanes = (of: number): number => Math.max(1, Math.min(of, maxParallelism));
  const measured = held.bodies + held.besides;
  const starting = (lanes(settings.workers) * spawn.mid) / (spawn.mid + measured);
  const alone = spawn.mid / Math.max(1, starting / cores);
  const rest = held.besides + (itemMs ?? held.bodies * itemScale);
  const factor = Math.max(alone, (lanes(workers) * alone) / cores - rest) / spawn.mid;
  if (quartile === "low") return Math.min(1, factor);
  return quartile === "high" ? Math.max(1, factor) : factor;
}
