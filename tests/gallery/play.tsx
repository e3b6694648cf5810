import { type ComponentType, useState } from "react";
import { finished, wide } from "@/components/results/fixtures/traces";
import PlayView from "@/components/results/play/play-view";
import type { Trace } from "@/lib/trace/trace";

function Scene({
  make,
  running = false,
}: {
  readonly make: () => readonly Trace[];
  readonly running?: boolean;
}) {
  const [trials] = useState(() =>
    make().map((trace) => ({ info: trace.info, label: trace.info.label, trace })),
  );
  const [names, setNames] = useState<readonly string[]>([]);
  return (
    <>
      <PlayView
        trials={trials}
        running={running}
        runKey="run"
        source="letters, 7 workers"
        onRunning={setNames}
      />
      <p className="sr-only">Running: {names.join(", ")}</p>
    </>
  );
}

const letters = { items: 26, workers: 7, itemMs: 100, startMs: 40, retried: 0.1, failed: 0.08 } as const;

export const PLAY_SCENES: Readonly<Record<string, ComponentType>> = {
  "play-empty": () => <Scene make={() => []} />,
  "play-running": () => <Scene running make={() => [finished(wide(letters))]} />,
  "play-letters": () => (
    <Scene
      make={() => [
        finished(wide({ ...letters, strategy: "sequential" })),
        finished(wide({ ...letters, strategy: "dynamic" })),
        finished(wide({ ...letters, strategy: "pooled" })),
        finished(wide({ ...letters, strategy: "hybrid" })),
      ]}
    />
  ),
  "play-huge": () => (
    <Scene make={() => [finished(wide({ items: 100_000, workers: 12, itemMs: 1, failed: 0.001 }))]} />
  ),
};
