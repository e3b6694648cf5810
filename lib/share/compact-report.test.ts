import fc from "fast-check";
import { expect, test } from "vitest";
import type { Report } from "@/lib/protocol/report";
import { compactReport } from "./compact-report";
import { expandReport } from "./expand-report";
import { reportV1 } from "./report-v1";
import { report } from "./testing";

const through = (one: Report, at?: string, limits = {}) =>
  expandReport(reportV1.parse(JSON.parse(JSON.stringify(compactReport(one, at, limits)))));

/** Without the parts that are rounded or cut. */
const exact = (one: Report) => ({
  ...one,
  environment: { ...one.environment, timerStepMs: 0 },
  strategies: one.strategies.map(({ status, strategy, error, counts, logs, artifacts }) => ({
    status,
    strategy,
    error: error && JSON.parse(JSON.stringify(error)),
    counts,
    logs,
    artifacts,
  })),
});

test("values come back unchanged, rounded ones within five digits", () => {
  fc.assert(
    fc.property(report, (one) => {
      const back = through(one).report;
      expect(exact(back)).toEqual(exact(one));
      for (const [at, { wallMs, rounds }] of one.strategies.entries()) {
        const other = back.strategies[at];
        expect(other?.rounds.length).toBe(rounds.length);
        expect(Math.abs((other?.wallMs.median ?? 0) - wallMs.median)).toBeLessThanOrEqual(
          wallMs.median * 5.1e-5,
        );
      }
    }),
  );
});

test("a report from a link goes into another link unchanged", () => {
  fc.assert(
    fc.property(report, (one) => {
      const once = through(one, "2025-03-04T05:06:07.890Z");
      expect(through(once.report, once.recordedAt)).toEqual(once);
    }),
  );
});

test("the time of recording is kept to the second; invalid times are left out", () => {
  fc.assert(
    fc.property(report, (one) => {
      expect(through(one, "2025-03-04T05:06:07.890Z").recordedAt).toBe("2025-03-04T05:06:07.000Z");
      expect(through(one, "yesterday").recordedAt).toBeUndefined();
    }),
    { numRuns: 3 },
  );
});

test("a hidden page is kept, and left out if it was not hidden", () => {
  fc.assert(
    fc.property(report, fc.boolean(), (one, hidden) => {
      const environment = { ...one.environment, ...(hidden && { hidden }) };
      expect(through({ ...one, environment }).report.environment.hidden).toBe(hidden ? true : undefined);
    }),
    { numRuns: 10 },
  );
});

test("long outputs are cut and marked; trees can be left out", () => {
  fc.assert(
    fc.property(report, (one) => {
      const back = through(one, undefined, { maxOutput: 10, maxNodes: 0 }).report;
      for (const [at, { output, tree }] of back.strategies.entries()) {
        expect(tree).toBeUndefined();
        const before = one.strategies[at];
        const isLong = (JSON.stringify(before?.output) ?? "").length > 10;
        expect(back.strategies[at]?.outputTruncated ?? false).toBe(
          isLong || (before?.outputTruncated ?? false),
        );
        if (isLong) expect(output).toBe(JSON.stringify(before?.output).slice(0, 10));
      }
    }),
  );
});

test("what a program in Python adds comes back", () => {
  fc.assert(
    fc.property(report, (one) => {
      const python: Report = {
        ...one,
        program: { ...one.program, fansOutItself: true },
        strategies: one.strategies.map((each) => ({
          ...each,
          outputRepr: "(1, 2)",
          inline: true,
          aheadMs: 203.25,
        })),
      };
      const back = through(python).report;
      expect(back.program).toEqual(python.program);
      for (const each of back.strategies)
        expect(each).toMatchObject({ outputRepr: "(1, 2)", inline: true, aheadMs: 203.25 });
      expect(through(python, undefined, { maxOutput: 3 }).report.strategies[0]?.outputRepr ?? "(1,").toBe(
        "(1,",
      );
    }),
    { numRuns: 3 },
  );
});
