import { reasonOf } from "@/lib/base/text-of";
import type { Trace } from "@/lib/trace/trace";
import type { AnalysisClient } from "./client";
import { NotRecorded, Superseded } from "./connection";
import type { Need } from "./needs";
import type { AnswerTo, Question } from "./questions";

export interface QueryState<Q extends Question> {
  /** The newest answer, also while the next one is on its way. */
  readonly value: AnswerTo<Q> | undefined;
  /** The traces that it is about: while a trial runs, not the newest. */
  readonly traces: readonly Trace[];
  readonly pending: boolean;
  readonly problem: string | undefined;
  /** What the traces do not hold and an answer needs. */
  readonly missing: readonly Need[];
}

export const NO_ANSWER = {
  value: undefined,
  traces: [],
  pending: false,
  problem: undefined,
  missing: [],
} as const satisfies QueryState<Question>;

export interface LatestQuery<Q extends Question> {
  ask(traces: readonly Trace[], question: Q): void;
  stop(): void;
}

interface Asked<Q> {
  readonly traces: readonly Trace[];
  readonly question: Q;
}

const trialsOf = (asked: Asked<unknown> | undefined): string =>
  asked?.traces.map(({ info }) => info.trialId).join(" ") ?? "";

/**
 * Asks one question at a time. What changes in the meantime is asked when the answer is there, and only its latest state:
 * so there are answers also while a trace grows or a slider moves. A question about other trials cancels the one before.
 *
 * @param show called with each new state; `took` ms if it is an answer
 */
export function createLatestQuery<Q extends Question>(
  client: AnalysisClient,
  show: (state: QueryState<Q>, took?: number) => void,
): LatestQuery<Q> {
  let wanted: Asked<Q> | undefined;
  let asked: Asked<Q> | undefined;
  let abort = new AbortController();
  let state: QueryState<Q> = NO_ANSWER;

  function change(to: QueryState<Q>, took?: number): void {
    state = to;
    show(to, took);
  }

  async function work(): Promise<void> {
    while (wanted && wanted !== asked) {
      const own = wanted;
      asked = own;
      const from = performance.now();
      const answer = await client
        .query(own.traces, own.question, abort.signal)
        .then((value) => ({ ...NO_ANSWER, value }), problemState);
      if (asked !== own) return;
      if (answer)
        change({ ...answer, traces: own.traces, pending: wanted !== own }, performance.now() - from);
    }
    asked = undefined;
  }

  return {
    ask(traces, question) {
      const next = { traces, question };
      if (asked && trialsOf(asked) !== trialsOf(next)) cancel();
      wanted = next;
      if (!state.pending) change({ ...state, pending: true });
      if (!asked) void work();
    },
    stop() {
      cancel();
      wanted = undefined;
      if (state !== NO_ANSWER) change(NO_ANSWER);
    },
  };

  function cancel(): void {
    abort.abort();
    abort = new AbortController();
    asked = undefined;
  }
}

/** @returns undefined where somebody else has taken over */
function problemState(error: unknown): QueryState<never> | undefined {
  if (error instanceof Superseded) return undefined;
  if (error instanceof NotRecorded) return { ...NO_ANSWER, missing: error.missing };
  return { ...NO_ANSWER, problem: reasonOf(error) };
}
