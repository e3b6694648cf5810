import type { StrategyReport } from "@/lib/protocol/report";
import { type ProgramCase, walk } from "./program-case";

const BODIES = 3;

const LAZY = `class Lazy extends Promise<any> {
  static make(start: () => any) { const lazy = new Lazy(() => {}); (lazy as any).start = start; return lazy; }
  static get [Symbol.species]() { return Promise; }
  then(a?: any, b?: any): any { return (this as any).start().then(a, b); }
}
const lazy = (start: () => any): any => Lazy.make(start);
const thenable = (start: () => any): any => ({ then(ok: any, no: any) { start().then(ok, no); } });
`;
const GENERATE = `async function* two() { try { await call(); yield 1; await call(); yield 2; } finally { await call(); } }
`;

/** Every call of body `i` is a call of its own task `t<i>`, and must be below that body in the tree. */
const belongs = (calls: number) => (s: StrategyReport) => {
  const all = [...walk(s.tree)];
  return (
    s.status === "succeeded" &&
    Array.from({ length: BODIES }, (_, i) => {
      const own = all.filter(({ name }) => name === `body${i}`).flatMap((body) => [...walk(body)]);
      const count = (nodes: typeof all) => nodes.filter(({ name }) => name === `t${i}`).length;
      return count(own) === calls && count(all) === calls;
    }).every(Boolean)
  );
};

/** A way in which a body's code is continued later. */
interface Construct {
  readonly name: string;
  /** Calls that each body makes. */
  readonly calls: number;
  /** Of `async (call: () => Promise<number>) => …`. */
  readonly body: string;
}

const construct = (name: string, calls: number, body: string): Construct => ({ name, calls, body });

/** Three bodies at once, each of which does the same. */
export function contextCase(
  name: string,
  parts: readonly Construct[],
  change: Partial<ProgramCase> = {},
): ProgramCase {
  const bodies = Array.from({ length: BODIES }, (_, i) => i);
  return {
    name: `context: ${name}`,
    says: "each call belongs to the body that made it",
    code: `import { dynamic, group, sleep, task, workflow } from "fanout";
${bodies.map((i) => `const t${i} = task(async (n: number) => { await sleep(3 + n); return n; }, { name: "t${i}" });`).join("\n")}
${LAZY}${parts.map(({ body }, at) => `const part${at} = async (call: () => Promise<number>): Promise<unknown> => {\n${body}\n};`).join("\n")}
const run = async (call: () => Promise<number>) => {
${parts.map((_, at) => `await part${at}(call);`).join("\n")}
};
${bodies.map((i) => `const body${i} = dynamic(async () => { await sleep(${(i * 5) % 3}); await run(() => t${i}(${i})); }, { name: "body${i}" });`).join("\n")}
export default workflow(async () => { await Promise.all([${bodies.map((i) => `body${i}()`).join(", ")}]); }, { name: "w" });
`,
    settings: { concurrency: 3, timeoutMs: 20_000 },
    check: belongs(parts.reduce((sum, { calls }) => sum + calls, 0)),
    ...change,
  };
}

export const awaited: readonly Construct[] = [
  construct("a thenable", 2, `await thenable(call); await lazy(call);`),
  construct(
    "a thenable that gives a thenable",
    3,
    `await { then(ok: any) { call(); ok(thenable(call)); } } as any; await call();`,
  ),
  construct(
    "a thenable that is returned",
    4,
    `const f = async () => thenable(call);
const g = async function () { return lazy(call); };
const h = async () => { try { return thenable(call); } finally { await sleep(1); } };
await f(); await Promise.all([g(), h()]); await call();`,
  ),
  construct(
    "thenables in combinators",
    7,
    `await Promise.all([thenable(call), lazy(call)]);
await Promise.allSettled([thenable(call)]); await Promise.race([thenable(call)]); await Promise.any([lazy(call)]);
await Promise.resolve(thenable(call)); await call();`,
  ),
  construct(
    "a thenable that a reaction returns",
    3,
    `await sleep(1).then(() => thenable(call)).then(() => lazy(call)); await call();`,
  ),
  construct(
    "a rejection",
    3,
    `try { await Promise.reject(new Error("x")); } catch { await call(); }
await Promise.reject(new Error("x")).catch(() => call()); try { await ({ get then(): any { throw new Error("getter"); } } as any); } catch { await call(); }`,
  ),
  construct(
    "finally",
    3,
    `try { await sleep(1); } finally { await call(); await sleep(1); }
await sleep(1).finally(() => call()).finally(() => call());`,
  ),
  construct(
    "labels and loops",
    6,
    `outer: for (let i = 0; i < 3; i++) { for (const j of [1, 2]) { await sleep(j); if (j === 2) continue outer; await call(); } }
do { await call(); } while (await sleep(1)); await Promise.all([call(), call()]);`,
  ),
  construct(
    "defaults and patterns",
    4,
    `const f = async ({ a = call() }: any = {}) => { const { b = await sleep(1) } = {} as any; await a; return call(); };
const [x = await f()] = []; const { y = await call() } = {} as any; await sleep(1); await call();`,
  ),
  construct(
    "classes",
    4,
    `class Holder { static made: Promise<unknown>; static { this.made = call(); } own = call(); async m() { await this.own; return call(); } get late() { return call(); } }
await Holder.made; const holder = new Holder(); await holder.m(); await sleep(1); await holder.late;`,
  ),
  construct(
    "tagged templates",
    3,
    `const tag = (_: any, ...given: any[]) => call(); await tag\`a\${await call()}b\`; await sleep(1); await tag\`c\`;`,
  ),
  construct(
    "combinators of calls",
    7,
    `await Promise.race([call(), sleep(50)]); await Promise.any([call(), call()]); await Promise.all([1, 2].map(async (n) => { await sleep(n); return call(); }));
await Promise.allSettled([Promise.reject(new Error("x")).catch(() => call())]); await call();`,
  ),
  construct(
    "an executor",
    3,
    `await new Promise<void>((done) => { call().then(() => done()); });
await new Promise<void>((done) => { sleep(2).then(() => call()).then(() => done()); }); await call();`,
  ),
  construct(
    "queueMicrotask",
    2,
    `await new Promise<void>((done) => queueMicrotask(async () => { await sleep(1); await call(); done(); })); await call();`,
  ),
  construct(
    "a callback that stays current for nobody",
    2,
    `sleep(1).then(() => undefined); await Promise.resolve(1); await call(); await null; await call();`,
  ),
];

export const iterated: readonly Construct[] = [
  construct("an async generator", 4, `${GENERATE}for await (const n of two()) await sleep(n); await call();`),
  construct(
    "an async generator that is left",
    5,
    `${GENERATE}for await (const _ of two()) break; await call();
const it = two(); await it.next(); await it.return(undefined as any); `,
  ),
  construct(
    "an async generator that is thrown into",
    4,
    `async function* f() { try { yield await call(); } catch { await call(); yield 2; } finally { await sleep(1); await call(); } }
const it = f(); await it.next(); await it.throw(new Error("x")); await it.next(); await call();`,
  ),
  construct(
    "a rejection that is yielded",
    3,
    `async function* f() { try { yield Promise.reject(new Error("x")); } catch { await call(); } finally { await call(); } }
for await (const _ of f()); await call();`,
  ),
  construct(
    "thenables that are yielded and returned",
    4,
    `async function* f() { yield thenable(call); yield lazy(call); try { return thenable(call); } finally { await call(); } }
for await (const _ of f());`,
  ),
  construct(
    "yield*",
    6,
    `${GENERATE}async function* f() { yield* two(); await call(); yield* [1]; await call(); try { yield* fails(); } catch { await call(); } }
async function* fails() { await sleep(1); throw new Error("x"); }
for await (const _ of f());`,
  ),
  construct(
    "promises of a synchronous iterable",
    4,
    `for await (const _ of [call(), sleep(1), thenable(call), 1]) ; 
function* f() { yield lazy(call); yield sleep(1); } for await (const _ of f()); await call();`,
  ),
  construct(
    "an iterator by hand",
    6,
    `let n = 0;
const it = { [Symbol.asyncIterator]() { return { next() { return n++ < 3 ? call().then((value) => ({ done: false, value })) : Promise.resolve({ done: true, value: 0 }); }, return() { return call().then(() => ({ done: true, value: 0 })); } }; } };
for await (const _ of it as any) { await sleep(1); if (n === 2) break; }
for await (const _ of it as any) await call(); await call();`,
  ),
  construct(
    "next by hand, twice at once",
    4,
    `${GENERATE}const it = two(); await Promise.all([it.next(), it.next()]); await it.next(); await call();`,
  ),
];

/** They need the browser's own timers, events and newer methods. */
const timers: Construct = construct(
  "timers, events and messages",
  15,
  `const later = (start: (done: () => void) => void) => new Promise<void>((done) => start(() => { call().then(() => done()); }));
await later((f) => setTimeout(f, 2));
await later((f) => { const timer = setInterval(() => { clearInterval(timer); f(); }, 2); });
await later((f) => { const channel = new MessageChannel(); channel.port1.onmessage = f; channel.port2.postMessage(1); });
await later((f) => { const channel = new MessageChannel(); channel.port1.addEventListener("message", f, { once: true }); channel.port1.start(); channel.port2.postMessage(1); });
await later((f) => { AbortSignal.timeout(2).addEventListener("abort", f); });
await later((f) => { AbortSignal.timeout(2).onabort = f; });
await later((f) => { const target = new EventTarget(); target.addEventListener("x", { handleEvent: f }); setTimeout(() => target.dispatchEvent(new Event("x")), 1); });
await later((f) => { const target = new EventTarget(); const no = () => { void call(); }; target.addEventListener("x", no); target.removeEventListener("x", no); target.addEventListener("x", f); target.dispatchEvent(new Event("x")); });
const at = globalThis as any;
await (at.scheduler ? at.scheduler.postTask(() => call()) : call());
if (at.scheduler?.yield) await at.scheduler.yield();
await call();
await (Promise.withResolvers ? (() => { const { promise, resolve } = Promise.withResolvers<any>(); resolve(thenable(call)); return promise; })() : call());
await ((Promise as any).try ? (Promise as any).try(() => thenable(call)) : call());
await (Array.fromAsync ? Array.fromAsync([1, 2], async () => { await sleep(1); return call(); }) : Promise.all([call(), call()]));
await call();`,
);

const refused: ProgramCase = {
  name: "context: where it cannot be known",
  says: "a call from where its body cannot be known is refused, never put under another task",
  code: `import { dynamic, sleep, task, workflow } from "fanout";
const t = task(async () => { await sleep(1); return 1; }, { name: "t" });
const other = dynamic(async () => { for (let i = 0; i < 20; i++) await null; return "other"; }, { name: "other" });
const body = dynamic(async () => {
  const hidden = new Promise<any>((done) => done({ then(ok: any) { t().then(ok, (e: any) => ok(e.name + ": " + e.message)); } }));
  return hidden;
}, { name: "body" });
export default workflow(async () => (await Promise.all([other(), body(), other()]))[1], { name: "w" });
`,
  check: (s) =>
    /^FanoutError: t was called where Fanout cannot know/.test(String(s.output)) &&
    ![...walk(s.tree)].some(({ name }) => name === "t"),
};

/** `context.test.ts` tries each part alone, under every strategy. Hundreds of workers would take a browser too long. */
const inOneThread = { strategies: ["sequential", "async", "pooled"] } as const;

export const context: readonly ProgramCase[] = [
  contextCase("awaits", awaited, inOneThread),
  contextCase("iteration", iterated, inOneThread),
  contextCase("timers, events and messages", [timers], { isReal: true }),
  refused,
];
