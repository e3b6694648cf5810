import type { Part } from "../../bytes/part";
import type { RunRecord } from "../../record/run-record";
import { ImportRefused } from "../../refused";
import { at, countOf, listOf, lookUp, membersOf, numberOf, secondsOf, textOf } from "../../values";
import type { Adapter, RecordReader } from "../adapter";
import { DagsterRun } from "./dagster-run";
import { type DagsterEvent, errorOf, typeOf } from "./event";
import type { Plan } from "./plan";

/** Answers of Dagster's GraphQL: pages of `logsForRun`, and `runOrError` with plan and status. */
export const dagsterGraphql: Adapter = {
  format: "dagster-graphql",
  recognises: (part) => part.type === "document" && answerIn(part.value) !== undefined,
  reader: () => new GraphqlReader(),
};

function answerIn(document: Readonly<Record<string, unknown>>) {
  const data = membersOf(document.data) ?? document;
  const log = membersOf(data.logsForRun);
  const run = membersOf(data.runOrError ?? data.pipelineRunOrError);
  return log !== undefined || [run?.runId, run?.stepStats, run?.eventConnection].some(isThere)
    ? { log, run }
    : undefined;
}

const isThere = (value: unknown): boolean => value !== undefined;

/** Names of events by the type of GraphQL, for answers in which `eventType` was not asked for. */
const EVENT_TYPES: Readonly<Record<string, string>> = {
  ExecutionStepStartEvent: "STEP_START",
  ExecutionStepRestartEvent: "STEP_RESTARTED",
  ExecutionStepInputEvent: "STEP_INPUT",
  ExecutionStepOutputEvent: "STEP_OUTPUT",
  ExecutionStepSuccessEvent: "STEP_SUCCESS",
  ExecutionStepFailureEvent: "STEP_FAILURE",
  ExecutionStepSkippedEvent: "STEP_SKIPPED",
  ExecutionStepUpForRetryEvent: "STEP_UP_FOR_RETRY",
  StepWorkerStartingEvent: "STEP_WORKER_STARTING",
  StepWorkerStartedEvent: "STEP_WORKER_STARTED",
  ResourceInitStartedEvent: "RESOURCE_INIT_STARTED",
  ResourceInitSuccessEvent: "RESOURCE_INIT_SUCCESS",
  LoadedInputEvent: "LOADED_INPUT",
  HandledOutputEvent: "HANDLED_OUTPUT",
  EngineEvent: "ENGINE_EVENT",
  RunStartingEvent: "RUN_STARTING",
  RunEnqueuedEvent: "RUN_ENQUEUED",
  RunStartEvent: "RUN_START",
  RunSuccessEvent: "RUN_SUCCESS",
  RunFailureEvent: "RUN_FAILURE",
  RunCanceledEvent: "RUN_CANCELED",
};
/** The key of a dynamic output is in its message only. */
const MAPPING_KEY = /mapping key "([^"]{1,300})"/;

class GraphqlReader implements RecordReader {
  private readonly runs = new Map<string, DagsterRun>();
  private hasLog = false;
  private readonly lastPages = new Map<string, boolean>();

  take(part: Part): void {
    if (part.type !== "document") return;
    const answer = answerIn(part.value);
    if (answer?.log) this.page(answer.log);
    if (answer?.run) {
      this.run(answer.run);
      const log = membersOf(answer.run.eventConnection);
      if (log) this.page(log, textOf(answer.run.runId));
    }
  }

  finish(): readonly RunRecord[] {
    if (!this.hasLog)
      throw new ImportRefused(
        "holds no events. Ask GraphQL for logsForRun(runId) { events { … } cursor hasMore } too, all pages.",
      );
    this.nameEvents();
    return [...this.runs].map(([id, run]) => {
      run.complete = this.lastPages.get(id) !== false;
      return run.finish();
    });
  }

  /** Events need not say of which run they are where another answer says it. */
  private nameEvents(): void {
    const unnamed = this.runs.get("");
    const [[id, named] = ["", undefined], ...others] = [...this.runs].filter(([each]) => each !== "");
    if (!unnamed || !named || others.length > 0) return;
    named.absorb(unnamed);
    const isLast = this.lastPages.get("");
    if (isLast !== undefined) this.lastPages.set(id, isLast || this.lastPages.get(id) === true);
    this.runs.delete("");
  }

  private runNamed(id: string): DagsterRun {
    let run = this.runs.get(id);
    if (!run) {
      run = new DagsterRun(id, "dagster-graphql");
      this.runs.set(id, run);
    }
    return run;
  }

  private page(log: Readonly<Record<string, unknown>>, ofRun = ""): void {
    this.hasLog = true;
    let id = ofRun;
    for (const each of listOf(log.events)) {
      id = textOf(at(each, "runId")) ?? id;
      this.event(this.runNamed(id), each);
    }
    if (typeof log.hasMore !== "boolean") return;
    // Pages come in any order: one that is the last is enough.
    this.lastPages.set(id, this.lastPages.get(id) === true || !log.hasMore);
  }

  private event(run: DagsterRun, value: unknown): void {
    const event = membersOf(value);
    const time = numberOf(event?.timestamp);
    if (!event || time === undefined) return;
    const type = typeOf(textOf(event.eventType) ?? lookUp(EVENT_TYPES, textOf(event.__typename) ?? "") ?? "");
    const message = textOf(event.message, 1_000) ?? "";
    if (type === "ENGINE_EVENT") run.engineMessage(message);
    const kept: DagsterEvent = {
      type,
      time,
      step: textOf(event.stepKey) ?? "",
      pid: type === "STEP_WORKER_STARTED" ? pidIn(event.metadataEntries) : undefined,
      mappingKey: type === "STEP_OUTPUT" ? MAPPING_KEY.exec(message)?.[1] : undefined,
      error: errorOf(event.error, "className"),
    };
    run.add(kept);
  }

  private run(value: Readonly<Record<string, unknown>>): void {
    const id = textOf(value.runId);
    if (id === undefined) return;
    const run = this.runNamed(id);
    run.name = textOf(value.jobName ?? value.pipelineName) ?? run.name;
    run.status ||= textOf(value.status) ?? "";
    const start = secondsOf(value.startTime);
    if (start !== undefined) run.exactStart = start;
    const end = secondsOf(value.endTime);
    if (end !== undefined) run.exactEnd = end;
    readYaml(run, textOf(value.runConfigYaml, 100_000) ?? "");
    run.plan ??= planOf(at(value.executionPlan, "steps"));
  }
}

function pidIn(entries: unknown): string | undefined {
  for (const entry of listOf(entries))
    if (at(entry, "label") === "pid")
      return textOf(at(entry, "text") ?? at(entry, "intRepr") ?? at(entry, "intValue"));
  return undefined;
}

/** The two figures that are read of a run's configuration. @param yaml control characters are spaces here */
function readYaml(run: DagsterRun, yaml: string): void {
  const limit = countOf(/\bmax_concurrent:\s*(\d{1,9})\b/.exec(yaml)?.[1]);
  if (limit !== undefined && limit > 0) run.limit = limit;
  run.startMethod ??= /\bstart_method:\s*(spawn|forkserver)\b/.exec(yaml)?.[1];
}

function planOf(steps: unknown): Plan | undefined {
  const plan = new Map<string, string[]>();
  for (const step of listOf(steps)) {
    const key = textOf(at(step, "key"));
    if (key === undefined) continue;
    const upstream = listOf(at(step, "inputs")).flatMap((input) =>
      listOf(at(input, "dependsOn")).flatMap((each) => textOf(at(each, "key")) ?? []),
    );
    plan.set(key, [...new Set(upstream)]);
  }
  return plan.size > 0 ? plan : undefined;
}
