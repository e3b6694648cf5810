import type { RuleCases } from "./rule-case";

const plain = (name: string, kind: string, advice: string) =>
  `\`${name}\` is the plain function here, not the ${kind}, so what it does is not recorded as a call. ${advice}`;

export const ownName: RuleCases = {
  triggers: [
    {
      name: "a dynamic that calls itself",
      code: "const fib = dynamic(async function fib(n: number): Promise<number> {\n  return n < 2 ? n : fib(n - 1);\n});",
      at: "fib",
      message: plain(
        "fib",
        "dynamic task",
        "Remove the name after `function`, so that `fib` is the dynamic task.",
      ),
      fixed:
        "const fib = dynamic(async function (n: number): Promise<number> {\n  return n < 2 ? n : fib(n - 1);\n});",
    },
    {
      name: "a task with another name",
      code: "const f: any = task(function g(): unknown { return g(); });",
      at: "g",
      message: plain("g", "task", "Call `f`, which is the task."),
      fixed: "const f: any = task(function g(): unknown { return f(); });",
    },
    {
      name: "a workflow",
      code: "const f: any = workflow(async function f(): Promise<unknown> { return await f(); });",
      at: "f",
      message: plain("f", "workflow", "Remove the name after `function`, so that `f` is the workflow."),
      fixed: "const f: any = workflow(async function (): Promise<unknown> { return await f(); });",
    },
    {
      name: "a traced function, passed on",
      code: "const f: any = traced(function f(): unknown { return [1].map(f as never); });",
      at: "f",
      message: plain(
        "f",
        "traced function",
        "Remove the name after `function`, so that `f` is the traced function.",
      ),
      fixed: "const f: any = traced(function (): unknown { return [1].map(f as never); });",
    },
    {
      name: "an environment's task",
      code: "const e = environment();\nconst f: any = e.task((function f(n: number): unknown { return f?.(n); }));",
      at: "f",
      message: plain("f", "task", "Remove the name after `function`, so that `f` is the task."),
      fixed:
        "const e = environment();\nconst f: any = e.task((function (n: number): unknown { return f?.(n); }));",
    },
    {
      name: "a task without a variable",
      code: "const all = { f: task(function f(): unknown { return f(); }) };",
      at: "f",
      message: plain(
        "f",
        "task",
        "To call the task, put it in a variable and remove the name after `function`.",
      ),
    },
    {
      name: "in a parameter",
      code: "const f: any = task(function f(a: any = () => f()) { return a; });",
      at: "f",
      message: plain("f", "task", "Remove the name after `function`, so that `f` is the task."),
      fixed: "const f: any = task(function (a: any = () => f()) { return a; });",
    },
  ],
  silent: {
    "is not called": "const f = task(function f() { return f.name; });",
    "has no name": "const f: any = task(function (n: number): unknown { return f(n); });",
    "is an arrow": "const f: any = task((n: number): unknown => f(n));",
    "has a parameter of the name": "const f = task(function f(f: any) { return f(); });",
    "has a variable of the name":
      "const f = task(function f() { const { f } = { f: () => 1 }; return f(); });",
    "has an inner function of the name": "const f = task(function f() { return f(); function f() {} });",
    "has an inner parameter of the name":
      "const f = task(function f() { return [() => 1].map((f) => f()); });",
    "is called as a method of something": "const f = task(function f(o: any) { return o.f(); });",
  },
};
