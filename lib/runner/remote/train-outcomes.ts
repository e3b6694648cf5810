import { packAlike, unpackAlike } from "@/lib/base/alike";
import type { ChunkFailure, PackedOutcomes, TrainOutcome } from "@/lib/protocol/chunks";
import { type SpanBatch, STRIDE } from "@/lib/protocol/rows";

const NO_FAILURES: readonly ChunkFailure[] = [];

/** What came of chunks of a train, with as little to clone for each as can be: their rows together, and one result as itself. */
export function packOutcomes(outcomes: readonly TrainOutcome[]): PackedOutcomes {
  const batches = outcomes.flatMap(({ outcome }) => outcome?.batch ?? []);
  const [first] = batches;
  return {
    chunks: packAlike(
      outcomes.map(({ chunk, error, outcome }) => {
        const { batch, payload, failures = NO_FAILURES, notes, logs, ran, ms, bytes } = outcome ?? {};
        const isOne = payload?.form === "list" && payload.list.length === 1;
        return {
          chunk,
          error,
          payload: isOne ? undefined : payload,
          value: isOne ? payload.list[0] : undefined,
          failures: failures.length > 0 ? failures : NO_FAILURES,
          notes,
          logs,
          ran,
          ms,
          bytes,
          rows: (batch?.rows.length ?? 0) / STRIDE,
        };
      }),
    ),
    batch: first && { ...first, rows: together(batches), names: batches.flatMap(({ names }) => names) },
  };
}

function together(batches: readonly SpanBatch[]): Float64Array {
  const all = new Float64Array(batches.reduce((length, { rows }) => length + rows.length, 0));
  let at = 0;
  for (const { rows } of batches) {
    all.set(rows, at);
    at += rows.length;
  }
  return all;
}

/** The outcomes, whatever a stranger has sent for them: each is checked with its chunk. */
export function unpackOutcomes({ chunks, batch }: PackedOutcomes): TrainOutcome[] {
  let at = 0;
  let names = batch?.names ?? [];
  return unpackAlike(chunks).map((each): TrainOutcome => {
    const { chunk, error, payload, value, rows, ...outcome } = each;
    if (typeof error === "string") return { chunk, error };
    const end = at + (rows > 0 ? rows : 0) * STRIDE;
    const own = batch && { ...batch, rows: batch.rows.slice(at, end), names };
    at = end;
    names = [];
    return {
      chunk,
      outcome: { ...outcome, payload: payload ?? { form: "list", list: [value] }, batch: own },
    };
  });
}
