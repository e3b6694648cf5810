import type { AttemptRecord, FormatId, RunRecord, StepRecord } from "../../record/run-record";
import { asMaps } from "../as-maps";
import { type Span, WAITS } from "./span";

/** A run from the spans of one trace. Its root is the run. */
export function runOfSpans(format: FormatId, tool: string, spans: readonly Span[]): RunRecord {
  const ids = new Set(spans.map(({ id }) => id));
  const isWait = ({ name, index }: Span): boolean => WAITS.test(name) && index !== undefined;
  const waits = spans.filter(isWait);
  const rest = spans.filter((span) => !isWait(span));
  const roots = rest.filter(({ parent }) => parent === undefined || !ids.has(parent));
  const root = roots.length === 1 ? roots[0] : undefined;
  const parents = new Set(rest.map(({ parent }) => parent));
  const queued = new Map(waits.map((span) => [JSON.stringify([span.parent, span.index]), span]));
  const steps = stepsOf(rest, queued, parents, root);
  const missing = roots.filter(({ parent }) => parent !== undefined).length;
  return {
    format,
    tool,
    name: root?.name ?? roots[0]?.name ?? "Trace",
    runId: spans[0]?.trace ?? "",
    status: root && (root.failed ? "failed" : "succeeded"),
    begin: root?.start,
    end: root?.end,
    driver: root?.worker.split("/")[0] || undefined,
    hosts: undefined,
    slotFrom: "ready",
    resolutionMs: 1,
    clock: "nanoseconds; every process has its own clock",
    steps,
    unknown: [
      "the limit",
      "worker start",
      ...(waits.length === 0 ? ["queue"] : ["queue of steps without a span for it"]),
      "dependencies",
      "bytes",
      "number of cores",
      ...(steps.some(({ attempts }) => attempts.some(({ worker }) => worker !== undefined))
        ? []
        : ["workers (no span has process.pid)"]),
    ],
    derived: [
      "which spans are items of one map (the same name and parent)",
      "bodies (a span may hold more than the body: small parts around it)",
    ],
    dropped: [
      "attributes, except for index, key, attempt, process and thread",
      "events, stack traces and messages",
      "links",
    ],
    incomplete: missing > 0 ? [`the parents of ${missing === 1 ? "1 span" : `${missing} spans`}`] : [],
  };
}

function stepsOf(
  spans: readonly Span[],
  queued: ReadonlyMap<string, Span>,
  parents: ReadonlySet<string | undefined>,
  root: Span | undefined,
): StepRecord[] {
  const attempts = new Map<string, Span[]>();
  for (const span of spans) {
    if (span === root) continue;
    // Spans of one item that have numbers of attempts are one step; others are steps each.
    const isNumbered = span.index !== undefined && span.attempt !== undefined;
    const id = isNumbered ? JSON.stringify([span.parent, span.name, span.index]) : span.id;
    const found = attempts.get(id);
    if (found) found.push(span);
    else attempts.set(id, [span]);
  }
  const stepOfSpan = new Map<string, string>();
  for (const [id, all] of attempts) for (const span of all) stepOfSpan.set(span.id, id);
  const steps = [...attempts].map(([id, all]): StepRecord => {
    all.sort((a, b) => (a.attempt ?? 0) - (b.attempt ?? 0) || a.start - b.start);
    const [first] = all as [Span];
    const wait = queued.get(JSON.stringify([first.parent, first.index]));
    return {
      id,
      name: first.name,
      key: first.key,
      index: first.index,
      parent: first.parent === undefined ? undefined : stepOfSpan.get(first.parent),
      encloses: all.some((span) => parents.has(span.id)),
      attempts: all.map((span, i) => attemptOf(span, i, i === 0 ? wait : undefined)),
    };
  });
  // By spans, not by steps: what two attempts of a step called is no map.
  const callers = new Map([...attempts].map(([id, [first]]) => [id, first?.parent]));
  return asMaps(steps, ({ id, name, encloses, index }) =>
    encloses && index === undefined ? undefined : JSON.stringify([callers.get(id), name]),
  ).map((step) => (step.map !== undefined ? { ...step, encloses: false } : step));
}

function attemptOf(span: Span, i: number, wait: Span | undefined): AttemptRecord {
  const length = Math.max(0, span.end - span.start);
  const before = wait !== undefined && wait.end <= span.end ? wait : undefined;
  return {
    attempt: i + 1,
    status: span.failed ? "failed" : "succeeded",
    runnable: before?.start,
    ready: before ? Math.min(before.end, span.start) : undefined,
    started: span.start,
    ended: span.end,
    settled: span.end,
    worker: span.worker === "" ? undefined : span.worker,
    error: span.error,
    bodyBand: [0, length],
  };
}
