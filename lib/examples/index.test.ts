import { describe, expect, it } from "vitest";
import { examples, findExample } from "./index";
import { sources } from "./sources.generated";
import { expectations } from "./testing/expected";

describe("the list of examples", () => {
  it("has every program once", () => {
    expect(examples.map(({ name }) => name).sort()).toEqual(Object.keys(sources).sort());
  });

  it.each(examples.map((example) => [example.name, example] as const))("%s is complete", (name, example) => {
    expect(findExample(name)).toBe(example);
    expect(example.question).toMatch(/^[A-Z0-9].*\?$/);
    expect(example.source).toContain('from "fanout"');
    expect(expectations.some(({ program }) => program === name)).toBe(true);
  });

  it("has a line of comment above every input", () => {
    for (const { name, source } of examples) {
      const lines = source.slice(source.lastIndexOf("inputs: {")).split("\n");
      const isInput = /^ {6}\w+: /;
      const inputs = lines.filter((line) => isInput.test(line));
      const described = lines.filter(
        (line, at) => isInput.test(line) && /^ {6}\/\/ \S/.test(lines[at - 1] ?? ""),
      );
      expect(inputs.length, name).toBeGreaterThan(0);
      expect(described, name).toEqual(inputs);
    }
  });

  it("fits into the editor next to the results", () => {
    for (const { name, source } of examples) {
      expect(Math.max(...source.split("\n").map((line) => line.length)), name).toBeLessThanOrEqual(80);
    }
  });

  it("does not know other names", () => {
    expect(findExample("toString")).toBeUndefined();
  });
});
