import { useMemo, useRef, useState } from "react";
import { type SpanQuery, useMatches } from "@/components/results/shared/span/use-matches";
import { MATCH } from "@/lib/analysis/find/find";
import { searchedTexts } from "@/lib/analysis/find/matched-parts";
import { childCount, type SpanTree, type TreeData } from "@/lib/analysis/layout/span-tree";
import type { Trace } from "@/lib/trace/trace";
import {
  type Folding,
  flatList,
  flatten,
  flattenKept,
  isOpen,
  positionOf,
  toggled,
  UNFOLDED,
  type Visible,
  withRow,
} from "./visible";

interface Computed {
  readonly spanTree: SpanTree;
  readonly folding: Folding;
  readonly visible: Visible;
}

export type Tree = ReturnType<typeof useTree>;

/** @param only ids of the spans to show; undefined: all. @param growing more spans arrive */
export function useTree(trace: Trace, data: TreeData, only: readonly number[] | undefined, growing: boolean) {
  const { tree: spanTree, counts, ranks } = data;
  const [folding, setFolding] = useState<Folding>(UNFOLDED);
  const [query, setQuery] = useState<SpanQuery>({ filter: "all", search: "" });
  /** The last list, to which the next toggle is applied. */
  const computed = useRef<Computed | null>(null);

  const isAsked = only !== undefined || query.filter !== "all" || query.search.trim() !== "";
  const matches = useMatches(trace, isAsked ? query : undefined, only, growing);
  const searched = useMemo(() => searchedTexts(query.search), [query.search]);
  const flat = matches?.filter === "slowest";
  const visible = useMemo(() => {
    if (matches && flat) return flatList(matches.rows);
    if (matches) return flattenKept(spanTree, folding, matches.keep);
    const known = computed.current;
    if (known && known.spanTree === spanTree && known.folding === folding) return known.visible;
    return flatten(spanTree, folding);
  }, [spanTree, folding, matches, flat]);

  const open = (row: number): boolean => {
    if (flat) return false;
    return matches
      ? childCount(spanTree, row) > 0 && (folding.rows.get(row) ?? true)
      : isOpen(spanTree, folding, row);
  };

  return {
    counts,
    ranks,
    spans: spanTree.spans,
    visible,
    query,
    flat,
    /** What the search looks for in names: to be marked there. */
    searched,
    /** Matching spans; -1 without a query, or before it was answered. */
    found: matches ? matches.rows.length : -1,
    isSearching: isAsked && matches === undefined,
    /** Of a part of the search that was left out. */
    problem: matches?.problem,
    /** Shown only for the sake of a match that it holds. */
    isAround: (row: number): boolean => matches !== undefined && !flat && matches.keep[row] !== MATCH,
    isOpen: open,
    isOpenable: (row: number): boolean => !flat && childCount(spanTree, row) > 0,
    setOpen: (position: number, wanted: boolean): void => {
      const row = visible.rows[position];
      if (row === undefined) return;
      const next = withRow(folding, row, wanted);
      if (!matches)
        computed.current = { spanTree, folding: next, visible: toggled(visible, spanTree, next, position) };
      setFolding(next);
    },
    openSiblings: (position: number): void => {
      const depth = visible.depth[position] ?? 0;
      const rows = new Map(folding.rows);
      const mark = (from: number, step: number): void => {
        for (let at = from; at >= 0 && at < visible.count && (visible.depth[at] ?? 0) >= depth; at += step) {
          const row = visible.rows[at];
          if (row !== undefined && visible.depth[at] === depth) rows.set(row, true);
        }
      };
      mark(position, -1);
      mark(position + 1, 1);
      setFolding({ rest: folding.rest, rows });
    },
    setAll: (rest: Folding["rest"]): void => setFolding({ rest, rows: new Map() }),
    setQuery,
    /** Opens the ancestors of a row. */
    reveal: (row: number): void => {
      if (positionOf(visible, row) >= 0) return;
      const rows = new Map(folding.rows);
      const span = trace.attemptOf[row] ?? -1;
      if (span >= 0) rows.set(span, true);
      for (let up = trace.parent[span >= 0 ? span : row] ?? -1; up >= 0; up = trace.parent[up] ?? -1)
        rows.set(up, true);
      setFolding({ rest: folding.rest, rows });
    },
  };
}
