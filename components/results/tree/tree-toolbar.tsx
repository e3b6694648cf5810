import { ChevronsDownUp, ChevronsUpDown, Search } from "lucide-react";
import { TraceMenu } from "@/components/results/shared/export/trace-menu";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";
import { ToggleGroup, type ToggleOption } from "@/components/ui/toggle-group";
import { formatPlural } from "@/lib/base/format";
import type { TraceFile } from "@/lib/trace/file/format";
import type { Trace } from "@/lib/trace/trace";
import type { Filter } from "./filter";
import type { Tree } from "./use-tree";

const OPTIONS: readonly ToggleOption<Filter>[] = [
  { value: "all", label: "All" },
  { value: "failed", label: "Failed", tip: "Failed and interrupted spans" },
  { value: "retried", label: "Retried", tip: "Spans with more than one attempt" },
  { value: "cached", label: "Cached", tip: "Results from the cache or from an earlier run" },
  { value: "slowest", label: "Slowest", tip: "The 100 longest bodies, longest first" },
];

interface TreeToolbarProps {
  readonly tree: Tree;
  readonly trace: Trace;
  readonly file: TraceFile | undefined;
  readonly running: boolean;
  /** Where only some spans are shown. */
  readonly onShowAll: (() => void) | undefined;
}

export function TreeToolbar({ tree, trace, file, running, onShowAll }: TreeToolbarProps) {
  const { query, setQuery, found, spans, setAll } = tree;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b px-2 py-1.5">
      <TextField
        type="search"
        label="Search spans by name, key or index"
        hideLabel
        placeholder="Name or key"
        icon={<Search />}
        value={query.search}
        onChange={(search) => setQuery({ ...query, search })}
        className="w-40 grow @2xl:grow-0"
      />
      <ToggleGroup
        label="Show"
        options={OPTIONS}
        className="order-1"
        value={query.filter}
        onChange={(filter) => setQuery({ ...query, filter })}
      />
      <span role="status" className="order-2 text-muted">
        {found >= 0 ? `${formatPlural(found, "span")} found` : formatPlural(spans, "span")}
      </span>
      {onShowAll && (
        <Button className="order-2" onClick={onShowAll}>
          Show all spans
        </Button>
      )}
      <span className="ml-auto flex @2xl:order-3">
        <IconButton label="Open all" onClick={() => setAll("all")}>
          <ChevronsUpDown />
        </IconButton>
        <IconButton label="Fold all" onClick={() => setAll("none")}>
          <ChevronsDownUp />
        </IconButton>
        <TraceMenu trace={trace} file={file} disabled={running} />
      </span>
    </div>
  );
}
