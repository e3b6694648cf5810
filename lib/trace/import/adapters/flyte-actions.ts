import { IMPORT_MAX_STEPS } from "@/lib/model/limits";
import type { Part } from "../bytes/part";
import { type AttemptRecord, type RunRecord, runStatusOf, type StepRecord } from "../record/run-record";
import { ImportRefused } from "../refused";
import { protoAt as at, countOf, isoTimeOf, listOf, lookUp, membersOf, textOf } from "../values";
import type { Adapter, RecordReader } from "./adapter";
import { asMaps } from "./as-maps";

/** Actions of Flyte 2, as `docs/import.md` has a script for: `ActionDetails(...).to_dict()` of each. */
export const flyteActions: Adapter = {
  format: "flyte2-actions",
  recognises: (part) =>
    part.type === "item"
      ? (part.at === "actions" || part.at === "") && isAction(part.value)
      : part.type === "document" &&
        (isAction(part.value) || textOf(part.value.format)?.startsWith("flyte2-actions/") === true),
  reader: () => new ActionsReader(),
};

const isAction = (value: unknown): boolean =>
  membersOf(at(value, "id", "run")) !== undefined && membersOf(at(value, "metadata")) !== undefined;

/** Attempts that may wait for the end of their action. */
const MAX_ATTEMPTS_OF_ACTION = 10_000;

/** Of the times of pods; those of the end are finer. */
const RESOLUTION_MS = 1_000;
const PHASES: Readonly<Record<string, AttemptRecord["status"]>> = {
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  TIMED_OUT: "failed",
  ABORTED: "cancelled",
};

const ENDS = [...Object.keys(PHASES), "RECOVERED"];
const isKnown = (time: number | undefined): boolean => time !== undefined;

interface Action extends StepRecord {
  readonly group: string;
}

class ActionsReader implements RecordReader {
  private readonly runs = new Map<string, Map<string, Action>>();
  /** Of an action that is a document: they come before its end. */
  private readonly attempts: unknown[] = [];
  private count = 0;

  take(part: Part): void {
    if (part.type === "document") {
      const attempts = this.attempts.splice(0);
      if (isAction(part.value)) this.action({ ...part.value, attempts });
    } else if (part.type === "item") {
      if (isAction(part.value)) this.action(part.value);
      else if (part.at === "attempts" && this.attempts.length < MAX_ATTEMPTS_OF_ACTION)
        this.attempts.push(part.value);
    }
  }

  private action(value: unknown): void {
    const run = textOf(at(value, "id", "run", "name")) ?? "run";
    const id = textOf(at(value, "id", "name"));
    if (id === undefined) return;
    this.count += 1;
    if (this.count > IMPORT_MAX_STEPS)
      throw new ImportRefused("holds more than 250,000 actions, the limit of records.");
    let actions = this.runs.get(run);
    if (!actions) {
      actions = new Map();
      this.runs.set(run, actions);
    }
    actions.set(id, actionOf(id, value));
  }

  finish(): readonly RunRecord[] {
    if (this.runs.size === 0)
      throw new ImportRefused(
        "holds no actions. Run the script of docs/import.md again, with the name of a run.",
      );
    return [...this.runs].map(([name, actions]) => runOf(name, [...actions.values()]));
  }
}

function actionOf(id: string, action: unknown): Action {
  const metadata = at(action, "metadata");
  const attempts = listOf(at(action, "attempts"));
  const name =
    textOf(at(metadata, "task", "shortName")) ??
    textOf(at(metadata, "trace", "name")) ??
    textOf(at(metadata, "funtionName") ?? at(metadata, "functionName")) ??
    id;
  const parent = textOf(at(metadata, "parent"));
  return {
    id,
    name,
    parent: parent === id ? undefined : parent,
    group: textOf(at(metadata, "group")) ?? "",
    attempts: (attempts.length > 0 ? attempts : [at(action, "status")]).map((each, i) =>
      attemptOf(each, i + 1, wordOf(at(metadata, "actionType"), TYPE_NUMBERS, /^ACTION_TYPE_/)),
    ),
  };
}

function attemptOf(attempt: unknown, number: number, type: string): AttemptRecord {
  const phases = new Map<string, number>();
  for (const transition of listOf(at(attempt, "phaseTransitions"))) {
    const time = isoTimeOf(at(transition, "startTime"));
    const phase = phaseOf(at(transition, "phase"));
    if (time !== undefined && !phases.has(phase)) phases.set(phase, time);
  }
  const phase = phaseOf(at(attempt, "phase"));
  const runnable = phases.get("QUEUED") ?? isoTimeOf(at(attempt, "startTime"));
  const settled = isoTimeOf(at(attempt, "endTime")) ?? ENDS.map((each) => phases.get(each)).find(isKnown);
  const ready = phases.get("RUNNING");
  // A trace is a part of its caller's body: nothing was started for it.
  const isTrace = type === "TRACE";
  const after = (time: number | undefined): number | undefined =>
    time === undefined || runnable === undefined ? time : Math.max(time, runnable);
  return {
    attempt: countOf(at(attempt, "attempt")) || number,
    status: lookUp(PHASES, phase) ?? (settled === undefined ? "interrupted" : "succeeded"),
    runnable: isTrace ? undefined : runnable,
    asked: isTrace ? undefined : after(phases.get("INITIALIZING")),
    ready: after(ready),
    started: after(ready),
    ended: ready === undefined ? undefined : settled,
    settled,
    worker: textOf(at(attempt, "logContext", "primaryPodName")),
    error: wordOf(at(attempt, "errorInfo", "kind"), KIND_NUMBERS, /^KIND_/) || undefined,
    cached: wordOf(at(attempt, "cacheStatus"), CACHE_NUMBERS, /^.*CACHE_/) === "HIT",
    reused: phase === "RECOVERED",
  };
}

/** Words of enums by their numbers, as JSON has them where it was made without names. */
const PHASE_NUMBERS = [
  "UNSPECIFIED",
  "QUEUED",
  "WAITING_FOR_RESOURCES",
  "INITIALIZING",
  "RUNNING",
  "SUCCEEDED",
  "FAILED",
  "ABORTED",
  "TIMED_OUT",
  "PAUSED",
  "RECOVERED",
];
const TYPE_NUMBERS = ["UNSPECIFIED", "TASK", "TRACE"];
const CACHE_NUMBERS = ["DISABLED", "MISS", "HIT"];
const KIND_NUMBERS = ["UNSPECIFIED", "USER", "SYSTEM"];

/** Without the prefix that all words of its enum have. */
const wordOf = (value: unknown, numbers: readonly string[], prefix: RegExp): string =>
  typeof value === "number" ? (numbers[value] ?? "") : (textOf(value) ?? "").replace(prefix, "");
const phaseOf = (value: unknown): string => wordOf(value, PHASE_NUMBERS, /^ACTION_PHASE_/);

function runOf(runId: string, actions: readonly Action[]): RunRecord {
  const entry = actions.find(({ parent }) => parent === undefined) ?? actions[0];
  const last = entry?.attempts.at(-1);
  const kept = new Map<string, number>();
  for (const { attempts } of actions)
    for (const { worker } of attempts)
      if (worker !== undefined) kept.set(worker, (kept.get(worker) ?? 0) + 1);
  const parents = new Set(actions.map(({ parent }) => parent));
  const groups = new Map(actions.map(({ id, group }) => [id, group]));
  return {
    format: "flyte2-actions",
    tool: "Flyte 2",
    name: entry?.name ?? runId,
    runId,
    status: last && (last.status === "interrupted" ? "running" : runStatusOf(last.status)),
    begin: entry?.attempts[0]?.runnable,
    end: last?.settled,
    executor: [...kept.values()].some((count) => count > 1) ? "kept workers" : "one pod an attempt",
    hosts: "separate",
    resolutionMs: RESOLUTION_MS,
    clock: "whole seconds for the start of workers and bodies, microseconds for ends",
    steps: asMaps(
      actions.map(({ group: _, ...step }) => ({ ...step, encloses: parents.has(step.id) })),
      ({ id, name, parent }) =>
        parents.has(id) ? undefined : JSON.stringify([parent, groups.get(id), name]),
    ),
    unknown: [
      "item index and key (items are in the order in which they began)",
      "bytes",
      "dependencies",
      "number of cores",
      "the limit",
    ],
    derived: ["which actions are items of one map (the same task, caller and group)"],
    dropped: [
      "error messages",
      "inputs and outputs",
      "events and names of the cluster",
      "organisation and project",
    ],
    incomplete: entry?.parent === undefined ? [] : ["the entry action a0"],
  };
}
