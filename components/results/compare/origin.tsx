import { Button } from "@/components/ui/button";
import { Explained } from "@/components/ui/explained";
import { isMeasuredHere, type Run } from "@/lib/app/run/run";
import { originText } from "./origin-text";

interface OriginProps {
  readonly run: Run;
  /** Another run is in progress. */
  readonly running: boolean;
  readonly onRun: (() => void) | undefined;
}

/** Where the figures come from, in one line of a fixed height: figures of another machine or day are never taken for this run's. */
export function Origin({ run, running, onRun }: OriginProps) {
  const isHere = isMeasuredHere(run) && !running;
  return (
    <div className="flex min-h-control flex-wrap items-center gap-x-3 text-muted">
      <p>
        <Explained text={originText(run, running)} />
      </p>
      {!isHere && onRun && <Button onClick={onRun}>Run here</Button>}
    </div>
  );
}
