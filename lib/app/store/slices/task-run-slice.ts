import type { StrategyName } from "@/lib/model/strategy";
import type { StrategyReport } from "@/lib/protocol/report";
import type { CompileSlice } from "./compile-slice";
import type { DocumentSlice } from "./document-slice";
import { type Refusal, type RunSlice, refusalOf } from "./run-slice";
import type { RunsSlice } from "./runs-slice";
import type { Change, Read } from "./slice";

export interface TaskRunSlice {
  /** The task that last ran on its own; the active run stays as it is. */
  readonly taskRun: TaskRun | undefined;
  /** Runs one task in place of the entry, under one strategy, once. @param given its arguments, as a span's note keeps them */
  runTask(strategy: StrategyName, task: string, given: string): Promise<void>;
}

export interface TaskRun {
  readonly runId: string | undefined;
  readonly strategy: StrategyName;
  readonly task: string;
  /** Both absent while it runs. */
  readonly report?: StrategyReport | undefined;
  readonly refusal?: Refusal;
}

export function createTaskRunSlice(
  set: Change<TaskRunSlice>,
  get: Read<TaskRunSlice & RunSlice & RunsSlice & CompileSlice & DocumentSlice>,
): TaskRunSlice {
  return {
    taskRun: undefined,
    async runTask(strategy, task, given) {
      const { documentId, settings, activeRunId: runId } = get();
      const publish = (outcome: Pick<TaskRun, "report" | "refusal">): void => {
        if (get().documentId === documentId) set({ taskRun: { runId, strategy, task, ...outcome } });
      };
      await get()
        .runOther(async (start) => {
          publish({});
          const compiled = await get().compile();
          if (!compiled.ok) return publish({ refusal: { message: "The program does not compile." } });
          const result = await start({
            program: compiled.program,
            inputs: {},
            settings: { ...settings, strategies: [strategy], rounds: 1, start: "cold" },
            only: { task, given },
          });
          publish(
            result ? { report: result.report.strategies[0] } : { refusal: { message: "It was stopped." } },
          );
        })
        .catch((error: unknown) => publish({ refusal: refusalOf(error) }));
    },
  };
}
