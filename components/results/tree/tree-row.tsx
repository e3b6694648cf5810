import clsx from "clsx";
import { ChevronRight, Recycle, RotateCw } from "lucide-react";
import { memo } from "react";
import { colorAt } from "@/components/results/shared/span/colors";
import { keyFirstAt, nameUnderMapAt } from "@/components/results/shared/span/names";
import { labelAt, pathAt } from "@/components/results/shared/span/span";
import type { ColorBy } from "@/components/results/shared/span/span-preferences";
import { TimeBar } from "@/components/results/shared/span/time-bar";
import { Amount } from "@/components/results/shared/text/amount";
import { MODELLED } from "@/components/results/shared/text/marks";
import { MatchedText } from "@/components/results/shared/text/matched-text";
import { MiddleText } from "@/components/ui/middle-text";
import { StatusGlyph, statusWord } from "@/components/ui/status-glyph";
import { RETRIES_AT, REUSED_AT, ROW_COUNTS } from "@/lib/analysis/layout/status-counts";
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPlural,
  formatShortCount,
  NONE,
} from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import { hasStandIns } from "@/lib/model/stand-ins";
import { STATUSES, type Status } from "@/lib/model/status";
import { isCached, isReused, isSpan, kindAt, statusAt } from "@/lib/trace/row";
import { bytesAt, durationAt, queuedAt, startAt } from "@/lib/trace/span-times";
import type { Trace } from "@/lib/trace/trace";
import { Cell, Row } from "./cells";
import type { TreeColumn } from "./columns";

const ORDER: readonly Status[] = ["failed", "interrupted", "running", "succeeded", "skipped", "cancelled"];

/** "✕ 2 ✓ 24 ↻ 18 ♻ 3": how many of each status, how many retries, and how many results were reused. @param at index of this row's first count in `counts` */
function StatusCounts({ counts, at }: { readonly counts: Int32Array; readonly at: number }) {
  const some = ORDER.map((status) => ({ status, count: counts[at + STATUSES.indexOf(status)] ?? 0 })).filter(
    ({ count }) => count > 0,
  );
  const retries = counts[at + RETRIES_AT] ?? 0;
  const reused = counts[at + REUSED_AT] ?? 0;
  return (
    <span className="inline-flex shrink-0 gap-2 text-muted">
      {some.map(({ status, count }) => (
        <span
          key={status}
          className="inline-flex items-center gap-0.5"
          title={`${formatCount(count)} ${statusWord(status).toLowerCase()}`}
        >
          <StatusGlyph status={status} compact />
          {formatShortCount(count)}
        </span>
      ))}
      {retries > 0 && (
        <span className="inline-flex items-center gap-0.5" title={formatPlural(retries, "retry", "retries")}>
          <RotateCw role="img" aria-label="Retries" className="size-3" />
          {formatShortCount(retries)}
        </span>
      )}
      {reused > 0 && (
        <span
          className="inline-flex items-center gap-0.5"
          title={`${formatPlural(reused, "result")} from the cache or an earlier run`}
        >
          <Recycle role="img" aria-label="Reused" className="size-3" />
          {formatShortCount(reused)}
        </span>
      )}
    </span>
  );
}

/** Levels that are indented; deeper rows are not indented further. */
const INDENTED_LEVELS = 20;
/** px */
const INDENT = 12;
/** px of the button that opens a row, with the gap after it: `-mr-1 w-5` and `gap-1.5`. */
const TOGGLE = 22;

interface TreeRowProps {
  readonly trace: Trace;
  readonly row: number;
  readonly id: string;
  readonly position: number;
  readonly depth: number;
  readonly place: number;
  readonly siblings: number;
  readonly openable: boolean;
  readonly open: boolean;
  readonly selected: boolean;
  /** A flat list: the path is shown instead of an indentation. */
  readonly flat: boolean;
  /** It does not match what was searched, but holds what does. */
  readonly around: boolean;
  /** What the search looks for in names; keeps its identity. */
  readonly searched: readonly string[];
  readonly counts: Int32Array;
  readonly columns: readonly TreeColumn[];
  readonly colorBy: ColorBy;
  /** By name, see `taskRanks`. */
  readonly ranks: Int32Array;
  /** Both must keep their identity, so that a row renders only when it changes. */
  readonly onSelect: (position: number) => void;
  readonly onToggle: (position: number) => void;
}

/** UTF-16 units of the names of a row's callers. */
const SHOWN_PATH = 300;

function workerName(worker: number): string {
  if (worker < 0) return NONE;
  return worker === 0 ? "driver" : formatCount(worker);
}

const NOTHING: readonly string[] = [];

/** Under its map the key alone, unless the task's name is what was found. */
function foundNameAt(trace: Trace, row: number, searched: readonly string[]): string {
  const short = nameUnderMapAt(trace, row);
  const lower = short.toLowerCase();
  return searched.length === 0 || searched.some((text) => lower.includes(text))
    ? short
    : keyFirstAt(trace, row);
}

function Name({
  trace,
  row,
  flat,
  around,
  searched,
}: Pick<TreeRowProps, "trace" | "row" | "flat" | "around" | "searched">) {
  const kind = kindAt(trace, row);
  const earlier = !isSpan(trace, row);
  const text = earlier
    ? `attempt ${trace.attempt[row]}`
    : flat
      ? keyFirstAt(trace, row)
      : foundNameAt(trace, row, around ? NOTHING : searched);
  const path = flat ? tameText(pathAt(trace, row).slice(0, -1).join(" › "), SHOWN_PATH) : "";
  return (
    <>
      <StatusGlyph status={statusAt(trace, row)} compact className="shrink-0" />
      {searched.length > 0 && !earlier && !around ? (
        <MatchedText text={text} searched={searched} title={labelAt(trace, row)} />
      ) : (
        <MiddleText
          text={text}
          {...(!earlier && { title: labelAt(trace, row) })}
          className={clsx((earlier || around) && "text-muted")}
        />
      )}
      {kind !== "task" && !earlier && (
        <span className="shrink-0 text-muted text-sm">{kind === "launchPlan" ? "launch plan" : kind}</span>
      )}
      {isCached(trace, row) && <span className="shrink-0 text-muted text-sm">cached</span>}
      {isReused(trace, row) && <span className="shrink-0 text-muted text-sm">reused</span>}
      {hasStandIns(trace.notes.get(row)?.meters) && (
        <span className="shrink-0 text-muted text-sm">{MODELLED}</span>
      )}
      {path && <span className="min-w-0 truncate text-muted text-sm">{path}</span>}
    </>
  );
}

export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { trace, row, position, depth, openable, open, selected, flat, around, counts } = props;
  return (
    <Row
      id={props.id}
      aria-rowindex={position + 2}
      aria-level={depth + 1}
      aria-posinset={props.place}
      aria-setsize={props.siblings}
      aria-expanded={openable ? open : undefined}
      aria-selected={selected}
      onClick={() => props.onSelect(position)}
      onDoubleClick={openable ? () => props.onToggle(position) : undefined}
      className={clsx("h-tree cursor-default contain-strict", selected ? "bg-selected" : "hover:bg-hover")}
    >
      <Cell
        className="overflow-hidden"
        style={{ paddingLeft: 4 + Math.min(depth, INDENTED_LEVELS) * INDENT + (openable ? 0 : TOGGLE) }}
      >
        {openable && (
          <button
            type="button"
            tabIndex={-1}
            aria-hidden
            onClick={(event) => {
              event.stopPropagation();
              props.onToggle(position);
            }}
            className="-mr-1 before:-inset-x-2 relative flex h-tree w-5 shrink-0 items-center justify-center text-muted before:absolute before:inset-y-0 pointer-fine:before:hidden"
          >
            <ChevronRight className={clsx("size-3.5", open && "rotate-90")} />
          </button>
        )}
        <Name trace={trace} row={row} flat={flat} around={around} searched={props.searched} />
        {openable && !open && <StatusCounts counts={counts} at={row * ROW_COUNTS} />}
      </Cell>
      {props.columns.map((column) => column !== "name" && <Figure key={column} column={column} {...props} />)}
    </Row>
  );
});

function Figure({
  column,
  trace,
  row,
  colorBy,
  ranks,
}: { readonly column: TreeColumn } & Pick<TreeRowProps, "trace" | "row" | "colorBy" | "ranks">) {
  switch (column) {
    case "time":
      return (
        <Cell ground>
          <TimeBar
            trace={trace}
            row={row}
            color={colorAt(trace, row, colorBy, ranks)}
            isPlain={colorBy !== "part"}
          />
        </Cell>
      );
    case "status":
      return <Cell className="text-muted">{statusWord(statusAt(trace, row))}</Cell>;
    case "kind":
      return <Cell className="text-muted">{KIND_WORDS[kindAt(trace, row)] ?? kindAt(trace, row)}</Cell>;
    case "took":
      return <Time ms={durationAt(trace, row)} />;
    case "start":
      return <Time ms={startAt(trace, row)} />;
    case "queued":
      return <Time ms={queuedAt(trace, row)} />;
    case "attempts":
      return <Cell end>{formatCount(trace.attempt[row] ?? 1)}</Cell>;
    case "worker":
      return <Cell end>{workerName(trace.worker[row] ?? -1)}</Cell>;
    case "sent": {
      const bytes = bytesAt(trace, row);
      return (
        <Cell end>
          <Amount text={bytes > 0 ? formatBytes(bytes) : NONE} />
        </Cell>
      );
    }
    case "name":
      return null;
  }
}

const Time = ({ ms }: { readonly ms: number }) => (
  <Cell end>
    <Amount text={formatDuration(ms)} />
  </Cell>
);

const KIND_WORDS: Readonly<Record<string, string>> = { launchPlan: "launch plan" };
