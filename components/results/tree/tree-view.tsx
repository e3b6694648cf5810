import { ListTree, SearchX } from "lucide-react";
import { type KeyboardEvent, useCallback, useEffect, useId, useRef } from "react";
import { useQuery } from "@/components/results/shared/query/use-query";
import { useRowKeys } from "@/components/results/shared/virtual-list/row-keys";
import { useRows } from "@/components/results/shared/virtual-list/use-rows";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Spinner } from "@/components/ui/spinner";
import { type TreeData, treeDataOf } from "@/lib/analysis/layout/span-tree";
import { formatPlural } from "@/lib/base/format";
import type { TraceFile } from "@/lib/trace/file/format";
import type { Trace } from "@/lib/trace/trace";
import { Head, Row, RowGroup } from "./cells";
import { beginsWith } from "./filter";
import { nextMatch, type TreeCommand, treeCommand } from "./keys";
import { TreeRow } from "./tree-row";
import { TreeToolbar } from "./tree-toolbar";
import { useTree } from "./use-tree";
import { positionOf } from "./visible";

/** px, as `h-tree`. */
const ROW_HEIGHT = 24;
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
        {rest.running ? "The run has started." : "Run the program to see every nested run here."}
      </EmptyState>
    );
  }
  return <ReadTree key={runKey} trace={trace} {...rest} />;
}

type ReadTreeProps = Omit<TreeViewProps, "runKey" | "trace"> & { readonly trace: Trace };

function ReadTree({ trace, ...rest }: ReadTreeProps) {
  const query = useQuery([trace], { type: "tree" }, { growing: rest.running ?? false, inline: treeDataOf });
  const { value, problem } = query;
  const [read] = query.traces;
  if (problem !== undefined) throw new Error(problem);
  if (value === undefined || read === undefined)
    return <Spinner label={`Reading ${formatPlural(trace.count, "span")}…`} className="p-4" />;
  return <SpanTree trace={read} data={value} {...rest} />;
}

function Header() {
  return (
    <Row aria-rowindex={1} className="h-6 border-b bg-subtle text-muted text-sm">
      <Head className="pl-7">Name</Head>
      <Head shown="wide">Status</Head>
      <Head shown="medium">Time</Head>
      <Head end>Took</Head>
      <Head shown="wide" end>
        Attempts
      </Head>
      <Head shown="medium" end>
        Worker
      </Head>
      <Head shown="wide" end>
        Sent
      </Head>
    </Row>
  );
}

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
}: ReadTreeProps & { readonly data: TreeData }) {
  const id = useId();
  const tree = useTree(trace, data, only);
  const showAll = () => {
    tree.setQuery({ filter: "all", search: "" });
    onShowAll?.();
  };
  const { visible } = tree;
  const rows = useRows({ count: visible.count, rowHeight: ROW_HEIGHT, inset: ROW_HEIGHT, overscan: 5 });
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
    <div className="@container flex h-full min-h-0 flex-col">
      <TreeToolbar tree={tree} trace={trace} file={file} running={running} onShowAll={only && showAll} />
      {visible.count === 0 ? (
        <EmptyState
          icon={<SearchX />}
          title="Nothing found"
          actions={<Button onClick={showAll}>Show all spans</Button>}
        >
          No span of this run is like that.
        </EmptyState>
      ) : (
        <div
          ref={rows.scroller}
          role="treegrid"
          aria-label="Spans"
          aria-rowcount={visible.count + 1}
          aria-colcount={7}
          tabIndex={0}
          aria-activedescendant={at >= rows.first && at < rows.last ? `${id}${selected}` : undefined}
          onKeyDown={onKeyDown}
          className="-outline-offset-2 min-h-0 flex-1 overflow-y-auto"
        >
          <RowGroup className="sticky top-0 z-10">
            <Header />
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
                      flat={tree.query.filter === "slowest"}
                      counts={tree.counts}
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
    </div>
  );
}
