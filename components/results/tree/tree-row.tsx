import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { memo } from "react";
import { durationAt, labelAt, pathAt } from "@/components/results/shared/span/span";
import { TimeBar } from "@/components/results/shared/span/time-bar";
import { Amount } from "@/components/results/shared/text/amount";
import { MiddleText } from "@/components/ui/middle-text";
import { StatusGlyph, statusWord } from "@/components/ui/status-glyph";
import { STATUS_COUNT } from "@/lib/analysis/layout/status-counts";
import { formatBytes, formatCount, formatDuration, formatShortCount, NONE } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";
import { STATUSES, type Status } from "@/lib/model/status";
import { isCached, isReused, isSpan, kindAt, statusAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import { Cell, Row } from "./cells";

const ORDER: readonly Status[] = ["failed", "interrupted", "running", "succeeded", "skipped", "cancelled"];

/** "✕ 2 ✓ 24": how many of each status. @param at index of this row's first count in `counts` */
function StatusCounts({ counts, at }: { readonly counts: Int32Array; readonly at: number }) {
  const some = ORDER.map((status) => ({ status, count: counts[at + STATUSES.indexOf(status)] ?? 0 })).filter(
    ({ count }) => count > 0,
  );
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
  readonly counts: Int32Array;
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

function Name({ trace, row, flat }: Pick<TreeRowProps, "trace" | "row" | "flat">) {
  const kind = kindAt(trace, row);
  const earlier = !isSpan(trace, row);
  const path = flat ? tameText(pathAt(trace, row).slice(0, -1).join(" › "), SHOWN_PATH) : "";
  return (
    <>
      <StatusGlyph status={statusAt(trace, row)} compact className="shrink-0" />
      <MiddleText
        text={earlier ? `attempt ${trace.attempt[row]}` : labelAt(trace, row)}
        className={clsx(earlier && "text-muted")}
      />
      {kind !== "task" && !earlier && (
        <span className="shrink-0 text-muted text-sm">{kind === "launchPlan" ? "launch plan" : kind}</span>
      )}
      {isCached(trace, row) && <span className="shrink-0 text-muted text-sm">cached</span>}
      {isReused(trace, row) && <span className="shrink-0 text-muted text-sm">replayed</span>}
      {path && <span className="min-w-0 truncate text-muted text-sm">{path}</span>}
    </>
  );
}

export const TreeRow = memo(function TreeRow(props: TreeRowProps) {
  const { trace, row, position, depth, openable, open, selected, flat, counts } = props;
  const moved = (trace.bytesIn[row] ?? 0) + (trace.bytesOut[row] ?? 0);
  const duration = durationAt(trace, row);
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
            className="-mr-1 flex h-tree w-5 shrink-0 items-center justify-center text-muted"
          >
            <ChevronRight className={clsx("size-3.5", open && "rotate-90")} />
          </button>
        )}
        <Name trace={trace} row={row} flat={flat} />
        {openable && !open && <StatusCounts counts={counts} at={row * STATUS_COUNT} />}
      </Cell>
      <Cell shown="wide" className="text-muted">
        {statusWord(statusAt(trace, row))}
      </Cell>
      <Cell shown="medium" ground>
        <TimeBar trace={trace} row={row} />
      </Cell>
      <Cell end>
        <Amount text={formatDuration(duration)} />
      </Cell>
      <Cell shown="wide" end>
        {formatCount(trace.attempt[row] ?? 1)}
      </Cell>
      <Cell shown="medium" end>
        {workerName(trace.worker[row] ?? -1)}
      </Cell>
      <Cell shown="wide" end>
        <Amount text={moved > 0 ? formatBytes(moved) : NONE} />
      </Cell>
    </Row>
  );
});
