"use client";

import { RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { NumberField } from "@/components/ui/number-field";
import type { WhatIf as Change } from "@/lib/analysis/replay";
import type { ScaleData } from "@/lib/playground/analyst-api";

export interface WhatIfProps {
  /** What was measured: shown until it is changed. */
  readonly measured: Pick<ScaleData, "spawnMs" | "transferMs"> | undefined;
  readonly change: Change;
  readonly onChange: (change: Change) => void;
}

const rounded = (ms: number | undefined): number => Number((ms ?? 0).toPrecision(3));

/** Other overheads and item durations to play with. */
export function WhatIf({ measured, change, onChange }: WhatIfProps) {
  return (
    <fieldset className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <legend className="sr-only">What if</legend>
      <NumberField
        label="A worker starts in"
        unit="ms"
        min={0}
        max={3_600_000}
        width="w-20"
        value={change.spawnMs ?? rounded(measured?.spawnMs)}
        onChange={(spawnMs) => onChange({ ...change, spawnMs })}
      />
      <NumberField
        label="A message takes"
        unit="ms"
        min={0}
        max={60_000}
        width="w-20"
        step={0.1}
        value={
          change.transferMs ??
          rounded(measured?.transferMs === undefined ? undefined : measured.transferMs / 2)
        }
        onChange={(transferMs) => onChange({ ...change, transferMs })}
      />
      <NumberField
        label="Items take"
        unit="× as long"
        min={0.001}
        max={100_000}
        width="w-20"
        step={0.5}
        value={change.itemScale ?? 1}
        onChange={(itemScale) => onChange({ ...change, itemScale })}
      />
      <Button
        variant="quiet"
        icon={<RotateCcw />}
        onClick={() => onChange({})}
        disabled={Object.keys(change).length === 0}
      >
        As measured
      </Button>
    </fieldset>
  );
}
