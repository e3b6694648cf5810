import clsx from "clsx";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { LESSON_LIMITS, type LessonStep } from "@/lib/share/lesson-v1";
import { MarkedLine, MarkedText } from "./marked-text";

/** One question with its answers. The first answer counts: what is right is shown after it. */
export function LessonQuestion({ question }: { readonly question: NonNullable<LessonStep["question"]> }) {
  const step = usePlayground((state) => state.lessonStep);
  const { lessonAnswers, answerLesson } = usePlaygroundState("lessonAnswers", "answerLesson");
  const answer = lessonAnswers[step];
  const isAnswered = answer !== undefined;
  return (
    <section aria-label="Question" className="flex flex-col gap-1.5">
      <p className="font-medium">
        <MarkedLine text={question.ask} max={LESSON_LIMITS.question} />
      </p>
      <ul className="flex flex-wrap gap-1.5">
        {question.answers.map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: answers are told apart by where they stand
          <li key={at}>
            <button
              type="button"
              aria-pressed={answer === at}
              aria-disabled={isAnswered}
              onClick={() => !isAnswered && answerLesson(at)}
              className={clsx(
                "min-h-control rounded-md border px-2.5 py-0.5 text-left pointer-coarse:min-h-11",
                !isAnswered && "hover:bg-hover",
                isAnswered && at === question.right && "border-accent font-medium",
                answer === at && "bg-pressed",
              )}
            >
              <MarkedLine text={text} max={LESSON_LIMITS.answer} />
              {isAnswered && at === question.right && " ✓"}
            </button>
          </li>
        ))}
      </ul>
      <div role="status">
        {isAnswered && (
          <>
            <p>{answer === question.right ? "Right." : "Not quite: the answer with ✓ is right."}</p>
            {question.because && <MarkedText text={question.because} />}
          </>
        )}
        {!isAnswered && question.hides && (
          <p className="text-muted">Results are hidden until you have answered.</p>
        )}
      </div>
    </section>
  );
}
