import type { Metadata } from "next";
import { LessonIndex } from "@/components/learn/lesson-index";
import { pageMetadata } from "@/components/learn/social/page-metadata";
import { SocialPicture } from "@/components/learn/social/social-picture";
import { subjectOf } from "@/components/learn/subject";
import { lessons } from "@/lib/examples/lessons";
import { findRecorded } from "@/lib/examples/recorded";

export const metadata: Metadata = pageMetadata({
  title: "Learn",
  description:
    "How to split work up: short lessons about op runs, pools, chunks, nesting, caches and retries, each with a program that runs in your browser.",
});

export default async function Page() {
  const indexed = await Promise.all(
    lessons.map(async (lesson) => ({
      lesson,
      subject: await subjectOf(lesson),
      run: await findRecorded(lesson.slug),
    })),
  );
  return (
    <>
      <SocialPicture name="learn" alt="Recorded times of one program under three strategies" />
      <LessonIndex indexed={indexed} />
    </>
  );
}
