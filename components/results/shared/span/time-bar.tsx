import clsx from "clsx";
import { statusAt } from "@/lib/trace/row";
import { endAt, issuedAt, startAt } from "@/lib/trace/span-times";
import type { Trace } from "@/lib/trace/trace";
import { BAR_FILLS } from "./color-legend";
import { type BarColor, isGroup } from "./colors";

/** A failed or interrupted attempt is hollow, so that it differs without color too. */
function fillOf(trace: Trace, row: number, color: BarColor): string {
  const status = statusAt(trace, row);
  return status === "failed" || status === "interrupted" ? "border-2 border-failed" : BAR_FILLS[color];
}

const percent = (value: number): string => `${(Math.min(1, Math.max(0, value)) * 100).toFixed(3)}%`;

interface TimeBarProps {
  readonly trace: Trace;
  readonly row: number;
  readonly color: BarColor;
  /** Colors mean something else than parts. */
  readonly isPlain: boolean;
}

/**
 * A span on the trial's time scale: a thin line while it waited, a bar for its body, a bracket if it only groups others.
 * Drawn on the nearest positioned element, which saves an element in each of many rows.
 */
export function TimeBar({ trace, row, color, isPlain }: TimeBarProps) {
  const wall = trace.wallMs;
  const start = startAt(trace, row);
  const end = endAt(trace, row);
  const issued = issuedAt(trace, row);
  if (!(wall > 0)) return null;
  const groups = isGroup(trace, row);
  const began = !Number.isNaN(trace.started[row] ?? Number.NaN);
  const place = (from: number, to: number) => ({
    left: percent(from / wall),
    width: percent((to - from) / wall),
  });
  return (
    <>
      {issued < start && (
        <span
          aria-hidden
          className={`absolute top-1/2 -mt-px h-0.5 ${isPlain ? "bg-line-strong" : "bg-queue"}`}
          style={place(issued, start)}
        />
      )}
      {began && !Number.isNaN(end) && (
        <span
          aria-hidden
          className={clsx(
            "absolute top-1/2 min-w-px",
            groups ? "-mt-0.5 h-1 border-muted border-x border-t" : "-mt-1 h-2 rounded-[1px]",
            !groups && fillOf(trace, row, color),
          )}
          style={place(start, end)}
        />
      )}
    </>
  );
}
