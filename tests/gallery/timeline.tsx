import { type ComponentType, useState } from "react";
import { deep, finished, running, wide } from "@/components/results/fixtures/traces";
import TimelineView from "@/components/results/timeline/timeline-view";
import type { Trace } from "@/lib/trace/trace";

function Scene({
  make,
  live = false,
  first,
}: {
  readonly make: () => readonly Trace[];
  readonly live?: boolean;
  /** Selected from the beginning. */
  readonly first?: number;
}) {
  const [trials] = useState(() =>
    make().map((trace) => ({ info: trace.info, label: trace.info.label, trace })),
  );
  const [shown, setShown] = useState(trials[0]);
  const [selected, setSelected] = useState<number | undefined>(first);
  return (
    <TimelineView
      shown={shown}
      others={trials.filter((trial) => trial !== shown)}
      runKey={shown?.label ?? ""}
      running={live}
      selected={selected}
      onSelect={(trial, row) => {
        setShown(trials.find(({ label }) => label === trial.label));
        setSelected(row);
      }}
    />
  );
}

const letters = {
  items: 26,
  workers: 7,
  itemMs: 100,
  startMs: 40,
  retried: 0.1,
  failed: 0.08,
  cached: 0.05,
} as const;

export const TIMELINE_SCENES: Readonly<Record<string, ComponentType>> = {
  "timeline-empty": () => <Scene make={() => []} />,
  "timeline-letters": () => (
    <Scene
      make={() => [
        finished(wide({ ...letters, strategy: "pooled" })),
        finished(wide({ ...letters, strategy: "dynamic" })),
        finished(wide({ ...letters, strategy: "sequential" })),
      ]}
    />
  ),
  "timeline-selected": () => (
    <Scene first={9} make={() => [finished(wide({ ...letters, strategy: "pooled" }))]} />
  ),
  "timeline-running": () => <Scene live make={() => [running(wide(letters), 0.6)]} />,
  "timeline-deep": () => <Scene make={() => [finished(deep(4, 3))]} />,
  "timeline-huge": () => (
    <Scene make={() => [finished(wide({ items: 100_000, workers: 12, itemMs: 1, failed: 0.001 }))]} />
  ),
};
