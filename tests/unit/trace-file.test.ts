import fc from "fast-check";
import { gunzipSync, gzipSync, strFromU8, strToU8 } from "fflate";
import { describe, expect, it } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { deep, finished, wide } from "@/components/results/fixtures/traces";
import { treeDataOf } from "@/lib/analysis/layout/span-tree";
import { chartDataOf } from "@/lib/analysis/layout/timeline-chart";
import { totalsByTask } from "@/lib/analysis/report/by-task";
import { figuresOf } from "@/lib/analysis/report/report";
import { anyTrace } from "@/lib/analysis/testing/random-trace";
import { breakdownOf } from "@/lib/analysis/time/breakdown";
import { criticalPathOf } from "@/lib/analysis/time/critical-path";
import { runProgram } from "@/lib/engine/testing/run-program";
import { sources } from "@/lib/examples/sources.generated";
import { COLUMN_NAMES, createColumns } from "@/lib/trace/columns";
import { FORMAT, type TraceFile } from "@/lib/trace/file/format";
import { readTraceFile } from "@/lib/trace/file/read";
import { writeTraceFile } from "@/lib/trace/file/write";
import { traceFromSpans } from "@/lib/trace/from-spans";
import { TEST_TRIAL } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";

const bytesOf = async (file: TraceFile): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await (await writeTraceFile(file)).arrayBuffer());

async function opened(file: TraceFile): Promise<TraceFile> {
  const read = await readTraceFile(await writeTraceFile(file));
  if (!read.ok) throw new Error(read.message);
  const { ok, ...rest } = read;
  return rest;
}

async function refusal(content: Uint8Array<ArrayBuffer> | string): Promise<string> {
  const read = await readTraceFile(new Blob([content]));
  if (read.ok) throw new Error("It was opened.");
  return read.message;
}

const letters = finished(wide({ items: 26, workers: 3, itemMs: 9, retried: 0.2, failed: 0.1, cached: 0.1 }));

/** A file with changed JSON. */
async function changed(
  change: (json: { [key: string]: unknown; trials: Changed[] }) => void,
): Promise<string> {
  const json = JSON.parse(strFromU8(gunzipSync(await bytesOf({ trials: [letters] }))));
  change(json);
  return JSON.stringify(json);
}
interface Changed {
  [key: string]: unknown;
  rows: number;
  info: { [key: string]: unknown };
  columns: { [name: string]: unknown };
  lanes: { [key: string]: unknown }[];
  notes: { [key: string]: unknown }[];
}

const anyTime = fc.oneof(
  fc.constant(Number.NaN),
  fc.integer({ min: 0, max: 1e8 }),
  fc.integer({ min: 0, max: 1e9 }).map((steps) => steps / 4_096),
  fc.double({ min: -1e6, max: 1e8, noNaN: true }).map((ms) => ms + 0),
);
/** Any times in any order: the builder sorts them. */
const anyTimes = fc
  .array(fc.tuple(fc.nat(), anyTime, anyTime, anyTime, anyTime, anyTime, anyTime, anyTime), { maxLength: 30 })
  .map((spans) =>
    traceFromSpans(
      spans.map(([up, issued, dispatched, received, started, ended, settled, bytes], id) => ({
        id,
        parent: id === 0 ? -1 : up % id,
        worker: id % 4,
        issued,
        dispatched,
        received,
        started,
        ended,
        settled,
        bytesIn: Math.abs(bytes),
      })),
      { info: { ...TEST_TRIAL, strategy: "pooled" } },
    ),
  );

describe("saving and opening a trace file", () => {
  it("returns the same traces, with any content", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(anyTrace, anyTimes), { minLength: 1, maxLength: 3 }),
        async (trials) => {
          const read = await opened({ trials });
          for (const [at, trace] of trials.entries()) {
            const again = read.trials[at] as Trace;
            for (const name of COLUMN_NAMES) expect([name, again[name]]).toEqual([name, trace[name].slice()]);
            expect(again).toEqual(trace);
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  it("opens files of before, which do not hold what bodies did, and keeps it in those that do", async () => {
    const { trace } = await runProgram(sources.retries ?? "", "pooled", { workers: 2 });
    const [again] = (await opened({ trials: [trace] })).trials;
    expect(Math.max(...(again?.slept ?? []))).toBeGreaterThan(1);
    const before = await changed(({ trials: [trial] }) => {
      delete trial?.columns.slept;
      delete trial?.columns.computed;
    });
    const read = await readTraceFile(new Blob([before]));
    expect(read.ok && [...(read.trials[0]?.slept ?? [])]).toEqual([...letters.id].map(() => 0));
    const without = await changed(({ trials: [trial] }) => {
      delete trial?.columns.ended;
    });
    expect(await refusal(without)).toContain("ended");
  });

  it("shows the same views", async () => {
    const traces = [
      letters,
      finished(wide({ items: 40, workers: 4, itemMs: 2, strategy: "dynamic", retried: 0.3 })),
      finished(wide({ items: 9, workers: 1, itemMs: 2, strategy: "sequential" })),
      finished(deep(3, 3)),
      (await runProgram(sources.retries ?? "", "pooled", { workers: 2 })).trace,
    ];
    const { trials } = await opened({ trials: traces });
    for (const [at, trace] of traces.entries()) {
      const again = trials[at] as Trace;
      expect(again).toEqual(trace);
      expect(treeDataOf(again)).toEqual(treeDataOf(trace));
      expect(chartDataOf(again, "workers")).toEqual(chartDataOf(trace, "workers"));
      expect(chartDataOf(again, "nested")).toEqual(chartDataOf(trace, "nested"));
      expect(breakdownOf(again)).toEqual(breakdownOf(trace));
      expect(criticalPathOf(again)).toEqual(criticalPathOf(trace));
      expect(totalsByTask(again)).toEqual(totalsByTask(trace));
      expect(figuresOf(again, 0.1)).toEqual(figuresOf(trace, 0.1));
    }
  });

  it("keeps the program and the report, without the trees that are in the traces", async () => {
    const { report, traces } = experiment({
      strategies: ["pooled", "dynamic"],
      workers: 2,
      items: 9,
      itemMs: 5,
      rounds: 2,
    });
    const [pooled] = traces.values();
    const run = { code: "// hello", language: "typescript", report };
    const read = await opened({ run, trials: pooled ? [pooled] : [] });
    expect(read.run?.code).toBe("// hello");
    const [first, second] = read.run?.report.strategies ?? [];
    expect(first).toEqual({ ...report.strategies[0], tree: undefined });
    expect(second).toEqual(report.strategies[1]);
  });

  it("needs few bytes", async () => {
    const trace = finished(wide({ items: 20_000, workers: 8, itemMs: 3, strategy: "pooled" }));
    const { notes, errors, logs, ...columns } = trace;
    const bytes = await bytesOf({ trials: [{ ...columns, notes: new Map(), errors: new Map(), logs: [] }] });
    // Times are random to the last bit; those of a real clock take half.
    expect(bytes.length / trace.count).toBeLessThan(45);
  });

  it("can be uncompressed", async () => {
    const read = await readTraceFile(new Blob([await changed(() => undefined)]));
    expect(read.ok && read.trials[0]).toEqual(letters);
  });
});

describe("what is not a valid trace file", () => {
  const NONE = "is not a trace file. Save one with Export, Trace file.";
  const DAMAGED = "is damaged or incomplete. Download or save it again.";

  it.each([
    ["nothing", ""],
    ["another text", "hello"],
    ["another JSON", '{"version":1}'],
    ["a list", "[]"],
  ])("%s is refused", async (_, text) => expect(await refusal(text)).toBe(NONE));

  it("bytes that are not text are refused", async () =>
    expect(await refusal(Uint8Array.of(0xff, 0xfe, 0xfd))).toBe(NONE));

  it("other versions are refused", async () => {
    expect(await refusal(await changed((json) => Object.assign(json, { version: 2 })))).toBe(
      "was saved by a newer version of Fanout. Reload this page to open it.",
    );
    expect(await refusal(await changed((json) => Object.assign(json, { version: "1" })))).toBe(
      'is not valid: there is no version "1".',
    );
    expect(
      await refusal(await changed((json) => Object.assign(json, { version: { toString: 1, valueOf: 1 } }))),
    ).toBe('is not valid: there is no version {"toString":1,"valueOf":1}.');
  });

  it("truncated and damaged files are refused", async () => {
    const bytes = await bytesOf({ trials: [letters] });
    for (const share of [0.1, 0.5, 0.9, 0.999])
      expect(await refusal(bytes.slice(0, bytes.length * share))).toBe(DAMAGED);
    const flipped = bytes.slice();
    flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] ?? 0) ^ 1;
    expect(await refusal(flipped)).toBe(DAMAGED);
  });

  it("a small file that unpacks to a huge one is refused", async () => {
    const packed = gzipSync(new Uint8Array(64 * 2 ** 20), { level: 1 }) as Uint8Array<ArrayBuffer>;
    expect(await readTraceFile(new Blob([packed]), 2 ** 20)).toEqual({
      ok: false,
      message: "unpacks to more than 1 MiB, the limit of trace files.",
    });
  });

  it("a file that is too large is not read", async () => {
    const large = { size: 65 * 2 ** 20 } as Blob;
    expect(await readTraceFile(large)).toEqual({
      ok: false,
      message: "is larger than 64 MiB, the limit of trace files.",
    });
  });

  it.each<[string, (trial: Changed) => void, RegExp]>([
    ["a missing column", ({ columns }) => delete columns.parent, /columns: must hold id, parent/],
    ["too few rows", (trial) => Object.assign(trial, { rows: trial.rows + 1 }), /"id" has \d+ rows of \d+/],
    ["too many rows", (trial) => Object.assign(trial, { rows: trial.rows - 1 }), /more than \d+ rows/],
    [
      "endless repeats",
      ({ columns }) => Object.assign(columns, { kind: { values: [[1, 1e15]] } }),
      /more than/,
    ],
    [
      "a pair of three",
      ({ columns }) => Object.assign(columns, { kind: { values: [[1, 2, 3]] } }),
      /not \[number, count\]/,
    ],
    [
      "a text for a number",
      ({ columns }) => Object.assign(columns, { kind: { values: ["1"] } }),
      /no number in row 0/,
    ],
    [
      "an unknown time where none may be",
      ({ columns }) => Object.assign(columns, { id: { values: [null] } }),
      /no number/,
    ],
    [
      "an unknown kind",
      ({ columns }) => Object.assign(columns, { kind: { values: [8] } }),
      /"kind" is out of range/,
    ],
    [
      "half a row",
      ({ columns }) => Object.assign(columns, { parent: { values: [-1, 0.5] } }),
      /"parent" is out of range/,
    ],
    ["a scale of 0", ({ columns }) => Object.assign(columns, { id: { scale: 0, deltas: [] } }), /neither/],
    [
      "a circle of parents",
      ({ columns, rows }) =>
        Object.assign(columns, { parent: { values: [-1, 2, 1, ...Array(rows - 3).fill(0)] } }),
      /row 1 has a parent that is no earlier span/,
    ],
    [
      "two entries",
      ({ columns, rows }) => Object.assign(columns, { parent: { values: [[-1, rows]] } }),
      /row 1 has no parent/,
    ],
    [
      "a name out of the list",
      (trial) => Object.assign(trial, { names: [] }),
      /row 0 has a name that is not in the list/,
    ],
    [
      "an attempt of itself",
      ({ columns, rows }) => Object.assign(columns, { attemptOf: { values: [[0, rows]] } }),
      /row 0 is an attempt of no earlier span/,
    ],
    [
      "times that go back",
      ({ columns, rows }) => Object.assign(columns, { settled: { values: [[-5, rows]] } }),
      /"settled" before/,
    ],
    ["a time beyond ten years", (trial) => Object.assign(trial, { wallMs: 1e12 }), /wallMs/],
    ["a huge name", (trial) => Object.assign(trial, { names: ["x".repeat(301)] }), /names\.0/],
    ["another strategy", ({ info }) => Object.assign(info, { strategy: "magic" }), /info\.strategy/],
    [
      "a worker of another role",
      ({ lanes }) => Object.assign(lanes[0] ?? {}, { role: "boss" }),
      /lanes\.0\.role/,
    ],
    [
      "a note of no row",
      ({ notes }) => Object.assign(notes[0] ?? {}, { row: 9_999 }),
      /a note names row 9999/,
    ],
  ])("%s is refused", async (_, change, message) => {
    const text = await changed(({ trials }) => change(trials[0] as Changed));
    expect(await refusal(text)).toMatch(message);
    expect(await refusal(text)).toMatch(/^is not valid: /);
  });

  it("more than two million spans are refused before any is read", async () => {
    const columns = Object.fromEntries(COLUMN_NAMES.map((name) => [name, { values: [] }]));
    const text = await changed((json) => {
      json.trials = Array.from({ length: 3 }, () => ({
        ...(json.trials[0] as Changed),
        rows: 1_000_000,
        columns,
      }));
    });
    expect(await refusal(text)).toBe("holds more than two million spans, the limit of trace files.");
  });

  it("deep nesting is refused", async () => {
    const text = `{"format":"${FORMAT}","version":1,"run":${"[".repeat(100_000)}${"]".repeat(100_000)},"trials":[]}`;
    expect(await refusal(text)).toBe("is not valid: its report is nested too deeply.");
  });

  const small = finished(wide({ items: 3, workers: 2, itemMs: 1, retried: 0.5 }));

  it("a changed file is opened whole or refused with a message", async () => {
    const text = strFromU8(gunzipSync(await bytesOf({ trials: [small] })));
    const odd = fc.constantFrom(
      "null",
      "-1",
      "1e308",
      "[]",
      "{}",
      '"x"',
      "[[0,9]]",
      "true",
      "99999999999999999999",
      "",
    );
    const change = fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(12), by: odd });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        let content = text;
        for (const { at, length, by } of changes) {
          const from = Math.floor(at * content.length);
          content = content.slice(0, from) + by + content.slice(from + length);
        }
        const read = await readTraceFile(new Blob([content]));
        if (!read.ok) {
          expect(read.message).toMatch(/^(is|has|holds|unpacks|was) .+\.$/);
          return;
        }
        for (const trace of read.trials) {
          for (const name of COLUMN_NAMES) {
            expect(trace[name]).toHaveLength(trace.count);
            expect(trace[name].constructor).toBe(createColumns(0)[name].constructor);
          }
          treeDataOf(trace);
          chartDataOf(trace, "workers");
          criticalPathOf(trace);
          breakdownOf(trace);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("a file with flipped bytes is opened whole or refused with a message", async () => {
    const bytes = await bytesOf({ trials: [small] });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        async (flips) => {
          const flipped = bytes.slice();
          for (const [at, by] of flips) flipped[at] = by;
          const read = await readTraceFile(new Blob([flipped]));
          if (!read.ok) expect(read.message).toMatch(/^(is|has|unpacks|was) .+\.$/);
          else expect(read.trials[0]).toEqual(small);
        },
      ),
      { numRuns: 100 },
    );
  });

  it("random keys and values are refused with a message", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        const message = await refusal(`{"format":"${FORMAT}","version":1,"trials":${json},"run":${json}}`);
        expect(message).toMatch(/^is not valid: .+\.$/);
      }),
    );
    expect(await refusal(strToU8("{") as Uint8Array<ArrayBuffer>)).toBe(NONE);
  });
});
