import { IMPORT_MAX_STEPS } from "@/lib/model/limits";
import type { AttemptRecord, FormatId, RunRecord, RunStatus, StepRecord } from "../../record/run-record";
import { ImportRefused } from "../../refused";
import { lookUp } from "../../values";
import { attemptsOf } from "./attempts";
import { type DagsterEvent, inOrder, isKept } from "./event";
import { Dependencies, keyParts, mappingKeysOf, type Plan, taskOf } from "./plan";
import { resolutionOf } from "./resolution";

const STATUS: Readonly<Record<string, RunStatus>> = {
  SUCCESS: "succeeded",
  FAILURE: "failed",
  CANCELED: "cancelled",
  CANCELING: "cancelled",
  STARTED: "running",
  STARTING: "running",
};
const EXECUTING = /Executing steps (?:using (\S+) executor|in (process))/;
/** What Dagster does where the configuration does not say. */
const DEFAULT_START_METHOD = "spawn";

/** Collects one run of Dagster from its debug file or from pages of its log, in any order. */
export class DagsterRun {
  name = "";
  version = "";
  status = "";
  executor: string | undefined;
  startMethod: string | undefined;
  limit: number | undefined;
  plan: Plan | undefined;
  /** All pages of the log are there, as far as one can tell. */
  complete = true;
  /** Start and end, ms, where another part of the record has them to the microsecond. */
  exactStart: number | undefined;
  exactEnd: number | undefined;
  private readonly steps = new Map<string, DagsterEvent[]>();
  private readonly run = new Map<string, number>();
  private separateHosts = false;
  private events = 0;

  constructor(
    private readonly runId: string,
    private readonly format: FormatId,
  ) {}

  add(event: DagsterEvent): void {
    this.events += 1;
    const { type, step, time } = event;
    if (step === "") {
      if (!type.startsWith("RUN_")) return;
      const before = this.run.get(type);
      if (before === undefined || time < before) this.run.set(type, time);
      const ending = /^RUN_(SUCCESS|FAILURE|CANCELED)$/.exec(type)?.[1];
      if (ending !== undefined) this.status = ending;
    } else if (isKept(type)) {
      const events = this.steps.get(step);
      if (events) events.push(event);
      else if (this.steps.size < IMPORT_MAX_STEPS) this.steps.set(step, [event]);
      else throw new ImportRefused("holds more than 250,000 steps, the limit of records.");
    }
  }

  /** Takes over what was found of the same run. */
  absorb(other: DagsterRun): void {
    for (const [, events] of other.steps) for (const event of events) this.add(event);
    for (const [type, time] of other.run) this.add({ type, time, step: "" });
    this.executor ??= other.executor;
    this.separateHosts ||= other.separateHosts;
  }

  /** A message of the run's own process. Only which executor it names is kept. */
  engineMessage(text: string): void {
    const found = EXECUTING.exec(text);
    if (found) this.executor ??= found[2] === undefined ? found[1] : "in process";
    if (/kubernetes job/i.test(text)) this.separateHosts = true;
  }

  finish(): RunRecord {
    if (this.steps.size === 0)
      throw new ImportRefused(
        this.events === 0
          ? "is a Dagster record without events. Make one with: dagster debug export RUN_ID FILE"
          : "is a Dagster record in which no step began.",
      );
    const events = new Map([...this.steps].map(([step, found]) => [step, inOrder(found)]));
    const attempts = new Map([...events].map(([step, found]) => [step, attemptsOf(step, found)]));
    const inProcess = this.isInProcess(attempts);
    const begin = this.exactStart ?? this.run.get("RUN_START");
    const end =
      this.exactEnd ??
      this.run.get("RUN_SUCCESS") ??
      this.run.get("RUN_FAILURE") ??
      this.run.get("RUN_CANCELED");
    const dependencies = new Dependencies(this.plan ?? new Map(), this.steps.keys());
    const hosts = this.separateHosts || /k8s|kubernetes|ecs/i.test(this.executor ?? "") ? "separate" : "one";
    return {
      format: this.format,
      tool: `Dagster${this.version === "" ? "" : ` ${this.version}`}`,
      name: this.name || "Dagster run",
      runId: this.runId,
      status: lookUp(STATUS, this.status),
      begin,
      end,
      launched: this.run.get("RUN_ENQUEUED") ?? this.run.get("RUN_STARTING"),
      executor: inProcess ? "in process" : this.executor,
      startMethod: this.startMethodOf(inProcess),
      limit: inProcess ? 1 : this.limit,
      hosts,
      inProcess,
      resolutionMs: resolutionOf(events.values()),
      clock: this.format === "dagster-graphql" ? "milliseconds, one clock" : "microseconds, one clock",
      steps: this.stepsOf(events, attempts, dependencies, begin, inProcess),
      ...this.words(attempts, inProcess),
    };
  }

  private isInProcess(attempts: ReadonlyMap<string, readonly AttemptRecord[]>): boolean {
    if (this.executor !== undefined && /in.process/.test(this.executor)) return true;
    if (this.executor !== undefined) return false;
    const all = [...attempts.values()].flat();
    return (
      new Set(all.map(({ worker }) => worker)).size === 1 && all.every(({ asked }) => asked === undefined)
    );
  }

  private startMethodOf(inProcess: boolean): string | undefined {
    if (inProcess || this.executor !== "multiprocess") return undefined;
    return this.startMethod ?? DEFAULT_START_METHOD;
  }

  private stepsOf(
    events: ReadonlyMap<string, readonly DagsterEvent[]>,
    attempts: ReadonlyMap<string, readonly AttemptRecord[]>,
    dependencies: Dependencies,
    begin: number | undefined,
    inProcess: boolean,
  ): StepRecord[] {
    const orders = new Map<string, ReadonlyMap<string, number>>();
    const ends = new Map(
      [...attempts].map(([step, all]) => [step, latest(all.map(({ settled }) => settled))]),
    );
    return [...attempts].map(([id, all]): StepRecord => {
      const { mappingKey } = keyParts(id);
      const upstream = dependencies.of(id);
      const source = dependencies.sourceOf(id);
      let order = source === undefined ? undefined : orders.get(source);
      if (source !== undefined && order === undefined) {
        order = mappingKeysOf(events.get(source) ?? []);
        orders.set(source, order);
      }
      return {
        id,
        name: taskOf(id),
        key: mappingKey,
        index: mappingKey === undefined ? undefined : order?.get(mappingKey),
        map: source,
        upstream,
        attempts: withRunnable(
          all,
          upstream && latest([begin, ...upstream.map((each) => ends.get(each))]),
        ).map((each) => (inProcess ? { ...each, asked: undefined } : each)),
      };
    });
  }

  private words(
    attempts: ReadonlyMap<string, readonly AttemptRecord[]>,
    inProcess: boolean,
  ): Pick<RunRecord, "unknown" | "derived" | "dropped" | "incomplete"> {
    const all = [...attempts.values()].flat();
    const isStartMissing =
      !inProcess && all.some(({ asked, ready }) => asked === undefined && ready !== undefined);
    return {
      unknown: [
        "number of cores",
        "bytes",
        ...(this.limit === undefined && !inProcess
          ? ["the limit (max_concurrent is not in run_config)"]
          : []),
        ...(inProcess ? ["worker start (in process: there is none)"] : []),
        ...(isStartMissing
          ? ["worker start (this executor does not record when it asked for a worker)"]
          : []),
        ...(this.plan === undefined ? ["dependencies (the plan is not in these files)", "queue"] : []),
      ],
      derived: [
        ...(this.plan === undefined ? [] : ["when a step became runnable (from the plan)"]),
        "where a body begins and ends (from its last input to its last output)",
        ...(this.startMethod === undefined && this.executor === "multiprocess"
          ? ["start method (spawn, Dagster's default)"]
          : []),
      ],
      dropped: [
        "stack traces and error messages",
        "paths",
        "run configuration",
        "tags",
        "log lines",
        "names of users",
      ],
      incomplete: [
        ...(this.complete
          ? []
          : ["the last page of the log: ask again with afterCursor until hasMore is false"]),
        ...(this.run.has("RUN_START") || this.exactStart !== undefined ? [] : ["the start of the run"]),
      ],
    };
  }
}

const latest = (times: readonly (number | undefined)[]): number | undefined => {
  const known = times.filter((time) => time !== undefined && !Number.isNaN(time)) as number[];
  return known.length === 0 ? undefined : known.reduce((a, b) => Math.max(a, b));
};

/** A later attempt could begin when the one before had ended: its wait before a retry counts as queue. */
function withRunnable(
  attempts: readonly AttemptRecord[],
  first: number | undefined,
): readonly AttemptRecord[] {
  return attempts.map((attempt, i) => ({
    ...attempt,
    runnable: i === 0 ? first : attempts[i - 1]?.settled,
  }));
}
