import { expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import type { ReadTraceFile } from "@/lib/trace/file/read";
import { ReadCollector, type ReadPart, readInParts } from "./read-parts";

const { report, trials } = runOf(
  experiment({ strategies: ["sequential", "pooled"], workers: 2, items: 9, itemMs: 5, rounds: 1 }),
);

/** Whatever its trials hold of objects, many times. */
const large = (times: number): ReadTraceFile & { ok: true } => ({
  ok: true,
  run: { code: "", language: "typescript", report },
  trials: trials.flatMap(({ trace }) =>
    trace === undefined
      ? []
      : {
          ...trace,
          lanes: Array.from({ length: times }, () => trace.lanes).flat(),
          logs: Array.from({ length: times }, (_, at) => ({
            time: at,
            level: "log" as const,
            span: -1,
            task: "t",
            attempt: 1,
            worker: 0,
            text: "x".repeat(at % 2 === 0 ? 10_000 : 1),
          })),
          notes: new Map(
            Array.from({ length: times }, (_, row) => [
              row,
              {
                id: row,
                attempt: 1,
                ...(row % 3 === 0 && { error: { name: "Error", message: `${row}` } }),
                ...(row % 2 === 0 && { key: `item ${row}` }),
              },
            ]),
          ),
          errors: new Map(
            Array.from({ length: Math.ceil(times / 3) }, (_, at) => [
              3 * at,
              { name: "Error", message: `${3 * at}` },
            ]),
          ),
        },
  ),
});

function partsOf(read: ReadTraceFile): { parts: ReadPart[]; rest: ReadTraceFile } {
  const parts: ReadPart[] = [];
  const reading = readInParts(read);
  for (let next = reading.next(); ; next = reading.next()) {
    if (next.done) return { parts, rest: next.value };
    parts.push(next.value);
  }
}

it.each([0, 1, 9_000])("puts together what it has taken apart, %d times", (times) => {
  const read = large(times);
  const { parts, rest } = partsOf(read);
  const collector = new ReadCollector();
  for (const part of structuredClone(parts)) collector.add(part);
  expect(collector.join(structuredClone(rest))).toEqual(read);
});

it("has no part that takes long to clone", () => {
  const { parts, rest } = partsOf(large(9_000));
  for (const part of parts) {
    const [items] = Object.values(part).filter((value): value is unknown[] => Array.isArray(value));
    expect(items?.length ?? 0).toBeLessThanOrEqual(4_000);
    expect(JSON.stringify(items ?? []).length).toBeLessThan(6_000_000);
  }
  if (!rest.ok) throw new Error("it was read");
  for (const { lanes, logs, notes, errors } of rest.trials)
    expect([lanes.length, logs.length, notes.size, errors.size]).toEqual([0, 0, 0, 0]);
});
