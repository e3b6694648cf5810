"use client";

import clsx from "clsx";
import { RotateCw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";

export interface ResultsFrameProps {
  /** The results belong to other code, inputs or settings than those that stand beside them. */
  readonly stale: boolean;
  readonly onRun: () => void;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** Around every view: old results dim and say how to renew them; they do not vanish, and nothing moves. */
export function ResultsFrame({ stale, onRun, disabled, children }: ResultsFrameProps) {
  return (
    <div className="relative h-full min-h-0">
      <div className={clsx("h-full min-h-0", stale && "stale")}>{children}</div>
      {stale && (
        <div role="status" className="absolute inset-x-0 bottom-3 flex justify-center">
          <div className="flex items-center gap-2 rounded-md bg-surface py-1 pr-1 pl-3 shadow-float">
            These are the results of an earlier version.
            <Button icon={<RotateCw />} onClick={onRun} disabled={disabled} keys="Mod+Enter">
              Run again
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
