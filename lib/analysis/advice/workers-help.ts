import type { StrategyName } from "@/lib/model/strategy";
import type { ScaleData } from "../simulation/scale";
import { SHARED_CORES_FACTOR } from "../time/contention";
import type { Finding, Range } from "./finding";
import { between, figure, type Sentence, say, unsure } from "./sentence";

/** Labels the recommended number of workers. */
export const ENOUGH_WORKERS = "workers that are enough";
/** With this many workers a run comes this close to the fastest: more gain little. */
const ENOUGH = 0.15;
/** Another run may find as many enough as come this close here … */
const ENOUGH_RANGE = [0.4, 0.05] as const;
/** … or this many times fewer or more: chunks and waves change in steps. */
const STEP = 2;

/** @param waitingShare of an item's time in which it needs no core, where that is known */
export function workersFinding(
  scale: ScaleData,
  strategy: StrategyName,
  waitingShare: number | undefined,
  cores: number,
): Finding {
  const { points, workers, workSpan, stretch, check } = scale;
  const error = figure("simulation error", check.error, "share");
  const said = (sentence: Sentence, upTo?: Range): Finding => ({
    kind: "workers",
    sentence,
    claims: upTo ? [{ says: "workers help", upTo }] : [],
    rule: "The fewest workers within 15% of the fastest simulated time, if the simulation is at most 15% off.",
  });
  if (!check.trusted)
    return said(
      unsure(
        say`The simulation is ${error} off, so it cannot predict other worker counts. Measure them in Scale.`,
      ),
    );
  const fastest = Math.min(...points.map(({ mid }) => mid));
  const within = (share: number): number =>
    points.find(({ mid }) => mid <= fastest * (1 + share))?.workers ?? workers;
  const enough = within(ENOUGH);
  const [less, more] = ENOUGH_RANGE;
  const upTo: Range = [Math.max(1, within(less + check.error) / STEP), within(more) * STEP];
  const help = between(ENOUGH_WORKERS, enough, "count", ...upTo);
  const elsewhere = say`${figure("fewest in another run", upTo[0], "count")} to ${figure("most in another run", upTo[1], "count")} in another run`;
  const simulated = figure(
    "simulated time with that many workers",
    points.find((point) => point.workers === enough)?.mid ?? Number.NaN,
    "ms",
  );
  const measured = figure(`measured time with ${workers}`, check.measuredMs, "ms");
  const here = figure("cores here", cores, "count");
  if (stretch !== undefined && stretch > SHARED_CORES_FACTOR && enough > cores)
    return said(
      say`With one core each, about ${help} workers would be enough for ${strategy} (${elsewhere}): at most ${simulated} simulated, ${measured} measured. This machine has ${here} cores, so tasks took ${figure("time of tasks compared with running alone", stretch, "times")} as long as alone.`,
      upTo,
    );
  const count =
    enough === 1
      ? say`One worker is enough for ${strategy}`
      : say`About ${help} workers are enough for ${strategy} (${elsewhere})`;
  const gain = figure("most that more workers gain", ENOUGH, "share");
  const first = say`${count}, more gain less than ${gain}: ${simulated} simulated, ${measured} measured (simulation error ${error}). At most ${figure("parallelism T₁/T∞", workSpan.parallelism, "count")} workers can be busy.`;
  const isUnsure = waitingShare === undefined;
  const needsCores = isUnsure || waitingShare < 0.85;
  if (!needsCores || enough <= cores) return said(first, upTo);
  return isUnsure
    ? said(unsure(say`${first} If the items use the CPU, each needs a core; this machine has ${here}.`), upTo)
    : said(say`${first} Items use the CPU, so each needs a core; this machine has ${here}.`, upTo);
}
