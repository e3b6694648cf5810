import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { sameValue } from "@/lib/app/documents/document";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { type LongRun, longRuns } from "@/lib/app/run/long-run";
import { activeRunOf, measuredRunOf } from "@/lib/app/store/active-run";
import { formatAbout, formatCount, formatDuration } from "@/lib/base/format";
import { languages } from "@/lib/language/languages";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";

const BASES: Readonly<Record<Exclude<LongRun["basis"], "run">, string>> = {
  machine: "measured on this machine",
  usual: "estimate",
};

function textOf({ strategy, ms, basis, starts, startMs }: LongRun): string {
  const about = `${STRATEGY_TEXTS[strategy].label} will take about ${formatAbout(ms)}`;
  return basis === "run"
    ? `${about}, as in the last run.`
    : `${about}: it starts up to ${formatCount(starts)} workers at ${formatDuration(startMs)} each (${BASES[basis]}).`;
}

export function RunWarning() {
  const idle = usePlayground((state) => state.phase === "idle");
  const { settings, changeSettings: change } = usePlaygroundState("settings", "changeSettings");
  const startMs = usePlayground((state) => state.startMs);
  const usualStartMs = usePlayground((state) => languages[state.language].usualStartMs);
  const counted = usePlayground((state) => activeRunOf(state)?.report);
  // The times of other code, other inputs or another machine do not apply; the number of calls is the best estimate.
  const measured = usePlayground((state) => {
    const run = measuredRunOf(state);
    const isSame = run?.document.code === state.code && sameValue(run.document.inputs, state.inputs);
    return isSame ? run.report : undefined;
  });
  const long = longRuns(settings, measured, counted, startMs, usualStartMs);
  const [first] = long.toSorted((a, b) => b.ms - a.ms);
  if (!idle || first === undefined) return null;
  const others = settings.strategies.filter((strategy) => strategy !== first.strategy);
  return (
    <div
      role="status"
      className="flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-t bg-warning-soft px-3 py-1"
    >
      <TriangleAlert role="img" aria-label="Warning" className="size-4 shrink-0 text-warning" />
      <span className="min-w-0 flex-1 basis-60">
        {textOf(first)}
        {first.pastLimit && ` It will stop at the timeout of ${formatAbout(settings.timeoutMs)}.`}
      </span>
      {others.length > 0 && (
        <Button onClick={() => change({ strategies: others })}>
          Turn off {STRATEGY_TEXTS[first.strategy].label.toLowerCase()}
        </Button>
      )}
    </div>
  );
}
