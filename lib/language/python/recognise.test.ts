import { describe, expect, it } from "vitest";
import { compile } from "./compile";

describe("pasted TypeScript has one message in a Python program", () => {
  it.each([
    [1, 'import { task, workflow } from "fanout";\nconst t = task(() => 1);\n'],
    [2, "// a comment\nconst work = (n: number) => n * 2;\n"],
    [1, "export default workflow(async () => 1);\n"],
    [1, "function f(x) {\n  return x;\n}\n"],
    [1, "interface Item { name: string }\n"],
  ])("from line %i", (line, source) => {
    const result = compile(source);
    expect(result.ok ? [] : result.errors).toMatchObject([{ line, language: "typescript" }]);
  });

  it.each(["let = 1\nconst = 2\n", '"""\nconst a = 1;\n"""\n', "import os\nfunction = 1; export = 2\n"])(
    "and Python has none: %s",
    (source) => {
      expect(compile(source).ok).toBe(true);
    },
  );
});
