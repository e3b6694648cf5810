import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, expect, test } from "vitest";
import { whyMissing } from "@/lib/model/python-modules";
import { type Interpreter, interpreterOf, type Pyodide } from "./interpreter";
import { BOOT_LIMIT_MS, bootPython } from "./testing/boot";

let python: Pyodide;
let interpreter: Interpreter;
const lines: string[] = [];

const api = {
  fromEntries: Object.fromEntries,
  schedule: (callback: () => void, ms: number) => void setTimeout(callback, ms),
  log: (_: unknown, __: string, text: string) => void lines.push(text),
  error: (name: string, message: string) => new Error(`${name}: ${message}`),
  workerNumber: () => 1,
  cores: () => 3,
  forks: () => true,
  canSwitch: () => false,
  newQueueId: () => "queue",
  mostWorkers: () => 16,
  whyMissing,
};

beforeAll(async () => {
  python = await bootPython();
  interpreter = interpreterOf(python);
  interpreter.attach(api);
}, BOOT_LIMIT_MS);

/** Loads a program, and gives the JSON of what an expression is in it. */
function valueIn(program: string, expression: string): unknown {
  const failed = interpreter.load(program);
  if (failed instanceof Error) throw failed;
  return JSON.parse(
    python.runPython(
      `import json, sys; json.dumps(eval(${JSON.stringify(expression)}, sys.modules["__main__"].__dict__))`,
    ) as string,
  );
}

/** What a statement raises: class and message. */
const raised = (statement: string, program = "") =>
  valueIn(
    `${program}
def attempt():
    try:
        exec(${JSON.stringify(statement)}, globals())
    except Exception as error:
        return f"{type(error).__name__}: {error}"
`,
    "attempt()",
  ) as string;

test("names: functions are found as pickle names them", () => {
  const program = `
import json
from _fanout import names
def square(x): return x * x
class Job:
    def run(self): pass
def inner():
    return lambda: 1
`;
  expect(
    valueIn(program, "[names.name_of(square), names.name_of(Job.run), names.name_of(json.dumps)]"),
  ).toEqual(["square", "Job.run", "json:dumps"]);
  expect(
    valueIn(
      program,
      "[names.find(n) is not None for n in ['square', 'Job.run', 'json:dumps', 'square (chunk)', 'nothing', 'no.module:x', 'Job.__dict__']]",
    ),
  ).toEqual([true, true, true, true, false, false, false]);
  expect(raised("names.name_of(inner())", program)).toMatch(/^PicklingError: Can't pickle local object/);
});

test("fork: what functions use of the globals, and what a program that loads has by itself", () => {
  const program = `
from _fanout import fork
import ast
limit = 3
def uses(): return [limit, (lambda: other)()]
other = 4
`;
  expect(valueIn(program, "sorted(fork._used(globals()) & {'limit', 'other', 'uses'})")).toEqual([
    "limit",
    "other",
  ]);
  expect(
    valueIn(
      program,
      "sorted(fork._assigned(ast.parse('import a.b\\nx = 1\\nif __name__ == \"__main__\":\\n  y = 2\\nfor z in []: w = 1')))",
    ),
  ).toEqual(["a", "w", "x", "z"]);
  expect(
    valueIn(
      program,
      "[fork._is_unguarded(ast.parse('x = 1\\nif __name__ == \"__main__\":\\n  y = 2'), n) for n in (1, 3, 9)]",
    ),
  ).toEqual([true, false, false]);
});

test("fork: loading ends where the program would start a process", () => {
  expect(
    valueIn(
      "from multiprocessing import Pool\nbefore = 1\nPool(2)\nafter = 2\n",
      "['before' in globals(), 'after' in globals()]",
    ),
  ).toEqual([true, false]);
});

test("missing: a module that is not there is refused with what there is instead", () => {
  for (const [module, words] of [
    ["numpy", "packages cannot be installed."],
    ["nonesuch", "packages cannot be installed."],
    ["joblib", "packages cannot be installed. Use `multiprocessing` or `concurrent.futures`."],
  ])
    expect(raised(`import ${module}`)).toBe(
      `ModuleNotFoundError: No module named '${module}'. \`${module}\` is unavailable: ${words}`,
    );
  expect(raised("import tkinter")).toContain("programs have no screen");
  expect(raised("import ensurepip")).toContain("programs run in the browser");
  expect(raised("from concurrent import interpreters")).toContain("InterpreterPoolExecutor");
  expect(raised("import json.nothing")).toBe("ModuleNotFoundError: No module named 'json.nothing'");
  expect(
    valueIn(
      "import importlib.util\ntry:\n    import numpy\nexcept ImportError:\n    numpy = None",
      "[numpy, importlib.util.find_spec('numpy')]",
    ),
  ).toEqual([null, null]);
});

test("refused: what a browser has no means for says so", () => {
  expect(raised("import os; os.fork()")).toBe(
    "AttributeError: module 'os' has no attribute 'fork'. A process cannot be forked in a browser. Start a `multiprocessing.Process`.",
  );
  expect(raised("import signal; signal.alarm(1)")).toContain("There are no signals in a browser");
  expect(raised("import subprocess; subprocess.run(['ls'])")).toContain("cannot start other programs");
  expect(raised("import os; os.system('ls')")).toContain("cannot start other programs");
  const noNetwork = /Programs have no network access/;
  expect(raised("import socket; socket.create_connection(('a', 1))")).toMatch(noNetwork);
  expect(raised("import socket; socket.socket().connect(('a', 1))")).toMatch(noNetwork);
  expect(raised("import urllib.request; urllib.request.urlopen('http://a.b')")).toMatch(noNetwork);
  expect(valueIn("import os", "[hasattr(os, 'fork'), len(os.sched_getaffinity(0))]")).toEqual([false, 3]);
});

test("work: a signal to the own process is handled", () => {
  expect(
    valueIn(
      `
import os, signal
seen = []
signal.signal(signal.SIGTERM, lambda number, frame: seen.append(number))
os.kill(os.getpid(), signal.SIGTERM)
os.kill(os.getpid(), 0)
try:
    os.kill(os.getpid(), signal.SIGINT)
except KeyboardInterrupt:
    seen.append("interrupted")
`,
      "seen",
    ),
  ).toEqual([15, "interrupted"]);
});

test("threads: locks take and refuse what CPython's do", () => {
  expect(raised("import threading; threading.Lock().acquire(timeout=-2)")).toBe(
    "ValueError: timeout value must be a non-negative number",
  );
  expect(raised("import threading; threading.Lock().acquire(False, 1)")).toBe(
    "ValueError: can't specify a timeout for a non-blocking call",
  );
  expect(raised("import threading; threading.Lock().acquire(timeout=1e100)")).toBe(
    "OverflowError: timeout value is too large",
  );
  for (const [made, name] of [
    ["threading.Lock()", "_thread.lock"],
    ["threading.RLock()", "_thread.RLock"],
    ["threading.local()", "_thread._local"],
  ])
    expect(raised(`import pickle, threading; pickle.dumps(${made})`)).toBe(
      `TypeError: cannot pickle '${name}' object`,
    );
});

test("output: whole lines are logged, and what is left when a body ends", () => {
  lines.length = 0;
  python.runPython(`
import sys
from _fanout import output
out = output.Lines("log")
out.write("a")
out.write("b\\nc\\nd")
out.end()
`);
  expect(lines).toEqual(["ab", "c", "d"]);
});

const STUBS = "scripts/pyright";

test("types for the editor have the names that the libraries have, and no others", () => {
  const stubs = readdirSync(STUBS, { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    // Parts whose names programs take from the package itself are left out.
    .filter((path) => path.endsWith(".pyi") && !path.includes("/core/"));
  const texts = stubs.map((path) => [path, readFileSync(`${STUBS}/${path}`, "utf8")]);
  expect(texts.length).toBeGreaterThan(10);
  const program = `
import ast, importlib, inspect

def names(nodes):
    for node in nodes:
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef(): yield node.name
            case ast.AnnAssign(): yield node.target.id
            # A call makes a type variable.
            case ast.Assign() if not isinstance(node.value, ast.Call): yield from (each.id for each in node.targets)
            case ast.ImportFrom(): yield from (each.asname for each in node.names if each.asname)

def is_own(module, value):
    return (inspect.isclass(value) or inspect.isfunction(value)) and value.__module__.startswith(module.__name__)

def differences(path, text):
    module = importlib.import_module(path.removesuffix(".pyi").removesuffix("/__init__").replace("/", "."))
    typed = {name for name in names(ast.parse(text).body) if not name.startswith("_")}
    own = getattr(module, "__all__", None) or [name for name, value in vars(module).items() if is_own(module, value)]
    has = {name for name in own if not name.startswith("_") and not inspect.ismodule(getattr(module, name))}
    without = [f"{module.__name__}.{name} has no type" for name in sorted(has - typed)]
    return without + [f"{module.__name__} has no {name}" for name in sorted(typed) if name not in vars(module)]

texts = ${JSON.stringify(texts)}
`;
  expect(valueIn(program, "[each for given in texts for each in differences(*given)]")).toEqual([]);
});

test("processes of several interpreters have different numbers", () => {
  expect(valueIn("from _fanout.mp.process import new_pid", "[new_pid(), new_pid()]")).toEqual([
    12_001, 12_002,
  ]);
});

test("equal pools have workers of their own, also in another interpreter", () => {
  const names = valueIn(
    `
import types
from _fanout.mp import workers
workers.Node = lambda kind, name: types.SimpleNamespace(shown=name)
workers.inline = types.SimpleNamespace(is_needed=lambda: False)
made = [workers.Workers("Pool", 2) for _ in range(2)]
`,
    "[(each.name, each.node.shown) for each in made]",
  );
  // This one runs in worker 1, and the driver's are called as in the tree.
  expect(names).toEqual([
    ["Pool(2) of worker 1", "Pool(2)"],
    ["Pool(2) #2 of worker 1", "Pool(2) #2"],
  ]);
});
