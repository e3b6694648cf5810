import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { type KeyboardEvent, useId, useMemo, useState } from "react";
import { useRowHeight } from "@/components/results/shared/virtual-list/use-row-height";
import { useRows } from "@/components/results/shared/virtual-list/use-rows";
import { treeCommand } from "@/components/results/tree/keys";
import type { Visible } from "@/components/results/tree/visible";
import { type Line, linesOf } from "./value";

/** Deeper levels are not indented further. */
const MAX_INDENT_LEVEL = 20;

const INKS = {
  string: "text-succeeded",
  number: "text-accent",
  boolean: "text-accent",
  null: "text-muted",
  omitted: "text-warning",
  artifact: "text-text",
  other: "text-text",
  list: "text-muted",
  record: "text-muted",
} as const;

const visibleOf = (lines: readonly Line[]): Visible => ({
  count: lines.length,
  rows: Int32Array.from(lines, (_, at) => at),
  depth: Uint16Array.from(lines, (line) => line.depth),
  place: Int32Array.from(lines, (line) => line.place),
  siblings: Int32Array.from(lines, (line) => line.siblings),
});

export function ValueTree({ value, label }: { readonly value: unknown; readonly label: string }) {
  const id = useId();
  const [folding, setFolding] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [current, setCurrent] = useState(0);
  const lines = useMemo(() => linesOf(value, folding), [value, folding]);
  const rows = useRows({ count: lines.length, rowHeight: useRowHeight() });
  const at = Math.min(current, lines.length - 1);

  const move = (to: number): void => {
    setCurrent(to);
    rows.scrollTo(to);
  };
  const setOpen = (line: Line, open: boolean): void => setFolding(new Map(folding).set(line.path, open));
  const onKeyDown = (event: KeyboardEvent): void => {
    const line = lines[at];
    if (!line || event.altKey || event.ctrlKey || event.metaKey) return;
    const openable = (line.shown.entries?.length ?? 0) > 0;
    const command = treeCommand(event.key, {
      visible: visibleOf(lines),
      at,
      page: rows.page,
      openable,
      open: line.open,
    });
    if (!command) return;
    event.preventDefault();
    if (command.type === "move") move(command.to);
    else if (openable) setOpen(line, command.type === "open" || (command.type !== "close" && !line.open));
  };

  return (
    <div
      ref={rows.scroller}
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={at >= rows.first && at < rows.last ? `${id}${at}` : undefined}
      onKeyDown={onKeyDown}
      className="group -outline-offset-2 h-full min-h-0 overflow-auto font-mono"
    >
      <div role="presentation" className="relative overflow-hidden" style={{ height: rows.spacer }}>
        <div role="presentation" className="absolute inset-x-0" style={{ top: rows.top }}>
          {lines.slice(rows.first, rows.last).map((line, offset) => (
            <ValueLine
              key={line.path}
              id={`${id}${rows.first + offset}`}
              line={line}
              current={rows.first + offset === at}
              onClick={() => setCurrent(rows.first + offset)}
              onToggle={() => setOpen(line, !line.open)}
            />
          ))}
        </div>
      </div>
    </div>
  );
}

interface ValueLineProps {
  readonly id: string;
  readonly line: Line;
  readonly current: boolean;
  readonly onClick: () => void;
  readonly onToggle: () => void;
}

function ValueLine({ id, line, current, onClick, onToggle }: ValueLineProps) {
  const { shown } = line;
  const openable = (shown.entries?.length ?? 0) > 0;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus and names its item by aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
    <div
      role="treeitem"
      id={id}
      aria-level={line.depth + 1}
      aria-posinset={line.place}
      aria-setsize={line.siblings}
      aria-expanded={openable ? line.open : undefined}
      aria-selected={current}
      onClick={() => {
        onClick();
        if (openable) onToggle();
      }}
      className={clsx(
        "flex h-tree items-center whitespace-pre pr-3",
        current ? "group-focus-visible:bg-selected" : "hover:bg-hover",
      )}
      style={{ paddingLeft: 4 + Math.min(line.depth, MAX_INDENT_LEVEL) * 14 }}
    >
      <span className="flex w-5 shrink-0 justify-center text-muted">
        {openable && <ChevronRight aria-hidden className={clsx("size-3.5", line.open && "rotate-90")} />}
      </span>
      {line.depth > 0 && <bdi className="shrink-0 text-muted">{line.label}:&nbsp;</bdi>}
      <bdi className={clsx("truncate", INKS[shown.type])}>{shown.preview}</bdi>
    </div>
  );
}
