import { answerTo } from "@/lib/analysis/answers";
import type { Question } from "@/lib/analysis/questions";
import { isIncremental, runToEnd } from "@/lib/base/incremental";
import type { Trace } from "@/lib/trace/trace";

const QUESTIONS: readonly Exclude<Question, { type: "read" | "open" }>[] = [
  { type: "figures", timerStepMs: 0.1 },
  { type: "tree" },
  { type: "chart", mode: "workers" },
  { type: "path" },
  { type: "breakdown" },
  { type: "tasks" },
  { type: "bestChange", cores: 2 },
  { type: "whatIf", change: { kind: "start", startMs: 5 }, cores: 2 },
];

/** What the views ask about a record: nothing may throw. */
export function askEverything(traces: readonly Trace[]): void {
  for (const question of QUESTIONS) {
    const answer = answerTo(traces, question);
    if (isIncremental<unknown>(answer)) runToEnd(answer);
  }
}
