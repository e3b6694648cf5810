import type { TaskNeed } from "@/lib/language/program";
import type { StandIn, StandIns } from "@/lib/model/stand-ins";
import type { ReportError } from "@/lib/protocol/report";

export const NO_STAND_INS: StandIns = { scale: 1, tasks: [] };

/** What a new stand-in does, until somebody says how long. */
const FIRST_MS = 1_000;

export const usualStandIn = ({ task, gives }: Pick<TaskNeed, "task" | "gives">): StandIn => ({
  task,
  ms: FIRST_MS,
  spread: 0,
  does: "waits",
  gives,
});

/** Settings keep none where there are none, so that they are those of a program without. */
const kept = (standIns: StandIns): StandIns | undefined =>
  standIns.tasks.length === 0 ? undefined : standIns;

/** With this stand-in, in the place of the one that its task had. */
export function withStandIn(standIns: StandIns | undefined, standIn: StandIn): StandIns | undefined {
  const { scale, tasks } = standIns ?? NO_STAND_INS;
  const isKnown = tasks.some(({ task }) => task === standIn.task);
  return kept({
    scale,
    tasks: isKnown ? tasks.map((each) => (each.task === standIn.task ? standIn : each)) : [...tasks, standIn],
  });
}

export function withoutStandIn(standIns: StandIns | undefined, task: string): StandIns | undefined {
  const { scale, tasks } = standIns ?? NO_STAND_INS;
  return kept({ scale, tasks: tasks.filter((each) => each.task !== task) });
}

/** Tasks that cannot run as they are. */
export function needsWithout(
  needs: readonly TaskNeed[] | undefined,
  standIns: StandIns | undefined,
): readonly TaskNeed[] {
  const given = new Set(standIns?.tasks.map(({ task }) => task));
  return (needs ?? []).filter(({ task }) => !given.has(task));
}

/**
 * The task whose stand-in would spare a run its error: the innermost one around it that uses what a browser does not have, or the first of
 * them where a module was missing outside of all tasks.
 */
export function neededBy(
  { name, path = [] }: Pick<ReportError, "name" | "path">,
  needs: readonly TaskNeed[],
): string | undefined {
  const inner = path.findLast((each) => needs.some(({ task }) => task === each));
  return inner ?? (name === "ModuleNotFoundError" ? needs[0]?.task : undefined);
}
