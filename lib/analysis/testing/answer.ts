import { isIncremental, runToEnd } from "@/lib/base/incremental";
import type { Trace } from "@/lib/trace/trace";
import { answerTo } from "../answers";
import type { AnswerTo, Question } from "../questions";

/** The answer without a worker. */
export function answer<Q extends Exclude<Question, { readonly type: "read" | "open" }>>(
  traces: readonly Trace[],
  question: Q,
): AnswerTo<Q> {
  const found = answerTo(traces, question);
  return isIncremental(found) ? runToEnd(found) : found;
}
