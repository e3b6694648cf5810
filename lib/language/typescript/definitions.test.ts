import { describe, expect, test } from "vitest";
import { editedBody, programOf, withEntry } from "./testing";

describe("definitions", () => {
  test.each([
    ["a variable's", "const a = task(f);", 'const a = __fanout.define("a", 2, 11, () => task(f));'],
    [
      "an exported variable's",
      "export const a = task(f);",
      'export const a = __fanout.define("a", 2, 18, () => task(f));',
    ],
    [
      "a property's",
      "const all = { one: task(f), two: 2 };",
      'const all = { one: __fanout.define("one", 2, 20, () => task(f)), two: 2 };',
    ],
    [
      "over several lines",
      "const a = task(\n  f,\n  { retries: 3 },\n);",
      'const a = __fanout.define("a", 2, 11, () => task(\n  f,\n  { retries: 3 },\n));',
    ],
    [
      "one in another",
      'const a = launchPlan(workflow(f, { name: "x" }), { name: "y" });',
      'const a = __fanout.define("a", 2, 11, () => launchPlan(__fanout.define("", 2, 22, () => workflow(f, { name: "x" })), { name: "y" }));',
    ],
    [
      "an environment's task",
      "const e = environment({});\nconst a = e.task(f);",
      'const e = __fanout.define("e", 2, 11, () => environment({}));\nconst a = __fanout.define("a", 3, 11, () => e.task(f));',
    ],
    [
      "a chained environment's task",
      "const a = environment().task(f);",
      'const a = __fanout.define("a", 2, 11, () => __fanout.define("", 2, 11, () => environment()).task(f));',
    ],
  ])("%s", (_, body, expected) => {
    const text = `${body}\nfunction f() {}`;
    expect(editedBody(text, "environment, launchPlan, task, workflow")).toBe(`${expected}\nfunction f() {}`);
  });

  test("under another name and as a member", () => {
    const program = programOf(
      'import { task as t, workflow } from "fanout";\nimport * as f from "fanout";\n' +
        'const a = t(() => 1);\nconst b = f.dynamic(() => 2);\nconst c = f["traced"](() => 3);\nexport default workflow(() => 1);\n',
    );
    expect(
      program.definitions.map(({ kind, name, binding, line, column }) => [kind, name, binding, line, column]),
    ).toEqual([
      ["task", "a", "a", 3, 11],
      ["dynamic", "b", "b", 4, 11],
      ["traced", "c", "c", 5, 11],
      ["workflow", "main", undefined, 6, 16],
    ]);
  });

  test("a local of the same name defines nothing", () => {
    const program = programOf(
      withEntry(
        "const f = (task) => task(1);\nfunction g() { const { task } = f; task(2); }",
        "task, workflow",
      ),
    );
    expect(program.definitions.map(({ kind }) => kind)).toEqual(["workflow"]);
  });

  test("columns are those of the source, types and all", () => {
    const [first] = programOf(
      withEntry(
        "const a: Task<[number], string> = task((n: number) => String(n));",
        "task, type Task, workflow",
      ),
    ).definitions;
    expect(first).toMatchObject({ line: 2, column: 35 });
  });

  test("withOverrides in a function is no definition", () => {
    const body =
      "const wf = workflow(() => 1);\nconst plan = launchPlan(wf);\nconst f = () => plan.withOverrides({ cache: true });";
    expect(programOf(withEntry(body, "launchPlan, workflow")).definitions).toHaveLength(3);
  });
});

describe("names", () => {
  const nameOf = (definition: string, before = "") =>
    programOf(
      withEntry(`${before}\n${definition}`, "environment, launchPlan, task, traced, workflow"),
    ).definitions.at(-2)?.name;

  test.each([
    ["the option", 'const a = task(function f() {}, { name: "x" })', "x"],
    ["a template", "const a = task(() => 1, { name: `x` })", "x"],
    ["a constant", "const a = task(() => 1, { name: NAME + '!' })", "n!"],
    ["options in a constant", "const a = task(() => 1, OPTIONS)", "o"],
    ["spread options", "const a = task(() => 1, { retries: 2, ...OPTIONS })", "o"],
    ["the function's", "const a = task(function f() {})", "f"],
    ["a declared function's", "const a = task(declared)", "declared"],
    ["a function's that a variable holds", "const a = task(held)", "held"],
    ["behind another name", "const a = task(other)", "held"],
    ["the SDK's", "const a = task(cpuCount)", "cpuCount"],
    ["the variable's", "const a = task(() => 1)", "a"],
    ["the property's", "const all = { a: task(() => 1) }", "a"],
    ["a launch plan's workflow's", "const plan = launchPlan(wf)", "wf"],
  ])("%s", (_, definition, expected) => {
    const program = programOf(
      `import { cpuCount, launchPlan, task, workflow } from "fanout";\nconst NAME = "n", OPTIONS = { name: "o" };\nconst held = () => 1, other = held;\n` +
        `function declared() {}\nconst wf = workflow(async () => 2);\n${definition};\nexport default workflow(() => 1, { name: "entry" });`,
    );
    expect(program.definitions.at(-2)?.name).toBe(expected);
  });

  test("an environment's", () => {
    expect(nameOf("const pool = environment();")).toBe("pool");
  });
});
