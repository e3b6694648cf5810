"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { Recorded } from "@/lib/playground/slices/run-slice";
import { usePlayground } from "@/lib/playground/use-playground";

const when = new Intl.DateTimeFormat("en", { dateStyle: "long" });

/** Above figures that come from somebody else's machine. */
export function RecordedBanner({ recorded: { report, recordedAt } }: { readonly recorded: Recorded }) {
  const run = usePlayground((state) => state.run);
  const { cores } = report.environment;
  const date = recordedAt === undefined ? undefined : new Date(recordedAt);
  const known = date !== undefined && !Number.isNaN(date.getTime());
  return (
    <Banner
      className="m-2 shrink-0"
      title={known ? `Recorded on ${when.format(date)}` : "Recorded"}
      actions={<Button onClick={() => void run()}>Run here</Button>}
    >
      On another machine, with {cores} {cores === 1 ? "core" : "cores"}. Yours will give other figures.
    </Banner>
  );
}
