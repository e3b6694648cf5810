import { describe, expect, it } from "vitest";
import { examples } from "../index";
import { pythonExamples } from "../python";
import { lessons } from "./index";
import { sourcesOf } from "./sources";
import { variants } from "./variants";

/** Names that a text sets in code and that could only be an input: `name` in "Set `name` to …". */
const inputsNamed = (text: string) =>
  [...text.matchAll(/[Ss](?:et|witch on|witch off) `(\w+)`/g)].map(([, name]) => name);

describe("the lessons", () => {
  it("are one for each example, in the same order, besides those about records", () => {
    expect(lessons.filter(({ record }) => record === undefined).map(({ slug }) => slug)).toEqual(
      examples.map(({ name }) => name),
    );
  });

  it("have a part for each example in Python, which names inputs that it has", () => {
    const parts = Object.entries(variants).flatMap(([slug, list]) =>
      (list ?? []).map((variant) => ({ slug, ...variant })),
    );
    expect(parts.map(({ example }) => example)).toEqual(pythonExamples.map(({ name }) => name));
    for (const { slug, example, text } of parts) {
      expect(lessons.some((lesson) => lesson.slug === slug)).toBe(true);
      const source = pythonExamples.find(({ name }) => name === example)?.source ?? "";
      // An argument of main, or a field of a config class.
      for (const name of inputsNamed(text))
        expect(source, `${example}: ${name}`).toMatch(new RegExp(`^ +${name}(=|: \\w+ = )`, "m"));
    }
  });

  it("have as many platforms as the page's switch can show, each once", () => {
    for (const list of Object.values(variants)) {
      expect(list?.length ?? 0).toBeLessThanOrEqual(4);
      expect(new Set(list?.map(({ label }) => label)).size).toBe(list?.length);
    }
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
