import { IMPORT_MAX_STEPS } from "@/lib/model/limits";
import type { Members, Part } from "../../bytes/part";
import type { RunRecord } from "../../record/run-record";
import { ImportRefused } from "../../refused";
import { at, listOf, membersOf, numberOf, textOf } from "../../values";
import type { Adapter, RecordReader } from "../adapter";
import { SpanTraces, TOO_MANY_SPANS } from "./otlp";
import { type Span, type Told, tell, workerOf } from "./span";

/** What Jaeger's page downloads, and its API answers: `GET /api/traces/ID`. */
export const jaeger: Adapter = {
  format: "jaeger",
  recognises: (part) =>
    part.type === "item"
      ? ((part.at === "data" || part.at === "") && isTrace(part.value)) || isSpan(part.at, part.value)
      : part.type === "document" && isProcesses(part.value),
  reader: () => new JaegerReader(),
};

const isTrace = (value: unknown): boolean =>
  membersOf(at(value, "processes")) !== undefined && Array.isArray(at(value, "spans"));

/** Of a trace that is a file by itself. */
const isSpan = (list: string, value: unknown): boolean =>
  list === "spans" && textOf(at(value, "spanID")) !== undefined;
const isProcesses = (document: Members): boolean =>
  membersOf(document.processes) !== undefined && Array.isArray(document.spans);

class JaegerReader implements RecordReader {
  private readonly traces = new SpanTraces();
  /** Of a trace whose processes come after them. */
  private waiting: unknown[] = [];

  take(part: Part): void {
    if (part.type === "item" && isSpan(part.at, part.value)) {
      if (this.waiting.length > IMPORT_MAX_STEPS) throw new ImportRefused(TOO_MANY_SPANS);
      this.waiting.push(part.value);
    } else if (part.type === "item" && isTrace(part.value))
      this.trace(at(part.value, "processes"), listOf(at(part.value, "spans")));
    else if (part.type === "document" && isProcesses(part.value)) {
      this.trace(part.value.processes, this.waiting);
      this.waiting = [];
    }
  }

  private trace(processes: unknown, spans: readonly unknown[]): void {
    const known = new Map<string, Told>();
    for (const [id, process] of Object.entries(membersOf(processes) ?? {})) known.set(id, toldBy(process));
    for (const span of spans) {
      const process = known.get(textOf(at(span, "processID")) ?? "") ?? toldBy(at(span, "process"));
      this.traces.add(spanOf(span, process));
    }
  }

  finish(): readonly RunRecord[] {
    // A file that was cut has no processes.
    this.trace(undefined, this.waiting.splice(0));
    return this.traces.runs("jaeger", "Jaeger");
  }
}

function toldBy(process: unknown): Told {
  const told: Told = {};
  tellAll(told, at(process, "tags"));
  return told;
}

/** @returns whether one of them says that the span failed */
function tellAll(told: Told, tags: unknown): boolean {
  let failed = false;
  for (const tag of listOf(tags)) {
    const name = textOf(at(tag, "key")) ?? "";
    const value = at(tag, "value");
    failed ||= (name === "error" && (value === true || value === "true")) || value === "ERROR";
    tell(told, name, textOf(value), numberOf(value));
  }
  return failed;
}

function spanOf(value: unknown, process: Told): Span | undefined {
  const span = membersOf(value);
  const start = numberOf(span?.startTime);
  const duration = numberOf(span?.duration);
  const id = textOf(span?.spanID);
  if (!span || start === undefined || duration === undefined || id === undefined) return undefined;
  const told = { ...process };
  const failed = tellAll(told, span.tags);
  for (const log of listOf(span.logs)) tellAll(told, at(log, "fields"));
  const trace = textOf(span.traceID) ?? "";
  // References to other traces are links.
  const related = (type: string): string | undefined =>
    listOf(span.references).flatMap((each) =>
      at(each, "refType") === type && (textOf(at(each, "traceID")) ?? trace) === trace
        ? (textOf(at(each, "spanID")) ?? [])
        : [],
    )[0];
  return {
    trace,
    id,
    parent: related("CHILD_OF") ?? textOf(span.parentSpanID),
    follows: related("FOLLOWS_FROM"),
    name: textOf(span.operationName) ?? "span",
    start: start / 1e3,
    end: (start + Math.max(0, duration)) / 1e3,
    failed,
    error: told.error,
    worker: workerOf(told),
    index: told.index,
    key: told.key,
    attempt: told.attempt,
  };
}
