import type { Part } from "../../bytes/part";
import type { RunRecord } from "../../record/run-record";
import { at, listOf, membersOf, numberOf, textOf } from "../../values";
import type { Adapter, RecordReader } from "../adapter";
import { SpanTraces } from "./otlp";
import { type Span, type Told, tell, workerOf } from "./span";

/** What Jaeger's page downloads, and its API answers: `GET /api/traces/ID`. */
export const jaeger: Adapter = {
  format: "jaeger",
  recognises: (part) => part.type === "item" && part.at === "data" && isTrace(part.value),
  reader: () => new JaegerReader(),
};

const isTrace = (value: unknown): boolean =>
  membersOf(at(value, "processes")) !== undefined && Array.isArray(at(value, "spans"));

class JaegerReader implements RecordReader {
  private readonly traces = new SpanTraces();

  take(part: Part): void {
    if (part.type !== "item" || !isTrace(part.value)) return;
    const processes = new Map<string, Told>();
    for (const [id, process] of Object.entries(membersOf(at(part.value, "processes")) ?? {})) {
      const told: Told = {};
      tellAll(told, at(process, "tags"));
      processes.set(id, told);
    }
    for (const span of listOf(at(part.value, "spans")))
      this.traces.add(spanOf(span, processes.get(textOf(at(span, "processID")) ?? "") ?? {}));
  }

  finish(): readonly RunRecord[] {
    return this.traces.runs("jaeger", "Jaeger");
  }
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
  const parent = listOf(span.references).find((each) => at(each, "refType") === "CHILD_OF");
  return {
    trace: textOf(span.traceID) ?? "",
    id,
    parent: textOf(at(parent, "spanID")) ?? textOf(span.parentSpanID),
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
