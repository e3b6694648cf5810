import type { Status } from "@/lib/model/status";
import type { StrategyName } from "@/lib/model/strategy";
import { FLAG_CACHED, FLAG_INLINE, FLAG_ITEM, FLAG_REUSED, type Lane } from "@/lib/protocol/rows";
import type { SpanObject } from "../../from-spans";
import type { AttemptRecord, RunRecord, StepRecord } from "./run-record";

const ENTRY = 0;
const DRIVER = 0;

/** Rows of a record's trace: the run, its steps, and rows for maps and for items with several steps. */
export class RecordRows {
  private readonly ids = new Map<string, number>();
  private readonly groups = new Map<string, number>();
  private readonly workers = new Map<
    string,
    { readonly lane: number; attempts: number; first: AttemptRecord; last: AttemptRecord; name: string }
  >();
  /** Of the step that is read. */
  private readonly made: SpanObject[] = [];
  /** Rows for maps and their items. */
  private readonly groupRows: SpanObject[] = [];
  /** Of rows that were made here: their parents, and when their steps began and ended. */
  private readonly above = new Map<number, number>();
  private readonly times = new Map<number, { first: number; last: number }>();
  private readonly worst = new Map<number, Status>();
  private next = ENTRY + 1;

  constructor(
    private readonly record: RunRecord,
    private readonly begin: number,
    private readonly strategy: StrategyName,
  ) {}

  /** Rows that were made here come twice: before their steps, and with their times when all steps are known. */
  *spans(): Generator<SpanObject> {
    const { record } = this;
    const wall = Math.max(0, (record.end ?? this.begin) - this.begin);
    yield {
      id: ENTRY,
      kind: "workflow",
      name: record.name,
      status: record.status ?? "succeeded",
      worker: DRIVER,
      issued: 0,
      started: 0,
      ended: wall,
      settled: wall,
    };
    for (const step of record.steps) {
      this.ids.set(step.id, this.next);
      this.next += 1;
    }
    const several = this.itemsWithSeveralSteps();
    for (const step of record.steps) {
      this.step(step, several);
      yield* this.made;
      this.made.length = 0;
    }
    for (const row of this.groupRows) yield this.withTimes(row);
  }

  /** A row that was made here lasts from when the first of its steps could begin until the last one ended. */
  private withTimes(row: SpanObject): SpanObject {
    const times = this.times.get(row.id);
    const status = this.worst.get(row.id) ?? "succeeded";
    if (!times) return { ...row, status };
    const { first, last } = times;
    if (!Number.isFinite(first) || !Number.isFinite(last)) return { ...row, status };
    const from = Math.min(first, last);
    return {
      ...row,
      status,
      issued: from,
      settled: last,
      ...(row.kind !== "map" && { started: from, ended: last }),
    };
  }

  /** The worst of its steps is what a row for them shows. */
  private endedAs(id: number, status: Status): void {
    const known = this.worst.get(id) ?? "succeeded";
    if (WORST.indexOf(status) > WORST.indexOf(known)) this.worst.set(id, status);
    const above = this.above.get(id);
    if (above !== undefined) this.endedAs(above, status);
  }

  private spanOf(id: number, from: number, to: number): void {
    if (id === ENTRY) return;
    const times = this.times.get(id) ?? { first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
    if (from < times.first) times.first = from;
    if (to > times.last) times.last = to;
    this.times.set(id, times);
    const above = this.above.get(id);
    if (above !== undefined) this.spanOf(above, from, to);
  }

  /** Ids in pairs. */
  links(): number[] | undefined {
    if (this.record.steps.every(({ upstream }) => upstream === undefined)) return undefined;
    const links: number[] = [];
    for (const step of this.record.steps)
      for (const each of step.upstream ?? []) {
        const [to, from] = [this.ids.get(step.id), this.ids.get(each)];
        if (to !== undefined && from !== undefined && to !== from) links.push(to, from);
      }
    return links;
  }

  lanes(): Lane[] {
    const wall = Math.max(0, (this.record.end ?? this.begin) - this.begin);
    const driver: Lane = {
      lane: DRIVER,
      role: "driver",
      label: "run",
      requested: 0,
      ready: 0,
      ended: wall,
      end: "finished",
    };
    const lanes = [...this.workers.values()].map(({ lane, attempts, first, last, name }): Lane => {
      const requested = this.since(first.asked ?? first.ready ?? first.started);
      return {
        lane,
        role: attempts > 1 ? "pool" : "op",
        label: name,
        requested,
        ready: this.since(first.ready ?? first.started),
        ended: this.since(last.settled),
        ...(last.settled !== undefined && { end: "finished" as const }),
      };
    });
    return [driver, ...lanes.filter(({ requested }) => !Number.isNaN(requested))];
  }

  private since(time: number | undefined): number {
    return time === undefined ? Number.NaN : time - this.begin;
  }

  /** Map and key of items that more than one step belongs to: chained maps. */
  private itemsWithSeveralSteps(): ReadonlySet<string> {
    const seen = new Set<string>();
    const several = new Set<string>();
    for (const step of this.record.steps) {
      if (step.map === undefined || step.key === undefined) continue;
      const item = itemOf(step);
      if (seen.has(item)) several.add(item);
      seen.add(item);
    }
    return several;
  }

  private step(step: StepRecord, several: ReadonlySet<string>): void {
    const id = this.ids.get(step.id) as number;
    const above = step.parent === undefined ? ENTRY : (this.ids.get(step.parent) ?? ENTRY);
    let parent = above;
    let isItem = false;
    if (step.map !== undefined) {
      const isChained = several.has(itemOf(step));
      const map = this.group(`map ${above} ${step.map} ${isChained ? "" : step.name}`, () => ({
        kind: "map",
        name: isChained ? "items" : step.name,
        parent: above,
      }));
      isItem = !isChained;
      parent = isChained ? this.group(`item ${above} ${itemOf(step)}`, () => this.groupItem(step, map)) : map;
    }
    const flags = isItem ? FLAG_ITEM : 0;
    const last = step.attempts.at(-1)?.status ?? (step.skipped ? "skipped" : "interrupted");
    if (this.above.has(parent)) this.endedAs(parent, last === "running" ? "interrupted" : last);
    if (step.attempts.length === 0) {
      this.made.push({
        id,
        parent,
        name: step.name,
        kind: "task",
        status: step.skipped ? "skipped" : "interrupted",
        flags,
        ...(isItem && { index: step.index ?? -1 }),
        ...(step.key !== undefined && { note: { key: step.key } }),
      });
      return;
    }
    for (const attempt of step.attempts) this.attempt(step, attempt, { id, parent, flags, isItem });
  }

  private groupItem(step: StepRecord, map: number): Omit<SpanObject, "id"> {
    return {
      kind: "group",
      name: step.key ?? "item",
      parent: map,
      flags: FLAG_ITEM,
      index: step.index ?? -1,
      ...(step.key !== undefined && { note: { key: step.key } }),
    };
  }

  private group(key: string, make: () => Omit<SpanObject, "id">): number {
    let id = this.groups.get(key);
    if (id === undefined) {
      id = this.next;
      this.next += 1;
      this.groups.set(key, id);
      const row = make();
      if (row.parent !== undefined) this.above.set(id, row.parent);
      const made = { id, ...row };
      this.made.push(made);
      this.groupRows.push(made);
    }
    return id;
  }

  private attempt(
    step: StepRecord,
    attempt: AttemptRecord,
    row: { readonly id: number; readonly parent: number; readonly flags: number; readonly isItem: boolean },
  ): void {
    const { inProcess } = this.record;
    // What came from a cache ran in another run: its times are not of this one.
    const isTaken = attempt.cached === true || attempt.reused === true;
    const isInside = step.encloses === true;
    const isBanded = attempt.bodyBand !== undefined && attempt.started === undefined;
    // Where the body is known only to lie within its process, that is what is drawn; the facts say so.
    const from = isTaken ? undefined : isBanded ? (attempt.ready ?? attempt.asked) : attempt.started;
    const to = isTaken ? undefined : isBanded ? attempt.settled : attempt.ended;
    const begins = attempt.runnable ?? attempt.asked ?? attempt.ready ?? attempt.started;
    if (begins !== undefined && attempt.settled !== undefined && this.above.has(row.parent))
      this.spanOf(row.parent, this.since(begins), this.since(attempt.settled));
    this.made.push({
      id: row.id,
      parent: row.parent,
      name: step.name,
      kind: isInside ? "group" : "task",
      status: attempt.status,
      strategy: this.strategy,
      flags:
        row.flags |
        (inProcess && !isInside ? FLAG_INLINE : 0) |
        (attempt.cached ? FLAG_CACHED : 0) |
        (attempt.reused ? FLAG_REUSED : 0),
      ...(row.isItem && { index: step.index ?? -1 }),
      attempt: attempt.attempt,
      worker: isInside || isTaken ? -1 : this.laneOf(step, attempt),
      issued: this.since(attempt.runnable),
      ...(!inProcess &&
        !isInside && {
          dispatched: this.since(attempt.asked ?? attempt.ready ?? from),
          received: this.since(attempt.ready ?? from),
        }),
      started: this.since(from),
      ended: this.since(to),
      settled: this.since(attempt.settled),
      ...((step.key !== undefined || attempt.error !== undefined) && {
        note: {
          ...(step.key !== undefined && { key: step.key }),
          ...(attempt.error !== undefined && {
            error: { name: attempt.error, message: "The message stays in the record: it may hold data." },
          }),
        },
      }),
    });
  }

  private laneOf(step: StepRecord, attempt: AttemptRecord): number {
    if (this.record.inProcess) return DRIVER;
    const key = attempt.worker ?? `${step.id} ${attempt.attempt}`;
    const known = this.workers.get(key);
    if (known) {
      known.attempts += 1;
      if ((attempt.asked ?? attempt.ready ?? 0) < (known.first.asked ?? known.first.ready ?? 0))
        known.first = attempt;
      if ((attempt.settled ?? 0) > (known.last.settled ?? 0)) known.last = attempt;
      return known.lane;
    }
    const lane = this.workers.size + 1;
    this.workers.set(key, { lane, attempts: 1, first: attempt, last: attempt, name: step.name });
    return lane;
  }
}

/** From good to bad; what was skipped is as good as done. */
const WORST: readonly Status[] = ["succeeded", "interrupted", "cancelled", "failed"];

const itemOf = ({ map, key }: StepRecord): string => JSON.stringify([map, key]);
