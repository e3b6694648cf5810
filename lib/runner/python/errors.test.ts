import { beforeAll, expect, test } from "vitest";
import { type Interpreter, interpreterOf, type Pyodide } from "./interpreter";
import { PythonError } from "./python-error";
import { BOOT_LIMIT_MS, bootPython } from "./testing/boot";

let python: Pyodide;
let interpreter: Interpreter;

const api = {
  fromEntries: Object.fromEntries,
  schedule: (callback: () => void, ms: number) => void setTimeout(callback, ms),
  log: () => undefined,
  error: (name: string, message: string, stack: string, line?: number, pickled?: Uint8Array) =>
    new PythonError(name, message, stack, line, pickled),
};

/** What a program throws while it loads. */
function thrownBy(source: string): PythonError {
  const error = interpreter.load(source);
  if (!(error instanceof PythonError)) throw new Error("nothing was thrown");
  return error;
}

/** What another worker sees of it: class, arguments, text and cause. */
const seenOf = (error: PythonError): unknown => {
  const see = python.runPython(`
from _fanout.errors import from_js

def see(crossed):
    error = from_js(crossed)
    return repr([type(error).__name__, error.args, str(error.__cause__)])

see
`) as (error: PythonError) => string;
  return see(error);
};

beforeAll(async () => {
  python = await bootPython();
  interpreter = interpreterOf(python);
  interpreter.attach(api);
}, BOOT_LIMIT_MS);

test("an exception is rebuilt with its class, its arguments and the traceback of its worker", () => {
  const source = "class Odd(Exception):\n    pass\n\ndef f():\n    raise Odd('x', 3)\n\nf()\n";
  const error = thrownBy(source);
  expect(error).toMatchObject({ name: "Odd", message: "('x', 3)", line: 5 });
  expect(error.stack).toBe(`Traceback (most recent call last):
  File "/home/pyodide/main.py", line 7, in <module>
    f()
    ~^^
  File "/home/pyodide/main.py", line 5, in f
    raise Odd('x', 3)
__mp_main__.Odd: ('x', 3)
`);
  const cause = `\\n"""\\n${error.stack.trimEnd().replaceAll("\n", "\\n")}\\n"""`.replaceAll("'", "\\'");
  expect(seenOf(error)).toBe(`['Odd', ('x', 3), '${cause}']`);
});

test("causes are part of the traceback, without our own frames", () => {
  const { stack } = thrownBy(
    "try:\n    {}['a']\nexcept KeyError as error:\n    raise ValueError('bad') from error\n",
  );
  expect(stack).toContain("KeyError: 'a'");
  expect(stack).toContain("The above exception was the direct cause");
  expect(stack).not.toContain("/fanout/");
});

test("a syntax error names its line", () => {
  expect(thrownBy("x = 1\ny = (\n")).toMatchObject({ name: "SyntaxError", line: 2 });
});

test("an exception that cannot be pickled keeps its name, text and place", () => {
  const error = thrownBy("error = ValueError('held')\nerror.held = lambda: 1\nraise error\n");
  expect(error).toMatchObject({ name: "ValueError", message: "held", line: 3, pickled: undefined });
  expect(seenOf(error)).toContain("['ValueError', ('held',), ");
});

test("an exception that cannot be rebuilt is a BrokenProcessPool with its text", () => {
  const error = thrownBy(
    "class Two(Exception):\n    def __init__(self, a, b):\n        super().__init__(a)\n\nraise Two(1, 2)\n",
  );
  expect(error.pickled).toBeInstanceOf(Uint8Array);
  expect(seenOf(error)).toMatch(
    /^\['BrokenProcessPool', \("?.an exception could not be rebuilt here \(TypeError/,
  );
});

test("one whose text cannot be had is still thrown", () => {
  const error = thrownBy(
    "class Mute(Exception):\n    def __str__(self):\n        raise RuntimeError\n\nraise Mute()\n",
  );
  expect(error).toMatchObject({ name: "Mute", message: "an exception that cannot be shown as text" });
});

test("SystemExit and KeyboardInterrupt do not end the interpreter", () => {
  for (const name of ["SystemExit", "KeyboardInterrupt"])
    expect(thrownBy(`raise ${name}(3)\n`)).toMatchObject({ name, message: "3" });
  expect(interpreter.load("x = 1\n")).toBeUndefined();
});
