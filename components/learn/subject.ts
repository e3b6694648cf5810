import { openFiles } from "@/lib/analysis/record/open";
import { sharedRecord } from "@/lib/app/documents/shared-record";
import { recordOf } from "@/lib/app/run/run";
import { runOfTraceFile } from "@/lib/app/run/run-of-trace-file";
import { type Example, findExample } from "@/lib/examples";
import type { Lesson, TryLink } from "@/lib/examples/lessons";
import { writeOptions } from "@/lib/share/fragment";
import { encodeLink } from "@/lib/share/link";
import { optionEntries } from "@/lib/share/link-options";
import type { RecordedTrace } from "@/lib/trace/trace";
import { sitePath } from "./site-path";
import { playgroundLink, SAY_ALL } from "./try-link";

/** What a lesson is about. */
export type Subject = {
  /** What somebody would ask who needs the lesson. */
  readonly question: string;
  /** Opens it in the playground. @param change of a try */
  readonly link: (change?: TryLink) => string;
} & (
  | { readonly kind: "example"; readonly example: Example }
  /** The record of a run. @param fragment a link's, with its "#" */
  | { readonly kind: "record"; readonly trace: RecordedTrace; readonly fragment: string }
);

/** The example of the lesson's name, or its record. */
export async function subjectOf({ slug, record }: Lesson): Promise<Subject> {
  if (record) return recordSubject(record);
  const example = findExample(slug);
  if (example === undefined) throw new Error(`The lesson "${slug}" has no example.`);
  const { question } = example;
  return { kind: "example", question, example, link: (change) => playgroundLink(slug, change) };
}

async function recordSubject({ question, file }: NonNullable<Lesson["record"]>): Promise<Subject> {
  const { name, base64 } = (await file()).default;
  const read = await openFiles(
    [{ name, file: new Blob([Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))]) }],
    0,
    () => undefined,
  );
  const opened = read.ok ? runOfTraceFile(read) : read;
  if (!opened.ok) throw new Error(opened.message);
  const trace = recordOf(opened.run);
  const shared = sharedRecord(opened.run, false);
  if (!trace || !shared) throw new Error(`${name} is no record.`);
  const fragment = encodeLink({ code: "", ...shared.link }, SAY_ALL);
  return {
    kind: "record",
    question,
    trace,
    fragment,
    link: ({ view } = {}) =>
      sitePath(`/${fragment}${view ? `&${writeOptions(optionEntries({ view }))}` : ""}`),
  };
}
