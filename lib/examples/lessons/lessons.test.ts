import { describe, expect, it } from "vitest";
import { examples } from "../index";
import { type Lesson, lessons } from "./index";

const textsOf = (lesson: Lesson): readonly string[] => [
  lesson.intro,
  lesson.look,
  ...lesson.tries.flatMap(({ change, see }) => [change, see]),
  ...lesson.takeaways,
  ...lesson.systems.map(({ text }) => text),
];

/** Names that a text sets in code and that could only be an input: `name` in "Set `name` to …". */
const inputsNamed = (text: string) =>
  [...text.matchAll(/[Ss](?:et|witch on|witch off) `(\w+)`/g)].map(([, name]) => name);

describe("the lessons", () => {
  it("are one for each example, in the same order, with the same question", () => {
    expect(lessons.map(({ slug }) => slug)).toEqual(examples.map(({ lesson }) => lesson));
    expect(lessons.map(({ question }) => question)).toEqual(examples.map(({ question }) => question));
  });

  it.each(lessons.map((lesson) => [lesson.slug, lesson] as const))("%s is whole", (_slug, lesson) => {
    expect(lesson.description.length).toBeLessThanOrEqual(160);
    expect(lesson.tries.length).toBeGreaterThanOrEqual(3);
    expect(lesson.takeaways.length).toBeGreaterThanOrEqual(3);
    expect(lesson.systems.map(({ system }) => system).sort()).toEqual([
      "Dagster",
      "Fanout",
      "Flyte",
      "Python",
    ]);
  });

  it.each(lessons.map((lesson) => [lesson.slug, lesson] as const))(
    "%s lists what it links to, and nothing else",
    (_slug, lesson) => {
      const links = textsOf(lesson).flatMap((text) =>
        [...text.matchAll(/\]\((.*?)\)/g)].map(([, url]) => url),
      );
      expect([...new Set(links)].sort()).toEqual(lesson.sources.map(({ url }) => url).sort());
      for (const { url } of lesson.sources) expect(new URL(url).protocol).toBe("https:");
    },
  );

  it.each(lessons.map((lesson) => [lesson.slug, lesson] as const))(
    "%s names inputs that the program has",
    (slug, lesson) => {
      const source = examples.find(({ name }) => name === slug)?.source ?? "";
      const others = ["replicas", "concurrency"];
      const named = lesson.tries.flatMap(({ change, see }) => [...inputsNamed(change), ...inputsNamed(see)]);
      for (const name of named) {
        const isInput = new RegExp(`^ +${name}: `, "m").test(source);
        expect(isInput || others.includes(String(name)), `${slug}: ${name}`).toBe(true);
      }
    },
  );
});
