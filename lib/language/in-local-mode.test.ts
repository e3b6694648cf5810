import { expect, it } from "vitest";
import { inLocalMode } from "./in-local-mode";
import type { CompileResult } from "./program";
import { compile as compilePython } from "./python/compile";
import { compile } from "./typescript/compile";

function programOf(result: CompileResult) {
  if (!result.ok) throw new Error(JSON.stringify(result.errors));
  return result.program;
}

const job = programOf(compilePython("from dagster import job\n\n@job\ndef both(): ...\n"));

it("marks the code of a platform's program", () => {
  expect(JSON.parse(inLocalMode(job, "local").code)).toEqual({ ...JSON.parse(job.code), isLocal: true });
  expect(inLocalMode(job, undefined)).toBe(job);
});

it("leaves any other program as it is, whatever its language", () => {
  const plain = programOf(compilePython("print(1)\n"));
  const typescript = programOf(
    compile('import { workflow } from "fanout";\nexport default workflow(async () => 1, { name: "one" });\n'),
  );
  for (const program of [plain, typescript]) expect(inLocalMode(program, "local")).toBe(program);
});
