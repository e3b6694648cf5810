import clsx from "clsx";
import { Bug, CircleAlert, Info, ScrollText, Search, Terminal, TriangleAlert, X } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { TextRows } from "@/components/results/shared/text/text-rows";
import { useRowHeight } from "@/components/results/shared/virtual-list/use-row-height";
import { useRows } from "@/components/results/shared/virtual-list/use-rows";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { MiddleText } from "@/components/ui/middle-text";
import { TextField } from "@/components/ui/text-field";
import { ToggleGroup } from "@/components/ui/toggle-group";
import { durationScale, formatDuration, formatPlural, type Scale } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import type { LogLine } from "@/lib/protocol/rows";
import type { Trace } from "@/lib/trace/trace";
import { type LogFilter, type LogRow, lineText, logRows, logText } from "./log-lines";

/** UTF-16 units of a line in the list. */
const SHOWN_LINE = 1_000;

const LEVEL_LOOKS = {
  debug: { icon: Bug, ink: "text-muted" },
  info: { icon: Info, ink: "text-accent" },
  log: { icon: Terminal, ink: "text-muted" },
  warn: { icon: TriangleAlert, ink: "text-warning" },
  error: { icon: CircleAlert, ink: "text-failed" },
} as const;

const FILTERS: readonly { readonly value: LogFilter; readonly label: string; readonly tip?: string }[] = [
  { value: "all", label: "All" },
  { value: "info", label: "Info and above" },
  { value: "warn", label: "Warnings", tip: "Warnings and errors" },
  { value: "error", label: "Errors" },
];

export interface LogViewProps {
  readonly trace: Trace | undefined;
  readonly running?: boolean;
  readonly onSelect: (row: number) => void;
}

const sourceOf = ({ task, attempt, worker }: LogLine): string =>
  `${task || "module"}${attempt > 1 ? `, attempt ${attempt}` : ""} · ${worker === 0 ? "driver" : `worker ${worker}`}`;

interface LogRowLineProps {
  readonly row: LogRow;
  readonly scale: Scale;
  readonly selected: boolean;
  readonly onClick: () => void;
}

function LogRowLine({ row, scale, selected, onClick }: LogRowLineProps) {
  const { entry } = row;
  const { icon: Icon, ink } = LEVEL_LOOKS[entry.level];
  return (
    <button
      type="button"
      onClick={onClick}
      aria-pressed={selected}
      className={clsx(
        "-outline-offset-2 grid h-tree w-full grid-cols-[1.25rem_minmax(0,1fr)] items-center gap-2 px-3 text-left @lg:grid-cols-[4.5rem_1.25rem_14rem_minmax(0,1fr)]",
        selected ? "bg-selected" : "hover:bg-hover",
        entry.level === "error" && !selected && "bg-failed-soft",
        entry.level === "warn" && !selected && "bg-warning-soft",
      )}
    >
      <span className="hidden text-right text-muted @lg:block">
        {row.line === 0 ? scale.formatWithUnit(entry.time) : ""}
      </span>
      {row.line === 0 ? (
        <Icon role="img" aria-label={entry.level} className={clsx("size-3.5", ink)} />
      ) : (
        <span />
      )}
      <span className="hidden min-w-0 text-muted @lg:flex">
        {row.line === 0 && <MiddleText text={sourceOf(entry)} />}
      </span>
      <bdi className="truncate whitespace-pre font-mono">{tameText(lineText(row), SHOWN_LINE)}</bdi>
    </button>
  );
}

interface DetailProps {
  readonly entry: LogLine;
  readonly onClose: () => void;
  readonly onShow: (() => void) | undefined;
}

function Detail({ entry, onClose, onShow }: DetailProps) {
  return (
    <section aria-label="Log entry" className="flex max-h-1/2 shrink-0 flex-col border-t">
      <div className="flex items-center gap-2 bg-subtle px-3 py-1">
        <bdi className="min-w-0 truncate text-muted">
          {entry.level} · {sourceOf(entry)} · {formatDuration(entry.time)}
        </bdi>
        <span className="ml-auto flex shrink-0">
          {onShow && (
            <Button variant="quiet" onClick={onShow}>
              Show span
            </Button>
          )}
          <CopyButton label="Copy" text={() => entry.text} />
          <IconButton label="Close" onClick={onClose}>
            <X />
          </IconButton>
        </span>
      </div>
      <div className="h-48 min-h-0">
        <TextRows text={entry.text} label="Text of the entry" />
      </div>
    </section>
  );
}

export default function LogView({ trace, running = false, onSelect }: LogViewProps) {
  const [filter, setFilter] = useState<LogFilter>("all");
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState<LogLine | null>(null);
  const logs = trace?.logs ?? [];
  const shown = useMemo(() => logRows(logs, filter, search), [logs, filter, search]);
  const rowHeight = useRowHeight();
  const rows = useRows({ count: shown.length, rowHeight });
  const scale = useMemo(() => durationScale([trace?.wallMs ?? 0]), [trace?.wallMs]);

  // Who has scrolled to the end stays at the end while lines come in; who reads the first ones is left alone.
  const follows = useRef(false);
  const { scrollTo } = rows;
  useEffect(() => {
    if (running && follows.current && shown.length > 0) scrollTo(shown.length - 1);
  }, [running, shown.length, scrollTo]);

  if (!trace || (logs.length === 0 && trace.logsDropped === 0)) {
    return (
      <EmptyState icon={<ScrollText />} title={running ? "No output yet" : "No log"}>
        Output of <code className="font-mono">console.log</code>, or <code className="font-mono">print</code>{" "}
        in Python, appears here with its task, attempt and worker.
      </EmptyState>
    );
  }
  const rowOf = (entry: LogLine): number => trace.id.indexOf(entry.span);
  return (
    <div className="@container flex h-full min-h-0 flex-col">
      <div className="flex flex-wrap items-center gap-2 border-b px-2 py-1.5">
        <TextField
          type="search"
          label="Search the log"
          hideLabel
          placeholder="Search the log"
          icon={<Search />}
          value={search}
          onChange={setSearch}
          className="w-44 grow @2xl:grow-0"
        />
        <ToggleGroup label="Level" options={FILTERS} value={filter} onChange={setFilter} />
        <span role="status" className="text-muted">
          {formatPlural(
            filter === "all" && search.trim() === ""
              ? logs.length
              : new Set(shown.map((row) => row.entry)).size,
            "entry",
            "entries",
          )}
        </span>
        <CopyButton label="Copy" text={() => logText(logs)} className="ml-auto" />
      </div>
      {trace.logsDropped > 0 && (
        <Banner
          title={`${formatPlural(trace.logsDropped, "older entry was", "older entries were")} dropped. The log holds the last 10,000.`}
          className="m-2"
        />
      )}
      {shown.length === 0 ? (
        <EmptyState
          title="No matching entries"
          actions={
            <Button
              onClick={() => {
                setFilter("all");
                setSearch("");
              }}
            >
              Show all
            </Button>
          }
        />
      ) : (
        <div
          ref={rows.scroller}
          className="min-h-0 flex-1 overflow-y-auto"
          onScroll={(event) => {
            const { scrollTop, clientHeight, scrollHeight } = event.currentTarget;
            follows.current =
              scrollHeight > clientHeight + rowHeight && scrollTop + clientHeight >= scrollHeight - rowHeight;
          }}
        >
          <div className="relative overflow-hidden" style={{ height: rows.spacer }}>
            <div className="absolute inset-x-0" style={{ top: rows.top }}>
              {shown.slice(rows.first, rows.last).map((row) => (
                <LogRowLine
                  key={row.id}
                  row={row}
                  scale={scale}
                  selected={row.entry === chosen}
                  onClick={() => setChosen(row.entry === chosen ? null : row.entry)}
                />
              ))}
            </div>
          </div>
        </div>
      )}
      {chosen && (
        <Detail
          entry={chosen}
          onClose={() => setChosen(null)}
          onShow={rowOf(chosen) >= 0 ? () => onSelect(rowOf(chosen)) : undefined}
        />
      )}
    </div>
  );
}
