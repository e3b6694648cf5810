import type { ProgramCase } from "./program-case";

/** A program whose task `f` throws `thrown`, and what its caller finds out about it as `seen`. */
const caught = (thrown: string, seen: string, before = "") => `import { task, map, workflow } from "fanout";
${before}
const f = task(async (_: number): Promise<number> => { throw ${thrown}; }, { name: "f" });
export default workflow(async () => {
  const seen = (e: any) => ${seen};
  const direct = await f(0).catch(seen);
  const items = await map(f, [1, 2], { chunkSize: 2 }).catch(seen);
  for (let i = 0; i < 5; i++) await f(i).catch(() => 0);
  return [direct, items, await f(9).catch(seen)];
}, { name: "w" });
`;
const three = (value: unknown) => [value, value, value];

export const errors: readonly ProgramCase[] = [
  {
    name: "error class",
    says: "an error keeps its class, its fields and its cause",
    code: caught(
      `new RangeError("far", { cause: new TypeError("why") })`,
      "[e instanceof RangeError, e.name, e.message, e.cause instanceof TypeError, e.cause.message, Object.keys(e)]",
    ),
    output: three([true, "RangeError", "far", true, "why", []]),
  },
  {
    name: "error class of the program",
    says: "an error of a class that the program declares is an instance of it, with its fields and methods",
    code: caught(
      "new HttpError(429)",
      "[e instanceof HttpError, e.constructor.name, e.status, e.retry(), String(e)]",
      `class AppError extends Error {}
class HttpError extends AppError { constructor(readonly status: number) { super("status " + status); this.name = "HttpError"; } retry() { return this.status === 429; } }`,
    ),
    output: three([true, "HttpError", 429, true, "HttpError: status 429"]),
  },
  {
    name: "error nested",
    says: "errors in errors keep theirs too",
    code: caught(
      `new AggregateError([Object.assign(new Error("a"), { code: "A" }), new TypeError("b")], "all")`,
      "[e instanceof AggregateError, e.errors.map((one: any) => [one.name, one.message, one.code ?? null])]",
    ),
    output: three([
      true,
      [
        ["Error", "a", "A"],
        ["TypeError", "b", null],
      ],
    ]),
  },
  {
    name: "error field that cannot be cloned",
    says: "what cannot be cloned is left out, and the error is not lost",
    code: caught(
      `Object.assign(new Error("no"), { status: 1, retry() {}, page: new URL("https://a.b"), list: [{ f() {} }] })`,
      "[e.message, e.status, Object.keys(e)]",
    ),
    output: three(["no", 1, ["status"]]),
  },
  {
    name: "error cycle",
    says: "an error may hold itself",
    code: caught(
      `(() => { const e: any = new Error("round"); e.self = e; e.cause = { e }; return e; })()`,
      "[e.self === e, e.cause.e === e]",
    ),
    output: three([true, true]),
  },
  {
    name: "error copy",
    says: "what a caller catches is its own",
    code: `import { task, workflow } from "fanout";
const kept: any = Object.assign(new Error("kept"), { info: { n: 0 } });
const f = task(async () => { throw kept; }, { name: "f" });
export default workflow(async () => {
  const one = await f().catch((e: any) => e);
  one.info.n = 5; one.message = "changed";
  const two = await f().catch((e: any) => e);
  return [two.info.n, two.message];
}, { name: "w" });
`,
    strategies: ["sequential", "async"],
    output: [0, "kept"],
  },
  {
    name: "error from the platform",
    says: "a DOMException keeps its name",
    code: caught(
      `new DOMException("gone", "AbortError")`,
      "[e instanceof DOMException, e.name, e.message, e instanceof Error]",
    ),
    output: three([true, "AbortError", "gone", true]),
  },
  {
    name: "thrown data",
    says: "what was thrown and is no error comes as it was",
    code: caught(`{ code: 7, at: [new Date(0)] }`, "[e.code, e.at[0] instanceof Date, Array.isArray(e.at)]"),
    output: three([7, true, true]),
  },
  {
    name: "errors as values",
    says: "errors that are returned or passed keep their class and fields",
    code: `import { task, workflow } from "fanout";
class Odd extends Error { n = 3; }
const f = task(async (e: any) => [e instanceof Odd, e.n, e.message, e.cause.status], { name: "f" });
const g = task(async () => Promise.allSettled([1, Promise.reject(Object.assign(new TypeError("t"), { status: 4 }))]), { name: "g" });
export default workflow(async () => {
  const [, bad]: any[] = await g();
  return [await f(new Odd("o", { cause: Object.assign(new Error("c"), { status: 9 }) })), bad.reason instanceof TypeError, bad.reason.status];
}, { name: "w" });
`,
    output: [[true, 3, "o", 9], true, 4],
  },
  {
    name: "error through levels",
    says: "an error stays what it is through nested calls, launch plans and processes",
    code: `import { dynamic, launchPlan, Process, task, workflow } from "fanout";
class Deep extends Error { level = 1; }
const f = task(async () => { throw new Deep("deep", { cause: 5 }); }, { name: "f" });
const d = dynamic(async () => f(), { name: "d" });
const child = workflow(async () => d(), { name: "child" });
const lp = launchPlan(child, { name: "lp" });
export default workflow(async () => {
  const seen = (e: any) => [e instanceof Deep, e.level, e.cause];
  const p = new Process(f);
  await p.start();
  return [await d().catch(seen), await child().catch(seen), await lp().catch(seen), await p.join().catch(seen)];
}, { name: "w" });
`,
    output: [
      [true, 1, 5],
      [true, 1, 5],
      [true, 1, 5],
      [true, 1, 5],
    ],
  },
];
