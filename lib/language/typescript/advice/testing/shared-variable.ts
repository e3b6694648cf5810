import type { RuleCases } from "./rule-case";

const entry = (body: string) => `export default workflow(async () => {\n${body}\n}, { name: "main" });`;

export const sharedVariable: RuleCases = {
  triggers: [
    {
      name: "assigned in the workflow, read in a task",
      code: `let factor = 1;\nconst scale = task((n: number) => n * factor);\n${entry("  factor = 10;\n  return map(scale, [1, 2, 3]);")}`,
      at: "factor",
      message: "Workers do not share variables: `factor` is 1 in every worker. Pass it as an argument.",
    },
    {
      name: "read in a function that a task calls",
      code: `let table: string[] | undefined;\nconst find = (n: number) => table?.[n];\nconst look = task((n: number) => find(n));\n${entry('  table = ["a"];\n  return look(0);')}`,
      at: "table",
      message: "Workers do not share variables: each has its own `table`. Pass it as an argument.",
    },
    {
      name: "counted in a task",
      code: `let calls = 0;\nconst work = task((n: number) => { calls += n; return calls; });\n${entry("  return map(work, [1, 2]);")}`,
      at: "calls",
      message:
        "Workers do not share variables: each has its own `calls`. Return a value from the task instead.",
    },
    {
      name: "read in a process",
      code: `let limit = "low";\nexport async function work() { return limit; }\n${entry('  limit = "high";\n  const p = new Process(work);\n  await p.start();\n  return p.join();')}`,
      at: "limit",
      message: 'Workers do not share variables: `limit` is "low" in every worker. Pass it as an argument.',
    },
  ],
  silent: {
    "is never assigned": `let factor = 1;\nconst scale = task((n: number) => n * factor);\n${entry("  return scale(1);")}`,
    "is assigned while the program loads": `let factor = 1;\nif (factor > 0) factor = 2;\nconst scale = task((n: number) => n * factor);\n${entry("  return scale(1);")}`,
    "is assigned in a function while the program loads": `let factor = 1;\n[2].forEach((n) => { factor = n; });\nconst scale = task((n: number) => n * factor);\n${entry("  return scale(1);")}`,
    "is the workflow's own": `let total = 0;\nconst one = task((n: number) => n);\n${entry("  total = await one(1);\n  return total;")}`,
    "is made once in each worker": `let table: number[] | undefined;\nconst look = task((n: number) => { table ??= [1, 2]; return table[n]; });\n${entry("  return look(0);")}`,
    "is made in each worker when it is missing": `let table: number[] | undefined;\nconst look = task((n: number) => { if (!table) table = [1, 2]; return table[n]; });\n${entry("  return look(0);")}`,
    "is a local variable of the name": `let factor = 1;\nconst scale = task((n: number) => { let factor = 2; factor += n; return factor; });\n${entry("  factor = 3;\n  return [await scale(1), factor];")}`,
  },
};
