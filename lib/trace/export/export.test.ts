import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyTrace } from "@/lib/analysis/testing/random-trace";
import { FLAG_INLINE, FLAG_ITEM } from "@/lib/protocol/rows";
import { laneOf, traceOf } from "../testing";
import { chromeTraceParts } from "./chrome";
import { csvParts } from "./csv";
import { speedscopeFile } from "./speedscope";
import { tracksOf } from "./tracks";

describe("tracksOf", () => {
  it("keeps nested slices together and moves overlapping ones to another track", () => {
    const body = (id: number, parent: number, started: number, ended: number) => ({
      id,
      parent,
      started,
      ended,
      worker: 0,
      flags: FLAG_INLINE,
    });
    const trace = traceOf([
      body(0, -1, 0, 100),
      body(1, 0, 10, 50),
      body(2, 0, 20, 60),
      body(3, 2, 30, 40),
      body(4, 0, 60, 70),
    ]);
    const rows = [...(tracksOf(trace).get(0) ?? [])].map((track) => track.map(({ row }) => row));
    expect(rows).toEqual([
      [0, 1, 4],
      [2, 3],
    ]);
  });

  it("puts every body on one track, and every track nests", () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        const seen: number[] = [];
        for (const tracks of tracksOf(trace).values()) {
          for (const track of tracks) {
            track.forEach((a, i) => {
              seen.push(a.row);
              for (const b of track.slice(i + 1)) {
                expect(b.start).toBeGreaterThanOrEqual(a.start);
                expect(b.start >= a.end || b.end <= a.end).toBe(true);
              }
            });
          }
        }
        expect(new Set(seen).size).toBe(seen.length);
      }),
      { numRuns: 300 },
    );
  });

  it("handles 10,000 overlapping bodies", () => {
    const trace = traceOf([
      { id: 0, kind: "workflow" },
      ...Array.from({ length: 10_000 }, (_, i) => ({
        id: i + 1,
        parent: 0,
        worker: 1,
        started: i,
        ended: i + 20_000,
      })),
    ]);
    expect(tracksOf(trace).get(1)?.length).toBe(10_000);
  });
});

describe("speedscope", () => {
  it("has a profile for each lane, with the names of the spans as frames", () => {
    const trace = traceOf(
      [
        { id: 0, kind: "workflow", name: "main", worker: 0, started: 0, ended: 10 },
        { id: 1, parent: 0, name: "a", worker: 1, started: 1, ended: 4 },
        { id: 2, parent: 1, name: "b", worker: 1, started: 2, ended: 3, flags: FLAG_INLINE },
        { id: 3, parent: 0, name: "a", worker: 1, started: 4, ended: 6 },
      ],
      { wallMs: 12, lanes: [laneOf(0), laneOf(1, { label: "pool" })] },
    );
    const { profiles, shared } = speedscopeFile(trace);
    expect(shared.frames).toEqual([{ name: "main" }, { name: "a" }, { name: "b" }]);
    expect(profiles.map(({ name }) => name)).toEqual(["driver", "pool 1"]);
    expect(profiles[1]).toMatchObject({ startValue: 0, endValue: 12 });
    expect(profiles[1]?.events.map(({ type, at, frame }) => [type, at, frame])).toEqual([
      ["O", 1, 1],
      ["O", 2, 2],
      ["C", 3, 2],
      ["C", 4, 1],
      ["O", 4, 1],
      ["C", 6, 1],
    ]);
  });

  it("has balanced events in ascending order of time, for any recording", () => {
    fc.assert(
      fc.property(anyTrace, (trace) => {
        for (const { events, endValue } of speedscopeFile(trace).profiles) {
          const open: number[] = [];
          let now = 0;
          for (const { type, at, frame } of events) {
            expect(at).toBeGreaterThanOrEqual(now);
            now = at;
            if (type === "O") open.push(frame);
            else expect(open.pop()).toBe(frame);
          }
          expect(open).toEqual([]);
          expect(now).toBeLessThanOrEqual(endValue);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe("files of many spans", () => {
  it("are written in parts", () => {
    const trace = traceOf([
      { id: 0, kind: "map", issued: 0 },
      { id: 1, parent: 0, size: 50_000, index: 0, worker: 1, started: 0, ended: 50, flags: FLAG_ITEM },
    ]);
    for (const parts of [[...chromeTraceParts(trace)], [...csvParts(trace)]]) {
      expect(parts.length).toBeGreaterThan(50);
      expect(Math.max(...parts.map(({ length }) => length))).toBeLessThan(80_000);
    }
  });
});
