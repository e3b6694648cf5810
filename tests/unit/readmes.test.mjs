import { describe, expect, it } from "vitest";
import { readmeProblems } from "../../scripts/check-readmes.mjs";

const problemsIn = (text) =>
  readmeProblems(text, (path) => ["run.ts", "scripts/layers.mjs", "api/"].includes(path));

describe("the check of READMEs", () => {
  it("accepts ten lines that name existing files", () => {
    expect(
      problemsIn(`# lib/run\n\n\`run.ts\`, \`scripts/layers.mjs\`, \`api/\`${"\n-".repeat(7)}\n`),
    ).toEqual([]);
  });

  it("ignores URLs, patterns, code, commands and generated files", () => {
    const text =
      "`/learn/` `*.worker.ts` `draw-*.ts` `f(x)` `npm run lint` `generated/monaco/` `sources.generated.ts`";
    expect(problemsIn(text)).toEqual([]);
  });

  it("finds files and folders that do not exist, with their line", () => {
    expect(problemsIn("# lib\n\n`gone.ts` and `run.ts`\n`old/`")).toEqual([
      { line: 3, problem: '"gone.ts" does not exist' },
      { line: 4, problem: '"old/" does not exist' },
    ]);
  });

  it("finds long lines and long READMEs", () => {
    expect(problemsIn("a".repeat(161)).map(({ line }) => line)).toEqual([1]);
    expect(problemsIn("-\n".repeat(11)).map(({ line }) => line)).toEqual([11]);
  });
});
