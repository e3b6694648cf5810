import type { Trace } from "@/lib/trace/trace";
import type { Need } from "./needs";
import { needsNotes } from "./needs";
import type { AnswerTo, Question } from "./questions";
import { ReadCollector, type ReadInParts } from "./read-parts";
import { type PostPart, sendNotes, sendTrace } from "./send-trace";
import type { AnalysisPort, FromAnalysisWorker, ToAnalysisWorker } from "./worker";

/** Rows of traces kept at the other end for more questions, 100 bytes each; past it the least recently used go. */
const KEPT_MAX_ROWS = 2_000_000;

/** The query was cancelled: by who asked, or because another took its place. */
export class Superseded extends Error {
  override readonly name = "Superseded";
}

/** The traces do not hold what the question needs. */
export class NotRecorded extends Error {
  override readonly name = "NotRecorded";
  constructor(readonly missing: readonly Need[]) {
    super("Not in this recording.");
  }
}

export class ConnectionLost extends Error {
  /** @param started whether it had ever answered */
  constructor(
    message: string,
    readonly started: boolean,
  ) {
    super(message);
  }
}

interface Waiting {
  progress?: ((share: number) => void) | undefined;
  /** Where the answer comes in parts. */
  collector?: ReadCollector;
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

interface SentTrace {
  readonly number: number;
  readonly trialId: string;
  readonly rows: number;
  readonly arrived: Promise<void>;
  notes?: Promise<void>;
  /** Queries that are about to name it. */
  pins: number;
}

export class Connection {
  private readonly waiting = new Map<number, Waiting>();
  private readonly versions = new WeakMap<Trace, SentTrace>();
  /** By number, the least recently used first. */
  private readonly kept = new Map<number, SentTrace>();
  private started = false;
  private last = 0;

  /** @param end ends what is at the other end */
  constructor(
    private readonly port: AnalysisPort,
    private readonly end: () => void,
  ) {
    port.onmessage = ({ data }: MessageEvent<FromAnalysisWorker>) => this.receive(data);
  }

  async ask<Q extends Question>(
    traces: readonly Trace[],
    question: Q,
    signal: AbortSignal | undefined,
    progress?: (share: number) => void,
  ): Promise<AnswerTo<Q>> {
    if (signal?.aborted) throw new Superseded();
    this.last += 1;
    const query = this.last;
    const answer = new Promise<unknown>((resolve, reject) =>
      this.waiting.set(query, { resolve, reject, progress }),
    );
    // It may be lost before anybody waits for it.
    answer.catch(() => undefined);
    const cancel = (): void => {
      this.post({ type: "cancel", query });
      this.settle(query)?.reject(new Superseded());
    };
    signal?.addEventListener("abort", cancel);
    try {
      await this.send(query, traces, question);
      return (await answer) as AnswerTo<Q>;
    } finally {
      this.waiting.delete(query);
      signal?.removeEventListener("abort", cancel);
    }
  }

  /** Rejects what is waiting. */
  lose(message: string): void {
    this.reject(new ConnectionLost(message, this.started));
  }

  close(): void {
    this.reject(new Superseded());
  }

  private reject(error: Error): void {
    this.end();
    for (const query of [...this.waiting.keys()]) this.settle(query)?.reject(error);
  }

  private async send(query: number, traces: readonly Trace[], question: Question): Promise<void> {
    const named: SentTrace[] = [];
    try {
      for (const trace of traces) {
        const sent = this.version(trace);
        sent.pins += 1;
        named.push(sent);
        await sent.arrived;
        if (!needsNotes(question)) continue;
        sent.notes ??= sendNotes(this.poster(sent.number), trace);
        await sent.notes;
      }
      // It may have been cancelled while they were sent.
      if (this.waiting.has(query))
        this.post({ type: "query", query, traces: named.map(({ number }) => number), question });
    } finally {
      for (const sent of named) sent.pins -= 1;
      this.forgetSome();
    }
  }

  private version(trace: Trace): SentTrace {
    const known = this.versions.get(trace);
    if (known && this.kept.delete(known.number)) {
      this.kept.set(known.number, known);
      return known;
    }
    const { trialId } = trace.info;
    for (const older of this.kept.values()) if (older.trialId === trialId) this.forget(older);
    this.last += 1;
    const number = this.last;
    const sent: SentTrace = {
      number,
      trialId,
      rows: trace.count,
      arrived: sendTrace(this.poster(number), trace),
      pins: 0,
    };
    sent.arrived.catch(() => this.kept.delete(number));
    this.versions.set(trace, sent);
    this.kept.set(number, sent);
    return sent;
  }

  private forgetSome(): void {
    let rows = 0;
    for (const sent of this.kept.values()) rows += sent.rows;
    for (const sent of this.kept.values()) {
      if (rows <= KEPT_MAX_ROWS) return;
      if (this.forget(sent)) rows -= sent.rows;
    }
  }

  private forget(sent: SentTrace): boolean {
    if (sent.pins > 0) return false;
    this.kept.delete(sent.number);
    this.post({ type: "forget", trace: sent.number });
    return true;
  }

  private poster(trace: number): PostPart {
    return (part, transfer) => this.post({ type: "trace", trace, part }, transfer);
  }

  private post(message: ToAnalysisWorker, transfer: Transferable[] = []): void {
    this.port.postMessage(message, transfer);
  }

  private receive(message: FromAnalysisWorker): void {
    this.started = true;
    if (message.type === "ready") return;
    if (message.type === "part") {
      const waiting = this.waiting.get(message.query);
      if (waiting === undefined) return;
      if ("progress" in message.part) {
        waiting.progress?.(message.part.progress);
        return;
      }
      waiting.collector ??= new ReadCollector();
      waiting.collector.add(message.part);
      return;
    }
    const query = this.settle(message.query);
    if (message.type === "answer")
      query?.resolve(query.collector?.join(message.answer as ReadInParts) ?? message.answer);
    else if (message.type === "failed") query?.reject(new Error(message.message));
    else query?.reject(new NotRecorded(message.missing as readonly Need[]));
  }

  private settle(query: number): Waiting | undefined {
    const waiting = this.waiting.get(query);
    this.waiting.delete(query);
    return waiting;
  }
}
