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
    ["name", "status"].every((column) => column in part.cells) &&
    // All columns can be chosen: without these two, no task has a time.
    ["submit", "realtime"].some((column) => column in part.cells),
  reader: () => new NextflowReader(),
};

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

class NextflowReader implements RecordReader {
  private readonly steps = new Map<string, AttemptRecord[]>();
  private readonly raw = new Set<boolean>();
  private hasStart = false;
  private rows = 0;

  take(part: Part): void {
    if (part.type !== "row") return;
    const { cells } = part;
    const name = textOf(cells.name);
    if (name === undefined) return;
    this.rows += 1;
    if (this.rows > IMPORT_MAX_STEPS)
      throw new ImportRefused("holds more than 250,000 tasks, the limit of records.");
    const length = textOf(cells.duration) ?? textOf(cells.realtime) ?? "-";
    if (length !== "-") this.raw.add(numberOf(length) !== undefined);
    this.hasStart ||= "start" in cells;
    const attempts = this.steps.get(name);
    const attempt = attemptOf(cells, countOf(cells.attempt));
    if (attempts) attempts.push(attempt);
    else this.steps.set(name, [attempt]);
  }

  finish(): readonly RunRecord[] {
    if (this.steps.size === 0) throw new ImportRefused("is a Nextflow trace without tasks.");
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
          "which tasks are items of one map (the same process)",
        ],
        dropped: ["hashes, scripts and paths", "use of memory and disks"],
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
  return {
    attempt,
    status: lookUp(STATUSES, status) ?? (settled === undefined ? "interrupted" : "succeeded"),
    runnable: undefined,
    asked,
    ready: cached ? undefined : known,
    started: known,
    ended: known === undefined || body === undefined ? undefined : known + body,
    settled: settled === undefined ? undefined : Math.max(settled, (known ?? 0) + (body ?? 0)),
    cached,
    ...(start === undefined &&
      !cached &&
      asked !== undefined &&
      known !== undefined && {
        startBand: [0, known - asked] as const,
      }),
  };
}
