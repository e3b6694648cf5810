import { describe, expect, test } from "vitest";
import { errorsOf, programOf, withEntry } from "./testing";

/** `^` in a case's second line stands under the column that the first error must name. */
function at(source: string): { text: string; line: number; column: number } {
  const lines = source.split("\n");
  const marked = lines.findIndex((line) => /^ *\^$/.test(line));
  const text = lines.filter((_, index) => index !== marked).join("\n");
  return { text, line: marked, column: (lines[marked]?.indexOf("^") ?? 0) + 1 };
}

function expectError(marked: string, message: string | RegExp): void {
  const { text, line, column } = at(marked);
  const [first] = errorsOf(text);
  expect(first).toMatchObject({ line, column });
  if (typeof message === "string") expect(first?.message).toBe(message);
  else expect(first?.message).toMatch(message);
}

const ENTRY = 'import { workflow } from "fanout";\nexport default workflow(async () => 1);';

describe("syntax", () => {
  test.each([
    [`${ENTRY}\nconst a = (1;\n            ^`, 'Unexpected ";"; expected ","'],
    [`${ENTRY}\nconst a: = 1;\n         ^`, 'Unexpected "="'],
    [`${ENTRY}\n\0\n^`, 'Unexpected "\\u{0}"'],
    [`${ENTRY}\nconst s = "abc\n          ^`, "Unterminated string constant"],
    [
      `${ENTRY}\nconst a: number = 1, a: string = 2;\n                     ^`,
      "Identifier 'a' has already been declared",
    ],
    [
      `${ENTRY}\nfunction f(a: number): void { await a; }\n                              ^`,
      "Cannot use keyword 'await' outside an async function",
    ],
    [`${ENTRY}\nexport { missing };\n         ^`, "Export 'missing' is not defined"],
    [`${ENTRY}\nreturn 1;\n^`, "'return' outside of function"],
    [`${ENTRY}\nconst a: string = 1, é = §;\n                         ^`, /Unexpected/],
  ])("case %#", (source, message) => expectError(source, message));

  test("what sucrase takes for granted", () => {
    expect(errorsOf(`${ENTRY}\nlet a: number;\nclass A { constructor }\nlet b;`)).toEqual([
      { message: "This is not valid TypeScript.", line: 4, column: 1 },
    ]);
    expect(errorsOf(`${ENTRY}\nlet a;\nthrow@`)).toMatchObject([{ line: 4 }]);
  });

  test("at the end of the program", () => {
    expect(errorsOf(`${ENTRY}\nif (1) {`)).toEqual([
      { message: "Unexpected end of the program", line: 3, column: 9 },
    ]);
  });
});

describe("TypeScript that would be dropped or left", () => {
  test.each([
    [
      `${ENTRY}\nnamespace A { export const x = 1; }\n^`,
      "Namespaces are not supported. Move the contents to the top level.",
    ],
    [`${ENTRY}\nexport namespace A.B { export const x = 1; }\n       ^`, /^Namespaces are not supported/],
    [`${ENTRY}\ninterface X { namespace: string }\nmodule A { let x = 1; }\n^`, /^Modules are not supported/],
    [`${ENTRY}\n@dec class A {}\n^`, "Decorators are not supported: browsers cannot run them yet."],
    [`${ENTRY}\nclass A { @dec() x = 1; }\n          ^`, /Decorators/],
    [`${ENTRY}\nimport fs = require("fs");\n^`, /^`import … =` is not supported/],
    [`${ENTRY}\nimport type T = require("fs");\n^`, /^`import … =` is not supported/],
    [`${ENTRY}\nexport = 1;\n^`, /^`export =` is not supported/],
    [`${ENTRY}\n{ using x = f(); }\n  ^`, "`using` is not supported: some browsers lack it."],
    [`${ENTRY}\nconst __fanout_x = 1;\n      ^`, "Names that start with `__fanout` are reserved."],
  ])("case %#", (source, message) => expectError(source, message));

  test("types and declarations are fine", () => {
    const body = `declare namespace A { const x: number; namespace B { } }
declare module "x" { import y from "y"; }
declare global { interface Window { module: string } }
interface I { namespace: string; module: number; "@": 1 }
type module = { readonly [key: string]: I["@"] };
const module = 1, namespace = { type: "@" };
abstract class K<T> { declare a: T; abstract b(): void; private c?: number; constructor(readonly d: T) {} }
function over(a: string): void;
function over(this: unknown, a: unknown): void {}
const x = <unknown>over as never satisfies unknown, y = x!;
let fn: (() => void) | undefined = () => undefined, text = \`\${x}@\`;
export type { I };`;
    expect(programOf(withEntry(body)).definitions).toHaveLength(1);
  });

  test("an enum is right", () => {
    const { code } = programOf(withEntry('enum E { A, B = "b", C = 1 << 2, D }\nexport const enum F { X }'));
    const value: unknown = new Function(`${code.split("\n")[1]}; return E;`)();
    expect(value).toEqual({ 0: "A", A: 0, B: "b", C: 4, 4: "C", D: 5, 5: "D" });
  });
});

describe("statements that end without a semicolon where types were", () => {
  // Without a semicolon the next line would call, index or tag what stands before.
  test.each([
    ["a type alias", "const a = f\ntype T = number\n[1].map(f)", "const a = f;\n\n[1].map(f)"],
    ["an interface", "f()\ninterface I { x: 1 }\n(1, f)()", "f();\n\n(1, f)()"],
    ["a cast", "const a = f as any\n(1, f)()", "const a = f; \n(1, f)()"],
    ["a satisfied type", "const a = f satisfies unknown\n`x`", "const a = f; \n`x`"],
    ["an annotation", "let a: unknown\n[1].map(f)", "let a;\n[1].map(f)"],
    ["an optional field", "class A { x?: 1\n[f.name] = 1 }", "class A { x;\n[f.name] = 1 }"],
    ["a type import", 'let a = f\nimport type { Task } from "fanout"\n-1', "let a = f;\n\n-1"],
    [
      "a type import before a regular expression",
      'let a = f\nimport type { Task } from "fanout"\n/a/.test("a")',
      'let a = f;\n\n/a/.test("a")',
    ],
    [
      "an overload, which needs none",
      "let a = f\nfunction g(): void\nfunction g() {}",
      "let a = f\n\nfunction g() {}",
    ],
  ])("%s", (_, body, expected) => {
    const { code } = programOf(withEntry(`function f() { return f }\n${body}`));
    expect(code).toContain(`function f() { return f }\n${expected}\nexport default`);
  });

  test("a call whose type arguments stand in a line of their own goes on", () => {
    expect(programOf(withEntry("const f = (x: any) => x\nconst a = f\n<number>\n(1)")).code).toContain(
      "const a = f\n\n(1)",
    );
  });
});

describe("imports", () => {
  const entry = "export default workflow(async () => 1);";

  test.each([
    [
      `import { workflow } from "fanout";\nimport _ from "lodash";\n              ^\n${entry}`,
      'Cannot import "lodash". Programs can import only "fanout".',
    ],
    [`${ENTRY}\nimport "./other";\n       ^`, /Cannot import "\.\/other"/],
    [`${ENTRY}\nimport type { A } from "a";\n                       ^`, /Cannot import "a"/],
    [`${ENTRY}\nexport * from "b";\n              ^`, /Cannot import "b"/],
    [`${ENTRY}\nexport * as c from "c";\n                   ^`, /Cannot import "c"/],
    [`${ENTRY}\nexport { d } from "d";\n                  ^`, /Cannot import "d"/],
    [`${ENTRY}\nexport type { d } from "d";\n                       ^`, /Cannot import "d"/],
    [`${ENTRY}\nconst f = () => import("e");\n                       ^`, /Cannot import "e"/],
    [
      `${ENTRY}\nconst f = (x: string) => import(x);\n                                ^`,
      'import() takes only the text "fanout" here.',
    ],
    [
      `${ENTRY}\nimport { taks } from "fanout";\n         ^`,
      '"fanout" does not export "taks". Did you mean "task"?',
    ],
    [
      `${ENTRY}\nimport type { Taks } from "fanout";\n              ^`,
      '"fanout" does not export "Taks". Did you mean "Task"?',
    ],
    [
      `${ENTRY}\nimport { type Retry, sleep, useState as s } from "fanout";\n              ^`,
      /does not export "Retry"/,
    ],
    [`${ENTRY}\nimport { useState as s } from "fanout";\n         ^`, '"fanout" does not export "useState".'],
    [`${ENTRY}\nimport {\n  sleep,\n  quueue,\n  ^\n} from "fanout";`, /Did you mean "Queue"/],
    [`${ENTRY}\nexport { taks as t } from "fanout";\n         ^`, /Did you mean "task"/],
    [
      `${ENTRY}\nimport f from "fanout";\n       ^`,
      '"fanout" has no default export: write import { … } from "fanout".',
    ],
    [
      `${ENTRY}\nimport { sleep } from "fanout" with { type: "json" };\n                               ^`,
      /^Remove the attributes/,
    ],
    [`${ENTRY}\nimport * as f from "fanout";\nf.taks(1);\n  ^`, /Did you mean "task"/],
    [
      `${ENTRY}\nimport * as f from "fanout";\nnew f.Task();\n      ^`,
      "`Task` is a type and cannot be used as a value.",
    ],
    [
      `${ENTRY}\nimport { Task } from "fanout";\n         ^\nconst t = new Task();`,
      "`Task` is a type and cannot be used as a value.",
    ],
    [
      `${ENTRY}\nconst f = () => sleep(1);\n                ^`,
      '`sleep` is not imported. Add: import { sleep } from "fanout"',
    ],
    [
      `${ENTRY}\nimport type { sleep } from "fanout";\nconst f = () => sleep(1);\n                ^`,
      /`sleep` is not imported/,
    ],
  ])("case %#", (source, message) => expectError(source, message));

  test("what is used as a type only is fine", () => {
    expect(() =>
      programOf(withEntry("let a: Task, b: RetryPolicy | undefined;", "Task, type RetryPolicy, workflow")),
    ).not.toThrow();
  });
});

describe("definitions", () => {
  const inFunction = (call: string, imports: string) =>
    `import { ${imports}, workflow } from "fanout";\nfunction f() {\n  const a = ${call};\n            ^\n}\nexport default workflow(async () => 1);`;

  test.each([
    [
      inFunction("task(f)", "task"),
      "Move this task to the top level. Every worker creates it when it loads the program.",
    ],
    [inFunction("dynamic(f)", "dynamic"), /^Move this dynamic task to the top level/],
    [inFunction("launchPlan(f)", "launchPlan"), /^Move this launch plan to the top level/],
    [inFunction("environment()", "environment"), /^Move this environment to the top level/],
    [inFunction("traced(f)", "traced"), /^Move this traced function to the top level/],
    [inFunction("workflow(f)", "task"), /^Move this workflow to the top level/],
    [
      `${ENTRY}\nimport * as f from "fanout";\nclass A { static a = f.task(() => 1); }\n                     ^`,
      /^Move this task to the top level/,
    ],
    [
      `${ENTRY}\nimport { environment } from "fanout";\nconst e = environment();\nconst g = () => e.task(() => 1);\n                ^`,
      /^Move this task to the top level/,
    ],
    [
      `${ENTRY}\nimport { task } from "fanout";\nfor (const n of [1, 2]) task(() => n);\n                        ^`,
      "Move this task out of the loop. Each definition needs its own name and line.",
    ],
    [
      `${ENTRY}\nimport { task } from "fanout";\nconst make = task;\n             ^`,
      "`task` can only be called, as in `task(…)`.",
    ],
    [
      `${ENTRY}\nimport { task } from "fanout";\nconst a = [1].map(task);\n                  ^`,
      /can only be called/,
    ],
    [
      `${ENTRY}\nimport { task } from "fanout";\nconst a = task(await import("fanout"), { name: "x" });\n               ^`,
      /^await is not allowed inside the definition of a task/,
    ],
    [`${ENTRY}\nimport { task } from "fanout";\nconst a = task();\n          ^`, "`task` needs a function."],
    [
      `${ENTRY}\nimport { task } from "fanout";\nconst all = [task(() => 1)];\n             ^`,
      'This task needs a name. Assign it to a variable or add { name: "…" }.',
    ],
    [
      `${ENTRY}\nimport { task } from "fanout";\nconst a = task(Math.random);\n          ^`,
      /needs a name, because its function is an expression/,
    ],
    [
      `${ENTRY}\nimport { task } from "fanout";\nconst a = task(() => 1, { name: String(1) });\n                          ^`,
      /^`name` must be a string literal of 1 to 200 characters/,
    ],
    [
      `${ENTRY}\nimport { task } from "fanout";\nconst a = task(() => 1, { name: "" });\n                          ^`,
      /^`name` must be a string literal/,
    ],
    [
      `${ENTRY}\nimport { task } from "fanout";\nconst a = task(() => 1);\nconst b = task(() => 2, { name: "a" });\n          ^`,
      'Two definitions are named "a" (lines 4 and 5). Rename one with { name: "…" }.',
    ],
    [
      `${ENTRY}\nimport { task } from "fanout";\nfunction f() {}\nconst a = task(f), b = task(f);\n                       ^`,
      /named "f" \(both on line 5\)/,
    ],
  ])("case %#", (source, message) => expectError(source, message));

  test("a launch plan may have its workflow's name, and no other's", () => {
    const two = "const wf = workflow(() => 1);\nconst a = launchPlan(wf);\nconst b = launchPlan(wf);";
    const [error] = errorsOf(withEntry(two, "launchPlan, workflow"));
    expect(error).toMatchObject({ line: 4, column: 11 });
    const ofTask =
      'const wf = workflow(() => 1);\nconst t = task(() => 1);\nconst a = launchPlan(wf, { name: "t" });';
    expect(errorsOf(withEntry(ofTask, "launchPlan, task, workflow"))).toMatchObject([{ line: 4 }]);
  });

  test("every error is named, in the order of the source", () => {
    const body = "const f = () => task(() => 1);\nconst g = () => sleep(1);\nconst a = task();";
    expect(errorsOf(withEntry(body, "task, workflow")).map(({ line }) => line)).toEqual([2, 3, 4]);
  });
});

describe("the default export", () => {
  const needed = /^The default export must be a workflow: it is the program's entry point\. Found /;

  test("must be there", () => {
    for (const source of [
      "const a = 1;",
      'import { task } from "fanout";\nexport const a = task(() => 1);',
    ]) {
      expect(errorsOf(source)).toEqual([
        {
          message: "The program has no default export. Add: export default workflow(async () => { … })",
          line: 1,
          column: 1,
        },
      ]);
    }
  });

  test.each(["", "\n", "// Nothing yet\n"])("is asked for with a hint at the templates in %j", (source) => {
    expect(errorsOf(source)).toEqual([
      {
        message:
          "The program is empty. Start with a template (New program in the program menu), or write: export default workflow(async () => { … })",
        line: 1,
        column: 1,
      },
    ]);
  });

  test.each([
    ["export default async function main() {}\n               ^", "a function"],
    ["export default () => 1;\n               ^", "a function"],
    ["const main = () => 1;\nexport default main;\n               ^", "a function"],
    ["function main() {}\nexport { main as default };\n         ^", "a function"],
    ["export default class {}\n               ^", "a class"],
    ["export default { a: 1 };\n               ^", "an object"],
    ["export default 42;\n               ^", "a plain value"],
    [
      'import { task } from "fanout";\nexport default task(() => 1, { name: "x" });\n               ^',
      "a task",
    ],
    [
      'import { task } from "fanout";\nconst x = task(() => 1);\nconst y = x;\nexport default (y);\n               ^',
      "a task",
    ],
    [
      'import { dynamic } from "fanout";\nexport default dynamic(function x() {});\n               ^',
      "a dynamic task",
    ],
    [
      'import { launchPlan, workflow } from "fanout";\nconst wf = workflow(() => 1);\nexport default launchPlan(wf);\n               ^',
      "a launch plan",
    ],
    [
      'import { workflow } from "fanout";\nexport default workflow;\n               ^',
      "the SDK function `workflow`",
    ],
  ])("case %#", (source, what) => {
    const { text, line, column } = at(source);
    const [error] = errorsOf(text);
    expect(error?.message).toMatch(needed);
    expect(error?.message).toContain(`Found ${what}.`);
    // `export default (y)`: a parenthesis is a part of what is exported.
    expect(error).toMatchObject({ line, column });
  });

  test("what only a run can tell is left to the run", () => {
    const program = programOf(
      'import { workflow } from "fanout";\nconst all = { a: workflow(() => 1) };\nexport default all.a;',
    );
    expect(program).toMatchObject({ name: "main", inputs: [], definitions: [{ name: "a", entry: false }] });
  });
});
