import { describe, expect, it } from "vitest";
import { ErrorClasses } from "./copy/error-classes";
import { javascriptValues } from "./values";

const values = javascriptValues({}, new ErrorClasses());
const RESULT = { name: "result", verb: "Return" } as const;
const problems = (value: unknown) => [
  values.inspect(value, RESULT).problem,
  values.copy(value, RESULT).problem,
  values.encode(value, RESULT).problem,
];
const nested = (levels: number) => {
  let value: unknown = 1;
  for (let i = 0; i < levels; i++) value = { next: value };
  return value;
};

describe("what cannot be copied", () => {
  it.each<[what: string, value: unknown, message: string]>([
    ["a function", () => 1, "`result` is a function"],
    ["a class", { a: class A {} }, "`result.a` is a function"],
    [
      "a symbol",
      [Symbol("s")],
      "`result[0]` is a symbol, which cannot be sent between workers. Return a string.",
    ],
    [
      "a promise",
      { a: Promise.resolve() },
      "`result.a` is a promise, which cannot be sent between workers. Await it first.",
    ],
    [
      "a URL",
      { page: new URL("https://a.b") },
      "`result.page` is a URL, which cannot be sent between workers. Return `url.href`.",
    ],
    [
      "URLSearchParams",
      new URLSearchParams(),
      "`result` is a URLSearchParams, which cannot be sent between workers. Return `params.toString()`.",
    ],
    ["a response", { "the response": new Response("") }, '`result["the response"]` is a Response'],
    ["headers", new Headers(), "is a Headers"],
    ["form data", new FormData(), "is a FormData"],
    ["a weak map", { a: { b: new WeakMap() } }, "`result.a.b` is a WeakMap"],
    ["a weak reference", new WeakRef({}), "is a WeakRef"],
    [
      "a generator",
      (function* () {})(),
      "is a Generator, which cannot be sent between workers. Return `[...items]`.",
    ],
    ["an async generator", (async function* () {})(), "is an AsyncGenerator"],
    [
      "an iterator",
      [1].values(),
      "is an Array Iterator, which cannot be sent between workers. Return `[...items]`.",
    ],
    ["an iterator of a map", new Map().entries(), "is a Map Iterator"],
    ["an abort signal", { signal: new AbortController().signal }, "`result.signal` is an AbortSignal"],
    ["a subclass of a URL", new (class Page extends URL {})("https://a.b"), "is a URL"],
    ["a platform object", new Intl.Collator(), "is an Intl.Collator"],
    ["a key of a map", new Map([[() => 1, 1]]), "`result's key` is a function"],
    ["a value of a map", new Map([["k", () => 1]]), '`result.get("k")` is a function'],
    ["an element of a set", new Set([() => 1]), "`result's element` is a function"],
    [
      "a part far inside",
      Array.from({ length: 200_001 }, (_, i) => (i === 200_000 ? { f() {} } : { i })),
      "`result[200000].f` is a function",
    ],
    [
      "levels",
      nested(10_000),
      "is nested deeper than 1,000 levels, which cannot be sent between workers. Return a list instead.",
    ],
    [
      "an accessor that throws",
      {
        a: {
          get b() {
            throw new Error("no");
          },
        },
      },
      "cannot be read: no.",
    ],
    [
      "a revoked proxy",
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {});
        revoke();
        return { proxy };
      })(),
      "`result.proxy` cannot be read",
    ],
  ])("is named: %s", (_, value, message) => {
    for (const problem of problems(value)) expect(problem).toContain(message);
  });

  it("is a buffer that was transferred", () => {
    const bytes = new Uint8Array(8);
    structuredClone(bytes, { transfer: [bytes.buffer] });
    for (const problem of problems({ bytes })) expect(problem).toContain("`result.bytes` cannot be read");
  });

  it("is a property of a list, though a message would tell first", () => {
    const list = Object.assign([1], { f: () => 1 });
    expect(values.copy(list, RESULT).problem).toContain("`result.f` is a function");
  });

  it("has a short path", () => {
    const [problem = ""] = problems(nested(2_000));
    expect(problem.length).toBeLessThan(500);
  });
});

describe("a copy", () => {
  const copy = (value: unknown) => values.copy(value, RESULT);
  const crossed = (value: unknown) => values.decode(structuredClone(values.encode(value, RESULT).value));

  it("of a list that is mostly holes takes no time", () => {
    const list: unknown[] = [];
    list[4_000_000_000] = 1;
    for (const made of [copy(list).value, crossed(list)] as unknown[][])
      expect([made.length, Object.keys(made)]).toEqual([4_000_000_001, ["4000000000"]]);
    expect(values.inspect(list, RESULT).problem).toBeUndefined();
  });

  it("of many levels needs no stack", () => {
    const levels = (value: unknown): number => {
      let count = 0;
      for (let at = value; typeof at === "object"; at = (at as { next: unknown }).next) count++;
      return count;
    };
    const nearlyFull = (left: number): number[] =>
      left > 0 ? nearlyFull(left - 1) : [levels(copy(nested(995)).value), levels(crossed(nested(995)))];
    expect(nearlyFull(2_000)).toEqual([995, 995]);
  });

  it("of a proxy is the object that it looks like", () => {
    expect(copy(new Proxy({ a: [1] }, {})).value).toEqual({ a: [1] });
    expect(structuredClone(values.encode(new Proxy([{ a: 1 }], {}), RESULT).value)).toEqual([{ a: 1 }]);
  });

  it("of two views of one buffer has one buffer", () => {
    const whole = new Uint8Array([1, 2, 3, 4]);
    const [a, b] = copy([whole, whole.subarray(1)]).value as [Uint8Array, Uint8Array];
    a[1] = 9;
    expect([b[0], whole[1], a.buffer === b.buffer]).toEqual([9, 2, true]);
  });

  it("of an instance is a plain object without its private fields", () => {
    class Secret {
      readonly #key = 1;
      open = 2;
      get key() {
        return this.#key;
      }
    }
    const made = copy(new Secret()).value;
    expect([made, Object.getPrototypeOf(made) === Object.prototype]).toEqual([{ open: 2 }, true]);
  });

  it("of an error leaves out what cannot be copied and what is too large, and keeps the rest", () => {
    const shared = { n: 1 };
    const error = Object.assign(new Error("e", { cause: { shared } }), {
      shared,
      log() {},
      huge: "x".repeat(2 ** 20),
      status: 5,
    });
    for (const made of [copy(error).value, crossed(error)] as (typeof error)[]) {
      expect(Object.keys(made).sort()).toEqual(["shared", "status"]);
      expect((made.cause as { shared: unknown }).shared).toBe(made.shared);
      expect(made.stack).toBe(error.stack);
      expect(Object.prototype.propertyIsEnumerable.call(made, "cause")).toBe(false);
    }
  });

  it("of an error with accessors that throw is still an error", () => {
    const error = new Error("e");
    Object.defineProperty(error, "message", {
      get: () => {
        throw new Error("no");
      },
    });
    Object.defineProperty(error, "field", {
      enumerable: true,
      get: () => {
        throw new Error("no");
      },
    });
    expect(copy(error).value).toBeInstanceOf(Error);
    expect(crossed(error)).toBeInstanceOf(Error);
  });

  it("counts buffers once, and all that a view keeps alive", () => {
    const buffer = new ArrayBuffer(1_000);
    expect(copy([new Uint8Array(buffer, 0, 10), new Uint8Array(buffer)]).bytes).toBe(1_000);
  });
});
