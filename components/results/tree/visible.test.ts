import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deep, finished, wide } from "@/components/results/fixtures/traces";
import { childCount, spanTreeOf } from "@/lib/analysis/layout/span-tree";
import type { SpanObject } from "@/lib/trace/from-spans";
import { traceOf } from "@/lib/trace/testing";
import {
  flatList,
  flatten,
  isOpen,
  OPEN_MAX_CHILDREN,
  positionOf,
  toggled,
  UNFOLDED,
  type Visible,
  withRow,
} from "./visible";

const plain = (visible: Visible) =>
  Array.from({ length: visible.count }, (_, at) => [
    visible.rows[at],
    visible.depth[at],
    visible.place[at],
    visible.siblings[at],
  ]);

/** Any tree of up to 60 spans; every parent has a smaller id. */
const anyTree = fc
  .array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 60 })
  .map((nodes) => {
    const rows: SpanObject[] = [];
    nodes.forEach(([pick, attempts], at) => {
      const parent = at === 0 ? -1 : pick % at;
      for (let attempt = 1; attempt <= attempts; attempt += 1) {
        rows.push({
          id: at,
          parent,
          attempt,
          issued: at,
          status: attempt < attempts ? "failed" : "succeeded",
        });
      }
    });
    return traceOf(rows);
  });

describe("visible rows", () => {
  it("opens rows with few children and folds rows with many", () => {
    const few = finished(wide({ items: 26, workers: 4, itemMs: 10 }));
    expect(flatten(spanTreeOf(few), UNFOLDED).count).toBe(30);
    const many = finished(wide({ items: OPEN_MAX_CHILDREN + 1, workers: 4, itemMs: 10 }));
    expect(flatten(spanTreeOf(many), UNFOLDED).count).toBe(4);
  });

  it("lists earlier attempts under their span, in order", () => {
    const trace = traceOf([
      { id: 0, kind: "workflow", issued: 0 },
      { id: 1, parent: 0, attempt: 1, status: "failed", issued: 1 },
      { id: 1, parent: 0, attempt: 2, status: "failed", issued: 2 },
      { id: 1, parent: 0, attempt: 3, issued: 3 },
    ]);
    const visible = flatten(spanTreeOf(trace), UNFOLDED);
    const attempts = Array.from({ length: visible.count }, (_, at) => trace.attempt[visible.rows[at] ?? -1]);
    expect(attempts).toEqual([1, 3, 1, 2]);
    expect([...visible.depth.subarray(0, visible.count)]).toEqual([0, 1, 2, 2]);
  });

  it("gives the same list after toggling as from scratch", () => {
    fc.assert(
      fc.property(anyTree, fc.array(fc.nat(), { maxLength: 30 }), (trace, picks) => {
        const spanTree = spanTreeOf(trace);
        let folding = UNFOLDED;
        let visible = flatten(spanTree, folding);
        for (const pick of picks) {
          const position = pick % visible.count;
          const row = visible.rows[position] as number;
          if (childCount(spanTree, row) === 0) continue;
          folding = withRow(folding, row, !isOpen(spanTree, folding, row));
          const before = plain(visible);
          const next = toggled(visible, spanTree, folding, position);
          expect(plain(visible)).toEqual(before);
          expect(plain(next)).toEqual(plain(flatten(spanTree, folding)));
          visible = next;
        }
      }),
    );
  });

  it("handles the deepest possible tree", () => {
    const spanTree = spanTreeOf(finished(deep(255, 1)));
    const visible = flatten(spanTree, UNFOLDED);
    expect(visible.count).toBe(256);
    expect(visible.depth[255]).toBe(255);
  });

  it("handles 100,000 open rows", () => {
    const trace = finished(wide({ items: 100_000, workers: 8, itemMs: 1 }));
    const spanTree = spanTreeOf(trace);
    const folding = withRow(UNFOLDED, 2, true);
    const visible = toggled(flatten(spanTree, UNFOLDED), spanTree, folding, 2);
    expect(visible.count).toBe(100_004);
    const last = visible.rows[100_002] as number;
    expect(trace.index[last]).toBe(99_999);
    expect(positionOf(visible, last)).toBe(100_002);
    expect(positionOf(flatten(spanTree, UNFOLDED), last)).toBe(-1);
  });

  it("lists rows flat", () => {
    expect(plain(flatList(Int32Array.of(7, 3)))).toEqual([
      [7, 0, 1, 2],
      [3, 0, 2, 2],
    ]);
  });
});
