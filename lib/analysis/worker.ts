import { type Incremental, isIncremental } from "@/lib/base/incremental";
import { reasonOf } from "@/lib/base/text-of";
import { transferablesOf } from "@/lib/base/transferables";
import { TASK_BUDGET_MS, yieldToMain } from "@/lib/base/yield-to-main";
import type { FromAnalysis, ToAnalysis } from "@/lib/protocol/analysis";
import type { SpanNote } from "@/lib/protocol/rows";
import { createColumns } from "@/lib/trace/columns";
import { readTraceFile } from "@/lib/trace/file/read";
import type { Trace } from "@/lib/trace/trace";
import { withWorkerLanes } from "@/lib/trace/worker-lanes";
import { answerTo } from "./answers";
import { missingFrom } from "./needs";
import { type Answers, PRIORITY, type Question } from "./questions";
import { type ReadInParts, type ReadPart, type ReadProgress, readInParts } from "./read-parts";
import { openFiles } from "./record/open";
import type { TracePart } from "./send-trace";

export type ToAnalysisWorker = ToAnalysis<TracePart, Question>;
export type FromAnalysisWorker = FromAnalysis<Answers[keyof Answers], ReadPart | ReadProgress>;

/** Either end of the wire: the worker's own scope, a worker or a message port. */
export interface AnalysisPort {
  postMessage(message: unknown, transfer: Transferable[]): void;
  onmessage: ((event: MessageEvent) => void) | null;
}

interface Query {
  readonly query: number;
  readonly question: Question;
  readonly traces: readonly Trace[];
  state: "waiting" | "working" | "cancelled";
}

const EMPTY: Trace = {
  info: { runId: "", trialId: "", label: "", source: "measured", language: "", startedAt: 0 },
  ...createColumns(0),
  count: 0,
  names: [],
  notes: new Map(),
  errors: new Map(),
  lanes: [],
  logs: [],
  logsDropped: 0,
  wallMs: 0,
  workers: 0,
};

function withPart(trace: Trace, { itemKeys, ...part }: TracePart): Trace {
  const lanes = part.lanes ? [...trace.lanes, ...part.lanes] : trace.lanes;
  let { notes } = trace;
  if (part.notes) {
    const more = new Map(notes);
    for (const [row, note] of part.notes) more.set(row, { ...note, keys: notes.get(row)?.keys });
    notes = more;
  }
  if (itemKeys) notes = withItemKeys(trace, notes, itemKeys);
  return { ...trace, ...part, lanes, notes };
}

function withItemKeys(
  trace: Trace,
  notes: Trace["notes"],
  { row, keys }: NonNullable<TracePart["itemKeys"]>,
): Trace["notes"] {
  const note: SpanNote = notes.get(row) ?? { id: trace.id[row] ?? -1, attempt: trace.attempt[row] ?? 1 };
  return new Map(notes).set(row, { ...note, keys: [...(note.keys ?? []), ...keys] });
}

/**
 * Answers queries, the most urgent first. Long answers come in steps, between which it listens: to cancellations, and to
 * more urgent queries.
 */
export function serveAnalysis(port: AnalysisPort): void {
  const traces = new Map<number, Trace>();
  /** Not answered yet, the oldest first. */
  const queries = new Map<number, Query>();
  let working = false;

  /** By its number, with what the page leaves out of it. */
  function wholeTrace(number: number): Trace {
    const trace = traces.get(number) ?? EMPTY;
    if (!trace.lanesFollow) return trace;
    const whole = withWorkerLanes(trace);
    traces.set(number, whole);
    return whole;
  }

  const post = (message: FromAnalysisWorker): void => port.postMessage(message, transferablesOf(message));

  /** Answers all that are more urgent than `than`. */
  async function answerAll(than = Number.POSITIVE_INFINITY): Promise<void> {
    for (;;) {
      const urgent = [...queries.values()].filter(
        ({ state, question }) => state === "waiting" && PRIORITY[question.type] < than,
      );
      const [next] = urgent.sort((a, b) => PRIORITY[a.question.type] - PRIORITY[b.question.type]);
      if (!next) return;
      next.state = "working";
      post(await answer(next).catch((error: unknown) => failure(next.query, error)));
      queries.delete(next.query);
      await yieldToMain();
    }
  }

  async function answer(asked: Query): Promise<FromAnalysisWorker> {
    const { query, question } = asked;
    const missing = missingFrom(asked.traces, question.type);
    if (missing.length > 0) return { type: "missing", query, missing };
    if (question.type === "read")
      return { type: "answer", query, answer: await sendParts(query, await readTraceFile(question.file)) };
    if (question.type === "open")
      return {
        type: "answer",
        query,
        answer: await sendParts(
          query,
          await openFiles(question.files, question.wanted, (progress) => watch(asked, progress)),
        ),
      };
    const found = answerTo(asked.traces, question);
    return { type: "answer", query, answer: isIncremental(found) ? await finish(asked, found) : found };
  }

  /** Says how far a query is, and ends it where nobody waits for its answer any more. */
  function watch({ query, state }: Query, progress: number): void {
    if (state === "cancelled") throw new Error("The query was cancelled.");
    post({ type: "part", query, part: { progress } });
  }

  /** Sends what would hold the page's thread as a whole. @returns what is left */
  async function sendParts<Read extends ReadInParts>(query: number, read: Read): Promise<Read> {
    const parts = readInParts(read);
    for (let next = parts.next(); ; next = parts.next()) {
      if (next.done) return next.value;
      post({ type: "part", query, part: next.value });
      // Where no worker could start, this is the page's thread.
      await yieldToMain();
    }
  }

  async function finish<T>(asked: Query, steps: Incremental<T>): Promise<T> {
    let turn = performance.now();
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      if (performance.now() - turn <= TASK_BUDGET_MS) continue;
      await yieldToMain();
      await answerAll(PRIORITY[asked.question.type]);
      if (asked.state === "cancelled") throw new Error("The query was cancelled.");
      turn = performance.now();
    }
  }

  port.onmessage = ({ data }: MessageEvent<ToAnalysisWorker>) => {
    switch (data.type) {
      case "trace":
        traces.set(data.trace, withPart(traces.get(data.trace) ?? EMPTY, data.part));
        return;
      case "forget":
        traces.delete(data.trace);
        return;
      case "cancel": {
        const query = queries.get(data.query);
        if (query?.state === "waiting") queries.delete(data.query);
        else if (query) query.state = "cancelled";
        return;
      }
      case "query":
        queries.set(data.query, {
          ...data,
          traces: data.traces.map(wholeTrace),
          state: "waiting",
        });
        if (working) return;
        working = true;
        void answerAll().finally(() => {
          working = false;
        });
    }
  };
  post({ type: "ready" });
}

const failure = (query: number, error: unknown): FromAnalysisWorker => ({
  type: "failed",
  query,
  message: reasonOf(error),
});
