import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ImageResponse } from "next/og";
import { Card } from "@/components/learn/social/card";
import { SOCIAL_SIZE } from "@/components/learn/social/social-picture";
import { subjectOf } from "@/components/learn/subject";
import { lessons } from "@/lib/examples/lessons";
import { findRecorded } from "@/lib/examples/recorded";

/** Pictures are drawn once, when the site is built, from the site's own mark and the recorded results. */
export const dynamic = "force-static";
export const dynamicParams = false;

/** px; for home screens. */
const ICONS = [180, 512];

export const generateStaticParams = () =>
  ["fanout", "learn", ...lessons.map(({ slug }) => slug), ...ICONS.map((size) => `icon-${size}`)].map(
    (name) => ({ name: `${name}.png` }),
  );

interface Context {
  readonly params: Promise<{ readonly name: string }>;
}

export async function GET(_request: Request, { params }: Context): Promise<Response> {
  const name = (await params).name.replace(/\.png$/, "");
  const svg = await readFile(join(process.cwd(), "app/icon.svg"));
  const icon = `data:image/svg+xml;base64,${svg.toString("base64")}`;
  const size = ICONS.find((one) => name === `icon-${one}`);
  if (size !== undefined) {
    // biome-ignore lint/performance/noImgElement: a picture in a picture, drawn when the site is built
    return new ImageResponse(<img src={icon} width={size} height={size} alt="" />, {
      width: size,
      height: size,
    });
  }
  const lesson = lessons.find(({ slug }) => slug === name);
  const [first] = lessons;
  return new ImageResponse(
    <Card
      icon={icon}
      title={lesson?.title ?? "How should you split up this work?"}
      question={
        (lesson && (await subjectOf(lesson)).question) ??
        (name === "learn"
          ? `${lessons.length} short lessons, each with a program that runs in your browser`
          : "One program, several strategies, measured on your machine")
      }
      run={await findRecorded(lesson?.slug ?? first?.slug ?? "")}
    />,
    SOCIAL_SIZE,
  );
}
