import { STATUSES } from "@/lib/model/status";
import type { TimeColumn } from "@/lib/trace/columns";
import { isExecuted, isInline, isTaken } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { Question, QuestionType } from "./questions";

/** What the spans of a recording may lack: a time, or their workers. */
type SpanNeed = TimeColumn | "lanes";

export type Need = SpanNeed | "spans" | "log lines" | "steps left out";

/** Without these an answer would be wrong, not only poorer. */
const NEEDS: Readonly<Record<QuestionType, readonly SpanNeed[]>> = {
  read: [],
  open: [],
  figures: [],
  tree: [],
  find: [],
  range: ["started", "ended"],
  chart: ["started", "ended"],
  path: ["started", "ended", "settled"],
  breakdown: ["started", "ended", "dispatched", "received", "settled", "lanes"],
  tasks: ["started", "ended", "dispatched", "received", "settled"],
  calls: ["started", "ended"],
  advice: ["started", "ended", "dispatched", "received", "settled", "lanes"],
  scale: ["started", "ended", "dispatched", "received", "settled", "lanes"],
  whatIf: [],
  bestChange: [],
  numbers: ["started", "ended"],
  estimate: [],
  band: [],
  consequences: [],
  decisionMap: [],
};

/** Questions about a run as a whole: steps that a link left out would change the answer. */
const OF_ALL_STEPS: ReadonlySet<QuestionType> = new Set([
  "path",
  "breakdown",
  "tasks",
  "advice",
  "scale",
  "numbers",
]);

/** Whether the keys of spans change its answer. They are sent on request, because a map may have 100,000. */
export const needsNotes = (question: Question): boolean =>
  question.type === "figures" ||
  question.type === "find" ||
  (question.type === "tree" && question.order?.by === "name");

/** What a question needs and one of these recordings does not hold. */
export function missingFrom(traces: readonly Trace[], question: QuestionType): readonly Need[] {
  if (OF_ALL_STEPS.has(question) && traces.some(({ record }) => record?.leftOut)) return ["steps left out"];
  return NEEDS[question].filter((need) => traces.some((trace) => isMissing(trace, need)));
}

const OVER = [STATUSES.indexOf("succeeded"), STATUSES.indexOf("failed")];

/** Some body ran of which it should be known, and of none it is. A trial in which nothing ran yet lacks nothing. */
function isMissing(trace: Trace, need: SpanNeed): boolean {
  if (need === "lanes" && trace.lanes.length > 0) return false;
  const times = need === "lanes" ? undefined : trace[need];
  const isOfCalls = need === "dispatched" || need === "received";
  let expected = false;
  for (let row = 0; row < trace.count; row += 1) {
    if (times && !Number.isNaN(times[row])) return false;
    expected ||=
      OVER.includes(trace.status[row] as number) &&
      isExecuted(trace, row) &&
      !isTaken(trace, row) &&
      !(isOfCalls && isInline(trace, row));
  }
  return expected;
}
