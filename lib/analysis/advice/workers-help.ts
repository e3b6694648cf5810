import type { StrategyName } from "@/lib/model/strategy";
import type { ScaleData } from "../simulation/scale";
import { SHARED_CORES_FACTOR } from "../time/contention";
import type { Finding, Range } from "./finding";
import { between, figure, type Sentence, say, unsure } from "./sentence";

/** Workers that come this close to the fastest may be enough, or may not, in another run. */
const SURELY_HELP = 0.15;
const MAY_HELP = 0.02;

/** @param waitingShare of an item's time in which it needs no core, where that is known */
export function workersFinding(
  scale: ScaleData,
  strategy: StrategyName,
  waitingShare: number | undefined,
  cores: number,
): Finding {
  const { points, helping, workers, workSpan, stretch, check } = scale;
  const error = figure("simulation error", check.error, "share");
  const said = (sentence: Sentence, upTo?: Range): Finding => ({
    kind: "workers",
    sentence,
    claims: upTo ? [{ says: "workers help", upTo }] : [],
    rule: "The fewest workers within 5% of the fastest simulated time, if the simulation is at most 15% off.",
  });
  if (!check.trusted)
    return said(
      unsure(
        say`The simulation is ${error} off, so it cannot predict other worker counts. Measure them in Scale.`,
      ),
    );
  const fastest = Math.min(...points.map(({ mid }) => mid));
  const within = (share: number): number =>
    points.find(({ mid }) => mid <= fastest * (1 + share + check.error))?.workers ?? helping;
  const upTo: Range = [
    within(SURELY_HELP),
    points.find(({ mid }) => mid <= fastest * (1 + MAY_HELP))?.workers ?? helping,
  ];
  const help = between("workers that help", helping, "count", ...upTo);
  const simulated = figure(
    "simulated time with that many workers",
    points.find((point) => point.workers === helping)?.mid ?? Number.NaN,
    "ms",
  );
  const measured = figure(`measured time with ${workers}`, check.measuredMs, "ms");
  const here = figure("cores here", cores, "count");
  if (stretch !== undefined && stretch > SHARED_CORES_FACTOR && helping > cores)
    return said(
      say`With one core each, up to about ${help} workers help ${strategy}: at most ${simulated} simulated, ${measured} measured. This machine has ${here} cores, so tasks took ${figure("time of tasks compared with running alone", stretch, "times")} as long as alone.`,
      upTo,
    );
  const count =
    helping === 1
      ? say`One worker is enough for ${strategy}`
      : say`Up to about ${help} workers help ${strategy}`;
  const first = say`${count}: ${simulated} simulated, ${measured} measured (simulation error ${error}). At most ${figure("parallelism T₁/T∞", workSpan.parallelism, "count")} workers can be busy.`;
  const isUnsure = waitingShare === undefined;
  const needsCores = isUnsure || waitingShare < 0.85;
  if (!needsCores || helping <= cores) return said(first, upTo);
  return isUnsure
    ? said(unsure(say`${first} If the items use the CPU, each needs a core; this machine has ${here}.`), upTo)
    : said(say`${first} Items use the CPU, so each needs a core; this machine has ${here}.`, upTo);
}
