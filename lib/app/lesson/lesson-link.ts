import { recordedAtOf } from "@/lib/app/run/recorded-at";
import { defaultSettings } from "@/lib/model/settings";
import type { LessonStep, LinkLesson } from "@/lib/share/lesson-v1";
import { settingsThatDiffer } from "@/lib/share/settings-diff";
import { publicUrl } from "../base-path";
import { fragmentOf } from "../documents/fragment-of";
import { activeRunOf } from "../store/active-run";
import type { PlaygroundState } from "../store/store";

type LessonLink =
  | { readonly ok: true; readonly link: string }
  | { readonly ok: false; readonly message: string };

/** The link that opens the program with this lesson. @param withReport the shown run's results go along */
export function lessonLink(state: PlaygroundState, lesson: LinkLesson, withReport: boolean): LessonLink {
  const step = lesson.steps.findIndex(({ question }) => question && !isWhole(question));
  if (step >= 0)
    return {
      ok: false,
      message: `The question of step ${step + 1} needs a text and at least two answers, none of them empty.`,
    };
  const run = withReport ? activeRunOf(state) : undefined;
  try {
    const recorded = run && {
      report: run.report,
      ...recordedAtOf(run),
    };
    const fragment = fragmentOf({ ...state, lesson }, navigator.hardwareConcurrency, recorded);
    return { ok: true, link: `${publicUrl("/")}#${fragment}` };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, message: error.message };
    throw error;
  }
}

const isWhole = ({ ask, answers }: NonNullable<LessonStep["question"]>): boolean =>
  ask.trim() !== "" && answers.length >= 2 && answers.every((answer) => answer.trim() !== "");

/** The page's settings and inputs, as a step offers them: those that are not the usual ones; strategies and workers always. */
export function settingsToOffer({
  settings,
  inputs,
}: Pick<PlaygroundState, "settings" | "inputs">): Pick<LessonStep, "settings" | "inputs"> {
  const { strategies, workers } = settings;
  const changed = settingsThatDiffer(settings, defaultSettings(navigator.hardwareConcurrency));
  return {
    settings: { ...changed, strategies: [...strategies], workers },
    ...(Object.keys(inputs).length > 0 && { inputs: { ...inputs } }),
  };
}
