import type { Advice } from "@/lib/analysis/advice/advice";
import { answerOf } from "@/lib/analysis/advice/answer";
import { SMALLEST_CHUNK } from "@/lib/analysis/advice/chunk-size";
import { ENOUGH_WORKERS } from "@/lib/analysis/advice/workers-help";
import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import type { ProgramSetting } from "@/lib/language/program-settings";
import type { DagsterExecutor } from "@/lib/project/project";
import type { Run } from "../run/run";

/** What the answer of a run says about settings of the platform; undefined where it says nothing. */
export interface Recommendation {
  readonly workers: number | undefined;
  /** Items of a message. */
  readonly chunk: number | undefined;
  readonly executor: DagsterExecutor | undefined;
}

/** @param code on the screen: a run of another program says nothing about it */
export function recommendationOf(
  run: Run | undefined,
  code: string,
  advice: Advice | undefined,
): Recommendation {
  if (!run || run.document.code !== code)
    return { workers: undefined, chunk: undefined, executor: undefined };
  const answer = answerOf({ report: run.report, trials: run.trials, source: code, advice });
  const figures = answer.details.flatMap(({ sentence }) => sentence.figures);
  const figureOf = (label: string) => figures.find((each) => each.label === label)?.value;
  return {
    workers: figureOf(ENOUGH_WORKERS),
    chunk: figureOf(SMALLEST_CHUNK),
    executor:
      answer.strategy && (isOneAtATime(strategyNamed(answer.strategy)) ? "in_process" : "multiprocess"),
  };
}

/** What is recommended for one setting of the program. */
export const recommendedFor = (
  { kind }: ProgramSetting,
  { workers, chunk }: Recommendation,
): number | undefined => ({ parallel: workers, chunk, limit: undefined, retries: undefined })[kind];

/** What the README says of the settings that were changed. @param values by the settings' ids */
export const changesOf = (
  settings: readonly ProgramSetting[],
  values: ReadonlyMap<string, number>,
): readonly string[] =>
  settings.flatMap(({ id, label, value }) => {
    const now = values.get(id);
    return now === undefined || now === value
      ? []
      : [`${label}: ${now}${value === undefined ? "" : `, was ${value}`}`];
  });
