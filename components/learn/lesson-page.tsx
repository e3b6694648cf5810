import { CodeLines } from "@/components/editor/code-lines";
import { HeldTime } from "@/components/results/record/held-time";
import { headlineOf, sublineOf } from "@/components/results/record/record-text";
import { PartsLegend } from "@/components/results/shared/span/parts-legend";
import { machineOf } from "@/lib/app/run/machine";
import { formatUtcDay } from "@/lib/base/dates";
import { formatPlural } from "@/lib/base/format";
import type { Example } from "@/lib/examples";
import { type Lesson, lessons } from "@/lib/examples/lessons";
import { type Source, sourcesOf } from "@/lib/examples/lessons/sources";
import { variants } from "@/lib/examples/lessons/variants";
import { pythonExamples } from "@/lib/examples/python";
import type { RecordedRun } from "@/lib/examples/recorded";
import { DEFAULT_LANGUAGE, LANGUAGES } from "@/lib/model/language";
import type { RecordedTrace } from "@/lib/trace/trace";
import { LearnHeader } from "./learn-header";
import { LessonNav, NextLessons } from "./lesson-nav";
import { Inline, Markdown } from "./markdown";
import { BarsTable } from "./recorded/bars-table";
import { MovingPicture } from "./recorded/moving-picture";
import { RecordedTree } from "./recorded/recorded-tree";
import { figureOf } from "./recorded/rows";
import { sitePath } from "./site-path";
import type { Subject } from "./subject";
import { TryList } from "./try-list";

export interface LessonPageProps {
  readonly lesson: Lesson;
  readonly subject: Subject;
  readonly run: RecordedRun | undefined;
  /** An animated SVG of a run. */
  readonly moving: string | undefined;
}

export function LessonPage({ lesson, subject, run, moving }: LessonPageProps) {
  const number = lessons.indexOf(lesson) + 1;
  return (
    <div className="learn">
      <LearnHeader open={subject.link()} />
      <div className="lg:grid lg:grid-cols-[15.5rem_minmax(0,1fr)]">
        <LessonNav current={lesson} />
        <main className="min-w-0 px-4 pt-8 pb-20 sm:px-6 lg:pt-14 lg:pr-10 lg:pl-8">
          <article className="learn-article mx-auto max-w-[66rem]">
            <p className="mb-3 text-muted">
              Lesson {number} of {lessons.length}: {lesson.title}
            </p>
            <h1>{subject.question}</h1>
            {moving !== undefined && <MovingPicture svg={moving} />}
            <Markdown text={lesson.intro} className="mt-6" />
            {subject.kind === "example" ? (
              <Program lesson={lesson} example={subject.example} />
            ) : (
              <RecordEmbed subject={subject} title={lesson.title} />
            )}

            <h2>What it shows</h2>
            {subject.kind === "record" && <RecordFigure trace={subject.trace} />}
            {subject.kind === "example" && run && (
              <RecordedFigure run={run} tree={subject.example.view === "tree"} />
            )}
            <Markdown text={lesson.look} />

            <h2>What to try</h2>
            <TryList tries={lesson.tries} link={subject.link} />

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

/** The program in TypeScript, and on each platform that has its subject: one switch, without a script. */
function Program({ lesson, example }: { readonly lesson: Lesson; readonly example: Example }) {
  const others = (variants[lesson.slug] ?? []).flatMap(({ label, text, example: name }) => {
    const found = pythonExamples.find((each) => each.name === name);
    return found === undefined ? [] : [{ label, text, example: found }];
  });
  if (others.length === 0) return <LessonEmbed example={example} />;
  const all = [{ label: LANGUAGES[DEFAULT_LANGUAGE].name, text: undefined, example }, ...others];
  return (
    <>
      <fieldset className="mt-8 flex flex-wrap gap-x-5 gap-y-1">
        <legend className="sr-only">Platform of the program</legend>
        {all.map(({ label }, at) => (
          <label key={label} className="read inline-flex min-h-6 items-center gap-2 pointer-coarse:min-h-11">
            <input type="radio" name="variant" id={`variant-${at}`} defaultChecked={at === 0} />
            {label}
          </label>
        ))}
      </fieldset>
      {all.map(({ label, text, example: shown }, at) => (
        <div key={label} className={`wide variant variant-${at}`}>
          {text !== undefined && <Markdown text={text} className="mt-6 max-w-[40rem]" />}
          <LessonEmbed example={shown} />
        </div>
      ))}
    </>
  );
}

/** px; the same in learn.css. */
const HEIGHT = 576;

/**
 * The playground in the lesson, by the same script that every other page embeds it with. Until it comes, and where
 * scripts are off, the program stands in its place.
 */
function LessonEmbed({ example: { name, title, language, source } }: { readonly example: Example }) {
  return (
    <div className="wide learn-embed my-8">
      <EmbedScript />
      <fanout-playground example={name} view="split" height={HEIGHT} title={title}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <pre tabIndex={0}>
          <code className={`language-${LANGUAGES[language].extension}`}>
            <CodeLines code={source} language={language} />
          </code>
        </pre>
      </fanout-playground>
    </div>
  );
}

/** Not a module, and not React's: scripts/plain-pages.mjs keeps what says so. */
const EmbedScript = () => <script src={sitePath("/embed.js")} async data-plain />;

/** The same with a record in its link. Where scripts are off, the figure below it says the most. */
function RecordEmbed({
  subject: { fragment, link },
  title,
}: {
  readonly subject: Subject & { kind: "record" };
  readonly title: string;
}) {
  return (
    <div className="wide learn-embed my-8">
      <EmbedScript />
      <fanout-playground src={fragment} view="compare" height={HEIGHT} title={title}>
        <p>
          <a href={link()} className="learn-link">
            Open the record in Fanout
          </a>
        </p>
      </fanout-playground>
    </div>
  );
}

function RecordFigure({ trace: { record, wallMs, info } }: { readonly trace: RecordedTrace }) {
  const began = new Date(info.startedAt).toISOString();
  return (
    <figure className="wide my-8 rounded-md border p-4 sm:p-5" data-recorded>
      <p className="mb-3 font-semibold text-lg">{headlineOf(record)}</p>
      <HeldTime record={record} />
      <figcaption className="mt-4 border-t pt-3 text-muted text-sm">
        Recorded <time dateTime={began}>{formatUtcDay(began)}</time>: {sublineOf(record, wallMs)}
      </figcaption>
    </figure>
  );
}

function RecordedFigure({ run, tree }: { readonly run: RecordedRun; readonly tree: boolean }) {
  const { report, recordedAt } = run;
  const figure = figureOf(report);
  const shown = tree ? report.strategies.find((one) => one.tree !== undefined) : undefined;
  const rounds = Math.min(...report.strategies.map((one) => one.rounds.length));
  return (
    <figure className="wide my-8 rounded-md border p-4 sm:p-5" data-recorded>
      <p className="mb-3 font-semibold text-lg">{figure.title}</p>
      <BarsTable figure={figure} />
      {figure.head === "Strategy" && <PartsLegend className="mt-3" interactive={false} />}
      {shown?.tree && (
        <div className="mt-6">
          <p className="mb-2 text-muted text-sm">One round, {shown.strategy}</p>
          <RecordedTree tree={shown.tree} />
        </div>
      )}
      <figcaption className="mt-4 border-t pt-3 text-muted text-sm">
        Recorded <time dateTime={recordedAt}>{formatUtcDay(recordedAt)}</time> in{" "}
        {machineOf(report.environment)}
        {rounds > 1 &&
          (figure.head === "Strategy"
            ? `, median of ${formatPlural(rounds, "round")}`
            : `, the median of ${formatPlural(rounds, "round")}`)}
        . Press Run to measure on your machine.
      </figcaption>
    </figure>
  );
}
