import type { AttemptRecord, FormatId, RunRecord, StepRecord } from "../../record/run-record";
import { asMaps } from "../as-maps";
import { type Span, WAITS } from "./span";

/** A run from the spans of one trace. Its root is the run. */
export function runOfSpans(format: FormatId, tool: string, found: readonly Span[]): RunRecord {
  const spans = withParents(found);
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
    status: root && (root.end === undefined ? "running" : root.failed ? "failed" : "succeeded"),
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

/**
 * Gives spans that only follow from another one a parent: that one, where it was still open, or else its own parent.
 */
function withParents(spans: readonly Span[]): readonly Span[] {
  const followers = spans.filter(({ parent, follows }) => parent === undefined && follows !== undefined);
  if (followers.length === 0) return spans;
  const byId = new Map(spans.map((span) => [span.id, span]));
  const parentOf = (span: Span): string | undefined => {
    const seen = new Set<Span>();
    let at: Span | undefined = span;
    while (at && at.parent === undefined && at.follows !== undefined && !seen.has(at)) {
      seen.add(at);
      const before = byId.get(at.follows);
      if (before && (before.end === undefined || before.end > span.start)) return before.id;
      at = before;
    }
    return at?.parent;
  };
  const isFollower = new Set(followers);
  return spans.map((span) => (isFollower.has(span) ? { ...span, parent: parentOf(span) } : span));
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
  const before =
    wait?.end !== undefined && wait.end <= (span.end ?? Number.POSITIVE_INFINITY) ? wait : undefined;
  return {
    attempt: i + 1,
    status: span.failed ? "failed" : span.end === undefined ? "interrupted" : "succeeded",
    runnable: before?.start,
    ready: before?.end === undefined ? undefined : Math.min(before.end, span.start),
    started: span.start,
    ended: span.end,
    settled: span.end,
    worker: span.worker === "" ? undefined : span.worker,
    error: span.error,
    bodyBand: span.end === undefined ? undefined : [0, Math.max(0, span.end - span.start)],
  };
}
