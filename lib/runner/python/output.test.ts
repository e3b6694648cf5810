import { beforeAll, expect, test } from "vitest";
import { type Interpreter, interpreterOf, type Pyodide } from "./interpreter";
import { BOOT_LIMIT_MS, bootPython } from "./testing/boot";

let python: Pyodide;
let interpreter: Interpreter;
const lines: (readonly [span: object | undefined, level: string, text: string])[] = [];

const api = {
  fromEntries: Object.fromEntries,
  schedule: (callback: () => void, ms: number) => void setTimeout(callback, ms),
  log: (...line: readonly [object | undefined, string, string]) => void lines.push(line),
  error: (name: string, message: string) => new Error(`${name}: ${message}`),
  endNodes: () => undefined,
};

/** Runs a function of a program in a span. */
const printing = (span: object, source: string) => {
  expect(interpreter.load(`def f():\n${source.replaceAll(/^/gm, "    ")}\n`)).toBeUndefined();
  interpreter.run(span, "f", []);
};

beforeAll(async () => {
  python = await bootPython();
  interpreter = interpreterOf(python);
  interpreter.attach(api);
}, BOOT_LIMIT_MS);

test("print gives whole lines under the span that printed them", () => {
  const [first, second] = [{ span: 1 }, { span: 2 }];
  printing(first, "print('a', 1)\nprint('b\\nc', end='')\nprint('d')");
  printing(second, "import sys\nprint('e', file=sys.stderr)");
  expect(lines.splice(0)).toEqual([
    [first, "log", "a 1"],
    [first, "log", "b"],
    [first, "log", "cd"],
    [second, "warn", "e"],
  ]);
});

test("a line without an end is given when its body ends", () => {
  const span = { span: 3 };
  printing(span, "print('half', end='')");
  expect(lines.splice(0)).toEqual([[span, "log", "half"]]);
  printing(span, "print('other half')");
  expect(lines.splice(0)).toEqual([[span, "log", "other half"]]);
});

test("what the module prints belongs to no span", () => {
  expect(interpreter.load("print('loading')\n")).toBeUndefined();
  expect(lines.splice(0)).toEqual([[undefined, "log", "loading"]]);
});
