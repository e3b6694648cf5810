import { type ComponentType, useEffect, useState } from "react";
import { deep, finished, type Recording, running, wide } from "@/components/results/fixtures/traces";
import TreeView from "@/components/results/tree/tree-view";
import type { SpanObject } from "@/lib/trace/from-spans";
import { traceOf } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";

function Still({ trace }: { readonly trace: Trace | undefined }) {
  const [selected, setSelected] = useState<number | undefined>(undefined);
  return <TreeView trace={trace} runKey="1" selected={selected} onSelect={setSelected} />;
}

/** Streams a recording in, a part per frame, as a run does. */
function Streaming({ recording, frames }: { readonly recording: Recording; readonly frames: number }) {
  const [share, setShare] = useState(0.01);
  const [selected, setSelected] = useState<number | undefined>(undefined);
  useEffect(() => {
    const frame = requestAnimationFrame(() => setShare((now) => Math.min(1, now + 1 / frames)));
    return () => cancelAnimationFrame(frame);
  });
  return (
    <TreeView
      trace={running(recording, share)}
      runKey="1"
      running={share < 1}
      selected={selected}
      onSelect={setSelected}
    />
  );
}

const longNames: readonly SpanObject[] = [
  { id: 0, kind: "workflow", name: "a", started: 0, ended: 90 },
  {
    id: 1,
    parent: 0,
    name: `${"refine_the_report_about_".repeat(8)}topic`,
    started: 0,
    ended: 40,
    worker: 1,
  },
  { id: 2, parent: 0, name: "<b>bold</b> ‮evil", status: "failed", started: 3, ended: 5, worker: 2 },
  { id: 3, parent: 0, name: "数据处理", status: "interrupted", started: 20, ended: 25, worker: 12 },
  { id: 4, parent: 0, name: "skipped", status: "skipped" },
  { id: 5, parent: 0, name: "cancelled", status: "cancelled", issued: 30 },
];

const mixed = wide({
  items: 26,
  workers: 7,
  itemMs: 100,
  retried: 0.2,
  failed: 0.1,
  cached: 0.1,
  strategy: "dynamic",
});

export const TREE_SCENES: Readonly<Record<string, ComponentType>> = {
  "tree-empty": () => <Still trace={undefined} />,
  "tree-letters": () => <Still trace={finished(mixed)} />,
  "tree-running": () => <Still trace={running(mixed, 0.6)} />,
  "tree-deep": () => <Still trace={finished(deep(40, 1))} />,
  "tree-names": () => <Still trace={traceOf(longNames)} />,
  "tree-huge": () => {
    const [trace] = useState(() =>
      finished(wide({ items: 100_000, workers: 8, itemMs: 1, retried: 0.001, failed: 0.0005 })),
    );
    return <Still trace={trace} />;
  },
  "tree-streaming": () => {
    const [recording] = useState(() => wide({ items: 20_000, workers: 8, itemMs: 1 }));
    return <Streaming recording={recording} frames={60} />;
  },
};
