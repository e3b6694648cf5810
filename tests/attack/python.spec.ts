import { test as base, expect } from "@playwright/test";
import { preparePythonPage } from "../../scripts/python-lab.mjs";
import { type Hits, openHits } from "./support/hits";
import { withModule } from "./support/other-sandbox";
import { PYTHON_ESCAPES } from "./support/python-escapes";

/** Python's sandbox, with the same promises as that of TypeScript. */

type RunPython = Awaited<ReturnType<typeof preparePythonPage>>;
type Answer = Awaited<ReturnType<RunPython>>;

interface Lab {
  readonly hits: Hits;
  run(source: string, more?: { workers?: number; timeoutMs?: number }): Promise<Answer>;
}

const test = base.extend<{ lab: Lab }>({
  lab: async ({ page, baseURL }, use) => {
    const hits = await openHits();
    let prepared: Promise<RunPython> | undefined;
    await use({
      hits,
      async run(source, more = {}) {
        prepared ??= preparePythonPage(page, baseURL ?? "");
        const run = await prepared;
        return run({ source, start: "main", strategy: "pooled", workers: 1, timeoutMs: 60_000, ...more });
      },
    });
    await hits.close();
  },
});

const lines = ({ logs }: Answer): string[] => logs.map(({ text }) => text);

/** Tries every way out. */
async function tryAll({ run, hits }: Lab) {
  const answer = await run(PYTHON_ESCAPES(`127.0.0.1:${hits.port}`));
  expect(answer.error).toBeUndefined();
  const found = answer.logs
    .filter(({ text }) => text.startsWith("["))
    .map(({ text }) => JSON.parse(text) as [where: string, name: string, what: string]);
  const of = (where: string) =>
    Object.fromEntries(found.filter(([at]) => at === where).map(([, name, what]) => [name, what]));
  const reached = found
    .filter(([, , what]) => what.startsWith("reached"))
    .map(([where, name, what]) => `${where}: ${name}: ${what}`);
  return { here: of("here"), away: of("away"), reached, refused: answer.refused };
}

test("every attempt of a Python program to leave the sandbox fails, with a reason", async ({ lab }) => {
  const { here, away, reached, refused } = await tryAll(lab);
  expect(Object.keys(here).length).toBeGreaterThan(35);
  expect(Object.keys(away)).toEqual(Object.keys(here));
  expect(reached).toEqual([]);
  expect(await lab.hits.take()).toEqual([]);
  for (const [name, message] of [
    ["js.fetch", "`fetch` is unavailable: programs have no network"],
    ["js.XMLHttpRequest", "`XMLHttpRequest` is unavailable: programs have no network"],
    ["open_url", "`XMLHttpRequest` is unavailable: programs have no network"],
    ["pyfetch", "`fetch` is unavailable: programs have no network"],
    ["js.indexedDB", "`indexedDB` is unavailable: programs have no storage"],
    ["js.Worker of a blob", "`Worker` is unavailable"],
    ["js.WebAssembly", "`WebAssembly` is unavailable"],
    ["a library", "`ctypes.CDLL` loads functions of C"],
  ] as const)
    expect(here[name], name).toContain(message);
  expect(refused).toEqual(
    expect.arrayContaining(["fetch", "XMLHttpRequest", "WebSocket", "indexedDB", "eval"]),
  );
});

test("also without the lockdown: the policy and the origin of Python's sandbox hold", {
  tag: "@slow",
}, async ({ lab, page }) => {
  await withModule(
    page,
    "lib/runner/javascript/realm/lockdown.ts",
    "export const lockDown = () => {};",
    "sandbox-python.html",
  );
  const { reached } = await tryAll(lab);
  // These stay inside: a worker from a blob has the same policy, an opaque origin shares its channel with no one, and WebAssembly
  // reaches nothing but what it is given.
  expect([...new Set(reached.map((each) => each.replace(/^\w+: ([^:]*):.*/s, "$1")))].sort()).toEqual([
    "js.BroadcastChannel",
    "js.WebAssembly",
    "js.Worker of a blob",
  ]);
  expect(await lab.hits.take()).toEqual([]);
});

const LEARNING = `
import gc, json, os, sys
import js, pyodide_js
found = [js.location.href, js.self.origin, str(js.self.name), sys.path, dict(os.environ), sys.argv, str(sys.modules)]
found.append(js.JSON.stringify(js.performance.getEntries()))
found.append([str(pyodide_js._api.config[name]) for name in ("indexURL", "packageBaseUrl")] if hasattr(pyodide_js._api.config, "__getitem__") else str(pyodide_js._api.config.indexURL))
print(json.dumps(found, default=str))
`;

test("a Python program cannot find out where it runs", async ({ lab, page }) => {
  const answer = await lab.run(LEARNING);
  expect(answer.error).toBeUndefined();
  const text = lines(answer).join("\n");
  expect(text).toContain("blob:null/");
  expect(text).not.toContain(new URL(page.url()).host);
});

const POISON = `
import js, pyodide_js
# Whatever memory of Python's start can still be reached from what Pyodide was given.
config = pyodide_js._api.config
found = []
for name in js.Object.getOwnPropertyNames(config):
    value = getattr(config, name, None)
    size = getattr(value, "byteLength", 0)
    if size:
        found.append((name, size))
        js.Uint8Array.new(getattr(value, "buffer", value)).fill(255)
print([name for name, size in found if size > 100], len(found))
`;

test("a Python program cannot change the Python of the next program", async ({ lab }) => {
  expect(lines(await lab.run(POISON))).toEqual(["[] 1"]);
  expect(lines(await lab.run("import json; print(json.dumps([1, 2]))"))).toEqual(["[1, 2]"]);
});

/** Walks over what a program can reach from what it has, and prints how much that was, and which memory it found but its own. */
const REACH = `
import js, json, pyodide_js
from pyodide.ffi import JsProxy
seen, found = js.Set.new(), []
own = pyodide_js._module.HEAPU8.buffer
queue = [(js.globalThis, "self"), (pyodide_js, "pyodide")]
while queue and seen.size < 6000:
    value, path = queue.pop(0)
    if not isinstance(value, JsProxy) or seen.has(value):
        continue
    seen.add(value)
    kind = js.Object.prototype.toString.call(value)
    buffer = value if "ArrayBuffer]" in kind else value.buffer if js.ArrayBuffer.isView(value) else None
    size = None
    try:
        size = buffer.byteLength
    except Exception:
        # No memory, or the prototype of its class.
        pass
    if size is not None:
        if not js.Object.is_(buffer, own):
            found.append([path, size, str(js.Object.prototype.toString.call(buffer))])
        continue
    try:
        names = list(js.Reflect.ownKeys(value))
        queue.append((js.Reflect.getPrototypeOf(value), path + ".__proto__"))
    except Exception:
        # A symbol has no properties.
        continue
    for name in names:
        try:
            described = js.Reflect.getOwnPropertyDescriptor(value, name)
            queue.append((getattr(described, "value", None), f"{path}.{name}"))
        except Exception:
            pass
print(json.dumps([seen.size, found]))
`;

test("the memory that workers of Python start from cannot be reached", async ({ lab }) => {
  const answer = await lab.run(REACH);
  expect(answer.error).toBeUndefined();
  const [seen, found] = JSON.parse(lines(answer).at(-1) ?? "[]") as [number, [string, number, string][]];
  expect(seen).toBeGreaterThan(1_000);
  // What else there is of the kind is this worker's own: the standard library, small tables.
  expect(found.filter(([, , kind]) => kind.includes("Shared"))).toEqual([]);
  expect(found.filter(([, bytes]) => bytes > 4_000_000)).toEqual([]);
});

test("workers of Python do not start with the same random numbers", async ({ lab }) => {
  const answer = await lab.run(`
import random
print("here", random.random())
print("again", random.Random().random())
`);
  const again = await lab.run(`
import random
print("here", random.random())
`);
  expect(new Set([...lines(answer), ...lines(again)]).size).toBe(3);
});

/** Posts to the coordinator as the runner would, on the ports of every message that comes. */
const FORGER = `
import time
import js
from pyodide.ffi import create_proxy, to_js
from multiprocessing import Pool

ports = []
prototype = js.MessageEvent.prototype
get = js.Object.getOwnPropertyDescriptor(prototype, "data").get
def data(event):
    if js.Object.prototype.toString.call(event.currentTarget) == "[object MessagePort]": ports.append(event.currentTarget)
    return js.Reflect.apply(get, event, js.Array.new())
js.Object.defineProperty(prototype, "data", js.Object.fromEntries(to_js([["get", create_proxy(data, capture_this=True)]])))

def forge(**message):
    for port in ports[:5]: port.postMessage(to_js(message, dict_converter=js.Object.fromEntries))

def half(n):
    time.sleep(0.01)
    forge(type="closing", reason=5)
    forge(type="flush", flush={"batch": {"worker": 0, "rows": "rows", "names": []}})
    forge(type="flush", flush={"logs": [{"time": 1e308, "level": "log", "span": 0, "task": {}, "attempt": 1, "worker": 0, "text": 5}]})
    forge(type="call", call=-1, task="half")
    forge(type="results", chunk=1e308)
    forge(type="cachePut", key="x" * 10_000, task="half", ok=True, value=1)
    forge(type="process", call={}, exported={"toString": 1})
    forge(type="nothing of ours")
    forge(type="refused", what="y" * 100_000)
    forge(id="1", value=1)
    return n / 2

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(half, range(6)), "ports" if ports else "no ports")
`;

test("messages that a Python program forges cost its run nothing", async ({ lab }) => {
  const answer = await lab.run(FORGER);
  expect(answer.error).toBeUndefined();
  expect(lines(answer).at(-1)).toMatch(/^\[0\.0, 0\.5, 1\.0, 1\.5, 2\.0, 2\.5\]/);
  for (const what of answer.refused) expect(what.length).toBeLessThanOrEqual(300);
});

interface Bound {
  readonly source: string;
  readonly fails?: RegExp;
  readonly prints?: RegExp;
}

const BOUNDS: Readonly<Record<string, Bound>> = {
  "more memory than 512 MiB raises MemoryError, and the worker lives": {
    source: `
kept = []
try:
    while True: kept.append(bytearray(16 * 2**20))
except MemoryError:
    most = 16 * len(kept)
    kept.clear()
print("MemoryError", most, len(bytearray(100 * 2**20)))`,
    prints: /^MemoryError (4[0-9][0-9]|50\d|51[0-2]) 104857600$/,
  },
  "endless recursion raises RecursionError": {
    source: `
def down(n): return 1 + down(n + 1)
try: down(0)
except RecursionError as error: print("caught", error)`,
    prints: /^caught maximum recursion depth exceeded/,
  },
  "values too deep for the stack end the worker in words": {
    source: `
nested = []
for _ in range(100_000): nested = [nested]
repr(nested)`,
    fails: /WorkerDied: RecursionError: the calls or the nested values are too deep for Python's stack/,
  },
  "raw memory and functions of C are refused in words": {
    source: `
import ctypes
for way in (
    lambda: ctypes.string_at(1024, 8),
    lambda: ctypes.memset(1024, 0, 8),
    lambda: ctypes.cast(1024, ctypes.POINTER(ctypes.c_int)),
    lambda: ctypes.c_int.from_address(1024),
    lambda: ctypes.CDLL(None).emscripten_run_script(b"fetch('http://127.0.0.1/')"),
    lambda: ctypes.cdll.LoadLibrary("libc.so.6"),
    lambda: ctypes.pythonapi.Py_Exit(1),
):
    try: print("reached", way())
    except Exception as error: print(type(error).__name__, str(error)[:30])
print(ctypes.c_int(5), (ctypes.c_char * 3).from_buffer(bytearray(b"abc")).raw)`,
    prints:
      /^(FanoutError `ctypes\.(string_at|memset|cast|from_address)` works on.*\n){4}(FanoutError `ctypes\.(CDLL|pythonapi)` loads.*\n){3}c_int\(5\) b'abc'$/,
  },
  "an address that ctypes would make out of bytes, a number or another address is refused in words": {
    source: `
import ctypes
class Node(ctypes.Structure):
    _fields_ = [("next", ctypes.POINTER(ctypes.c_int))]
number = ctypes.c_int(5)
def write(): ctypes.pointer(number)[1000] = 1
for way in (
    lambda: ctypes.POINTER(ctypes.c_char * 1000).from_buffer(bytearray((2**32 - 1100).to_bytes(4, "little"))),
    lambda: (Node * 2).from_buffer_copy(bytes(64)),
    lambda: ctypes.pointer(number)[1000],
    write,
    lambda: ctypes.c_char_p(1024),
    lambda: ctypes.CFUNCTYPE(None)(7)(),
):
    try: print("reached", way())
    except Exception as error: print(type(error).__name__, "does not allow: a wrong address" in str(error))
print(ctypes.pointer(number)[0], ctypes.pointer(number).contents.value)`,
    prints: /^(FanoutError True\n){6}5 5$/,
  },
  "an address that is none, by a way that is left, ends the worker in words": {
    source: `
import ctypes
print("before")
(ctypes.c_char_p * 1)(2**32 - 100)[0]`,
    fails: /WorkerDied: Python crashed in this worker: memory access out of bounds/,
    prints: /^before\n/,
  },
  "a line without an end is cut, not kept": {
    source: `
import sys
for _ in range(20_000): sys.stdout.write("y" * 1000)
print()
print("over")`,
    prints: /^y{10239}…\nover$/,
  },
  "what is written past sys.stdout is logged": {
    source: `
import os
os.write(1, b"written\\n")
try: input()
except EOFError: print("nobody types")`,
    prints: /^written\nnobody types$/,
  },
  "a pool of 32 places has 16 workers, and the log says so": {
    source: `
import os
from multiprocessing import Pool
def pid(_): return os.getpid()
if __name__ == "__main__":
    with Pool(32) as pool: pids = set(pool.map(pid, range(64), chunksize=1))
    print("workers", len(pids) <= 16, max(pids) <= 1016)`,
    prints: /^Pool\(32\): its 32 places are on 16 workers\..*\nworkers True True$/,
  },
  "a loop ends with the run's timeout": {
    source: "while True: pass",
    fails: /TimeoutError: this trial exceeded its timeout of 3000 ms/,
  },
};

for (const [name, { source, fails, prints }] of Object.entries(BOUNDS))
  test(name, { tag: "@slow" }, async ({ lab }) => {
    const answer = await lab.run(source, name.startsWith("a loop") ? { timeoutMs: 3_000 } : {});
    expect(answer.error ? `${answer.error.name}: ${answer.error.message}` : "").toMatch(fails ?? /^$/);
    if (prints) expect(lines(answer).join("\n")).toMatch(prints);
    // And the next program finds all as ever.
    expect(lines(await lab.run("print(sum(range(10)))"))).toEqual(["45"]);
  });
