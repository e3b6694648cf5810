import { IMPORT_MAX_RUNS, IMPORT_MAX_STEPS } from "@/lib/model/limits";
import type { Part } from "../../bytes/part";
import type { RunRecord } from "../../record/run-record";
import { ImportRefused } from "../../refused";
import { at, listOf, membersOf, numberOf, protoAt, textOf } from "../../values";
import type { Adapter, RecordReader } from "../adapter";
import { runOfSpans } from "./run-of-spans";
import { type Span, type Told, tell, workerOf } from "./span";

/** OTLP in JSON: one object, or one a line as file exporters write it. */
export const otlp: Adapter = {
  format: "otlp",
  recognises: (part) => spansIn(part).length > 0,
  reader: () => new OtlpReader(),
};

/** Names of lists of resources: of the format, and of Tempo. */
const LISTS = ["resourceSpans", "resource_spans", "batches"];
/** What stores put around them: Tempo, and Jaeger from its API of version 3. */
const AROUND = ["trace", "result"];

/** Resources with their spans. */
function spansIn(part: Part): readonly unknown[] {
  const isResource = (value: unknown): boolean =>
    membersOf(at(value, "resource")) !== undefined || scopesIn(value).length > 0;
  if (part.type === "item") return LISTS.includes(part.at) && isResource(part.value) ? [part.value] : [];
  if (part.type !== "document") return [];
  return AROUND.flatMap((around) => LISTS.flatMap((list) => listOf(at(part.value[around], list)))).filter(
    isResource,
  );
}

/** The last is what releases before 0.15 of the format wrote. */
const scopesIn = (resource: unknown): readonly unknown[] =>
  listOf(
    at(resource, "scopeSpans") ?? at(resource, "scope_spans") ?? at(resource, "instrumentationLibrarySpans"),
  );

class OtlpReader implements RecordReader {
  private readonly traces = new SpanTraces();

  take(part: Part): void {
    for (const each of spansIn(part)) {
      const resource: Told = {};
      tellAll(resource, at(each, "resource", "attributes"));
      for (const scope of scopesIn(each))
        for (const span of listOf(at(scope, "spans"))) this.traces.add(spanOf(span, resource));
    }
  }

  finish(): readonly RunRecord[] {
    return this.traces.runs("otlp", "OpenTelemetry");
  }
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null;

function tellAll(told: Told, attributes: unknown): void {
  for (const attribute of listOf(attributes)) {
    const value = membersOf(at(attribute, "value"));
    const plain = ["intValue", "stringValue", "doubleValue"]
      .map((each) => protoAt(value, each))
      .find(isThere);
    tell(told, textOf(at(attribute, "key")) ?? "", textOf(plain), numberOf(plain));
  }
}

/** Zeros alone, in hexadecimal or base64, are no span. */
const idOf = (value: unknown): string | undefined => {
  const id = textOf(value);
  return id === undefined || /^(0+|A+=*)$/.test(id) ? undefined : id;
};

/** ms of a count of nanoseconds: a string, because it does not fit into a number. */
function nanosOf(value: unknown): number | undefined {
  const text = textOf(value);
  if (text === undefined || !/^\d{1,30}$/.test(text)) return undefined;
  return Number(text.slice(0, -6) || "0") + Number(text.slice(-6)) / 1e6;
}

function spanOf(value: unknown, resource: Told): Span | undefined {
  const span = membersOf(value);
  const start = nanosOf(span?.startTimeUnixNano ?? span?.start_time_unix_nano);
  const end = nanosOf(span?.endTimeUnixNano ?? span?.end_time_unix_nano);
  const id = textOf(span?.spanId ?? span?.span_id);
  if (!span || !start || id === undefined) return undefined;
  const told = { ...resource };
  tellAll(told, span.attributes);
  for (const event of listOf(span.events)) tellAll(told, at(event, "attributes"));
  const code = at(span.status, "code");
  return {
    trace: textOf(span.traceId ?? span.trace_id) ?? "",
    id,
    parent: idOf(span.parentSpanId ?? span.parent_span_id),
    name: textOf(span.name) ?? "span",
    start,
    // A time that is not known is written as 0.
    end: end ? Math.max(start, end) : undefined,
    failed: code === 2 || code === "STATUS_CODE_ERROR",
    error: told.error,
    worker: workerOf(told),
    index: told.index,
    key: told.key,
    attempt: told.attempt,
  };
}

export const TOO_MANY_SPANS = "holds more than 250,000 spans, the limit of records.";

/** Spans by their trace. */
export class SpanTraces {
  private readonly traces = new Map<string, Map<string, Span>>();
  private count = 0;

  add(span: Span | undefined): void {
    if (!span) return;
    this.count += 1;
    if (this.count > IMPORT_MAX_STEPS) throw new ImportRefused(TOO_MANY_SPANS);
    let trace = this.traces.get(span.trace);
    if (!trace) {
      trace = new Map();
      this.traces.set(span.trace, trace);
    }
    trace.set(span.id, span);
  }

  /** The longest first, where there are too many. */
  runs(format: "otlp" | "jaeger", tool: string): RunRecord[] {
    if (this.traces.size === 0) throw new ImportRefused("holds no spans.");
    const largest = [...this.traces.values()].sort((a, b) => b.size - a.size).slice(0, IMPORT_MAX_RUNS);
    return largest.map((spans) => runOfSpans(format, tool, [...spans.values()]));
  }
}
