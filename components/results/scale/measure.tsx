import { Gauge, Square } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { ScaleData } from "@/lib/analysis/simulation/scale";
import type { Run, RunProgress, Trial } from "@/lib/app/run/run";
import { expectedMeasureMs, pointsToMeasure } from "@/lib/app/run/scale-points";
import type { MeasureProgress } from "@/lib/app/store/slices/scale-slice";
import { formatAbout, formatList, formatPlural } from "@/lib/base/format";

export interface MeasureControls {
  /** Measures the trial at 1, 2, 4 … workers. Absent where that is impossible. */
  readonly onMeasure?: ((trialId: string) => void) | undefined;
  readonly run?: Pick<Run, "report" | "trials"> | undefined;
  readonly measuring?: MeasureProgress | undefined;
  readonly progress?: RunProgress | undefined;
  readonly onStop?: () => void;
}

interface MeasureProps extends MeasureControls {
  readonly trial: Trial;
  readonly scale: ScaleData | undefined;
  readonly running: boolean;
}

export function Measure(props: MeasureProps) {
  const { trial, scale, running, run, measuring, progress, onMeasure, onStop } = props;
  if (!run) return null;
  const { settings, environment } = run.report;
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
      trial.report.strategy,
      scale.check.measuredMs,
      (workers) => scale.points.find((point) => point.workers === workers)?.mid,
    );
  return (
    <>
      <Button
        icon={<Gauge aria-hidden />}
        onClick={() => onMeasure?.(trial.info.trialId)}
        disabled={running || !onMeasure}
      >
        Measure at {steps.length > 3 ? `${steps.slice(0, 3).join(", ")} …` : formatList(steps.map(String))}{" "}
        workers
      </Button>
      <span className="text-muted">
        {!onMeasure && !running
          ? "Run the program first."
          : expected !== undefined && `About ${formatAbout(expected)}.`}
      </span>
    </>
  );
}
