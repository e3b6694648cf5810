import fc from "fast-check";
import { FLAG_INLINE, FLAG_ITEM, type Lane } from "@/lib/protocol/rows";
import type { SpanObject } from "@/lib/trace/from-spans";
import { traceOf } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";

/** Traces for property tests: any times in any order, any tree, lanes with any lifetimes. They need not be plausible. */
export const anyTrace: fc.Arbitrary<Trace> = fc
  .record({
    wallMs: fc.integer({ min: 1, max: 100 }),
    lanes: fc.array(
      fc.record({
        role: fc.constantFrom<Lane["role"]>("pool", "op", "process"),
        requested: time(),
        ready: time(),
        ended: time(),
      }),
      { maxLength: 5 },
    ),
    spans: fc.array(
      fc.record({
        up: fc.nat(),
        kind: fc.constantFrom(
          "workflow",
          "dynamic",
          "task",
          "task",
          "task",
          "map",
          "group",
          "trace",
        ) as fc.Arbitrary<NonNullable<SpanObject["kind"]>>,
        status: fc.constantFrom("succeeded", "failed", "interrupted", "skipped", "cancelled") as fc.Arbitrary<
          NonNullable<SpanObject["status"]>
        >,
        worker: fc.integer({ min: -1, max: 6 }),
        inline: fc.boolean(),
        attempt: fc.integer({ min: 1, max: 2 }),
        times: fc.tuple(time(), time(), time(), time(), time(), time()),
      }),
      { minLength: 1, maxLength: 25 },
    ),
  })
  .map(({ wallMs, lanes, spans }) =>
    traceOf(
      spans.flatMap((span, i): SpanObject[] => {
        const [issued, dispatched, received, started, ended, settled] = span.times;
        const up = i === 0 ? -1 : span.up % i;
        const row: SpanObject = {
          id: i,
          parent: up,
          kind: i === 0 ? "workflow" : span.kind,
          status: span.status,
          worker: span.worker,
          flags: (span.inline ? FLAG_INLINE : 0) | (spans[up]?.kind === "map" ? FLAG_ITEM : 0),
          index: spans[up]?.kind === "map" ? i : -1,
          issued,
          dispatched,
          received,
          started,
          ended,
          settled,
        };
        return span.attempt === 1 ? [row] : [row, { ...row, attempt: 2, issued: settled }];
      }),
      {
        wallMs,
        lanes: [
          { lane: 0, role: "driver", label: "", requested: 0, ready: 1, ended: Number.NaN },
          ...lanes.map((lane, i): Lane => ({ ...lane, lane: i + 1, label: "" })),
        ],
      },
    ),
  );

function time(): fc.Arbitrary<number> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 110 }) },
    { weight: 1, arbitrary: fc.constant(Number.NaN) },
  );
}
