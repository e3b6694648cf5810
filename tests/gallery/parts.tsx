import { type ComponentType, useState } from "react";
import ArtifactsView from "@/components/results/artifacts/artifacts-view";
import BreakdownView from "@/components/results/breakdown/breakdown-view";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { finished, wide } from "@/components/results/fixtures/traces";
import CompareRunsView from "@/components/results/history/compare-runs-view";
import HistoryList from "@/components/results/history/history-list";
import { WithDrawer } from "@/components/results/shared/span/drawer";
import SpanDetail from "@/components/results/shared/span/span-detail";
import TreeView from "@/components/results/tree/tree-view";
import type { StrategyName } from "@/lib/model/strategy";

const nothing = () => undefined;
const letters = { items: 26, workers: 7, itemMs: 100, startMs: 40, retried: 0.3, failed: 0.08 } as const;

function Breakdown({ strategy }: { readonly strategy: StrategyName }) {
  const [trace] = useState(() => finished(wide({ ...letters, strategy })));
  return <BreakdownView label={strategy} trace={trace} />;
}

function Detail({ failed = false, none = false }: { readonly failed?: boolean; readonly none?: boolean }) {
  const [trace] = useState(() => finished(wide(letters)));
  const [row, setRow] = useState<number | undefined>(() => {
    if (none) return undefined;
    const [error] = [...trace.errors.keys()];
    return failed ? error : trace.index.indexOf(5);
  });
  return (
    <WithDrawer
      onClose={() => setRow(undefined)}
      drawer={
        row !== undefined && (
          <SpanDetail
            trace={trace}
            row={row}
            onSelect={setRow}
            onClose={() => setRow(undefined)}
            lineOf={() => 7}
            onShowLine={nothing}
            onRunAgain={nothing}
          />
        )
      }
    >
      <TreeView trace={trace} runKey="1" selected={row} onSelect={setRow} />
    </WithDrawer>
  );
}

const text = (content: string) => new TextEncoder().encode(content);
const FILES = new Map([
  [
    "report/README.md",
    text(
      "# Report\n\nA *list*:\n\n- one\n- two\n\n```ts\nconst a = 1;\n```\n\n| a | b |\n| - | - |\n| 1 | 2 |\n\n<script>document.title='owned'</script>",
    ),
  ],
  [
    "report/page.html",
    text(
      "<h1>Page</h1><p>Hello <a href='https://example.org'>link</a></p><script>parent.document.title='owned'</script>",
    ),
  ],
  [
    "report/data.json",
    text(
      JSON.stringify({
        topics: [
          { name: "a", score: 8.5 },
          { name: "b", score: 7 },
        ],
      }),
    ),
  ],
  [
    "report/logo.svg",
    text(
      "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='64'><circle cx='32' cy='32' r='30' fill='teal'/></svg>",
    ),
  ],
  ["report/raw.bin", Uint8Array.of(0, 1, 2, 3)],
  [`report/${"a_very_long_name_".repeat(6)}.txt`, text("plain\ntext")],
]);

function Artifacts({
  chosen,
  files = FILES,
}: {
  readonly chosen?: string;
  readonly files?: ReadonlyMap<string, Uint8Array>;
}) {
  const [trial] = runOf(experiment({ ...letters, strategies: ["pooled"], rounds: 1 })).trials;
  const artifacts = [...FILES]
    .filter(([path]) => !chosen || path === chosen)
    .map(([path, content]) => ({ path, bytes: content.length }));
  return trial ? <ArtifactsView trial={{ ...trial, files, report: { ...trial.report, artifacts } }} /> : null;
}

const NOW = Date.UTC(2026, 0, 20, 12);

function Changed() {
  const options = { ...letters, rounds: 6, strategies: ["sequential", "dynamic", "pooled"] } as const;
  const baseline = runOf(experiment(options), { id: "before", startedAt: NOW - 7_200_000 });
  const active = runOf(experiment({ ...options, itemMs: 70 }), { id: "after", startedAt: NOW - 1000 });
  return (
    <div className="p-4">
      <CompareRunsView active={active} baseline={baseline} now={NOW} />
    </div>
  );
}

export const PART_SCENES: Readonly<Record<string, ComponentType>> = {
  "breakdown-empty": () => <BreakdownView label={undefined} trace={undefined} />,
  "breakdown-pooled": () => <Breakdown strategy="pooled" />,
  "breakdown-dynamic": () => <Breakdown strategy="dynamic" />,
  detail: () => <Detail />,
  "detail-tree": () => <Detail none />,
  "detail-failed": () => <Detail failed />,
  "artifacts-empty": () => <ArtifactsView trial={undefined} />,
  artifacts: () => <Artifacts />,
  "artifacts-html": () => <Artifacts chosen="report/page.html" />,
  "artifacts-image": () => <Artifacts chosen="report/logo.svg" />,
  "artifacts-names": () => <Artifacts files={new Map()} />,
  "before-after": () => <Changed />,
  history: () => (
    <div className="max-w-112 p-4">
      <HistoryList
        entries={[
          { id: "3", at: NOW - 1000, title: "letters, 3 strategies, pooled 571 ms", bytes: 120_000 },
          { id: "2", at: NOW - 7_200_000, title: "letters", bytes: 90_000 },
          { id: "1", at: NOW - 30 * 86_400_000, title: "reports, edited", bytes: 1_900_000 },
        ]}
        now={NOW}
        currentId="3"
        onOpen={nothing}
        onCompare={nothing}
        onDelete={nothing}
        onClear={nothing}
      />
    </div>
  ),
};
