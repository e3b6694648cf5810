/**
 * Between the page and its analysis worker: plain messages over one port. A trace is sent once, in parts, under a number
 * that queries then name. Questions, answers and traces are types of lib/analysis and lib/trace.
 */
export type ToAnalysis<TracePart, Question> =
  /** Lists and maps of all parts of a trace add up; anything else replaces what an earlier part said. */
  | { readonly type: "trace"; readonly trace: number; readonly part: TracePart }
  | { readonly type: "forget"; readonly trace: number }
  | {
      readonly type: "query";
      readonly query: number;
      readonly traces: readonly number[];
      readonly question: Question;
    }
  | { readonly type: "cancel"; readonly query: number };

export type FromAnalysis<Answer, Part> =
  /** The worker has started. */
  | { readonly type: "ready" }
  /** Of an answer that is large: all parts come before it. */
  | { readonly type: "part"; readonly query: number; readonly part: Part }
  | { readonly type: "answer"; readonly query: number; readonly answer: Answer }
  /** The recording does not hold what the question needs. */
  | { readonly type: "missing"; readonly query: number; readonly missing: readonly string[] }
  | { readonly type: "failed"; readonly query: number; readonly message: string };
