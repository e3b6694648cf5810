import { findExample } from "@/lib/examples";
import { type Lesson, lessons } from "@/lib/examples/lessons";
import { type Source, sourcesOf } from "@/lib/examples/lessons/sources";
import type { RecordedRun } from "@/lib/examples/recorded";
import { LearnHeader } from "./learn-header";
import { LessonEmbed } from "./lesson-embed";
import { LessonNav, NextLessons } from "./lesson-nav";
import { Inline, Markdown } from "./markdown";
import { RecordedFigure } from "./recorded/recorded-figure";
import { playgroundLink } from "./try-link";
import { TryList } from "./try-list";

export interface LessonPageProps {
  readonly lesson: Lesson;
  readonly run: RecordedRun | undefined;
}

export function LessonPage({ lesson, run }: LessonPageProps) {
  const example = findExample(lesson.slug);
  if (example === undefined) throw new Error(`The lesson "${lesson.slug}" has no example.`);
  const number = lessons.indexOf(lesson) + 1;
  return (
    <div className="learn">
      <LearnHeader open={playgroundLink(lesson.slug)} />
      <div className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <LessonNav current={lesson} />
        <main className="min-w-0 px-4 pt-8 pb-20 sm:px-6 lg:pt-14 lg:pr-10 lg:pl-8">
          <article className="learn-article mx-auto max-w-[66rem]">
            <p className="mb-3 text-muted">
              Lesson {number} of {lessons.length}: {lesson.title}
            </p>
            <h1>{example.question}</h1>
            <Markdown text={lesson.intro} className="mt-6" />
            <LessonEmbed example={example} />

            <h2>What it shows</h2>
            {run && <RecordedFigure run={run} tree={example.view === "tree"} />}
            <Markdown text={lesson.look} />

            <h2>What to try</h2>
            <TryList lesson={lesson} />

            <h2>What to take away</h2>
            <div className="prose">
              <ul>
                {lesson.takeaways.map((text) => (
                  <li key={text}>
                    <Inline text={text} />
                  </li>
                ))}
              </ul>
            </div>

            <h2>Where the systems differ</h2>
            <Systems notes={lesson.systems} />

            <h2>Sources</h2>
            <Sources sources={sourcesOf(lesson)} />
            <NextLessons current={lesson} />
          </article>
        </main>
      </div>
    </div>
  );
}

function Systems({ notes }: { readonly notes: Lesson["systems"] }) {
  return (
    <dl className="wide border-t">
      {Object.entries(notes).map(([system, text]) => (
        <div key={system} className="grid gap-x-8 gap-y-1 border-b py-5 md:grid-cols-[8rem_minmax(0,1fr)]">
          <dt className="read font-semibold">{system}</dt>
          <dd className="max-w-[46rem]">
            <Markdown text={text} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Sources({ sources }: { readonly sources: readonly Source[] }) {
  return (
    <ul className="flex flex-col gap-1.5 text-lg">
      {sources.map(({ title, url }) => (
        <li key={url}>
          <a href={url} className="learn-link">
            {title}
          </a>{" "}
          <span className="text-muted text-sm">{new URL(url).hostname}</span>
        </li>
      ))}
    </ul>
  );
}
