import type { LessonStep, LinkLesson } from "@/lib/share/lesson-v1";
import type { Change, Read } from "./slice";
import type { ViewSlice } from "./view-slice";

export interface LessonSlice {
  /** That of the link, or the one that the user makes. */
  readonly lesson: LinkLesson | undefined;
  /** From 0. */
  readonly lessonStep: number;
  /** By step: which answer the reader has chosen. */
  readonly lessonAnswers: Readonly<Record<number, number>>;
  /** Large type and one view. */
  readonly presenting: boolean;
  setLesson(lesson: LinkLesson | undefined): void;
  /** Shows the step's view, if it names one. Changes no settings, and runs nothing. */
  showLessonStep(step: number): void;
  answerLesson(answer: number): void;
  present(on: boolean): void;
}

export const NO_LESSON = { lesson: undefined, lessonStep: 0, lessonAnswers: {} } as const;

type Parts = Pick<LessonSlice, "lesson" | "lessonStep" | "lessonAnswers">;

export const lessonStepOf = ({ lesson, lessonStep }: Parts): LessonStep | undefined =>
  lesson?.steps[lessonStep];

/** The reader is to guess first. */
export const hidesResults = (parts: Parts): boolean =>
  lessonStepOf(parts)?.question?.hides === true && parts.lessonAnswers[parts.lessonStep] === undefined;

export function createLessonSlice(
  set: Change<LessonSlice & Pick<ViewSlice, "tab">>,
  get: Read<LessonSlice>,
): LessonSlice {
  return {
    ...NO_LESSON,
    presenting: false,
    setLesson: (lesson) => set({ ...NO_LESSON, lesson }),
    showLessonStep(step) {
      const shown = get().lesson?.steps[step];
      if (shown === undefined) return;
      set({ lessonStep: step, ...(shown.view && { tab: shown.view }) });
    },
    answerLesson: (answer) =>
      set(({ lessonStep, lessonAnswers }) => ({ lessonAnswers: { ...lessonAnswers, [lessonStep]: answer } })),
    present: (presenting) => set({ presenting }),
  };
}
