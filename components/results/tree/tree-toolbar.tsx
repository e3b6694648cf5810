import { ChevronsDownUp, ChevronsUpDown } from "lucide-react";
import { TraceMenu } from "@/components/results/shared/export/trace-menu";
import { ColorSelect } from "@/components/results/shared/span/color-select";
import { useSpanPreferences } from "@/components/results/shared/span/span-preferences";
import { SpanSearch } from "@/components/results/shared/span/span-search";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { ToggleGroup, type ToggleOption } from "@/components/ui/toggle-group";
import type { Filter } from "@/lib/analysis/find/find";
import type { Order } from "@/lib/analysis/find/order";
import { formatPlural } from "@/lib/base/format";
import type { TraceFile } from "@/lib/trace/file/format";
import type { Trace } from "@/lib/trace/trace";
import type { TreeColumn } from "./columns";
import { ColumnsMenu } from "./columns-menu";
import type { Tree } from "./use-tree";

const OPTIONS: readonly ToggleOption<Filter>[] = [
  { value: "all", label: "All" },
  { value: "failed", label: "Failed", tip: "Spans with a failed or interrupted attempt" },
  { value: "retried", label: "Retried", tip: "Spans with more than one attempt" },
  { value: "cached", label: "Reused", tip: "Results from the cache or an earlier run" },
  { value: "slowest", label: "Slowest", tip: "The 100 longest tasks, longest first" },
];

interface TreeToolbarProps {
  readonly tree: Tree;
  readonly trace: Trace;
  readonly file: TraceFile | undefined;
  readonly running: boolean;
  /** Where only some spans are shown. */
  readonly onShowAll: (() => void) | undefined;
  readonly columns: readonly TreeColumn[];
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
}

export function TreeToolbar(props: TreeToolbarProps) {
  const { tree, trace, file, running, onShowAll, columns, order, onOrder } = props;
  const { query, setQuery, found, spans, setAll } = tree;
  const [preferences, prefer] = useSpanPreferences();
  return (
    <div className="flex flex-wrap items-center gap-2 border-b px-2 py-1.5">
      <SpanSearch
        value={query.search}
        onChange={(search) => setQuery({ ...query, search })}
        className="basis-28 grow @2xl:max-w-52"
      />
      <ToggleGroup
        label="Show"
        options={OPTIONS}
        className="order-1"
        value={query.filter}
        onChange={(filter) => setQuery({ ...query, filter })}
      />
      <span role="status" className="order-2 text-muted">
        {tree.isSearching
          ? "Searching…"
          : found < 0
            ? formatPlural(spans, "span")
            : tree.flat
              ? `${formatPlural(found, "longest task")}`
              : formatPlural(found, "match", "matches")}
      </span>
      {tree.problem && (
        <span role="status" className="order-2 text-warning">
          {tree.problem}
        </span>
      )}
      {onShowAll && (
        <Button className="order-2" onClick={onShowAll}>
          Show all spans
        </Button>
      )}
      <span className="ml-auto flex items-center gap-1 @2xl:order-3">
        <ColorSelect value={preferences.colorBy} onChange={(colorBy) => prefer({ colorBy })} />
        <ColumnsMenu
          columns={columns}
          chosen={preferences.columns}
          onChoose={(chosen) => prefer({ columns: chosen })}
          order={order}
          onOrder={onOrder}
        />
        <IconButton label="Expand all" onClick={() => setAll("all")}>
          <ChevronsUpDown />
        </IconButton>
        <IconButton label="Collapse all" onClick={() => setAll("none")}>
          <ChevronsDownUp />
        </IconButton>
        <TraceMenu trace={trace} file={file} disabled={running} />
      </span>
    </div>
  );
}
