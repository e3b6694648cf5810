import type { RuleCases } from "./rule-case";

const ADD = "const add = task((a: number, b: number) => a + b);\n";
const entry = (body: string) => `export default workflow(async () => ${body}, { name: "main" });`;
const USE = "Use `starmap` for a task with several arguments.";

export const severalArguments: RuleCases = {
  triggers: [
    {
      name: "pairs",
      code: `${ADD}${entry("map(add as never, [[1, 2], [3, 4]])")}`,
      at: "add",
      message: USE,
      fixed: `${ADD}${entry("starmap(add as never, [[1, 2], [3, 4]])")}`,
    },
    {
      name: "what is open, without an import of starmap",
      imports: "map, task, workflow",
      fixedImports: "map, task, workflow, starmap",
      code: `${ADD}${entry("{\n  const pairs = [1].map((n): [number, number] => [n, 2]);\n  return map(add as never, pairs);\n}")}`,
      at: "add",
      message: USE,
      fixed: `${ADD}${entry("{\n  const pairs = [1].map((n): [number, number] => [n, 2]);\n  return starmap(add as never, pairs);\n}")}`,
    },
    {
      name: "single values, of which no fix can make pairs",
      code: `${ADD}${entry("map(add as never, [1, 2])")}`,
      at: "add",
      message: USE,
    },
    {
      name: "mapUnordered",
      code: `${ADD}${entry("mapUnordered(add as never, [1])")}`,
      at: "add",
      message:
        "`mapUnordered` passes one argument for each item. Use a task with one argument, such as an object.",
    },
    {
      name: "a dynamic made of a function",
      code: `async function sum({ n }: { n: number }, by: number) { return n + by; }\nconst add = dynamic(sum);\n${entry("map(add as never, [[{ n: 1 }, 2]])")}`,
      at: "add",
      message: USE,
      fixed: `async function sum({ n }: { n: number }, by: number) { return n + by; }\nconst add = dynamic(sum);\n${entry("starmap(add as never, [[{ n: 1 }, 2]])")}`,
    },
  ],
  silent: {
    "has one parameter": `const one = task((n: number) => n);\n${entry("map(one, [1])")}`,
    "has an optional second": `const add = task((a: number, b?: number) => a + (b ?? 0));\n${entry("map(add as never, [1])")}`,
    "has a default": `const add = task((a: number, b = 1) => a + b);\n${entry("map(add as never, [1])")}`,
    "has a rest": `const add = task((a: number, ...b: number[]) => a + b.length);\n${entry("map(add as never, [1])")}`,
    "may be undefined": `const add = task((a: number, b: number | undefined) => a + (b ?? 0));\n${entry("map(add as never, [1])")}`,
    "has no types": `const add: any = task((a: any, b: any) => [a, b]);\n${entry("map(add, [1])")}`,
    "is given to starmap": `${ADD}${entry("starmap(add, [[1, 2]])")}`,
  },
};
