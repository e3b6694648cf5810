import { portOpened } from "@/lib/base/watch-ports";
import type { Trace } from "@/lib/trace/trace";
import { Connection, ConnectionLost } from "./connection";
import type { AnswerTo, Question } from "./questions";

export interface AnalysisClient {
  /**
   * A trace is sent once: the same object is the same version of it. One that still grows may be asked about.
   *
   * Rejects with `NotRecorded` where the traces lack what the question needs, with `Superseded` where it was cancelled.
   */
  query<Q extends Question>(
    traces: readonly Trace[],
    question: Q,
    signal?: AbortSignal,
    /** Of a question about files: how much of them has been read, 0 to 1. */
    progress?: (share: number) => void,
  ): Promise<AnswerTo<Q>>;
  /** Ends the worker; the next query starts another. */
  dispose(): void;
}

const startWorker = (): Worker =>
  new Worker(new URL("../../workers/analysis.ts", import.meta.url), { type: "module", name: "analyst" });

function toWorker(start: () => Worker): Connection {
  const worker = start();
  portOpened("Analysis worker", worker);
  const connection = new Connection(worker, () => worker.terminate());
  worker.addEventListener("error", () => connection.lose("The analysis worker failed. Run again."));
  return connection;
}

async function toPage(): Promise<Connection> {
  const { serveAnalysis } = await import("./worker");
  const { port1, port2 } = new MessageChannel();
  serveAnalysis(port2);
  return new Connection(port1, () => port1.close());
}

/** Where no worker can start, as in an embed whose host gives it no origin, the page does the work itself. */
export function createAnalysisClient(start: () => Worker = startWorker): AnalysisClient {
  let connection: Promise<Connection> | undefined;
  let canStart = true;

  async function connect(): Promise<Connection> {
    try {
      if (canStart) return toWorker(start);
    } catch {
      canStart = false;
    }
    return toPage();
  }

  return {
    async query(traces, question, signal, progress) {
      for (;;) {
        connection ??= connect();
        const own = connection;
        try {
          return await (await own).ask(traces, question, signal, progress);
        } catch (error) {
          if (!(error instanceof ConnectionLost)) throw error;
          if (connection === own) connection = undefined;
          if (error.started) throw error;
          canStart = false;
        }
      }
    },
    dispose() {
      void connection?.then((each) => each.close());
      connection = undefined;
    },
  };
}

/** The page's own: one worker for all who ask. */
export const analysis = createAnalysisClient();
