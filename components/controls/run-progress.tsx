import clsx from "clsx";
import { useEffect, useRef, useState } from "react";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { expectedMs, LONG_RUN_MS } from "@/lib/app/run/expected-time";
import type { RunProgress as Progress } from "@/lib/app/run/run";
import { createTimeLeft } from "@/lib/app/run/time-left";
import { measuredRunOf } from "@/lib/app/store/active-run";
import { formatAbout, formatCount } from "@/lib/base/format";
import { LANGUAGES } from "@/lib/model/language";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";

const NOTHING = { done: 0, total: 0 };
const NOT_RUN = "Not run. See Problems.";

/** A run that ends sooner shows no progress. */
const PROGRESS_DELAY_MS = 250;

/** How far the run is, in words and as a line under the bar; screen readers hear that it began and how it ended. */
export function RunProgress() {
  const { phase, progress, refusal } = usePlaygroundState("phase", "progress", "refusal");
  const download = usePlayground((state) => state.download);
  const ended = usePlayground((state) => measuredRunOf(state)?.report.strategies);
  const expected = usePlayground((state) => expectedMs(state.settings, measuredRunOf(state)?.report));
  const [late, setLate] = useState(false);
  const [left, setLeft] = useState<number | undefined>();
  const timeLeft = useRef(createTimeLeft());
  useEffect(() => setLeft(progress && timeLeft.current(progress)), [progress]);
  const idle = phase === "idle";
  useEffect(() => {
    if (idle) return;
    const timer = setTimeout(() => setLate(true), PROGRESS_DELAY_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [idle]);

  const shown = !idle && late;
  const name = usePlayground((state) => LANGUAGES[state.language].name);
  const { done, total } = download ? { done: download.loaded, total: download.total } : (progress ?? NOTHING);
  const share = total > 0 ? done / total : undefined;
  const failed = ended?.filter(({ status }) => status === "failed").length ?? 0;
  const cancelled = ended?.some(({ status }) => status === "cancelled") ?? false;

  return (
    <>
      <span className={clsx("min-w-0 truncate", idle && refusal ? "text-failed" : "text-muted")}>
        {idle && refusal
          ? NOT_RUN
          : download
            ? `Loading ${name} · ${Math.floor((100 * download.loaded) / download.total)}%`
            : shown && progress
              ? `${STRATEGY_TEXTS[progress.strategy].label} · ${roundText(progress)}${countText(progress, left)}`
              : shown && phase === "starting"
                ? "Starting…"
                : idle && expected !== undefined && expected >= LONG_RUN_MS
                  ? `Next run: about ${formatAbout(expected)}`
                  : null}
      </span>
      {(shown || download) && (
        <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden">
          <span
            className="block h-full bg-accent transition-[width] duration-100"
            style={{ width: `${Math.round(100 * (share ?? 0))}%` }}
          />
        </span>
      )}
      <span role="status" className="sr-only">
        {!idle
          ? download
            ? `Loading ${name}`
            : "Running"
          : refusal
            ? NOT_RUN
            : ended === undefined
              ? ""
              : cancelled
                ? "Stopped"
                : failed > 0
                  ? `Run finished: ${failed} of ${ended.length} strategies failed`
                  : "Run finished: all strategies succeeded"}
      </span>
    </>
  );
}

/** The time left is shown from here on. */
const MIN_SHOWN_LEFT_MS = 10_000;

/** " · 12 of 28 · about 3 min left". @param left ms, once it can be known */
function countText({ done, total }: Progress, left: number | undefined): string {
  if (total === 0) return "";
  const count = ` · ${formatCount(done)} of ${formatCount(total)}`;
  return left !== undefined && left >= MIN_SHOWN_LEFT_MS
    ? `${count} · about ${formatAbout(left)} left`
    : count;
}

function roundText({ round, rounds }: { readonly round: number; readonly rounds?: number }): string {
  if (round === 0) return "warm-up";
  return rounds === undefined ? `round ${round}` : `round ${round} of ${rounds}`;
}
