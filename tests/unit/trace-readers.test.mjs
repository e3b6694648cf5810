// The exports of lib/trace, read by the tools' own readers. speedscope's needs a page: tests/e2e/exports.spec.ts.
import { Handlers, TraceModel } from "@paulirish/trace_engine";
import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { anyTrace } from "@/lib/analysis/testing/random-trace";
import { runProgram } from "@/lib/engine/testing/run-program";
import { chromeTraceParts } from "@/lib/trace/export/chrome";
import { csvParts } from "@/lib/trace/export/csv";
import { traceOf } from "@/lib/trace/testing";

const program = `
import { task, workflow, map, dynamic, group, sleep } from "fanout";
const piece = task(async function piece(x: number) { await sleep(3); return x + 1; });
const level = dynamic(async function level(xs: number[]) { return map(piece, xs); });
export default workflow(async function main() {
  return group("all", () => map(level, [[1, 2], [3, 4], [5, 6]]));
});`;

/** The events after the tool has read them. */
async function read(trace) {
  const { traceEvents } = JSON.parse([...chromeTraceParts(trace)].join(""));
  const model = TraceModel.Model.createWithAllHandlers();
  await model.parse(traceEvents, {});
  const threads = Handlers.Threads.threadsInTrace(model.parsedTrace().data);
  return { traceEvents, threads };
}

function* nodesOf(tree) {
  const open = [...tree.roots];
  while (open.length > 0) {
    const node = open.pop();
    yield node;
    open.push(...node.children);
  }
}

/** Slices nest in the reader's tree: each child inside its parent, none lost. */
function expectNested({ traceEvents, threads }) {
  const slices = traceEvents.filter(({ ph }) => ph === "X");
  let read = 0;
  for (const { tree } of threads) {
    for (const { entry, children } of nodesOf(tree)) {
      read += 1;
      for (const child of children) {
        expect(child.entry.ts).toBeGreaterThanOrEqual(entry.ts);
        expect(child.entry.ts + child.entry.dur).toBeLessThanOrEqual(entry.ts + entry.dur + 1e-6);
      }
    }
  }
  expect(read).toBe(slices.length);
}

/** Pairs and arrows, by the rules of the format. */
function expectBound(traceEvents) {
  const keys = (phase) =>
    traceEvents.filter(({ ph }) => ph === phase).map(({ cat, name, id }) => `${cat} ${name} ${id}`);
  expect(keys("b").sort()).toEqual(keys("e").sort());
  expect(keys("s").sort()).toEqual(keys("f").sort());
  for (const phase of ["b", "s"]) expect(new Set(keys(phase)).size).toBe(keys(phase).length);
  for (const arrow of traceEvents.filter(({ ph }) => ph === "s" || ph === "f")) {
    const under = traceEvents.some(
      ({ ph, tid, ts, dur }) =>
        ph === "X" && tid === arrow.tid && ts <= arrow.ts && arrow.ts <= ts + dur + 1e-6,
    );
    expect(under).toBe(true);
  }
}

describe("Chrome trace JSON", () => {
  it.each(["sequential", "async", "dynamic", "pooled", "hybrid"])(
    "of a real run under %s is read whole",
    async (strategy) => {
      const { trace } = await runProgram(program, strategy, { workers: 2 });
      const found = await read(trace);
      expectNested(found);
      expectBound(found.traceEvents);
      const names = found.traceEvents.filter(({ ph }) => ph === "X" || ph === "b").map(({ name }) => name);
      expect(names.filter((name) => name === "piece").length).toBe(6 + 3);
      expect(found.threads.map(({ name }) => name)).toContain("driver");
    },
  );

  it("nests any recording", async () => {
    await fc.assert(
      fc.asyncProperty(anyTrace, async (trace) => {
        const { traceEvents } = JSON.parse([...chromeTraceParts(trace)].join(""));
        expectBound(traceEvents);
        if (!traceEvents.some(({ ph }) => ph === "X")) return;
        expectNested(await read(trace));
      }),
      // The reader takes at least 100 ms for each.
      { numRuns: 20 },
    );
  });
});

describe("CSV", () => {
  it("can be read back unchanged, with any names", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme" }), { minLength: 1, maxLength: 8 }), (names) => {
        const kept = names.map((name) => name.slice(0, 200));
        const trace = traceOf(
          kept.map((name, id) => ({ id, parent: id === 0 ? -1 : 0, name, issued: 0.25, worker: id })),
        );
        const text = [...csvParts(trace)].join("");
        const { data, errors } = Papa.parse(text, {
          header: true,
          skipEmptyLines: true,
          dynamicTyping: false,
        });
        expect(errors).toEqual([]);
        expect(data.map((row) => row.name.replace(/^'(?='*[=+\-@\t\r])/, ""))).toEqual(kept);
        expect(data.every((row) => row.issued_ms === "0.25" && row.started_ms === "")).toBe(true);
      }),
    );
  });

  it("contains no cell that a spreadsheet takes for a formula", () => {
    const trace = traceOf([{ id: 0, name: '=HYPERLINK("x")' }]);
    const [row] = Papa.parse([...csvParts(trace)].join(""), { header: true }).data;
    expect(row.name).toBe(`'=HYPERLINK("x")`);
  });
});
