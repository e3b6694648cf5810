import { formatPlural } from "@/lib/base/format";
import { IMPORT_MAX_STEPS } from "@/lib/model/limits";
import type { Members, Part } from "../bytes/part";
import { type AttemptRecord, type RunRecord, runStatusOf, type StepRecord } from "../record/run-record";
import { ImportRefused } from "../refused";
import { countOf, epochOf, isoTimeOf, listOf, lookUp, numberOf, textOf } from "../values";
import type { Adapter, RecordReader } from "./adapter";
import { asMaps } from "./as-maps";

/** Fanout's own format for runs of anything: docs/run-file.md. JSON Lines, or CSV with the same names. */
export const runFile: Adapter = {
  format: "run-file",
  recognises: (part) => {
    const line = lineOf(part);
    return line !== undefined && (isHead(line) || isAttempt(line));
  },
  reader: () => new RunFileReader(),
};

/** Of which a line needs one at least to be an attempt of a step. */
const TIMES = ["runnable", "asked", "ready", "started", "ended", "settled"] as const;
const STATUSES: Readonly<Record<string, AttemptRecord["status"]>> = {
  succeeded: "succeeded",
  success: "succeeded",
  ok: "succeeded",
  completed: "succeeded",
  complete: "succeeded",
  done: "succeeded",
  finished: "succeeded",
  passed: "succeeded",
  failed: "failed",
  failure: "failed",
  error: "failed",
  errored: "failed",
  crashed: "failed",
  timeout: "failed",
  timed_out: "failed",
  up_for_retry: "failed",
  cancelled: "cancelled",
  canceled: "cancelled",
  aborted: "cancelled",
  killed: "cancelled",
  terminated: "cancelled",
  skipped: "skipped",
  upstream_failed: "skipped",
  running: "running",
  started: "running",
  queued: "running",
  pending: "running",
  interrupted: "interrupted",
};

function lineOf(part: Part): Members | undefined {
  if (part.type === "document") return part.value;
  return part.type === "row" ? withoutNulls(part.cells) : undefined;
}

/** What writers of tables put where there is nothing. */
const NULL = /^(null|none|nan|nat|n\/a|<na>|\\n)$/i;

function withoutNulls(cells: Members): Members {
  const values = Object.entries(cells).filter(
    ([name, value]) => name === "step" || !NULL.test(String(value)),
  );
  return Object.fromEntries(values);
}

const isHead = (line: Members): boolean => line["fanout-run"] !== undefined;
const isAttempt = (line: Members): boolean =>
  textOf(line.step) !== undefined && TIMES.some((time) => timeOf(line[time]) !== undefined);

/** ms of a date and time in ISO 8601, or of seconds: since 1970, or since any moment that all lines share. Since 1970, ms, µs or ns too. */
const timeOf = (value: unknown): number | undefined => isoTimeOf(value) ?? epochOf(value);

class RunFileReader implements RecordReader {
  private head: Members = {};
  private readonly runs = new Map<string, Map<string, { step: StepRecord; attempts: AttemptRecord[] }>>();
  private lines = 0;
  private wrong = 0;
  /** Words for a status that are none. */
  private readonly unknown = new Map<string, number>();

  take(part: Part): void {
    const line = lineOf(part);
    if (!line) return;
    if (isHead(line)) {
      this.head = { ...this.head, ...line };
      return;
    }
    if (!isAttempt(line)) {
      this.wrong += 1;
      return;
    }
    this.lines += 1;
    if (this.lines > IMPORT_MAX_STEPS)
      throw new ImportRefused("holds more than 250,000 lines, the limit of records.");
    const status = textOf(line.status);
    if (
      status !== undefined &&
      statusOf(status) === undefined &&
      (this.unknown.has(status) || this.unknown.size < 3)
    )
      this.unknown.set(status, (this.unknown.get(status) ?? 0) + 1);
    const id = textOf(line.run) ?? "";
    let steps = this.runs.get(id);
    if (!steps) {
      steps = new Map();
      this.runs.set(id, steps);
    }
    const key =
      textOf(line.id) ??
      JSON.stringify([line.step, line.map, line.key, line.index].map((each) => each ?? ""));
    const step = steps.get(key);
    const attempt = attemptOf(line);
    if (step) step.attempts.push(attempt);
    else {
      const attempts = [attempt];
      steps.set(key, { step: stepOf(key, line, attempts), attempts });
    }
  }

  finish(): readonly RunRecord[] {
    if (this.runs.size === 0)
      throw new ImportRefused(
        "has no line with a step and a time. docs/run-file.md shows the columns: step, started, ended and others.",
      );
    return [...this.runs].map(([id, steps]) => this.run(id, steps));
  }

  private run(
    runId: string,
    found: ReadonlyMap<string, { readonly step: StepRecord; readonly attempts: AttemptRecord[] }>,
  ): RunRecord {
    const { head } = this;
    for (const { attempts } of found.values()) if (attempts.length > 1) putInOrder(attempts);
    const steps = [...found.values()].map(({ step }) => step);
    const hosts = textOf(head.hosts);
    const all = steps.flatMap(({ attempts }) => attempts);
    const lacks = (what: (attempt: AttemptRecord) => unknown): boolean =>
      all.every((each) => what(each) === undefined);
    const failed = steps.some(({ attempts }) => attempts.at(-1)?.status === "failed");
    return {
      format: "run-file",
      tool: textOf(head.tool) ?? "Run file",
      name: textOf(head.name) ?? (runId || "Run"),
      runId,
      status: runStatusOf(statusOf(textOf(head.status))) ?? (failed ? "failed" : undefined),
      begin: timeOf(head.began),
      end: timeOf(head.ended),
      executor: textOf(head.executor),
      startMethod: textOf(head.start_method),
      limit: countOf(head.limit) || undefined,
      cores: countOf(head.cores) || undefined,
      hosts: hosts === "one" || hosts === "separate" ? hosts : undefined,
      slotFrom: lacks(({ asked }) => asked) ? "ready" : "asked",
      resolutionMs: Math.max(0.001, (numberOf(head.resolution_s) ?? 0.001) * 1e3),
      clock: "as its writer says",
      steps: asMaps(
        steps,
        ({ map, name, key, index }) => map ?? (key === undefined && index === undefined ? undefined : name),
      ),
      unknown: [
        ...(countOf(head.cores) ? [] : ["number of cores"]),
        ...(countOf(head.limit) ? [] : ["the limit"]),
        ...(lacks(({ runnable }) => runnable) ? ["queue"] : []),
        ...(lacks(({ asked }) => asked) ? ["worker start"] : []),
        ...(lacks(({ worker }) => worker) ? ["workers"] : []),
        ...(steps.every(({ upstream }) => upstream === undefined) ? ["dependencies"] : []),
      ],
      derived: [],
      dropped: ["columns that docs/run-file.md does not list"],
      incomplete: [
        ...(this.wrong > 0 ? [`${formatPlural(this.wrong, "line")} without a step or a time`] : []),
        ...[...this.unknown].map(
          ([word, count]) => `the status of ${formatPlural(count, "line")}: “${word}” counts as succeeded`,
        ),
      ],
    };
  }
}

const statusOf = (word: string | undefined): AttemptRecord["status"] | undefined =>
  lookUp(STATUSES, word?.toLowerCase().replaceAll(/[ -]/g, "_"));

function stepOf(id: string, line: Members, attempts: readonly AttemptRecord[]): StepRecord {
  const upstream =
    typeof line.upstream === "string"
      ? line.upstream.split(";").flatMap((each) => textOf(each) ?? [])
      : Array.isArray(line.upstream)
        ? listOf(line.upstream).flatMap((each) => textOf(each) ?? [])
        : undefined;
  return {
    id,
    name: textOf(line.step) ?? "step",
    key: textOf(line.key),
    index: countOf(line.index),
    map: textOf(line.map),
    parent: textOf(line.parent),
    upstream,
    attempts,
  };
}

/** Attempts without a number have the next one. */
function putInOrder(attempts: AttemptRecord[]): void {
  attempts.sort((a, b) => a.attempt - b.attempt);
  for (const [i, each] of attempts.entries())
    if (each.attempt < i + 1) attempts[i] = { ...each, attempt: i + 1 };
}

function attemptOf(line: Members): AttemptRecord {
  const [runnable, asked, ready, started, ended, settled] = TIMES.map((time) => timeOf(line[time]));
  return {
    attempt: countOf(line.attempt) || 1,
    status: statusOf(textOf(line.status)) ?? "succeeded",
    runnable,
    asked,
    ready: ready ?? (asked === undefined ? undefined : started),
    started,
    ended,
    settled: settled ?? ended,
    worker: textOf(line.worker),
    error: textOf(line.error),
    cached: /^(true|t|1|yes)$/i.test(String(line.cached)),
  };
}
