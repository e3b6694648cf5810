import { shownRound } from "@/lib/analysis/report/report";
import { MAX_SPANS } from "@/lib/model/limits";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import type { RecordedTrial } from "./run-trial";

/**
 * Past as many rows as one trace may have, drops the trace of the round farthest from the median and keeps its time: the median round is the one
 * that is shown in the end.
 */
export function thinTraces(rounds: readonly RecordedTrial[]): readonly RecordedTrial[] {
  const rows = rounds.reduce((sum, { trace }) => sum + trace.count, 0);
  if (rows <= MAX_SPANS || rounds.length < 3) return rounds;
  const middle = shownRound(rounds)?.outcome.wallMs ?? 0;
  const distance = ({ outcome, trace }: RecordedTrial): number =>
    trace.count === 0 ? -1 : Math.abs(outcome.wallMs - middle);
  const farthest = rounds.reduce((most, round) => (distance(round) > distance(most) ? round : most));
  const empty = new TraceBuilder(farthest.trace).finish({ wallMs: farthest.outcome.wallMs });
  return rounds.map((round) => (round === farthest ? { ...round, trace: empty } : round));
}
