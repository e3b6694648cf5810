import { describe, expect, it } from "vitest";
import { examples } from "../index";
import { lessons } from "./index";
import { sourcesOf } from "./sources";

/** Names that a text sets in code and that could only be an input: `name` in "Set `name` to …". */
const inputsNamed = (text: string) =>
  [...text.matchAll(/[Ss](?:et|witch on|witch off) `(\w+)`/g)].map(([, name]) => name);

describe("the lessons", () => {
  it("are one for each example, in the same order", () => {
    expect(lessons.map(({ slug }) => slug)).toEqual(examples.map(({ name }) => name));
  });

  it.each(lessons.map((lesson) => [lesson.slug, lesson] as const))("%s is whole", (_slug, lesson) => {
    expect(lesson.description.length).toBeLessThanOrEqual(160);
    expect(lesson.tries.length).toBeGreaterThanOrEqual(3);
    expect(lesson.takeaways.length).toBeGreaterThanOrEqual(3);
  });

  it.each(lessons.map((lesson) => [lesson.slug, lesson] as const))(
    "%s links to pages that have a title",
    (_slug, lesson) => {
      const sources = sourcesOf(lesson);
      expect(sources.length).toBeGreaterThanOrEqual(4);
      for (const { url, title } of sources) {
        expect(new URL(url).protocol).toBe("https:");
        expect(title).not.toBe(url);
      }
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
