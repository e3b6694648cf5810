import type { RuleCases } from "./rule-case";

const PARSE =
  "const parse = task((n: number) => n + 1);\nconst add = task((a: number, b: number) => a + b);\n";
const entry = (body: string, head = "async ()") =>
  `${PARSE}export default workflow(${head} => ${body}, { name: "main" });`;

export const returnedPromises: RuleCases = {
  triggers: [
    {
      name: "a list's map with a task",
      code: entry("{\n  return [1, 2, 3].map(parse as never);\n}"),
      at: "[1, 2, 3].map(parse as never)",
      message: "You returned a list of promises. Use `await map(parse, [1, 2, 3])`.",
      fixed: entry("{\n  return await map(parse, [1, 2, 3]);\n}"),
    },
    {
      name: "in a workflow that is not async",
      code: entry("[1].map((n) => parse(n))", "()"),
      at: "[1].map((n) => parse(n))",
      message: "You returned a list of promises. Use `await map(parse, [1])`.",
      fixed: entry("map(parse, [1])", "()"),
    },
    {
      name: "of a task with several arguments",
      code: entry("[1].map((n) => add(n, 2))"),
      at: "[1].map((n) => add(n, 2))",
      message: "You returned a list of promises. Use `await starmap(add, [1].map((n) => [n, 2]))`.",
      fixed: entry("await starmap(add, [1].map((n) => [n, 2]))"),
    },
    {
      name: "of something else than the item",
      code: entry("[1].map((n) => parse(n * 2))"),
      at: "[1].map((n) => parse(n * 2))",
      message: "You returned a list of promises. Use `await map(parse, [1].map((n) => n * 2))`.",
      fixed: entry("await map(parse, [1].map((n) => n * 2))"),
    },
    {
      name: "of an async function",
      code: entry("[1].map(async (n) => (await parse(n)) + 1)"),
      at: "[1].map(async (n) => (await parse(n)) + 1)",
      message: "You returned a list of promises. Use `await Promise.all(…)`.",
      fixed: entry("await Promise.all([1].map(async (n) => (await parse(n)) + 1))"),
    },
    {
      name: "written out",
      code: entry("[parse(1), parse(2)]"),
      at: "[parse(1), parse(2)]",
      message: "You returned a list of promises. Use `await Promise.all(…)`.",
      fixed: entry("await Promise.all([parse(1), parse(2)])"),
    },
    {
      name: "in a variable",
      code: entry("{\n  const all = [1].map((n) => parse(n));\n  return all;\n}"),
      at: "all",
      message: "You returned a list of promises. Use `await Promise.all(all)`.",
      fixed: entry("{\n  const all = [1].map((n) => parse(n));\n  return await Promise.all(all);\n}"),
    },
    {
      name: "filled in a loop",
      code: entry(
        "{\n  const all: unknown[] = [];\n  for (const n of [1, 2]) all.push(parse(n));\n  return all;\n}",
      ),
      at: "all",
      message: "You returned a list of promises. Use `await Promise.all(all)`.",
      fixed: entry(
        "{\n  const all: unknown[] = [];\n  for (const n of [1, 2]) all.push(parse(n));\n  return await Promise.all(all);\n}",
      ),
    },
    {
      name: "in an object",
      code: entry("({ all: [1].map((n) => parse(n)) })"),
      at: "[1].map((n) => parse(n))",
      message: "You returned a list of promises. Use `await map(parse, [1])`.",
      fixed: entry("({ all: await map(parse, [1]) })"),
    },
    {
      name: "in an object of a function that is not async",
      code: entry("({ all: [1].map((n) => parse(n)) })", "()"),
      at: "[1].map((n) => parse(n))",
      message: "You returned a list of promises. Use `await map(parse, [1])`.",
    },
  ],
  silent: {
    "is awaited": entry("Promise.all([1].map((n) => parse(n)))"),
    "is a list of values": entry("[1, 2].map((n) => n + 1)"),
    "is awaited item by item": entry("[await parse(1), await parse(2)]"),
    "has functions that may give values": entry(
      "[1].map((n) => { if (n > 0) return parse(n); return n; }).length",
    ),
    "is a list that gets other things too": entry(
      "{\n  const all: any[] = [];\n  all.push(parse(1));\n  for (const [i, one] of all.entries()) all[i] = await one;\n  return all;\n}",
    ),
    "is a group's": entry('group("g", () => Promise.all([parse(1)]))'),
    "is returned by a helper": `${PARSE}const calls = () => [parse(1)];\nexport default workflow(async () => Promise.all(calls()), { name: "main" });`,
    "is one promise": entry("parse(1)"),
  },
};
