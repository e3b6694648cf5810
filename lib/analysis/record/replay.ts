import { Heap } from "@/lib/base/heap";
import type { RecordModel } from "./model";

/** What a unit costs here, alone on its host, as multiples of what was recorded under load. */
export interface Costs {
  readonly start: number;
  readonly around: number;
  readonly gap: number;
  readonly body: number;
  /** Share of starts, of what is around bodies, and of gaps that needs a core. */
  readonly computes: number;
  /** Share of bodies that needs a core. */
  readonly bodyComputes: number;
}

export interface Settings {
  readonly slots: number;
  /** "fresh": a worker for each attempt. "kept": one start for each slot. "none": one process, and no starts. */
  readonly workers: "fresh" | "kept" | "none";
  /** ms of one start, in place of those recorded. */
  readonly startMs?: number | undefined;
  /** Bodies take this many times as long. */
  readonly bodies: number;
  /** Of a pool: what handing it an item costs, ms. */
  readonly perItemMs: number;
  /** Attempts that failed and were tried again are left out. */
  readonly withoutFailures?: boolean;
  /** A gap costs this many times as much. */
  readonly gaps?: number;
}

export interface Replayed {
  readonly wallMs: number;
  /** Means, ms, of starts, of what was around bodies, and of gaps, as they took under the load of this replay. */
  readonly start: number;
  readonly around: number;
  readonly gap: number;
  readonly body: number;
}

const PHASES = 5;
const [START, BEFORE, BODY, AFTER, GAP] = [0, 1, 2, 3, 4] as const;

/**
 * Plays a recorded run in virtual time: slots take what is ready, first come, first served; what computes shares the cores
 * in equal parts. A slot is free, and what waited for its step is ready, after the gap that follows its end.
 */
export function replay(model: RecordModel, costs: Costs, settings: Settings): Replayed {
  return new Replay(model, costs, settings).toEnd();
}

interface Task {
  readonly unit: number;
  phase: number;
  /** What is left to wait in this phase, after its computing. */
  wait: number;
  /** When this phase began. */
  since: number;
}

class Replay {
  private now = 0;
  /** Work that each computing task has got since the beginning. */
  private share = 0;
  private readonly computing = new Heap<Task>();
  private readonly waiting = new Heap<Task>();
  private readonly ready = new Heap<number>();
  private readonly missing: Int32Array;
  private readonly downstream: number[][];
  private free: number;
  private fresh: number;
  private last = 0;
  private readonly sums = new Float64Array(PHASES);
  private readonly starts: number;

  constructor(
    private readonly model: RecordModel,
    private readonly costs: Costs,
    private readonly settings: Settings,
  ) {
    const { units, leadMs } = model;
    this.free = settings.slots;
    this.fresh = settings.workers === "kept" ? settings.slots : 0;
    this.missing = new Int32Array(units.length);
    this.downstream = units.map(() => []);
    for (const [at, { upstream }] of units.entries())
      for (const from of upstream) {
        this.missing[at] = (this.missing[at] as number) + 1;
        this.downstream[from]?.push(at);
      }
    this.now = leadMs;
    this.starts = units.reduce((sum, { start }) => sum + start, 0) / Math.max(1, units.length);
    for (const at of units.keys()) if (this.missing[at] === 0) this.ready.push(leadMs, at);
  }

  toEnd(): Replayed {
    this.take();
    for (;;) {
      const slow = Math.max(1, this.computing.length / this.model.cores);
      const computed =
        this.computing.length === 0
          ? Number.POSITIVE_INFINITY
          : this.now + (this.computing.key - this.share) * slow;
      const waited = this.waiting.length === 0 ? Number.POSITIVE_INFINITY : this.waiting.key;
      const until = Math.min(computed, waited);
      if (until === Number.POSITIVE_INFINITY) break;
      this.share += (until - this.now) / slow;
      this.now = until;
      if (computed <= waited) {
        const task = this.computing.pop() as Task;
        this.waiting.push(this.now + task.wait, task);
      } else this.phaseEnded(this.waiting.pop() as Task);
    }
    const n = Math.max(1, this.model.units.length);
    const mean = (phase: number): number => (this.sums[phase] as number) / n;
    return {
      wallMs: this.last + this.tail(),
      body: mean(BODY),
      start: mean(START),
      around: mean(BEFORE) + mean(AFTER),
      gap: mean(GAP),
    };
  }

  /** Where no worker ends, the run does not wait for the last one. */
  private tail(): number {
    const { tailMs, gapMs } = this.model;
    return this.settings.workers === "fresh" ? tailMs : Math.max(0, tailMs - gapMs);
  }

  private take(): void {
    while (this.free > 0 && this.ready.length > 0) {
      this.free -= 1;
      this.begin({ unit: this.ready.pop() as number, phase: START, wait: 0, since: this.now });
    }
  }

  private begin(task: Task): void {
    const { cpu, wait } = this.costOf(task);
    task.wait = wait;
    task.since = this.now;
    if (cpu > 0) this.computing.push(this.share + cpu, task);
    else this.waiting.push(this.now + wait, task);
  }

  private costOf({ unit, phase }: Task): { readonly cpu: number; readonly wait: number } {
    const { costs, settings } = this;
    const of = this.model.units[unit];
    if (!of || (of.triedAgain && settings.withoutFailures)) return { cpu: 0, wait: 0 };
    const split = (ms: number, computes: number) => ({ cpu: ms * computes, wait: ms * (1 - computes) });
    if (phase === START) return split(this.startOf(of.start), costs.computes);
    if (phase === BEFORE) return split(of.before * costs.around, costs.computes);
    if (phase === BODY) return split(of.body * costs.body * settings.bodies, costs.bodyComputes);
    if (phase === AFTER) return split(of.after * costs.around, costs.computes);
    const gap = this.model.gapMs * costs.gap * (settings.gaps ?? 1);
    return split(settings.workers === "fresh" ? gap : settings.perItemMs, costs.computes);
  }

  private startOf(recorded: number): number {
    const { startMs, workers } = this.settings;
    if (workers === "none") return 0;
    if (workers === "kept") {
      if (this.fresh === 0) return 0;
      this.fresh -= 1;
      return startMs ?? this.starts * this.costs.start;
    }
    return startMs ?? recorded * this.costs.start;
  }

  private phaseEnded(task: Task): void {
    this.sums[task.phase] = (this.sums[task.phase] as number) + this.now - task.since;
    if (task.phase === AFTER) this.last = this.now;
    if (task.phase < GAP) {
      task.phase += 1;
      this.begin(task);
      return;
    }
    this.free += 1;
    for (const each of this.downstream[task.unit] ?? []) {
      this.missing[each] = (this.missing[each] as number) - 1;
      if (this.missing[each] === 0) this.ready.push(this.now, each);
    }
    this.take();
  }
}

const FEW_STEPS = 12;

/**
 * What the parts of a step cost alone, so that a replay with the recorded settings takes each as long as it was recorded to
 * take: the recorded times hold the load of the other workers.
 */
export function fitted(model: RecordModel, computes: number, bodyComputes: number): Costs {
  let costs: Costs = { start: 1, around: 1, gap: 1, body: 1, computes, bodyComputes };
  const n = Math.max(1, model.units.length);
  const mean = (of: (unit: RecordModel["units"][0]) => number): number =>
    model.units.reduce((sum, unit) => sum + of(unit), 0) / n;
  const real = {
    start: mean(({ start }) => start),
    around: mean(({ before, after }) => before + after),
    gap: model.gapMs,
    body: mean(({ body }) => body),
  };
  const settings = { slots: model.limit, workers: "fresh", bodies: 1, perItemMs: 0 } as const;
  for (let step = 0; step < FEW_STEPS; step += 1) {
    const seen = replay(model, costs, settings);
    const closer = (own: number, was: number, is: number): number =>
      is > 0 && was > 0 ? (own * was) / is : own;
    costs = {
      ...costs,
      start: closer(costs.start, real.start, seen.start),
      around: closer(costs.around, real.around, seen.around),
      gap: closer(costs.gap, real.gap, seen.gap),
      body: closer(costs.body, real.body, seen.body),
    };
  }
  return costs;
}
