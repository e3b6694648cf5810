import { expect, it } from "vitest";
import { recordedTree } from "@/lib/engine/testing/random/tree";
import { runProgram } from "@/lib/engine/testing/run-program";

// Single calls in a row go to a kept worker directly. The run may end with the last of them.
const program = `import { task, traced, workflow } from "fanout";
const step = traced(async (n) => n + 1, { name: "step" });
const t = task(async (n) => step(n), { name: "t" });
export default workflow(async () => { let n = 0; for (let i = 0; i < 6; i++) n = await t(n); return n; }, { name: "entry" });`;

it("record what is inside of every body, the last one included", async () => {
  const { end, trace } = await runProgram(program, "pooled", { workers: 2 });
  expect(end.output).toBe(6);
  expect(recordedTree(trace).match(/trace step succeeded/g)).toHaveLength(6);
});
