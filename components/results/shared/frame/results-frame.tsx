import clsx from "clsx";
import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

interface ResultsFrameProps {
  /** The code, inputs or settings have changed since the run. */
  readonly stale: boolean;
  /** What has changed since, such as "code and inputs". */
  readonly because?: string | undefined;
  /** Undefined while a run is in progress. */
  readonly onRun: (() => void) | undefined;
  readonly children: ReactNode;
}

/** Around every view: old results are dimmed, with a button to run again. They are not hidden or covered. */
export function ResultsFrame({ stale, because, onRun, children }: ResultsFrameProps) {
  return (
    <div className="flex h-full min-h-0 flex-col">
      <div className={clsx("min-h-0 flex-1", stale && "stale")}>{children}</div>
      {stale && (
        <div
          role="status"
          className="flex shrink-0 items-center gap-x-3 border-t bg-warning-soft py-1.5 pr-2 pl-4"
        >
          <span className="min-w-0 flex-1">
            Results are from before your last change{because !== undefined && ` (${because})`}.
          </span>
          {onRun && (
            <Button icon={<RotateCw aria-hidden />} onClick={onRun}>
              Run again
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
