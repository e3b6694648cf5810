import type { RuleCases } from "./rule-case";

const entry = (body: string) => `export default workflow(async () => ${body}, { name: "main" });`;

export const plainFunction: RuleCases = {
  triggers: [
    {
      name: "a constant",
      code: `const parse = (file: string) => file.trim();\n${entry('map(parse as never, ["a"])')}`,
      at: "parse",
      message: "`map` needs a task. Wrap it: `const parse = task(…)`.",
      fixed: `const parse = task((file: string) => file.trim());\n${entry('map(parse as never, ["a"])')}`,
    },
    {
      name: "without an import of task",
      imports: "map, workflow",
      fixedImports: "map, workflow, task",
      code: `const parse = (file: string) => file.trim();\n${entry('map(parse as never, ["a"])')}`,
      at: "parse",
      message: "`map` needs a task. Wrap it: `const parse = task(…)`.",
      fixed: `const parse = task((file: string) => file.trim());\n${entry('map(parse as never, ["a"])')}`,
    },
    {
      name: "with an import over several lines",
      imports: "\n  map,\n  workflow,\n",
      fixedImports: "\n  map,\n  workflow,\n  task,\n",
      code: `const parse = (file: string) => file.trim();\n${entry('map(parse as never, ["a"])')}`,
      at: "parse",
      message: "`map` needs a task. Wrap it: `const parse = task(…)`.",
      fixed: `const parse = task((file: string) => file.trim());\n${entry('map(parse as never, ["a"])')}`,
    },
    {
      name: "a function that is called as well",
      code: `function parse(file: string) { return file.trim(); }\n${entry('[await map(parse as never, ["a"]), parse("b")]')}`,
      at: "parse",
      message: "`map` needs a task. Wrap it: `const parse = task(…)`.",
      fixed: `function parse(file: string) { return file.trim(); }\nconst parseTask = task(parse);\n${entry('[await map(parseTask as never, ["a"]), parse("b")]')}`,
    },
    {
      name: "written in the call",
      code: entry("map(((n: number) => n + 1) as never, [1])"),
      at: "(n: number) => n + 1",
      message: "`map` needs a task. Wrap it: `const step = task(…)`.",
      fixed: `const step = task((n: number) => n + 1);\n\n${entry("map((step) as never, [1])")}`,
    },
    {
      name: "written in the call, with a variable of what is around it",
      code: `export default workflow(async () => { const by = 2; return starmap(((n: number) => n + by) as never, [[1]] as never); }, { name: "main" });`,
      at: "(n: number) => n + by",
      message: "`starmap` needs a task. Wrap it: `const step = task(…)`.",
    },
    {
      name: "a traced function",
      code: `const kept = traced((n: number) => n, { name: "kept" });\n${entry("map(kept as never, [1])")}`,
      at: "kept",
      message: "`map` needs a task, not a traced function. Wrap it: `const kept = task(…)`.",
    },
  ],
  silent: {
    "is a task": `const parse = task((file: string) => file.trim());\n${entry('map(parse, ["a"])')}`,
    "is a workflow or a launch plan": `const child = workflow(async (n: number) => n, { name: "child" });\nconst plan = launchPlan(child, { name: "plan" });\n${entry("[await map(child, [1]), await map(plan, [{}])]")}`,
    "is a parameter": `const each = (parse: any) => map(parse, [1]);\nconst one = task((n: number) => n);\n${entry("each(one)")}`,
    "is chosen at run time": `const a = task((n: number) => n);\nconst b = task((n: number) => -n);\n${entry("map(Math.random() < 1 ? a : b, [1])")}`,
    "is a list's own map": entry("[1].map((n) => n + 1)"),
    "is another map": `const own = { map: (f: (n: number) => number, list: number[]) => list.map(f) };\n${entry("own.map((n) => n, [1])")}`,
  },
};
