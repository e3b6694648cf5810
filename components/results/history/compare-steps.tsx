import { useQuery } from "@/components/results/shared/query/use-query";
import { DataTable } from "@/components/results/shared/table/data-table";
import { totalsByTask } from "@/lib/analysis/report/by-task";
import type { Run } from "@/lib/app/run/run";
import type { Trace } from "@/lib/trace/trace";
import type { RunWords } from "./compare-runs";
import { comparedSteps, stepsTable, stepsTitle } from "./steps-table";

const TASKS = { type: "tasks" } as const;

interface CompareStepsProps {
  readonly before: Trace;
  readonly after: Trace;
  readonly words: RunWords;
}

/** The steps of two runs by their names: what a record says of each, and what another run took for it. */
export function CompareSteps({ before, after, words }: CompareStepsProps) {
  const was = useQuery([before], TASKS, { inline: totalsByTask });
  const is = useQuery([after], TASKS, { inline: totalsByTask });
  if (!was.value || !is.value) return null;
  const steps = comparedSteps(was.value, is.value);
  return (
    <section aria-label="Step by step" className="mt-4 flex flex-col gap-2">
      <h3 className="font-semibold">{stepsTitle(steps, words)}</h3>
      <p className="text-muted">
        Steps are matched by name. Times are those of the code alone, without worker start and queue.
      </p>
      <DataTable table={stepsTable(steps, words)} />
    </section>
  );
}

/** Of another run: the trial that ran as the recorded one did, or else its first. */
export const traceLike = (run: Run, trace: Trace): Trace | undefined =>
  (run.trials.find(({ info }) => info.strategy === trace.info.strategy) ?? run.trials[0])?.trace;
