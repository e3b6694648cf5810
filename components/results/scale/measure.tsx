import { Gauge, Square } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ScaleData } from "@/lib/analysis/questions";
import type { RunProgress } from "@/lib/app/run/results";
import { expectedMeasureMs, pointsToMeasure } from "@/lib/app/run/scale-points";
import type { MeasureProgress } from "@/lib/app/store/slices/scale-slice";
import { formatAbout, formatList, formatPlural } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import type { Report } from "@/lib/protocol/report";

export interface MeasureControls {
  /** Measures the strategy at 1, 2, 4 … workers. Absent where that cannot be. */
  readonly onMeasure?: ((strategy: StrategyName) => void) | undefined;
  /** The run that would be measured, and on which machine. */
  readonly report?: Report | undefined;
  /** Where measuring stands, and its run. */
  readonly measuring?: MeasureProgress | undefined;
  readonly progress?: RunProgress | undefined;
  readonly onStop?: () => void;
}

/** Runs it at other numbers of workers: how long that takes before, how far it is meanwhile, and a way out. */
export function Measure({
  strategy,
  scale,
  running,
  report,
  measuring,
  progress,
  onMeasure,
  onStop,
}: {
  readonly strategy: StrategyName;
  readonly scale: ScaleData | undefined;
  readonly running: boolean;
} & MeasureControls) {
  if (!report) return null;
  const { settings, environment } = report;
  const steps = pointsToMeasure(settings.workers, environment.cores);
  if (measuring) {
    const round =
      progress === undefined || progress.round === 0
        ? "warm-up"
        : `round ${progress.round}${progress.rounds ? ` of ${progress.rounds}` : ""}`;
    return (
      <>
        <Button variant="danger" icon={<Square aria-hidden fill="currentColor" />} onClick={onStop}>
          Stop measuring
        </Button>
        <span className="text-muted">
          With {formatPlural(measuring.workers, "worker")}: {measuring.step} of {measuring.steps}, {round}
        </span>
        <span aria-hidden className="h-1.5 w-24 overflow-hidden rounded-full bg-pressed">
          <span
            className="block h-full bg-accent"
            style={{ width: `${Math.round((100 * (measuring.step - 1)) / measuring.steps)}%` }}
          />
        </span>
      </>
    );
  }
  if (steps.length === 0) return null;
  const expected =
    scale &&
    expectedMeasureMs(
      steps,
      settings,
      strategy,
      scale.check.measuredMs,
      (workers) => scale.points.find((point) => point.workers === workers)?.mid,
    );
  return (
    <>
      <Button
        icon={<Gauge aria-hidden />}
        onClick={() => onMeasure?.(strategy)}
        disabled={running || !onMeasure}
      >
        Measure at {steps.length > 3 ? `${steps.slice(0, 3).join(", ")} …` : formatList(steps.map(String))}{" "}
        workers
      </Button>
      <span className="text-muted">
        {!onMeasure && !running
          ? "Run again first."
          : expected !== undefined && `About ${formatAbout(expected)}.`}
      </span>
    </>
  );
}
