import { describe, expect, test } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { programOf } from "./testing";

const IMPORTS = 'import { dynamic, environment, group, map, task, traced, workflow } from "fanout";\n';
const END = '\nexport default workflow(async () => 1, { name: "w" });\n';
const warningsOf = (body: string) => programOf(IMPORTS + body + END).warnings;

describe("a function expression that calls itself by its own name", () => {
  test("has a warning at the call, with the fix", () => {
    expect(
      warningsOf(
        "const fib = dynamic(async function fib(n: number): Promise<number> {\n  return n < 2 ? n : fib(n - 1);\n});",
      ),
    ).toEqual([
      {
        message:
          "`fib` is the plain function here, not the dynamic, so what it does is not recorded as a call. Remove the name after `function`, so that `fib` is the dynamic.",
        line: 3,
        column: 22,
      },
    ]);
  });

  test.each([
    [
      "a task with another name",
      "const f = task(function g(): unknown { return g(); });",
      /Call `f`, which is the task\.$/,
    ],
    [
      "a workflow",
      "const f = workflow(async function f(): Promise<unknown> { return await f(); });",
      /`f` is the workflow\.$/,
    ],
    [
      "a traced function",
      "const f = traced(function f(): unknown { return [1].map(f); });",
      /`f` is the traced function\.$/,
    ],
    [
      "an environment's task",
      "const e = environment();\nconst f = e.task((function f(n: number): unknown { return f?.(n); }));",
      /`f` is the task\.$/,
    ],
    [
      "a task without a variable",
      "const all = { f: task(function f(): unknown { return f(); }) };",
      /put it in a variable/,
    ],
    [
      "in a function within",
      "const f = task(function f(): unknown { return () => { if (1) return f(); }; });",
      /Remove the name/,
    ],
    ["in a parameter", "const f = task(function f(a: any = () => f()) { return a; });", /Remove the name/],
  ])("%s", (_, body, message) => {
    expect(warningsOf(body)).toMatchObject([{ message: expect.stringMatching(message) }]);
  });

  test.each([
    ["is not called", "const f = task(function f() { return f.name; });"],
    ["has no name", "const f: any = task(function (n: number): unknown { return f(n); });"],
    ["is an arrow", "const f: any = task((n: number): unknown => f(n));"],
    ["has a parameter of the name", "const f = task(function f(f: any) { return f(); });"],
    [
      "has a variable of the name",
      "const f = task(function f() { const { f } = { f: () => 1 }; return f(); });",
    ],
    ["has an inner function of the name", "const f = task(function f() { return f(); function f() {} });"],
    [
      "has an inner parameter of the name",
      "const f = task(function f() { return [() => 1].map((f) => f()); });",
    ],
    ["is called as a method of something", "const f = task(function f(o: any) { return o.f(); });"],
  ])("has none where it %s", (_, body) => {
    expect(warningsOf(body)).toEqual([]);
  });

  test("logs the warning once in a run", async () => {
    const body =
      "const f = task(async function f(n: number): Promise<unknown> {\n  return n > 0 ? f(n - 1) : 0; });\n";
    const program = `${IMPORTS}${body}export default workflow(async () => map(f, [1, 2, 3]), { name: "w" });`;
    for (const strategy of ["async", "dynamic", "pooled"] as const) {
      const { trace } = await runProgram(program, strategy);
      const lines = trace.logs.map(({ level, text }) => `${level} ${text}`);
      expect(lines).toEqual([expect.stringMatching(/^warn Line 3: `f` is the plain function here/)]);
    }
  });
});
