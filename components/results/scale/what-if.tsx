import { RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { LogScale } from "@/components/ui/log-scale";
import { LogSlider } from "@/components/ui/slider";
import type { WhatIf as Change } from "@/lib/analysis/simulation/parameters";
import type { ScaleData } from "@/lib/analysis/simulation/scale";
import { formatDuration, formatNumber } from "@/lib/base/format";

export interface WhatIfProps {
  /** As measured: shown until it is changed. */
  readonly measured: Pick<ScaleData, "startMs" | "transferMs"> | undefined;
  readonly change: Change;
  readonly onChange: (change: Change) => void;
  readonly effect: string;
}

const rounded = (ms: number | undefined): number => Number((ms ?? 0).toPrecision(3));

const SPAWN: LogScale = { min: 0.1, max: 120_000, zero: true, steps: 240 };
const MESSAGE: LogScale = { min: 0.001, max: 1_000, zero: true, steps: 240 };
const ITEMS: LogScale = { min: 0.001, max: 1_000, steps: 240 };

export function WhatIf({ measured, change, onChange, effect }: WhatIfProps) {
  const startMs = rounded(measured?.startMs);
  const messageMs = rounded(measured && measured.transferMs / 2);
  return (
    <fieldset className="@container flex flex-col gap-2" disabled={measured === undefined}>
      <legend className="sr-only">What if</legend>
      <p className="min-h-10">{effect}</p>
      <LogSlider
        label="A worker starts in"
        unit="ms"
        scale={SPAWN}
        max={3_600_000}
        mark={startMs}
        format={formatDuration}
        value={change.startMs ?? startMs}
        onChange={(value) => onChange({ ...change, startMs: value })}
      />
      <LogSlider
        label="A message takes"
        unit="ms"
        scale={MESSAGE}
        max={60_000}
        mark={messageMs}
        format={formatDuration}
        value={change.transferMs ?? messageMs}
        onChange={(value) => onChange({ ...change, transferMs: value })}
      />
      <LogSlider
        label="Items take"
        unit="× as long"
        scale={ITEMS}
        max={100_000}
        mark={1}
        format={(value) => `${formatNumber(value)} times as long`}
        value={change.itemScale ?? 1}
        onChange={(value) => onChange({ ...change, itemScale: value })}
      />
      <Button
        variant="quiet"
        className="self-start"
        icon={<RotateCcw aria-hidden />}
        onClick={() => onChange({})}
        disabled={Object.keys(change).length === 0}
      >
        As measured
      </Button>
    </fieldset>
  );
}
