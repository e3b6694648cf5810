import { ListTree, SearchX } from "lucide-react";
import {
  type CSSProperties,
  type KeyboardEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { useQuery } from "@/components/results/shared/query/use-query";
import { ColorLegend } from "@/components/results/shared/span/color-legend";
import { colorMarks } from "@/components/results/shared/span/colors";
import { useCovered } from "@/components/results/shared/span/drawer";
import { useSpanPreferences } from "@/components/results/shared/span/span-preferences";
import { useRowKeys } from "@/components/results/shared/virtual-list/row-keys";
import { rem, useRowHeight } from "@/components/results/shared/virtual-list/use-row-height";
import { useRows } from "@/components/results/shared/virtual-list/use-rows";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Spinner } from "@/components/ui/spinner";
import { useSize } from "@/components/ui/use-size";
import type { Order } from "@/lib/analysis/find/order";
import { type TreeData, treeDataOf } from "@/lib/analysis/layout/span-tree";
import { formatPlural } from "@/lib/base/format";
import type { TraceFile } from "@/lib/trace/file/format";
import type { Trace } from "@/lib/trace/trace";
import { RowGroup } from "./cells";
import { columnsFor, templateOf } from "./columns";
import { nextMatch, type TreeCommand, treeCommand } from "./keys";
import { TreeHeader } from "./tree-header";
import { TreeRow } from "./tree-row";
import { TreeToolbar } from "./tree-toolbar";
import { beginsWith } from "./type-ahead";
import { useTree } from "./use-tree";
import { positionOf } from "./visible";

/** rem: the names of the columns. */
const HEADER = 1.5;
/** Letters typed within this time belong to one word. */
const TYPE_AHEAD_MS = 700;

interface TreeViewProps {
  readonly trace: Trace | undefined;
  readonly file?: TraceFile | undefined;
  readonly runKey: string;
  readonly running?: boolean;
  readonly selected: number | undefined;
  readonly onSelect: (row: number) => void;
  /** Ids of the only spans to show. */
  readonly only?: readonly number[] | undefined;
  /** Shows all spans again. */
  readonly onShowAll?: () => void;
  /** Enter or a double click on a span without children: shows its definition. */
  readonly onActivate?: (row: number) => void;
}

export default function TreeView({ trace, runKey, ...rest }: TreeViewProps) {
  if (!trace || trace.count === 0) {
    return (
      <EmptyState icon={<ListTree />} title={rest.running ? "Waiting for the first span" : "No spans yet"}>
        {rest.running ? "The run has started." : "Run the program to see every nested call."}
      </EmptyState>
    );
  }
  return <ReadTree key={runKey} trace={trace} {...rest} />;
}

type ReadTreeProps = Omit<TreeViewProps, "runKey" | "trace"> & { readonly trace: Trace };

function ReadTree({ trace, ...rest }: ReadTreeProps) {
  const [order, onOrder] = useState<Order | undefined>(undefined);
  const inline = useCallback((each: Trace) => treeDataOf(each, order), [order]);
  const query = useQuery([trace], { type: "tree", order }, { growing: rest.running ?? false, inline });
  const { value, problem } = query;
  const [read] = query.traces;
  if (problem !== undefined) throw new Error(problem);
  if (value === undefined || read === undefined)
    return <Spinner label={`Loading ${formatPlural(trace.count, "span")}…`} className="p-4" />;
  return <SpanTree trace={read} data={value} order={order} onOrder={onOrder} {...rest} />;
}

type SpanTreeProps = ReadTreeProps & {
  readonly data: TreeData;
  readonly order: Order | undefined;
  readonly onOrder: (order: Order | undefined) => void;
};

type OnPosition = (position: number) => void;

/** Handlers with a constant identity that call the newest ones. */
function useSteadyHandlers(select: OnPosition, toggle: OnPosition) {
  const latest = useRef({ select, toggle });
  useEffect(() => {
    latest.current = { select, toggle };
  });
  const onSelect = useCallback<OnPosition>((position) => latest.current.select(position), []);
  const onToggle = useCallback<OnPosition>((position) => latest.current.toggle(position), []);
  return { onSelect, onToggle };
}

function SpanTree({
  trace,
  data,
  file,
  running = false,
  selected,
  onSelect,
  only,
  onShowAll,
  onActivate,
  order,
  onOrder,
}: SpanTreeProps) {
  const id = useId();
  const tree = useTree(trace, data, only, running);
  const [{ columns: chosenColumns, names, colorBy }, prefer] = useSpanPreferences();
  const marks = useMemo(() => colorMarks(trace, colorBy, tree.ranks), [trace, colorBy, tree.ranks]);
  const frame = useRef<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  useSize(
    frame,
    useCallback((element) => setWidth(element.clientWidth / rem()), []),
  );
  const columns = useMemo(() => columnsFor(width, chosenColumns), [width, chosenColumns]);

  const showAll = () => {
    tree.setQuery({ filter: "all", search: "" });
    onShowAll?.();
  };
  const { visible } = tree;
  const covered = useCovered();
  const rowHeight = useRowHeight();
  const rows = useRows({
    count: visible.count,
    rowHeight,
    inset: HEADER * rem(),
    overscan: 5,
    covered,
  });
  const typed = useRef({ text: "", at: 0 });
  /** The row selected in the tree, so that only a selection from elsewhere scrolls it. */
  const chosen = useRef<number | undefined>(undefined);
  /** The selected row was folded and is being revealed. */
  const hidden = useRef(false);

  const at = selected === undefined ? -1 : positionOf(visible, selected);
  const { reveal } = tree;
  const { scrollTo } = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a selection is followed once, not again at every scroll or fold
  useEffect(() => {
    if (selected === undefined || selected === chosen.current) return;
    chosen.current = selected;
    if (at >= 0) return scrollTo(at, "center");
    hidden.current = true;
    reveal(selected);
  }, [selected]);
  useEffect(() => {
    if (at < 0 || !hidden.current) return;
    hidden.current = false;
    scrollTo(at, "center");
  }, [at, scrollTo]);

  // A drawer that opens over the selected row, for it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the drawer's coming moves the list, not each selection
  useEffect(() => {
    if (covered > 0 && at >= 0) scrollTo(at);
  }, [covered]);

  const select = (position: number): void => {
    const row = visible.rows[position];
    if (row === undefined || position >= visible.count) return;
    chosen.current = row;
    scrollTo(position);
    onSelect(row);
  };

  const obey = (command: TreeCommand, current: number): void => {
    const row = visible.rows[current] ?? 0;
    // Without a selection, a step down or in selects the first row.
    if (at < 0 && (command.type !== "move" || command.to === 1)) select(current);
    else if (command.type === "move") select(command.to);
    else if (command.type === "openSiblings") tree.openSiblings(command.at);
    else if (command.type === "open" || command.type === "close")
      tree.setOpen(command.at, command.type === "open");
    else if (tree.isOpenable(row)) tree.setOpen(current, !tree.isOpen(row));
    else onActivate?.(row);
  };

  const typeAhead = (key: string, time: number, current: number): void => {
    const text = time - typed.current.at < TYPE_AHEAD_MS ? typed.current.text + key : key;
    typed.current = { text, at: time };
    const from = text.length === 1 ? current + 1 : current;
    const begins = (position: number): boolean => beginsWith(trace, visible.rows[position] as number, text);
    const next = nextMatch(visible.count, from % visible.count, begins);
    if (next >= 0) select(next);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const current = Math.max(0, at);
    const row = visible.rows[current] ?? 0;
    const context = {
      visible,
      at: current,
      page: rows.page,
      openable: tree.isOpenable(row),
      open: tree.isOpen(row),
    };
    const command = treeCommand(event.key, context);
    if (command) {
      event.preventDefault();
      obey(command, current);
    } else if (event.key.length === 1) typeAhead(event.key, event.timeStamp, current);
  };

  const { onSelect: onRow, onToggle } = useSteadyHandlers(select, (position) => {
    const row = visible.rows[position];
    if (row !== undefined) tree.setOpen(position, !tree.isOpen(row));
  });
  const keys = useRowKeys(rows.first, rows.last);
  return (
    <div ref={frame} className="@container flex h-full min-h-0 flex-col">
      <TreeToolbar
        tree={tree}
        trace={trace}
        file={file}
        running={running}
        onShowAll={only && showAll}
        columns={columns}
        order={order}
        onOrder={onOrder}
      />
      {visible.count === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title="No matching spans"
          actions={<Button onClick={showAll}>Show all spans</Button>}
        >
          No spans match this filter.
        </EmptyState>
      ) : (
        <div
          ref={rows.scroller}
          role="treegrid"
          aria-label="Spans"
          aria-rowcount={visible.count + 1}
          aria-colcount={columns.length}
          tabIndex={0}
          aria-activedescendant={at >= rows.first && at < rows.last ? `${id}${selected}` : undefined}
          onKeyDown={onKeyDown}
          className="-outline-offset-2 min-h-0 flex-1 overflow-y-auto"
          style={{ "--tree-columns": templateOf(columns, names) } as CSSProperties}
        >
          <RowGroup className="sticky top-0 z-10">
            <TreeHeader
              columns={columns}
              order={order}
              onOrder={onOrder}
              names={names}
              onNames={(percent) => prefer({ names: percent })}
            />
          </RowGroup>
          <RowGroup>
            <div role="presentation" className="relative overflow-hidden" style={{ height: rows.spacer }}>
              <div role="presentation" className="absolute inset-x-0" style={{ top: rows.top }}>
                {keys.map((key, offset) => {
                  const position = rows.first + offset;
                  const row = visible.rows[position] as number;
                  return (
                    <TreeRow
                      key={key}
                      trace={trace}
                      row={row}
                      id={`${id}${row}`}
                      position={position}
                      depth={visible.depth[position] as number}
                      place={visible.place[position] as number}
                      siblings={visible.siblings[position] as number}
                      openable={tree.isOpenable(row)}
                      open={tree.isOpen(row)}
                      selected={row === selected}
                      flat={tree.flat}
                      around={tree.isAround(row)}
                      searched={tree.searched}
                      counts={tree.counts}
                      columns={columns}
                      colorBy={colorBy}
                      ranks={tree.ranks}
                      onSelect={onRow}
                      onToggle={onToggle}
                    />
                  );
                })}
              </div>
            </div>
          </RowGroup>
        </div>
      )}
      {marks.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-1 border-t px-3 py-1.5 text-muted text-sm">
          <ColorLegend marks={marks} />
        </ul>
      )}
    </div>
  );
}
