import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { isMeasuredHere } from "@/lib/app/run/run";
import { activeRunOf } from "@/lib/app/store/active-run";
import { lessonStepOf } from "@/lib/app/store/slices/lesson-slice";
import { tameText } from "@/lib/base/tame-text";
import { LESSON_LIMITS } from "@/lib/share/lesson-v1";
import { LessonQuestion } from "./lesson-question";
import { MarkedText } from "./marked-text";
import { stepChange } from "./step-change";

/** The steps of the link's lesson, one at a time. Nothing is set and nothing runs unless the reader presses. */
export default function LessonPanel({ closable = true }: { readonly closable?: boolean }) {
  const lesson = usePlayground((state) => state.lesson);
  const step = usePlayground(lessonStepOf);
  const {
    lessonStep: at,
    showLessonStep,
    setLesson,
    present,
  } = usePlaygroundState("lessonStep", "showLessonStep", "setLesson", "present");
  if (lesson === undefined || step === undefined) return null;
  const title = tameText(lesson.title, LESSON_LIMITS.title) || "Lesson";
  return (
    <section
      aria-label="Lesson"
      className="max-h-[40dvh] shrink-0 overflow-y-auto border-b bg-subtle px-3 py-2"
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h2 className="min-w-0 truncate font-semibold text-lg">{title}</h2>
        <span className="text-muted">
          Step {at + 1} of {lesson.steps.length}
        </span>
        <span className="ml-auto inline-flex gap-1.5">
          <Button
            icon={<ChevronLeft aria-hidden />}
            disabled={at === 0}
            onClick={() => showLessonStep(at - 1)}
          >
            Back
          </Button>
          <Button
            icon={<ChevronRight aria-hidden />}
            disabled={at === lesson.steps.length - 1}
            onClick={() => showLessonStep(at + 1)}
          >
            Next
          </Button>
          {closable && (
            <>
              <Button variant="quiet" onClick={() => present(true)} className="max-sm:hidden">
                Present
              </Button>
              <IconButton label="Close the lesson" onClick={() => setLesson(undefined)}>
                <X />
              </IconButton>
            </>
          )}
        </span>
      </div>
      <div className="mt-1.5 max-w-[52rem]">
        <LessonStepBody />
      </div>
    </section>
  );
}

/** Text, what to set, and the question of the shown step. */
export function LessonStepBody() {
  const step = usePlayground(lessonStepOf);
  const inputs = usePlayground((state) => state.inputs);
  const { changeSettings, setInputs } = usePlaygroundState("changeSettings", "setInputs");
  const isRecorded = usePlayground((state) => {
    const run = activeRunOf(state);
    return run !== undefined && !isMeasuredHere(run);
  });
  if (step === undefined) return null;
  const change = stepChange(step);
  const apply = (): void => {
    if (step.settings) changeSettings(step.settings);
    if (step.inputs) setInputs({ ...inputs, ...step.inputs });
  };
  return (
    <div className="flex flex-col gap-2">
      <MarkedText text={step.text} />
      {change !== undefined && (
        <p className="flex flex-wrap items-center gap-2">
          <Button onClick={apply}>Apply</Button>
          <span className="wrap-anywhere text-muted">{change}. Then press Run.</span>
        </p>
      )}
      {step.question && <LessonQuestion key={step.question.ask} question={step.question} />}
      {isRecorded && (
        <p className="text-muted text-sm">
          The results shown were recorded by the lesson’s author. You can follow it without running anything.
        </p>
      )}
    </div>
  );
}
