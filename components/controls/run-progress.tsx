"use client";

import { useEffect, useState } from "react";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { expectedMs, LONG_MS } from "@/lib/app/run/expected-time";
import type { RunProgress as Progress } from "@/lib/app/run/run";
import { formatAbout, formatCount } from "@/lib/base/format";
import { STRATEGY_LABELS } from "./strategy-names";

/** ms: what is over sooner needs no sign that it goes on. */
const PATIENCE = 250;

/** How far the run is, in words, with a line under the bar; and for a screen reader that it began and how it ended. */
export function RunProgress() {
  const phase = usePlayground((state) => state.phase);
  const started = usePlayground((state) => state.runStarted);
  const progress = usePlayground((state) => state.progress);
  const ended = usePlayground((state) => state.results?.result.report.strategies);
  const refusal = usePlayground((state) => state.refusal);
  const expected = usePlayground((state) => expectedMs(state.settings, state.results?.result.report));
  const [late, setLate] = useState(0);
  useEffect(() => {
    if (phase === "idle") return;
    const timer = setTimeout(() => setLate(started), PATIENCE);
    return () => clearTimeout(timer);
  }, [phase, started]);

  const going = phase !== "idle";
  const shown = going && late === started;
  const share = progress && progress.total > 0 ? progress.done / progress.total : undefined;
  const failed = ended?.filter(({ status }) => status === "failed").length ?? 0;
  const cancelled = ended?.some(({ status }) => status === "cancelled") ?? false;

  return (
    <>
      <span className="min-w-0 truncate text-muted">
        {shown && progress
          ? `${STRATEGY_LABELS[progress.strategy]} · ${roundText(progress)}${countText(progress)}`
          : shown && phase === "starting"
            ? "Starting…"
            : !going && expected !== undefined && expected >= LONG_MS
              ? `The next run: about ${formatAbout(expected)}`
              : null}
      </span>
      {shown && (
        <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden">
          <span
            className="block h-full bg-accent transition-[width] duration-100"
            style={{ width: `${Math.round(100 * (share ?? 0))}%` }}
          />
        </span>
      )}
      <span role="status" className="sr-only">
        {going
          ? "Running"
          : refusal
            ? "Not run"
            : ended === undefined
              ? ""
              : cancelled
                ? "Stopped"
                : failed > 0
                  ? `Run over: ${failed} of ${ended.length} strategies failed`
                  : "Run over: all strategies succeeded"}
      </span>
    </>
  );
}

/** ms left from which that is worth saying; what is over sooner is seen to end. */
const LEFT = 10_000;

/** " · 12 of 28 · about 3 min left": at the pace of this run so far. */
function countText({ done, total, forMs }: Progress): string {
  if (total === 0) return "";
  const count = ` · ${formatCount(done)} of ${formatCount(total)}`;
  const left = done > 0 ? (forMs * (total - done)) / done : 0;
  return forMs > PATIENCE && left >= LEFT ? `${count} · about ${formatAbout(left)} left` : count;
}

function roundText({ round, rounds }: { readonly round: number; readonly rounds?: number }): string {
  if (round === 0) return "warm-up";
  return rounds === undefined ? `round ${round}` : `round ${round} of ${rounds}`;
}
