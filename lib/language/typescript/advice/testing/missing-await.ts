import type { RuleCases } from "./rule-case";

const TASKS = `const list = task((): number[] => [1, 2]);
const parse = task((n: number) => n + 1);
const merge = task((parts: unknown) => parts);
`;
const entry = (body: string, isAsync = true) =>
  `${TASKS}export default workflow(${isAsync ? "async " : ""}() => {\n${body}\n}, { name: "main" });`;

export const missingAwait: RuleCases = {
  triggers: [
    {
      name: "a variable given to map",
      code: entry("  const files = list();\n  return map(parse, files as never);"),
      at: "files",
      message: "`files` is a promise. Add `await` on line 6.",
      fixed: entry("  const files = await list();\n  return map(parse, files as never);"),
    },
    {
      name: "a variable that is used as a promise too",
      code: entry("  const files = list();\n  await files;\n  return map(parse, files as never);"),
      at: "files",
      message: "`files` is a promise. Add `await` on line 8.",
      fixed: entry("  const files = list();\n  await files;\n  return map(parse, await files as never);"),
    },
    {
      name: "a variable whose type is written out",
      code: entry("  const files: Promise<number[]> = list();\n  return map(parse, files as never);"),
      at: "files",
      message: "`files` is a promise. Add `await` on line 7.",
      fixed: entry("  const files: Promise<number[]> = list();\n  return map(parse, await files as never);"),
    },
    {
      name: "a call given to map, in a workflow that is not async",
      code: entry("  return map(parse, list() as never);", false),
      at: "list()",
      message: "This is a promise. Add `await`.",
      fixed: entry("  return map(parse, await list() as never);"),
    },
    {
      name: "what map gives, passed to a task",
      code: entry("  const parts = map(parse, [1]);\n  return merge(parts);"),
      at: "parts",
      message: "`parts` is a promise. Add `await` on line 6.",
      fixed: entry("  const parts = await map(parse, [1]);\n  return merge(parts);"),
    },
    {
      name: "in a list or an object",
      code: entry("  return merge([{ part: parse(1) }]);"),
      at: "parse(1)",
      message: "This is a promise. Add `await`.",
      fixed: entry("  return merge([{ part: await parse(1) }]);"),
    },
    {
      name: "of an async function",
      code: `${TASKS}async function files() { return [1]; }\nexport default workflow(async () => map(parse, files() as never), { name: "main" });`,
      at: "files()",
      message: "This is a promise. Add `await`.",
      fixed: `${TASKS}async function files() { return [1]; }\nexport default workflow(async () => map(parse, await files() as never), { name: "main" });`,
    },
    {
      name: "of Promise.all, in a plain function",
      code: `${TASKS}function all() { return merge(Promise.all([parse(1)])); }`,
      at: "Promise.all([parse(1)])",
      message: "This is a promise. Add `await`.",
    },
  ],
  silent: {
    "is awaited": entry("  const files = await list();\n  return map(parse, files);"),
    "is awaited where it is used": entry("  const files = list();\n  return map(parse, await files);"),
    "is given to Promise.all": entry("  const files = list();\n  return Promise.all([files, parse(1)]);"),
    "may be no promise any more": entry(
      "  let files: any = list();\n  files = await files;\n  return map(parse, files);",
    ),
    "is another variable of the name": entry(
      "  const files = list();\n  const other = (files: number[]) => map(parse, files);\n  return other(await files);",
    ),
    "is a generator": `${TASKS}function* files() { yield 1; }\nexport default workflow(() => map(parse, files()), { name: "main" });`,
    "is a shadowed Promise": entry(
      "  const Promise = { all: (list: number[]) => list };\n  return map(parse, Promise.all([1]));",
    ),
  },
};
