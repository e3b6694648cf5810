import clsx from "clsx";
import { type Lesson, lessons } from "@/lib/examples/lessons";
import { sitePath } from "./site-path";

export const lessonPath = ({ slug }: Pick<Lesson, "slug">): string => sitePath(`/learn/${slug}/`);

function Links({ current }: { readonly current: Lesson }) {
  return (
    <ol className="flex flex-col">
      {lessons.map((lesson, at) => {
        const here = lesson === current;
        return (
          <li key={lesson.slug}>
            <a
              href={lessonPath(lesson)}
              aria-current={here ? "page" : undefined}
              className={clsx(
                "-ml-px flex gap-2.5 border-l py-1.5 pr-2 pl-3",
                here ? "border-accent font-medium" : "text-muted hover:border-line-strong hover:text-text",
              )}
            >
              <span aria-hidden className="w-4 shrink-0 text-right">
                {at + 1}
              </span>
              {lesson.title}
            </a>
          </li>
        );
      })}
    </ol>
  );
}

export function LessonNav({ current }: { readonly current: Lesson }) {
  return (
    <nav aria-label="Lessons">
      <details className="border-b lg:hidden">
        <summary className="px-4 py-2.5 text-muted sm:px-6">All lessons</summary>
        <div className="px-4 pb-4 sm:px-6">
          <Links current={current} />
        </div>
      </details>
      <div className="sticky top-0 max-h-dvh overflow-y-auto py-10 pr-4 pl-6 max-lg:hidden">
        <div className="border-l">
          <Links current={current} />
        </div>
      </div>
    </nav>
  );
}

export function NextLessons({ current }: { readonly current: Lesson }) {
  const at = lessons.indexOf(current);
  const before = lessons[at - 1];
  const after = lessons[at + 1];
  return (
    <nav aria-label="Next" className="wide mt-16 grid gap-3 border-t pt-6 sm:grid-cols-2">
      {before ? <Neighbour lesson={before} word="Previous" /> : <span className="max-sm:hidden" />}
      {after && <Neighbour lesson={after} word="Next" className="sm:text-right" />}
    </nav>
  );
}

interface NeighbourProps {
  readonly lesson: Lesson;
  readonly word: string;
  readonly className?: string;
}

function Neighbour({ lesson, word, className }: NeighbourProps) {
  return (
    <a
      href={lessonPath(lesson)}
      rel={word === "Next" ? "next" : "prev"}
      className={clsx("block rounded-md border px-4 py-3 hover:bg-hover", className)}
    >
      <span className="block text-muted text-sm">{word}</span>
      <span className="block font-medium text-lg">{lesson.title}</span>
    </a>
  );
}
