"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { formatMoment } from "@/lib/app/run/compare-with-recorded";
import { machineOf } from "@/lib/app/run/machine";
import type { Recorded } from "@/lib/app/store/slices/run-slice";

/** Above figures that come from somebody else's machine. */
export function RecordedBanner({ recorded: { report, recordedAt, by } }: { readonly recorded: Recorded }) {
  const run = usePlayground((state) => state.run);
  const date = formatMoment(recordedAt);
  const own = by === "device";
  return (
    <Banner
      className="m-2 shrink-0"
      title={
        own
          ? "An earlier run"
          : date === undefined
            ? "Recorded, not run here"
            : `Recorded on ${date}, not run here`
      }
      actions={
        <Button variant="primary" onClick={() => void run()}>
          Run here
        </Button>
      }
    >
      {own
        ? `${date === undefined ? "" : `Of ${date}, on this device. `}It had too many spans to keep them: its figures are here, its timeline is not.`
        : `On ${machineOf(report.environment)}. Yours will give other figures.`}
    </Banner>
  );
}
