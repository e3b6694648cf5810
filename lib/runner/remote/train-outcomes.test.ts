import { expect, it } from "vitest";
import type { TrainOutcome } from "@/lib/protocol/chunks";
import { STRIDE } from "@/lib/protocol/rows";
import { packOutcomes, unpackOutcomes } from "./train-outcomes";

const outcome = (list: unknown[], rows: number[], names: string[] = []) => ({
  payload: { form: "list" as const, list },
  failures: [],
  ran: 1,
  ms: rows.length,
  bytes: 8,
  batch: { worker: 3, rows: Float64Array.from(rows.flatMap((row) => new Array(STRIDE).fill(row))), names },
});

it("gives back what was packed, each with its own rows, and names before the rows that use them", () => {
  const outcomes: TrainOutcome[] = [
    { chunk: 4, outcome: outcome([7], [1], ["square"]) },
    { chunk: 5, outcome: outcome([undefined], [2, 3]) },
    { chunk: 6, error: "no such task" },
    { chunk: 7, outcome: { ...outcome([], []), ran: 0, batch: undefined } },
    { chunk: 8, outcome: outcome([[1]], [4], ["other"]) },
  ];
  const read = unpackOutcomes(structuredClone(packOutcomes(outcomes)));
  expect(read.map(({ chunk, error }) => [chunk, error])).toEqual([
    [4, undefined],
    [5, undefined],
    [6, "no such task"],
    [7, undefined],
    [8, undefined],
  ]);
  expect(read.map((each) => each.outcome?.payload)).toEqual(outcomes.map((each) => each.outcome?.payload));
  const rows = read.map((each) =>
    Array.from(each.outcome?.batch?.rows ?? []).filter((_, i) => i % STRIDE === 0),
  );
  expect(rows).toEqual([[1], [2, 3], [], [], [4]]);
  expect(read[0]?.outcome?.batch?.names).toEqual(["square", "other"]);
});

it("takes whatever a stranger sends for outcomes", () => {
  for (const rows of [-1, 1e9, 0.5, Number.NaN, "9", null]) {
    const packed = packOutcomes([{ chunk: 1, outcome: outcome([1], [1]) }]);
    const [chunk] = packed.chunks;
    const [read] = unpackOutcomes({ ...packed, chunks: [{ ...chunk, rows: rows as number }] });
    expect(read?.outcome?.batch?.rows.length).toBeLessThanOrEqual(STRIDE);
  }
  expect(unpackOutcomes({ chunks: [{}, { chunk: 2 }] })).toHaveLength(2);
});
