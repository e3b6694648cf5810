import type { StrategyName } from "@/lib/model/strategy";
import { linesOf } from "@/lib/model/strategy-patterns";
import type { StrategyReport } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";
import { bodiesOf } from "../time/bodies";
import { overheadOf, workerMsOf } from "../time/overhead";
import { opRuns } from "./counts";
import { type Interval, pairedRatio, type RatioInterval, roundsInterval } from "./statistics";

/** A strategy's rounds without the warm-up, in the order run; round i of all strategies ran in one pass. */
export interface Measured extends Pick<StrategyReport, "strategy" | "status" | "rounds"> {
  readonly trace: Trace;
}

/** One column of the table: the rows of Dagster's comparison, measured. */
export interface ComparisonColumn {
  readonly strategy: StrategyName;
  readonly status: StrategyReport["status"];
  /** Execution time, ms. */
  readonly wallMs: Interval;
  /** Its time divided by the fastest one's, from paired rounds; undefined for the fastest itself. */
  readonly toFastest: RatioInterval | undefined;
  /** Items that run again by hand after one failure, on average: all that share its op run. */
  readonly itemsByHand: number;
  /** ms of the bodies of attempts that were retried. */
  readonly retriedMs: number;
  readonly workerMs: number;
  /** ms of worker time besides the bodies, per item. */
  readonly overheadPerItemMs: number;
  /** Lines of the same fan-out written by hand. */
  readonly lines: number;
}

const wallsOf = ({ rounds }: Measured): number[] => rounds.map(({ wallMs }) => wallMs);
const medianOf = (one: Measured): number => roundsInterval(wallsOf(one)).median;

export function compare(measured: readonly Measured[], timerStepMs: number): ComparisonColumn[] {
  const ran = measured.filter(({ rounds }) => rounds.length > 0);
  const isWhole = ({ status }: Measured): boolean => status === "succeeded";
  const [fastest] = ran.filter(isWhole).sort((a, b) => medianOf(a) - medianOf(b));
  return ran.map((one) => {
    const { strategy, status, trace } = one;
    const bodies = bodiesOf(trace);
    const overhead = overheadOf(trace, bodies);
    let retriedMs = 0;
    for (let row = 0; row < trace.count; row += 1)
      if ((trace.attemptOf[row] as number) >= 0) retriedMs += bodies.compute[row] as number;
    return {
      strategy,
      status,
      wallMs: roundsInterval(wallsOf(one)),
      toFastest:
        fastest && fastest !== one && isWhole(one)
          ? pairedRatio(wallsOf(one), wallsOf(fastest), timerStepMs)
          : undefined,
      itemsByHand: Math.max(1, overhead.items / Math.max(1, opRuns(trace))),
      retriedMs,
      workerMs: workerMsOf(trace, bodies),
      overheadPerItemMs: overhead.perItemMs,
      lines: linesOf(strategy),
    };
  });
}
