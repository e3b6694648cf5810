import { expect, test } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";

const IMPORTS = 'import { map, task, workflow } from "fanout";\n';

test("a run's log has the warning once", async () => {
  const body =
    "const f = task(async function f(n: number): Promise<unknown> {\n  return n > 0 ? f(n - 1) : 0; });\n";
  const program = `${IMPORTS}${body}export default workflow(async () => map(f, [1, 2, 3]), { name: "w" });`;
  for (const strategy of ["async", "dynamic", "pooled"] as const) {
    const { trace } = await runProgram(program, strategy);
    const lines = trace.logs.map(({ level, text }) => `${level} ${text}`);
    expect(lines).toEqual([expect.stringMatching(/^warn Line 3: `f` is the plain function here/)]);
  }
});
