import { formatPlural } from "@/lib/base/format";
import { IMPORT_MAX_STEPS } from "@/lib/model/limits";
import type { Part } from "../bytes/part";
import type { AttemptRecord, RunRecord, StepRecord } from "../record/run-record";
import { ImportRefused } from "../refused";
import { countOf, isoTimeOf, lookUp, numberOf, textOf } from "../values";
import type { Adapter, RecordReader } from "./adapter";
import { asMaps } from "./as-maps";

/** Nextflow's trace file: `nextflow run … -with-trace`, with the default columns or others, in words or as raw numbers. */
export const nextflow: Adapter = {
  format: "nextflow-trace",
  recognises: (part) =>
    part.type === "row" &&
    NAMES.some((column) => column in part.cells) &&
    // All columns can be chosen: these are of no other table, and of a time one is needed.
    ("realtime" in part.cells || ("submit" in part.cells && OWN.some((column) => column in part.cells))),
  reader: () => new NextflowReader(),
};

const NAMES = ["name", "process"];
const OWN = ["status", "exit", "hash", "native_id", "task_id"];

const STATUSES: Readonly<Record<string, AttemptRecord["status"]>> = {
  COMPLETED: "succeeded",
  CACHED: "succeeded",
  STORED: "succeeded",
  FAILED: "failed",
  ABORTED: "cancelled",
};

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1e3, m: 60e3, h: 3_600e3, d: 86_400e3 };

/** ms of "1h 2m 3.4s", or of raw milliseconds. */
function durationOf(text: string | undefined): number | undefined {
  if (text === undefined || text === "" || text === "-") return undefined;
  const raw = numberOf(text);
  if (raw !== undefined) return raw;
  let ms = 0;
  let found = false;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)\b/g)) {
    ms += Number(amount) * (UNITS[unit as string] as number);
    found = true;
  }
  return found ? ms : undefined;
}

/** ms since 1970 of a local time without a zone, or of raw milliseconds. */
const timeOf = (text: string | undefined): number | undefined => isoTimeOf(text) ?? numberOf(text);

/** "PROCESS (tag)". */
function nameOf({ name, process, tag }: Readonly<Record<string, string>>): string | undefined {
  const [own, label] = [textOf(process), textOf(tag)];
  return (
    textOf(name) ?? (own !== undefined && label !== undefined && label !== "-" ? `${own} (${label})` : own)
  );
}

class NextflowReader implements RecordReader {
  private readonly steps = new Map<string, AttemptRecord[]>();
  private readonly raw = new Set<boolean>();
  private hasStart = false;
  private hasEnd = false;
  private rows = 0;

  take(part: Part): void {
    if (part.type !== "row") return;
    const { cells } = part;
    const name = nameOf(cells);
    if (name === undefined) return;
    this.rows += 1;
    if (this.rows > IMPORT_MAX_STEPS)
      throw new ImportRefused("holds more than 250,000 tasks, the limit of records.");
    const length = textOf(cells.duration) ?? textOf(cells.realtime) ?? "-";
    if (length !== "-") this.raw.add(numberOf(length) !== undefined);
    this.hasStart ||= "start" in cells;
    this.hasEnd ||= "complete" in cells || "duration" in cells;
    const attempts = this.steps.get(name);
    const attempt = attemptOf(cells, countOf(cells.attempt));
    if (attempts) attempts.push(attempt);
    else this.steps.set(name, [attempt]);
  }

  /** What came from a cache has the times of the run that it was made in. @returns how many were before this run */
  private leaveOutEarlierRuns(): number {
    const first = [...this.steps.values()]
      .flat()
      .reduce((least, { cached, asked }) => (cached ? least : Math.min(least, asked ?? least)), Infinity);
    let count = 0;
    for (const [name, attempts] of this.steps)
      this.steps.set(
        name,
        attempts.map((each) => {
          if (!each.cached || each.asked === undefined || each.asked >= first || first === Infinity)
            return each;
          count += 1;
          return { attempt: each.attempt, status: each.status, cached: true };
        }),
      );
    return count;
  }

  finish(): readonly RunRecord[] {
    if (this.steps.size === 0) throw new ImportRefused("is a Nextflow trace without tasks.");
    const earlier = this.leaveOutEarlierRuns();
    const steps = [...this.steps].flatMap(([full, attempts]): StepRecord[] => {
      const [, name = full, key] = /^(.*?)(?: \((.*)\))?$/s.exec(full) ?? [];
      return tasksOf(attempts).map((each, i) => ({
        id: i === 0 ? full : `${full} #${i + 1}`,
        name,
        key,
        attempts: each.map((attempt, before) => ({ ...attempt, attempt: before + 1 })),
      }));
    });
    const failed = steps.some(({ attempts }) => attempts.at(-1)?.status === "failed");
    return [
      {
        format: "nextflow-trace",
        tool: "Nextflow",
        name: "Nextflow run",
        runId: "",
        status: failed ? "failed" : "succeeded",
        hosts: undefined,
        slotFrom: "ready",
        // Durations in words have a tenth of a second.
        resolutionMs: this.raw.has(false) ? 100 : 1,
        clock: "local time without a zone",
        steps: asMaps(steps, ({ name, key }) => (key === undefined ? undefined : name)),
        unknown: [
          "dependencies",
          "the limit",
          "worker start apart from queue",
          "zone of the times (local time without a zone)",
          "the run's own start and end",
          "workers",
          "number of cores",
          ...(this.hasStart ? [] : ["start: queue, start and staging together (add the column start)"]),
        ],
        derived: [
          ...(this.hasStart ? [] : ["where a body lies (before the end of its task, by realtime)"]),
          ...(this.hasEnd ? [] : ["when a task was over (the end of its body)"]),
          "which tasks are items of one map (the same process)",
        ],
        dropped: [
          "hashes, scripts and paths",
          "use of memory and disks",
          ...(earlier > 0
            ? [`times of ${formatPlural(earlier, "task")} from the cache: they are of an earlier run`]
            : []),
        ],
        incomplete: [],
      },
    ];
  }
}

/** Tasks with one name: what follows an attempt that had not failed is another task with the same tag. */
function tasksOf(attempts: readonly AttemptRecord[]): AttemptRecord[][] {
  const tasks: AttemptRecord[][] = [];
  const inOrder = (a: AttemptRecord, b: AttemptRecord): number =>
    (a.asked ?? 0) - (b.asked ?? 0) || (a.settled ?? 0) - (b.settled ?? 0) || a.attempt - b.attempt;
  for (const attempt of [...attempts].sort(inOrder)) {
    const last = tasks.at(-1);
    if (last === undefined || last.at(-1)?.status === "succeeded") tasks.push([attempt]);
    else last.push(attempt);
  }
  return tasks;
}

function attemptOf(cells: Readonly<Record<string, string>>, attempt = 1): AttemptRecord {
  const status = (textOf(cells.status) ?? "").toUpperCase();
  const asked = timeOf(cells.submit);
  const duration = durationOf(cells.duration);
  const body = durationOf(cells.realtime);
  const settled =
    timeOf(cells.complete) ?? (asked !== undefined && duration !== undefined ? asked + duration : undefined);
  const cached = status === "CACHED" || status === "STORED";
  const start = timeOf(cells.start);
  const started = start ?? (settled !== undefined && body !== undefined ? settled - body : undefined);
  const known = started !== undefined && asked !== undefined ? Math.max(started, asked) : started;
  const ended = known === undefined || body === undefined ? undefined : known + body;
  const exit = countOf(cells.exit);
  const byExit = exit === undefined || exit === 0 ? "succeeded" : "failed";
  return {
    attempt,
    status: lookUp(STATUSES, status) ?? ((settled ?? ended) === undefined ? "interrupted" : byExit),
    runnable: undefined,
    asked,
    ready: cached ? undefined : known,
    started: known,
    ended,
    settled: settled === undefined ? ended : Math.max(settled, ended ?? 0),
    cached,
    ...(start === undefined &&
      !cached &&
      asked !== undefined &&
      known !== undefined && {
        startBand: [0, known - asked] as const,
      }),
  };
}
