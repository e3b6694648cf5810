import { describe, expect, it } from "vitest";
import { expectations } from "./expected";
import { examples, findExample } from "./index";
import { sources } from "./sources.generated";

describe("the list of examples", () => {
  it("holds every program once", () => {
    expect(examples.map(({ name }) => name).sort()).toEqual(Object.keys(sources).sort());
  });

  it.each(examples.map((example) => [example.name, example] as const))("%s is whole", (name, example) => {
    expect(findExample(name)).toBe(example);
    expect(example.question).toMatch(/^[A-Z0-9].*\?$/);
    expect(example.source).toContain('from "fanout"');
    expect(expectations.some(({ program }) => program === name)).toBe(true);
  });

  it("has a comment above every input", () => {
    for (const { name, source } of examples) {
      const inputs = /\n( +)inputs: \{\n([\s\S]*?)\n\1\}/.exec(source)?.[2]?.split("\n") ?? [];
      expect(inputs.length, name).toBeGreaterThan(0);
      const isComment = inputs.map((line) => /^ +\/\/ \S/.test(line));
      expect(isComment, name).toEqual(inputs.map((_, index) => index % 2 === 0));
    }
  });

  it("does not know other names", () => {
    expect(findExample("toString")).toBeUndefined();
  });
});
