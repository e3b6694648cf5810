import clsx from "clsx";
import { KINDS } from "@/lib/model/kind";
import type { Trace } from "@/lib/trace/trace";
import { endAt, issuedAt, startAt } from "./span";

const GROUPS: ReadonlySet<string> = new Set(["workflow", "launchPlan", "map", "group"]);

const percent = (value: number): string => `${(Math.min(1, Math.max(0, value)) * 100).toFixed(3)}%`;

/**
 * A span on the trial's time scale: a thin line while it waited, a bar for its body, a bracket if it only groups others.
 * Drawn on the nearest positioned element, which saves an element in each of many rows.
 */
export function TimeBar({ trace, row }: { readonly trace: Trace; readonly row: number }) {
  const wall = trace.wallMs;
  const start = startAt(trace, row);
  const end = endAt(trace, row);
  const issued = issuedAt(trace, row);
  if (!(wall > 0)) return null;
  const groups = GROUPS.has(KINDS[trace.kind[row] ?? 0] ?? "");
  const began = !Number.isNaN(trace.started[row] ?? Number.NaN);
  const place = (from: number, to: number) => ({
    left: percent(from / wall),
    width: percent((to - from) / wall),
  });
  return (
    <>
      {issued < start && (
        <span aria-hidden className="absolute top-1/2 -mt-px h-0.5 bg-queue" style={place(issued, start)} />
      )}
      {began && !Number.isNaN(end) && (
        <span
          aria-hidden
          className={clsx(
            "absolute top-1/2 min-w-px",
            groups ? "-mt-0.5 h-1 border-muted border-x border-t" : "-mt-1 h-2 rounded-[1px]",
            !groups && (trace.worker[row] === 0 ? "bg-driver" : "bg-compute"),
          )}
          style={place(start, end)}
        />
      )}
    </>
  );
}
