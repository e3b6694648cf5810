import { beforeAll, expect, test } from "vitest";
import { type Interpreter, interpreterOf } from "./interpreter";
import { outputOf } from "./output";
import { BOOT_LIMIT_MS, bootPython } from "./testing/boot";

let python: Interpreter;
const lines: string[] = [];

const api = {
  fromEntries: Object.fromEntries,
  schedule: (callback: () => void, ms: number) => void setTimeout(callback, ms),
  log: (_: unknown, __: string, text: string) => void lines.push(text),
  endNodes: () => undefined,
  workerNumber: () => 0,
  newQueueId: () => "queue",
  now: () => performance.now(),
  deferred() {
    let settle!: (outcome: unknown) => void;
    const promise = new Promise<unknown>((resolve) => {
      settle = resolve;
    });
    return { promise, settle };
  },
  error: (name: string, message: string) => new Error(`${name}: ${message}`),
};

beforeAll(async () => {
  python = interpreterOf(await bootPython());
  python.attach(api);
}, BOOT_LIMIT_MS);

/** Runs a program as the page does. @returns what it gave; an error is thrown */
async function run(source: string, given: { inputs?: object; calls?: "main"; entry?: string } = {}) {
  const outcome = await python.runMain({ span: 1 }, source, JSON.stringify({ inputs: {}, ...given }));
  if (outcome instanceof Error) throw outcome;
  return outputOf(python.takeOutput());
}

const GUARDED = `
def main(n: int = 3, ratio=0.5, *, names=("a",)):
    return n, ratio, names

if __name__ == "__main__":
    main()
`;

test("the output is the value of the last line, also in the main guard", async () => {
  expect(await run("x = 2\nx + 1\n")).toMatchObject({ value: 3, repr: "3" });
  expect(await run(GUARDED)).toMatchObject({ value: [3, 0.5, ["a"]], repr: "(3, 0.5, ('a',))" });
  expect(await run("x = 2\n")).toBeUndefined();
  expect(await run("print('a')\n")).toBeUndefined();
  expect(lines.splice(0)).toEqual(["a"]);
});

test("an input replaces the default of main, with the default's type", async () => {
  const inputs = { n: 5, ratio: 1, names: ["b", "c"] };
  expect(await run(GUARDED, { inputs })).toMatchObject({ repr: "(5, 1.0, ('b', 'c'))" });
  expect(await run(GUARDED, { inputs: { n: null } })).toMatchObject({ repr: "(None, 0.5, ('a',))" });
});

test("main is called where the program leaves that to us", async () => {
  expect(await run("def main(n):\n    return n * 2\n", { inputs: { n: 4 }, calls: "main" })).toMatchObject({
    value: 8,
  });
});

test("values that JSON does not have", async () => {
  const { value } = (await run(
    `
from dataclasses import dataclass

@dataclass
class Point:
    x: int

class Other:
    def __repr__(self):
        return "<other>"

loop = []
loop.append(loop)
[2**70, {1, 2}, {1: "a"}, b"ab", float("nan"), Point(1), Other(), None, loop, "\\ud800"]
`,
  )) as { value: unknown };
  expect(value).toEqual([
    2n ** 70n,
    new Set([1, 2]),
    new Map([[1, "a"]]),
    Uint8Array.of(97, 98),
    Number.NaN,
    { x: 1 },
    "<other>",
    null,
    ["[a value inside itself]"],
    "?",
  ]);
});

test("a value whose text cannot be had, or is long, does not fail the program", async () => {
  const bad = "class Bad:\n    def __repr__(self):\n        raise KeyError('x')\n\nBad()\n";
  expect(await run(bad)).toMatchObject({ repr: "<Bad: its repr raised KeyError>" });
  expect((await run("'x' * 100_000"))?.repr).toHaveLength(20_001);
});

test("an exit code other than 0 fails the program", async () => {
  expect(await run("import sys\nsys.exit()\n")).toBeUndefined();
  await expect(run("raise SystemExit(3)\n")).rejects.toThrow("SystemExit: 3");
});

const PLATFORM = `
import asyncio
from _fanout import entries

async def later(value):
    return value

def find(namespace, chosen):
    names = namespace.get("JOBS")
    return (lambda inputs: later([chosen or names[0], inputs])) if names else None

entries.offer(find)
JOBS = ["a", "b"]
`;

test("a platform's program that starts nothing has one of its entries run", async () => {
  const inputs = { n: 1 };
  expect(await run(PLATFORM, { entry: "b", inputs })).toMatchObject({ value: ["b", { n: 1 }] });
  expect(await run(PLATFORM)).toMatchObject({ value: ["a", {}] });
  expect(await run(`${PLATFORM}\nentries.started()\n5\n`)).toMatchObject({ value: 5 });
  expect(await run("JOBS = []\n6\n")).toMatchObject({ value: 6 });
});

test("ctypes has its types, and no raw memory or functions of C", async () => {
  lines.length = 0;
  await run(`
import ctypes
from multiprocessing import sharedctypes
for way in (
    lambda: ctypes.string_at(1024, 8),
    lambda: ctypes.memset(1024, 0, 8),
    lambda: ctypes.cast(1024, ctypes.POINTER(ctypes.c_int)),
    lambda: ctypes.c_int.from_address(1024),
    lambda: type(ctypes.c_int).from_address(ctypes.c_int, 1024),
    lambda: ctypes.Structure.from_address(1024),
    lambda: ctypes.POINTER(ctypes.c_int).from_address(1024),
    lambda: sharedctypes.ctypes.string_at(1024, 8),
    lambda: ctypes.CDLL(None),
    lambda: ctypes.cdll.LoadLibrary("libc.so.6"),
    lambda: ctypes.pythonapi.Py_Exit(1),
):
    try: print("reached", way())
    except Exception as error: print(type(error).__name__, str(error).split(",")[0])
print(ctypes.c_int(5), (ctypes.c_char * 3).from_buffer(bytearray(b"abc")).raw)
print(ctypes.sizeof(ctypes.c_int), ctypes.sizeof(ctypes.c_long), ctypes.c_long(2**40), ctypes.c_int64 is ctypes.c_long)
`);
  expect(lines.splice(0)).toEqual([
    ...["string_at", "memset", "cast", ...Array(4).fill("from_address"), "string_at"].map(
      (name) => `FanoutError \`ctypes.${name}\` works on memory at an address`,
    ),
    ...["CDLL", "CDLL", "pythonapi"].map((name) => `FanoutError \`ctypes.${name}\` loads functions of C`),
    "c_int(5) b'abc'",
    "4 8 c_long(1099511627776) True",
  ]);
});

test("an address of ctypes comes only from an object of the program", async () => {
  lines.length = 0;
  await run(`
import ctypes
from ctypes import POINTER, Structure, Union, c_char_p, c_int, c_size_t, c_void_p, c_wchar_p, py_object, pointer
from multiprocessing import RawArray, RawValue
Pointer, number, bytes_of = POINTER(c_int), c_int(5), bytearray(64)
class Node(Structure): pass
Node._fields_ = [("next", POINTER(Node)), ("n", c_int)]
class Text(c_char_p): pass
class Late(Union): pass
Late._fields_ = [("address", c_size_t), ("to", Pointer)]
to = pointer(number)
text = c_char_p(b"abc")
def union():
    class Pun(Union): _fields_ = [("address", c_size_t), ("to", Pointer)]
def value(): text.value = 1024
def put(): to[7] = 1
for way in (
    *(lambda kind=kind: kind.from_buffer(bytes_of) for kind in (Pointer, Node, Pointer * 2, c_char_p, py_object, Late)),
    lambda: Pointer.from_buffer_copy(bytes(8)), lambda: type(Pointer).from_buffer(Pointer, bytes_of),
    lambda: RawValue(c_char_p, b"a"),
    lambda: to[1], lambda: to[-1], lambda: to[0:9], put,
    lambda: c_char_p(1024), lambda: c_wchar_p(1024), lambda: Text(1024), value,
    lambda: ctypes.CFUNCTYPE(c_int)(1024), lambda: Late(1024), union,
):
    try: print("reached", way())
    except Exception as error: print(type(error).__name__, str(error).split(", which")[0])
node = Node(pointer(Node(None, 3)), 4)
to[0] = 6
print(to[0], to.contents, number, node.next.contents.n, text.value, c_char_p().value, c_void_p(8).value, bool(Pointer()))
print((c_int * 2).from_buffer(bytes_of)[:], list(RawArray("i", [1, 2])), RawValue("d", 2.5).value, RawArray("i", 3)[:])
print(ctypes.CFUNCTYPE(c_int)(lambda: 4) is not None)
`);
  const [last, numbers, ...others] = [lines.pop(), ...lines.splice(-2).reverse()];
  expect([...others, numbers, last]).toEqual([
    "6 c_int(6) c_int(6) 3 b'abc' None 8 False",
    "[0, 0] [1, 2] 2.5 [0, 0, 0]",
    "True",
  ]);
  expect(lines.filter((line) => !line.startsWith("FanoutError "))).toEqual([]);
  expect(lines.splice(0)).toHaveLength(20);
});

test("what asyncio has for the network and for pipes is refused in words", async () => {
  lines.length = 0;
  await run(`
import asyncio, sys
async def attempt(awaitable):
    try: print("reached", await awaitable)
    except OSError as error: print(error.strerror)
async def main():
    loop = asyncio.get_running_loop()
    await attempt(asyncio.start_server(print, "127.0.0.1", 0))
    await attempt(asyncio.open_connection("127.0.0.1", 80))
    await attempt(asyncio.open_unix_connection("/tmp/socket"))
    await attempt(loop.create_server(asyncio.Protocol, "127.0.0.1", 0))
    await attempt(loop.connect_read_pipe(asyncio.Protocol, sys.stdin))
    try: loop.add_reader(0, print)
    except OSError as error: print(error.strerror)
asyncio.run(main())
`);
  const network = "Programs have no network access. Pass the data as inputs.";
  const pipes =
    "There are no pipes of the system in a browser. Use an `asyncio.Queue`, or a `multiprocessing.Pipe`.";
  expect(lines.splice(0)).toEqual([network, network, network, network, pipes, pipes]);
});

test("a loop in which nothing changes is told at its line, once", async () => {
  lines.length = 0;
  await run(`
import sys, types
from _fanout import turns
clock = [0.0]
real, turns.time = turns.time, types.SimpleNamespace(perf_counter=lambda: clock[0])
def spin(changes):
    n = 0
    for seconds in (0, 4, 6, 8):
        clock[0] = seconds
        if changes: n += 1
        look(types.SimpleNamespace(f_locals={"n": n}, f_lineno=12))
def look(frame):
    # One frame, as while a loop runs.
    kept.f_locals, kept.f_lineno = frame.f_locals, frame.f_lineno
    turns._watch(kept)
kept = types.SimpleNamespace()
spin(True)
print("changed")
spin(False)
turns.time = real
`);
  expect(lines.splice(0)).toEqual([
    "changed",
    expect.stringMatching(
      /^Line 12 has been in a loop for 5 seconds, and none of its variables has changed\./,
    ),
  ]);
});
