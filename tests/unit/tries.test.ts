import { describe, expect, it } from "vitest";
import { findExample } from "@/lib/examples";
import { lessons } from "@/lib/examples/lessons";
import { editedSource } from "@/lib/examples/open-try";
import { compile } from "@/lib/language/typescript/compile";
import { settingsSchema } from "@/lib/protocol/settings";

const links = lessons.flatMap(({ slug, tries }) =>
  tries.flatMap(({ open }) => Object.entries(open).map(([label, link]) => [slug, label, link] as const)),
);

const isOfRecord = (slug: string): boolean =>
  lessons.some((lesson) => lesson.slug === slug && lesson.record !== undefined);

/** A lesson's links open the programs that its text describes. */
describe("the changes to try", () => {
  it("has a link for every change", () => {
    for (const { slug, tries } of lessons)
      for (const { change, open } of tries) expect(Object.keys(open), `${slug}: ${change}`).not.toEqual([]);
  });

  it("has names that differ within a lesson", () => {
    for (const { slug } of lessons) {
      const labels = links.filter(([from]) => from === slug).map(([, label]) => label);
      expect(new Set(labels).size, slug).toBe(labels.length);
    }
  });

  it("shows a record as it is: a link has no place for a change of it", () => {
    for (const [slug, label, link] of links)
      if (isOfRecord(slug)) expect(Object.keys(link), `${slug}: ${label}`).toEqual(["view"]);
  });

  const ofExamples = links.filter(([slug]) => !isOfRecord(slug));
  it.each(ofExamples)("%s, %s: compiles, with existing inputs and settings", (slug, _label, link) => {
    const example = findExample(slug);
    if (example === undefined) throw new Error(`no example ${slug}`);
    const compiled = compile(editedSource(example, link));
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.errors));
    const names = compiled.program.inputs.map(({ name }) => name);
    for (const name of Object.keys(link.inputs ?? {})) expect(names).toContain(name);
    expect(settingsSchema.partial().parse(link.settings ?? {})).toEqual(link.settings ?? {});
  });
});

it("an edit that does not fit is an error", () => {
  const example = { name: "x", source: "a b a" };
  expect(() => editedSource(example, { edits: { a: "c" } })).toThrow("2 ×");
  expect(() => editedSource(example, { edits: { d: "c" } })).toThrow("0 ×");
  expect(editedSource(example, { edits: { b: "$&" } })).toBe("a $& a");
});
