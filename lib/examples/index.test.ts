import { describe, expect, it } from "vitest";
import { compile } from "@/lib/language/python/compile";
import { FIRST_EXAMPLE } from "./first-example";
import { findExample, examples as typescript } from "./index";
import { pythonExamples } from "./python";
import { sources as pythonSources } from "./python-sources.generated";
import { sources } from "./sources.generated";
import { expectations } from "./testing/expected";

const examples = [...typescript, ...pythonExamples];

describe("the list of examples", () => {
  it("has every program once", () => {
    expect(examples.map(({ name }) => name).sort()).toEqual(
      Object.keys({ ...sources, ...pythonSources }).sort(),
    );
  });

  it.each(examples.map((example) => [example.name, example] as const))("%s is complete", (name, example) => {
    expect(findExample(name)).toBe(example);
    expect(example.question).toMatch(/^[A-Z0-9].*\?$/);
    if (example.language !== "typescript") return;
    expect(example.source).toContain('from "fanout"');
    expect(expectations.some(({ program }) => program === name)).toBe(true);
  });

  it("has a line of comment above every input", () => {
    for (const { name, source } of examples.filter(({ language }) => language === "typescript")) {
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

  it("begins with that of the start page", () => {
    expect(examples[0]?.name).toBe(FIRST_EXAMPLE);
  });

  it("describes every input of a program in Python", () => {
    for (const { name, source } of examples.filter(({ language }) => language === "python")) {
      const result = compile(source);
      const inputs = result.ok ? result.program.inputs : [];
      expect(inputs.length, name).toBeGreaterThan(0);
      for (const input of inputs) expect(input.description, `${name}: ${input.name}`).toBeTruthy();
    }
  });

  it("does not know other names", () => {
    expect(findExample("toString")).toBeUndefined();
  });
});
