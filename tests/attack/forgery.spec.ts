import { expect, type Lab, program, test } from "./support/lab";
import { THIEF } from "./support/thief";

/** Runs a hostile task next to honest ones. Its forgeries must not affect the run, or must fail it with a message. */
const beside = (lab: Lab, forging: string) =>
  lab.run(
    program(
      `const first = await map(honest, [1, 2, 3], { chunkSize: 1 }); const lie = await hostile(7); return { first, lie, last: await map(honest, [4, 5, 6], { chunkSize: 1 }) };`,
      `${THIEF}
const honest = task(async (x) => { await sleep(20); return x * x; }, { name: "honest" });
const hostile = task(async (x) => { lane = context().worker; ${forging}; await sleep(30); return "done"; }, { name: "hostile" });`,
    ),
    { settings: { workers: 3 } },
  );

const unharmed = { first: [1, 4, 9], lie: "done", last: [16, 25, 36] };

/** The page works, and a run after the hostile one is like any other. */
async function stillFine(lab: Lab): Promise<void> {
  const { report } = await lab.run(
    program("return await map(half, [2, 4])", `const half = task((x: number) => x / 2, { name: "half" });`),
  );
  expect([report.status, report.output]).toEqual(["succeeded", [1, 2]]);
  expect(await lab.page.evaluate(() => Reflect.get(Object.prototype, "polluted"))).toBeUndefined();
  expect(await lab.page.evaluate(() => Reflect.get(globalThis, "injected"))).toBeUndefined();
}

const garbage: readonly (readonly [what: string, text: string])[] = [
  [
    "values that are not messages",
    `for (const x of [null, undefined, 0, "done", [], new Map(), new Date(), new Error("x"), 1n, new ArrayBuffer(8), { type: null }, { type: {} }, { type: "nothing" }]) await forge(x)`,
  ],
  [
    "messages of other channels",
    `for (const type of ["start", "end", "ended", "died", "run", "stop", "done", "tick", "ready", "failed"]) { await forge({ type, worker: 0, status: "succeeded", output: "forged", message: "forged", reason: "x", init: {}, request: {} }); }`,
  ],
  [
    "Comlink calls on the coordinator",
    `for (const path of [["constructor"], ["__proto__", "polluted"], ["close"], ["postMessage"], []]) for (const type of ["GET", "SET", "APPLY", "CONSTRUCT", "ENDPOINT", "RELEASE"]) await forge({ id: "x" + type, type, path, value: { type: "RAW", value: 1 }, argumentList: [] })`,
  ],
  [
    "calls of wrong shapes",
    `for (const payload of [null, {}, { form: "numbers", numbers: [1] }, { form: "list", list: { length: 1e9 } }, { form: "tuples", list: [1] }]) await forge({ type: "call", id: 1, parent: 0, task: "honest", kind: 3, map: true, payload, options: {}, strategy: 3, scopes: [], depth: 1, path: 1, trail: [], chunk: 0, issued: 0, bytes: 0 })`,
  ],
  [
    "batches of wrong shapes",
    `for (const batch of [1, {}, { worker: 0, rows: new Float64Array(3), names: [] }, { worker: 0, rows: [1], names: [] }, { worker: 0, rows: new Float64Array(18), names: ["x".repeat(5000)] }, { worker: 0, rows: new Float64Array(18), names: [1] }]) await forge({ type: "flush", flush: { batch } })`,
  ],
  [
    "rows with impossible values",
    `for (const value of [NaN, Infinity, -1, 1e300, 2 ** 53, 0.5]) await forge({ type: "flush", flush: { batch: { worker: 0, rows: new Float64Array(180).fill(value), names: ["x"] } } })`,
  ],
  [
    "a row that claims a billion spans",
    `{ const row = [9, 0, 1e9, 0, 3 | 16, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0]; await forge({ type: "flush", flush: { batch: { worker: 0, rows: new Float64Array(row), names: ["x"] } } }); }`,
  ],
  [
    "rows of spans in a circle",
    `{ const row = (id, parent) => [id, parent, 1, 0, 3 | 16, 0, 1, 1, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0]; await forge({ type: "flush", flush: { batch: { worker: 0, rows: new Float64Array([...row(900, 901), ...row(901, 900), ...row(902, 902)]), names: ["x"] } } }); }`,
  ],
  [
    "notes of wrong shapes",
    `for (const note of [{}, { id: "x" }, { id: 0, attempt: 1.5 }, { id: 0, attempt: 1, key: "x".repeat(5000) }, { id: 0, attempt: 1, error: "x" }, { id: 0, attempt: 1, error: { name: "x", message: "y".repeat(1e6) } }, { id: 0, attempt: 1, meters: { a: "b" } }, { id: 0, attempt: 1, args: 1 }]) await forge({ type: "flush", flush: { notes: [note] } })`,
  ],
  [
    "log lines of wrong shapes",
    `for (const line of [{}, { level: "fatal" }, { time: "now" }, { time: 0, level: "log", span: 0, task: "t", attempt: 1, worker: 0, text: "x".repeat(1e6) }, { time: 0, level: "log", span: 0, task: {}, attempt: 1, worker: 0, text: "x" }]) await forge({ type: "flush", flush: { logs: [line] } })`,
  ],
  [
    "cancelling every call",
    `await forge({ type: "cancel", calls: Array.from({ length: 1000 }, (_, i) => i) }); for (let lane = 0; lane < 5; lane++) await forge({ type: "cancel", calls: Array.from({ length: 100 }, (_, i) => lane * 2 ** 24 + i) })`,
  ],
  [
    "queues, checkpoints and unrequested answers",
    `for (let i = 0; i < 100; i++) { await forge({ type: "queue", req: i, queue: "q", op: ["put", "get", "close", "other"][i % 4], chunk: i, span: mine() * 2 ** 24, task: "t" }); await forge({ type: "checkpoint", span: i, key: "k", value: 1 }); await forge({ type: "leaseReturned", chunk: i, calls: 2 ** 53 - 1 }); await forge({ type: "cacheGet", chunk: 0, req: i, key: "k", task: "t" }); await forge({ type: "started", protocol: "x" }); }`,
  ],
  [
    "a cache entry with a key too long for the page",
    `await forge({ type: "cachePut", key: "k".repeat(900), task: "t".repeat(900), ok: true, value: 1 })`,
  ],
  [
    "names, trails and lists that the page does not take",
    `const long = "x".repeat(600); const call = (change) => ({ type: "call", id: 2 ** 24 * mine() + 999, parent: -1, task: "honest", kind: 3, map: false, payload: { form: "list", list: [1] }, options: { concurrency: 0, minSuccessRatio: 1, finishRunnable: false, stream: false }, strategy: 3, scopes: [], depth: 1, path: 1, trail: [], chunk: 0, issued: 0, bytes: 0, ...change });
for (const change of [{ task: long }, { trail: [long] }, { trail: Array(5000).fill("x") }, { trail: new Array(3) }, { keys: [long] }, { keys: [] }, { cacheKeys: [] }, { options: { ...call({}).options, environment: { name: long, replicas: 1, concurrency: 1 } } }]) { await forge(call(change)); await forge({ type: "process", call: call(change), exported: long }); }
for (const flush of [{ batch: { worker: 0, rows: new Float64Array(18), names: new Array(3) } }, { notes: new Array(2) }, { logs: new Array(2) }, { notes: [{ id: mine() * 2 ** 24, attempt: 1, error: { name: "x", message: "x", path: new Array(3) } }] }, { logs: [{ time: 1e308, level: "log", span: -1, task: "t", attempt: 1, worker: mine(), text: "x" }] }]) await forge({ type: "flush", flush })`,
  ],
  [
    "meters without end",
    `for (const meters of [Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => ["m" + i, 1])), { m: 1e308 }, { ["m".repeat(101)]: 1 }]) await forge({ type: "flush", flush: { notes: [{ id: mine() * 2 ** 24, attempt: 1, meters }] } })`,
  ],
  [
    "a refusal in markup",
    `await forge({ type: "refused", what: "<img src=x onerror='globalThis.injected = 1'>" })`,
  ],
  [
    "properties that would pollute",
    `const bad = JSON.parse('{"__proto__": {"polluted": 1}, "constructor": {"prototype": {"polluted": 1}}}'); await forge({ type: "flush", flush: bad }); await forge({ type: "cacheGet", chunk: 0, req: 1, key: "__proto__", task: "__proto__" }); await forge({ type: "cachePut", key: "__proto__", task: "__proto__", ok: true, value: bad }); await forge({ type: "queue", req: 1, queue: "__proto__", op: "put", value: bad, chunk: 0, span: mine() * 2 ** 24, task: "t" }); await forge({ type: "flush", flush: { notes: [{ id: 0, attempt: 1, meters: bad }] } })`,
  ],
];

/** Several per page: opening a page takes longer than the cases do. */
const FEW = 4;
const few = <T>(all: readonly T[]): readonly T[][] =>
  Array.from({ length: Math.ceil(all.length / FEW) }, (_, nth) => all.slice(nth * FEW, (nth + 1) * FEW));

for (const some of few(garbage)) {
  test(`messages that no runner sends do not affect the run: ${some[0]?.[0]}, and more`, async ({ lab }) => {
    for (const [what, text] of some) {
      const { report } = await beside(lab, text);
      expect.soft([report.error, report.output], what).toEqual([undefined, unharmed]);
    }
    await stillFine(lab);
  });
}

/** Answers that the coordinator accepts as its runner's. They may fail the run, but with a message. */
const answers: readonly (readonly [what: string, value: string])[] = [
  ["nothing", "undefined"],
  ["text", `"forged"`],
  ["an outcome without parts", "{}"],
  [
    "more results than items",
    `{ payload: { form: "list", list: Array(1000).fill("forged") }, failures: [], ran: 1000, ms: 1, bytes: 1 }`,
  ],
  [
    "fewer results than items",
    `{ payload: { form: "list", list: [] }, failures: [], ran: 0, ms: 1, bytes: 1 }`,
  ],
  [
    "a count that is not a number",
    `{ payload: { form: "list", list: [1] }, failures: [], ran: NaN, ms: NaN, bytes: NaN }`,
  ],
  [
    "failures out of range",
    `{ payload: { form: "list", list: [1] }, failures: [{ offset: -5, attempt: 1, error: {} }, { offset: 1e9, attempt: 1, error: null }], ran: 1, ms: 1, bytes: 1 }`,
  ],
  [
    "errors of wrong shapes",
    `{ payload: { form: "list", list: [1] }, failures: [{ offset: 0, attempt: 1, error: { name: {}, message: 5, path: 7, stack: [] } }], ran: 1, ms: 1, bytes: 1 }`,
  ],
  [
    "a list that is not a list",
    `{ payload: { form: "list", list: { length: 1 } }, failures: [], ran: 1, ms: 1, bytes: 1 }`,
  ],
  [
    "a batch that is not a batch",
    `{ payload: { form: "list", list: [1] }, failures: [], ran: 1, ms: 1, bytes: 1, batch: { rows: "x", names: 1 }, logs: 5, notes: {} }`,
  ],
];
for (const some of few(answers)) {
  test(`malformed results fail their call or the run with a message: ${some[0]?.[0]}, and more`, async ({
    lab,
  }) => {
    for (const [what, value] of some) {
      const { report } = await beside(lab, `for (const id of pending()) await answer(id, ${value})`);
      expect.soft(["TimeoutError", "SandboxError"], what).not.toContain(report.error?.name);
      if (report.status === "failed")
        expect
          .soft(report.error?.message, what)
          .toMatch(/returned an invalid result|^undefined$|was skipped/);
      else expect.soft(report.output, what).toMatchObject({ first: [1, 4, 9], last: [16, 25, 36] });
    }
    await stillFine(lab);
  });
}

test("a runner can answer only its own calls", async ({ lab }) => {
  const { report } = await lab.run(
    program(
      `const both = Promise.all([hostile(), map(honest, [1, 2, 3, 4, 5, 6, 7, 8], { chunkSize: 1 })]); return await both;`,
      `${THIEF}
const honest = task(async (x) => { await sleep(120); return x; }, { name: "honest" });
const hostile = task(async () => {
  for (let lane = 0; lane < 6; lane++) {
    for (let i = 0; i < 40; i++) {
      const id = lane * 2 ** 24 + i;
      await forge({ type: "part", call: id, index: 0, payload: { form: "list", list: ["forged"] } });
      await forge({ type: "settled", call: id });
      await forge({ type: "call", id, parent: -1, task: "honest", kind: 3, map: false, payload: { form: "list", list: ["forged"] }, options: { concurrency: 0, minSuccessRatio: 1, finishRunnable: false, stream: false }, strategy: 3, scopes: [], depth: 1, path: 1, trail: [], chunk: i, issued: 0, bytes: 0 });
      await forge({ type: "cancel", calls: [id] });
    }
  }
  return "tried";
}, { name: "hostile" });`,
    ),
    { settings: { workers: 3 } },
  );
  expect(report.output).toEqual(["tried", [1, 2, 3, 4, 5, 6, 7, 8]]);
  // Calls that it forged in its own name and then cancelled.
  expect(report.counts.skipped).toBeLessThanOrEqual(40);
  await stillFine(lab);
});

/** The run of a program in which `hostile` runs next to `honest`, each in a worker of its own. */
const next = (lab: Lab, forging: string) =>
  lab.run(
    program(
      `const queue = new Queue(); const both = await Promise.all([honest(7), hostile(8)]); await queue.put(1); await queue.close(); let left = 0; for await (const item of queue) left += item; return [...both, left];`,
      `${THIEF}
const look = traced((n) => n * 3, { name: "look" });
const honest = task(async (n) => { const { attempt } = context(); console.log("attempt", attempt); const seen = await look(n); await sleep(400); if (attempt === 1) throw new Error("again"); return [seen, [...new Set(heard.flatMap((data) => data?.type === "APPLY" ? [...(data.argumentList?.[0]?.value?.checkpoints?.keys() ?? [])] : []))]]; }, { name: "honest", retries: 1 });
const hostile = task(async (n) => { lane = context().worker; await sleep(100); ${forging}; await sleep(100); return "tried"; }, { name: "hostile" });`,
    ).replace("import {", "import { traced,"),
    { settings: { workers: 2 } },
  );

test("a runner speaks only for its own spans and items", async ({ lab }) => {
  const plain = await next(lab, "");
  const [[, keys]] = plain.report.output as [[number, string[]]];
  expect(keys).toHaveLength(1);
  expect(plain.report.output).toEqual([[21, keys], "tried", 1]);
  // Ids of the entry and of the driver's calls are small numbers; those of the other worker's spans begin at its own.
  const forged = await next(
    lab,
    `
const ids = [0, 1, 2, 3, 4, 5, 6, 7, 8].concat([1, 2, 3].filter((other) => other !== mine()).flatMap((other) => [0, 1, 2].map((n) => other * 2 ** 24 + n)));
const own = mine() * 2 ** 24;
const given = heard.findLast((data) => data?.type === "APPLY" && data.argumentList?.[0]?.value?.chunk)?.argumentList[0].value.id;
for (const id of ids.filter((each) => each !== given)) {
  for (const key of ${JSON.stringify(keys)}) await forge({ type: "checkpoint", span: id, key, value: 31337 });
  for (const attempt of [1, 2]) {
    const row = (kind, flags, parent) => [id, parent, 1, 0, kind | (2 << 4) | (flags << 8) | (3 << 16), -1, attempt, mine(), 0, 0, 0, 0, 1, 1, 0, 0, 0, 0];
    await forge({ type: "flush", flush: { batch: { worker: 0, rows: new Float64Array([...row(3, 0, 0), ...row(5, 8, own)]), names: [] }, notes: [{ id, attempt, key: "forged", error: { name: "Error", message: "forged" } }], logs: [{ time: 0, level: "log", span: id, task: "forged", attempt, worker: 1, text: "forged" }, { time: 0, level: "log", span: -1, task: "forged", attempt, worker: mine() === 1 ? 2 : 1, text: "forged" }] } });
  }
}
// 500 op runs that nobody asked for.
const row = (n) => [own + 1000 + n, own, 1, 0, 3 | (1 << 4) | (3 << 16), -1, 1, mine(), 0, 0, 0, 0, 1, 1, 0, 0, 0, 0];
await forge({ type: "flush", flush: { batch: { worker: 0, rows: new Float64Array(Array.from({ length: 500 }, (_, n) => row(n)).flat()), names: [] } } });
// The queue, by names that it might have.
for (const other of [0, 1, 2]) for (let n = 0; n < 20; n++) { const queue = "queue " + (other * 2 ** 24 + n); await forge({ type: "queue", req: 5000 + n, queue, op: "put", value: 100, span: own, task: "hostile", chunk: 0 }); await forge({ type: "queue", req: 6000 + n, queue, op: "close", span: own, task: "hostile", chunk: 0 }); }`,
  );
  expect([forged.report.error, forged.report.output]).toEqual([undefined, plain.report.output]);
  const shape = ({ report, logs }: typeof plain) => ({
    counts: { ...report.counts, peakParallel: 0 },
    tree: JSON.stringify(report.tree, (key, value: unknown) =>
      /Ms$|^worker$/.test(key) ? undefined : value,
    ),
    logs: logs.toSorted(),
  });
  expect(shape(forged)).toEqual(shape(plain));
  await stillFine(lab);
});

test("a cached result is taken only from the worker that was told to compute it", async ({ lab }) => {
  const { report } = await lab.run(
    program(
      "return await Promise.all([first(1), second(2)]);",
      `${THIEF}
const KEY = { key: "price:a:b", task: "price" };
const answers = () => [...new Set(heard.filter((data) => data && data.type === "cache").map(({ hit, value }) => (hit ? "hit " + value : "miss")))];
const first = task(async () => { await forge({ type: "cacheGet", chunk: 0, req: 9001, ...KEY }); await sleep(400); await forge({ type: "cachePut", ...KEY, ok: true, value: 5 }); await sleep(100); return answers(); }, { name: "first" });
const second = task(async () => { await sleep(150); await forge({ type: "cachePut", ...KEY, ok: true, value: 666 }); await forge({ type: "cachePut", ...KEY, ok: false }); await forge({ type: "cacheGet", chunk: 0, req: 9002, ...KEY }); await sleep(600); return answers(); }, { name: "second" });`,
    ),
    { settings: { workers: 2 } },
  );
  expect([report.error, report.output]).toEqual([undefined, [["miss"], ["hit 5"]]]);
});

const CANNOT = /the output cannot be sent to the page/;
const outputs: readonly (readonly [what: string, body: string, message?: RegExp])[] = [
  ["a port", `const { port1 } = new MessageChannel(); entry = port1; transfer = [port1]`],
  ["a stream", `entry = new ReadableStream(); transfer = [entry]`],
  [
    "shared memory",
    `entry = typeof SharedArrayBuffer === "undefined" ? new ArrayBuffer(8) : new SharedArrayBuffer(8)`,
  ],
  ["a Comlink proxy", `handler = "proxy"; entry = new MessageChannel().port1; transfer = [entry]`, CANNOT],
  [
    "lists in lists, 100,000 deep",
    `entry = []; for (let i = 0; i < 1e5; i++) entry = [entry]`,
    /call stack|cannot be sent/,
  ],
  ["lists in lists, 500 deep", `entry = []; for (let i = 0; i < 500; i++) entry = [entry]`],
  [
    "forged artifacts",
    `entry = [{ $fanout: "Dir", name: {}, files: [null, 5, { path: {}, content: "x" }] }, { $fanout: "File", content: 5 }, { $fanout: "Dir", files: { length: 1e9 } }]`,
  ],
  ["a value in itself", `entry = { list: [] }; entry.list.push(entry)`],
  [
    "an object with a prototype as property",
    `entry = JSON.parse('{"__proto__": {"polluted": 1}, "a": {"__proto__": null, "constructor": 5}}')`,
  ],
  [
    "many small objects and 300 MiB",
    `entry = [...Array.from({ length: 100_001 }, () => ({})), new Uint8Array(300 * 2 ** 20)]`,
    /it holds more than 64 MiB/,
  ],
  ["an endless list", `entry = new Array(2 ** 32 - 1)`, /it holds more than 64 MiB/],
];
test("outputs that cannot leave the sandbox fail the run with a message", async ({ lab }) => {
  for (const [what, body, message] of outputs) {
    const { report } = await lab.run(
      program(
        `let entry, handler, transfer = []; ${body};
        const value = { ok: true, value: entry };
        for (const id of pending()) await forge(handler ? { id, type: "HANDLER", name: handler, value: entry } : { id, type: "RAW", value }, transfer);
        await sleep(300); return "not forged";`,
        THIEF,
      ),
    );
    if (message === undefined) expect.soft([report.error, report.output], what).not.toContain("not forged");
    else expect.soft(report.error?.message, what).toMatch(message);
  }
  await stillFine(lab);
});

/** Some break the program's own thread, others go unnoticed. */
const OVERWRITTEN = {
  cold: `for (const [on, name] of [[Array.prototype, "map"], [Array.prototype, "reduce"], [JSON, "stringify"], [Object, "entries"], [Promise, "all"], [Map.prototype, "get"]]) on[name] = () => "forged";`,
  warm: `Array.prototype.findLast = () => "forged";`,
} as const;

test("a program that overwrites globals does so in its own workers only, which no other program gets, cold or warm", async ({
  lab,
}) => {
  const honest = program(
    "return [await half([2, 4]), ({}).polluted ?? 'clean'];",
    `const half = task((list) => list.map((x) => x + 1).findLast((x) => x > 0), { name: "half" });`,
  );
  for (const [start, body] of Object.entries(OVERWRITTEN) as ["cold" | "warm", string][]) {
    const poisoned = program(
      "await half([2, 4]); return 'overwritten';",
      `const half = task((list) => { Object.prototype.polluted = 1; ${body} return "forged"; }, { name: "half" });`,
    );
    const settings = { start, workers: 1 };
    const { report: first } = await lab.run(poisoned, { settings });
    if (start === "warm") expect(first.output).toBe("overwritten");
    else expect(first.error?.message ?? first.output).toBeTruthy();
    const { report } = await lab.run(honest, { settings });
    expect([report.error, report.output], start).toEqual([undefined, [5, "clean"]]);
  }
  await stillFine(lab);
});
