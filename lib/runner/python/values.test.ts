import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { ARGUMENTS } from "../remote/payload";
import { type Interpreter, interpreterOf, type Pyodide } from "./interpreter";
import { PythonError } from "./python-error";
import { BOOT_LIMIT_MS, bootPython } from "./testing/boot";
import { argumentsText, pythonValues } from "./values";

let python: Pyodide;
let interpreter: Interpreter;
const pickled = (expression: string) =>
  python.runPython(`from _fanout import values; values.dumps(${expression})`) as Uint8Array;
const values = pythonValues({
  preview: (pickle) => interpreter.preview(pickle),
  canonical: (pickle) => interpreter.canonical(pickle),
});

beforeAll(async () => {
  python = await bootPython();
  interpreter = interpreterOf(python);
}, BOOT_LIMIT_MS);

test("equal values have equal digests and keys, however their pickles differ", () => {
  for (const [one, other] of [
    ["{'a': 1, 'b': 2}", "{'b': 2, 'a': 1}"],
    ["{'x', 'y', 'z'}", "{'z', 'y', 'x'}"],
    ["['ab', ''.join('ab')]", "(lambda s: [s, s])(''.join('ab'))"],
    ["[{'k': ({1, 2}, [3])}]", "[{'k': ({2, 1}, [3])}]"],
  ] as const) {
    const [a, b] = [pickled(one), pickled(other)];
    expect(values.digest([a]), one).toBe(values.digest([b]));
    expect(values.canonical([a]), one).toBe(values.canonical([b]));
  }
});

test("other values have other digests", () => {
  const all = [
    "1",
    "True",
    "1.0",
    "'1'",
    "b'1'",
    "None",
    "[]",
    "()",
    "{}",
    "set()",
    "frozenset()",
    "[1]",
    "(1,)",
  ];
  expect(new Set(all.map((each) => values.digest([pickled(each)]))).size).toBe(all.length);
  expect(new Set(all.map((each) => values.canonical([pickled(each)]))).size).toBe(all.length);
});

test("a value that refers to itself cannot be compared", () => {
  const loop = pickled("(lambda l: (l[0].append(l), l)[1])([[]])");
  expect(values.digest([loop])).toBeLessThan(0);
  expect(() => values.canonical([loop])).toThrow(TypeError);
});

test("objects that refer to each other cannot be compared, however their states are made", () => {
  python.runPython(`
import __main__
class Knot:
    def __init__(self):
        self.other = self
    def __getstate__(self):
        return {"other": self.other}
__main__.Knot = Knot
`);
  expect(() => values.canonical([pickled("__import__('__main__').Knot()")])).toThrow(TypeError);
});

test("JSON of any shape is compared by what it says", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = JSON.stringify(JSON.stringify(value));
      const one = pickled(`__import__('json').loads(${text})`);
      const again = pickled(`__import__('copy').deepcopy(__import__('json').loads(${text}))`);
      expect(values.digest([one])).toBe(values.digest([again]));
    }),
    { numRuns: 60 },
  );
});

test("arguments come back from their text, keyword arguments as well", () => {
  const args = [pickled("1"), { kwargs: pickled("{'b': [2]}") }];
  expect(values.argumentsOf(argumentsText(args))).toEqual(args);
  expect(values.argumentsText(args, 5)).toBeUndefined();
  for (const bad of ["", "{}", "[1]", '["%"]', '[{"kwargs": 1}]'])
    expect(() => values.argumentsOf(bad), bad).toThrow("cannot be read");
});

test("previews are Python's own text, and never fail", () => {
  expect(values.preview(pickled("{'a': (1, None)}"))).toBe("{'a': (1, None)}");
  expect(values.preview({ a: pickled("1"), b: 2 })).toBe("a=1, b=2");
  expect(values.preview(Uint8Array.of(1, 2, 3))).toBe("a value that cannot be shown");
  expect(values.preview(pickled("'x' * 9999"))).toHaveLength(2000);
});

test("the preview of a pool's task has the arguments that the program gave", () => {
  python.runPython(
    "from _fanout.work import *; from concurrent.futures.process import _process_chunk as chunk",
  );
  const shown = (function_: string, args: string, kwargs = "{}", id = "'1'") =>
    values.preview(pickled(`Work(${function_}, ${args}, ${kwargs}, ${id})`));
  expect(shown("pow", "(2, 3)", "{'mod': 'x'}")).toBe("2, 3, mod='x'");
  expect(shown("pool.mapstar", "((abs, (-1,)),)")).toBe("-1");
  expect(shown("pool.starmapstar", "((pow, ((2, 3),)),)")).toBe("2, 3");
  expect(shown("map_chunk", "(abs, (-1, -2), 0, 'abs')")).toBe("(-1, -2)");
  expect(shown("__import__('functools').partial(chunk, pow)", "(((2, 3),),)")).toBe("2, 3");
  // A process is one pickle.
  expect(shown("print", "(b'pickled',)", "{}", "None")).toBe("");
});

test("bytes are those of the pickles", () => {
  const { bytes } = values.inspect([pickled("bytes(1000)"), pickled("1")], ARGUMENTS);
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThan(1100);
});

test("an exception crosses as data, and nothing else is taken for one", () => {
  const error = new PythonError("ValueError", "boom", "Traceback", 3, pickled("ValueError('boom')"));
  const crossed = structuredClone(values.encode(error, ARGUMENTS).value);
  const decoded = values.decode(crossed) as PythonError;
  expect(decoded).toBeInstanceOf(PythonError);
  const { name, message, stack, line } = decoded;
  expect({ name, message, stack, line }).toEqual({
    name: "ValueError",
    message: "boom",
    stack: "Traceback",
    line: 3,
  });
  expect([...(decoded.pickled ?? [])]).toEqual([...(error.pickled ?? [])]);
  expect(values.decode({ other: 1 })).toEqual({ other: 1 });
});
