import { describe, expect, test } from "vitest";
import { Recorder } from "../../../execute/recorder";
import { SpanContext } from "../../../execute/span-context";
import type { Thread } from "../../../execute/thread";
import { recordedConsole } from "./console";

/** A thread as far as a console needs it. */
function bench() {
  const lines: string[] = [];
  let now = 0;
  const recorder = () =>
    Object.assign(new Recorder(0), {
      log: ({ level, text }: { level: string; text: string }) => void lines.push(`${level}|${text}`),
    });
  const thread = {
    current: null as SpanContext | null,
    recorder: recorder(),
    init: { worker: 0 },
    now: () => now,
    flush: () => undefined,
    flushSoon: () => undefined,
  };
  const made = recordedConsole(() => thread as unknown as Thread) as unknown as Console &
    Record<string, (...args: unknown[]) => unknown>;
  return {
    console: made,
    lines,
    thread,
    pass: (ms: number) => {
      now += ms;
    },
    restart: () => {
      thread.recorder = recorder();
    },
  };
}

const span = () => new SpanContext({ name: "t" } as never, 1, -1, 1);

class Point {
  constructor(
    readonly x: number,
    readonly y: number,
  ) {}
}
const circle: Record<string, unknown> = { a: 1 };
circle.self = circle;

describe("a line", () => {
  test.each<[string, unknown[], string]>([
    ["%s and %d", ["%s is %d", "Bob", 42], "Bob is 42"],
    ["%i and %f", ["%i %f %d", "42.9px", "1.5e1x", 42.9], "42 15 42"],
    ["a symbol for a number", ["%d", Symbol("a")], "NaN"],
    ["a bigint for a number", ["%d", 5n], "5"],
    ["%o and %O", ["%o %O", { a: "x" }, [1]], "{a: 'x'} [1]"],
    ["%c", ["%cred%c plain", "color: red", ""], "red plain"],
    ["%%", ["100%% of %s", "it"], "100% of it"],
    ["%% without arguments", ["100%%"], "100%%"],
    ["too few arguments", ["%s %s", "a"], "a %s"],
    ["too many arguments", ["%s", "a", "b", 3], "a b 3"],
    ["an unknown specifier", ["%x %s", "a"], "%x a"],
    ["a specifier that is not first", ["a", "%s", "b"], "a %s b"],
    ["%s of other values", ["%s %s %s", Symbol("a"), null, -0], "Symbol(a) null 0"],
    ["nothing", [], ""],
    ["an empty text", ["", "a"], " a"],
    ["texts as they are", ["a'b", "c\n"], "a'b c\n"],
    ["numbers", [0, -0, Number.NaN, 1e21, 5n], "0 -0 NaN 1e+21 5n"],
    ["constants", [undefined, null, true], "undefined null true"],
    ["nested texts", [["a", "it's", 'a "b"', "'\""]], "['a', \"it's\", 'a \"b\"', `'\"`]"],
    [
      "an object",
      [{ a: 1, "b-c": [undefined], [Symbol("d")]: null }],
      "{a: 1, 'b-c': [undefined], Symbol(d): null}",
    ],
    ["an instance", [new Point(1, -0)], "Point {x: 1, y: -0}"],
    ["no prototype", [Object.assign(Object.create(null), { a: 1 })], "{a: 1}"],
    ["a RegExp", [/a\/b/g, [/c/]], "/a\\/b/g [/c/]"],
    [
      "a Map",
      [
        new Map<unknown, unknown>([
          ["a", { b: 1 }],
          [1, new Map()],
        ]),
      ],
      "Map(2) {'a' => {b: 1}, 1 => Map(0) {}}",
    ],
    ["a Set", [new Set(["a", 1])], "Set(2) {'a', 1}"],
    ["a symbol", [Symbol("a"), [Symbol.iterator]], "Symbol(a) [Symbol(Symbol.iterator)]"],
    [
      "functions",
      [function f() {}, async () => 1, function* g() {}, { h() {} }],
      "ƒ f() async ƒ() ƒ* g() {h: ƒ h()}",
    ],
    ["a class", [Point, class {}], "class Point class"],
    ["a Date", [new Date(Number.NaN)], "Invalid Date"],
    [
      "typed arrays",
      [new Uint8Array([1, 2]), new BigInt64Array([3n]), new ArrayBuffer(4)],
      "Uint8Array(2) [1, 2] BigInt64Array(1) [3n] ArrayBuffer(4)",
    ],
    [
      "boxed values",
      [new Number(-0), new String("a"), new Boolean(false)],
      "Number {-0} String {'a'} Boolean {false}",
    ],
    ["holes", [Object.assign(new Array(5), { 1: 1, 4: 2 })], "[empty, 1, empty × 2, 2]"],
    ["a list with a property", [Object.assign([1], { a: 2 })], "[1, a: 2]"],
    ["a circle", [circle], "{a: 1, self: [Circular]}"],
    ["the same twice", [[circle.a, [1], [1]]], "[1, [1], [1]]"],
    ["what is deep", [{ a: { b: { c: { d: { e: { f: 1 } } } } } }], "{a: {b: {c: {d: {e: Object {…}}}}}}"],
    ["a promise", [Promise.resolve(1)], "Promise {…}"],
    [
      "an accessor, uncalled",
      [
        {
          get a() {
            throw new Error("called");
          },
        },
      ],
      "{a: (...)}",
    ],
    [
      "an error",
      [
        Object.assign(new RangeError("far"), {
          stack: "RangeError: far\n    at f (main.ts:3:4)\n    at other.js:1:1",
        }),
      ],
      "RangeError: far\n    at f (main.ts:3:4)",
    ],
    [
      "an error's cause",
      [Object.assign(new Error("a", { cause: "why" }), { stack: "" })],
      "Error: a\nCaused by: 'why'",
    ],
    [
      "what cannot be looked at",
      [
        new Proxy(
          {},
          {
            ownKeys: () => {
              throw new Error("no");
            },
          },
        ),
      ],
      "a value that cannot be shown",
    ],
  ])("%s", (_, args, text) => {
    const { console, lines } = bench();
    console.log(...args);
    expect(lines).toEqual([`log|${text}`]);
  });

  test("shows a URL's parts", () => {
    const { console, lines } = bench();
    console.log(new URL("https://a.b/c?d=1"));
    expect(lines[0]).toMatch(/^log\|URL \{href: 'https:\/\/a\.b\/c\?d=1', origin: 'https:\/\/a\.b'/);
  });

  test("has a level and a bound", () => {
    const { console, lines } = bench();
    for (const level of ["debug", "info", "warn", "error"] as const) console[level](level);
    expect(lines).toEqual(["debug|debug", "info|info", "warn|warn", "error|error"]);
    const huge = Array.from({ length: 1e5 }, (_, i) => ({ i, text: "x".repeat(1e3) }));
    console.log(huge, new Map(huge.map((each) => [each, each])), "%s", "y".repeat(1e6));
    console.log("%s %o", "y".repeat(1e6), huge);
    for (const line of lines) expect(line.length).toBeLessThan(12_000);
  });
});

describe("counters", () => {
  test("count by label, until they are reset or the trial is over", () => {
    const { console, lines, restart } = bench();
    console.count();
    console.count("a");
    console.count("default");
    console.countReset();
    console.count();
    console.countReset("b");
    restart();
    console.count("a");
    expect(lines).toEqual([
      "log|default: 1",
      "log|a: 1",
      "log|default: 2",
      "log|default: 1",
      "warn|Count for 'b' does not exist",
      "log|a: 1",
    ]);
  });
});

test("timers say how long it took", () => {
  const { console, lines, pass } = bench();
  console.time();
  console.time("a");
  pass(1.5);
  console.timeLog("a", "so far", [1]);
  console.time("a");
  pass(10.00051);
  console.timeEnd("a");
  console.timeEnd("a");
  console.timeEnd();
  expect(lines).toEqual([
    "log|a: 1.5 ms so far [1]",
    "warn|Timer 'a' already exists",
    "log|a: 11.501 ms",
    "warn|Timer 'a' does not exist",
    "log|default: 11.501 ms",
  ]);
});

test("groups indent the lines of their span", () => {
  const { console, lines, thread } = bench();
  const [one, other] = [span(), span()];
  thread.current = one;
  console.group("outer %d", 1);
  console.log("a\nb");
  console.groupCollapsed();
  console.warn("c");
  thread.current = other;
  console.log("elsewhere");
  console.groupEnd();
  thread.current = one;
  console.groupEnd();
  console.log("d");
  console.groupEnd();
  console.groupEnd();
  console.log("e");
  expect(lines).toEqual(["log|outer 1", "log|  a\n  b", "warn|    c", "log|elsewhere", "log|  d", "log|e"]);
});

test("assertions", () => {
  const { console, lines } = bench();
  console.assert(true, "no");
  console.assert(false);
  console.assert(0, "%s is off", "it");
  console.assert(false, { a: 1 });
  expect(lines).toEqual([
    "error|Assertion failed",
    "error|Assertion failed: it is off",
    "error|Assertion failed: {a: 1}",
  ]);
});

test("tables", () => {
  const { console, lines } = bench();
  console.table([{ a: 1, b: "x" }, { a: 22 }, 3]);
  console.table({ k: [1] }, ["0"]);
  console.table("text");
  expect(lines).toEqual([
    `log|┌─────────┬────┬─────┬───────┐
│ (index) │ a  │ b   │ Value │
├─────────┼────┼─────┼───────┤
│ 0       │ 1  │ 'x' │       │
│ 1       │ 22 │     │       │
│ 2       │    │     │ 3     │
└─────────┴────┴─────┴───────┘`,
    `log|┌─────────┬───┐
│ (index) │ 0 │
├─────────┼───┤
│ k       │ 1 │
└─────────┴───┘`,
    "log|text",
  ]);
});

test("other methods are there", () => {
  const { console, lines } = bench();
  console.dir({ a: 1 }, { depth: 0 });
  console.dirxml("%s", "a");
  console.trace("here");
  for (const name of ["clear", "timeStamp", "profile", "profileEnd"])
    expect(console[name]?.("a")).toBeUndefined();
  ((console.context as () => unknown)() as Console).log("in a context");
  expect(
    ((console.createTask as (name: string) => unknown)("a") as { run(f: () => number): number }).run(() => 5),
  ).toBe(5);
  expect(lines).toEqual(["log|{a: 1}", "log|a", "log|here", "log|in a context"]);
});

test("labels that cannot be a text, and very many of them", () => {
  const { console, lines } = bench();
  console.count(Symbol("a") as never);
  console.count({
    toString() {
      throw new Error("no");
    },
  } as never);
  for (let i = 0; i < 5_000; i++) console.count(`l${i}`);
  for (let i = 0; i < 100; i++) console.group("x".repeat(1e5));
  console.log("deep");
  expect(lines.slice(0, 2)).toEqual(["log|Symbol(a): 1", "log|{toString: ƒ toString()}: 1"]);
  expect(lines.at(-1)?.length).toBeLessThan(200);
});
