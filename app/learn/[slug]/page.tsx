import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LessonPage } from "@/components/learn/lesson-page";
import { pageMetadata } from "@/components/learn/social/page-metadata";
import { SocialPicture } from "@/components/learn/social/social-picture";
import { subjectOf } from "@/components/learn/subject";
import { type Lesson, lessons } from "@/lib/examples/lessons";
import { findRecorded } from "@/lib/examples/recorded";

interface Props {
  readonly params: Promise<{ readonly slug: string }>;
}

/** There are no others: each is a file of the exported site. */
export const dynamicParams = false;
export const generateStaticParams = () => lessons.map(({ slug }) => ({ slug }));

async function lessonOf({ params }: Props): Promise<Lesson> {
  const { slug } = await params;
  return lessons.find((lesson) => lesson.slug === slug) ?? notFound();
}

/** Some lessons have one (`npm run picture`). */
const movingPicture = ({ slug }: Lesson): Promise<string | undefined> =>
  readFile(join(process.cwd(), "public/play", `${slug}.svg`), "utf8").catch(() => undefined);

export async function generateMetadata(props: Props): Promise<Metadata> {
  return pageMetadata(await lessonOf(props));
}

export default async function Page(props: Props) {
  const lesson = await lessonOf(props);
  const [subject, run] = await Promise.all([subjectOf(lesson), findRecorded(lesson.slug)]);
  return (
    <>
      <SocialPicture name={lesson.slug} alt={`${lesson.title}: recorded times`} />
      <LessonPage lesson={lesson} subject={subject} run={run} moving={await movingPicture(lesson)} />
    </>
  );
}
