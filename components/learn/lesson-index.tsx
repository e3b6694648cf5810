import { machineOf } from "@/lib/app/run/machine";
import { formatUtcDay } from "@/lib/base/dates";
import { durationScale } from "@/lib/base/format";
import { type Lesson, lessons } from "@/lib/examples/lessons";
import type { RecordedRun } from "@/lib/examples/recorded";
import { LearnHeader } from "./learn-header";
import { lessonPath } from "./lesson-nav";
import { Bar } from "./recorded/bars-table";
import { figureOf } from "./recorded/rows";
import { sitePath } from "./site-path";
import type { Subject } from "./subject";

export interface IndexedLesson {
  readonly lesson: Lesson;
  readonly subject: Subject;
  readonly run: RecordedRun | undefined;
}

export function LessonIndex({ indexed }: { readonly indexed: readonly IndexedLesson[] }) {
  const [first] = indexed;
  return (
    <div className="learn">
      <LearnHeader here open={sitePath("/")} />
      <main className="px-4 pt-8 pb-20 sm:px-6 lg:pt-16">
        <div className="learn-article mx-auto max-w-[60rem]">
          <h1>How should you split up this work?</h1>
          <div className="prose mt-6">
            <p>
              {lessons.length} short lessons, each with a program that you can edit and run in your browser.
              They start with a list of 26 letters and end with the cost of a failure; the last one opens the
              record of a real run. No prior knowledge needed. Each lesson covers how Dagster, Flyte and
              Python differ, with sources.
            </p>
          </div>
          <ol className="wide mt-12 border-t">
            {indexed.map(({ lesson, subject, run }, at) => (
              <li key={lesson.slug} className="border-b">
                <a
                  href={lessonPath(lesson)}
                  className="group grid items-start gap-x-6 gap-y-3 py-6 sm:grid-cols-[2rem_minmax(0,1fr)_18rem]"
                >
                  <span aria-hidden className="text-lg text-muted max-sm:hidden">
                    {at + 1}
                  </span>
                  <span>
                    <span className="block font-semibold text-xl group-hover:underline">{lesson.title}</span>
                    <span className="read mt-1 block text-muted">{subject.question}</span>
                  </span>
                  {run && <SmallBars run={run} />}
                </a>
              </li>
            ))}
          </ol>
          {first?.run && (
            <p className="mt-4 text-muted text-sm">
              Recorded {formatUtcDay(first.run.recordedAt)} in {machineOf(first.run.report.environment)}. Your
              times will differ.
            </p>
          )}
          <footer className="mt-16 text-muted text-sm">
            <a href={sitePath("/licenses.txt")} className="underline hover:text-text">
              Open-source licenses
            </a>
          </footer>
        </div>
      </main>
    </div>
  );
}

function SmallBars({ run }: { readonly run: RecordedRun }) {
  const { rows } = figureOf(run.report);
  const most = Math.max(...rows.map(({ ms }) => ms));
  const times = durationScale(rows.map(({ ms }) => ms));
  return (
    <span className="grid grid-cols-[8rem_minmax(0,1fr)_3.75rem] items-center gap-x-2 gap-y-0.5 text-sm sm:pt-1">
      {rows.map((row) => (
        <span key={row.label} className="contents">
          <span className="whitespace-nowrap text-muted">{row.label}</span>
          <Bar row={row} most={most} thin />
          <span className="text-right">{times.formatWithUnit(row.ms)}</span>
        </span>
      ))}
    </span>
  );
}
