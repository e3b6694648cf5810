import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { RecordedTrace } from "@/lib/trace/trace";
import { openFiles } from "./open";
import { bestChange, whatIf } from "./what-if";

async function traceOf(name: string): Promise<RecordedTrace> {
  const bytes = readFileSync(new URL(`../../../tests/corpus/runs/${name}`, import.meta.url));
  const read = await openFiles([{ name, file: new Blob([new Uint8Array(bytes)]) }], 0, () => undefined);
  const trace = read.ok ? read.trials[0] : undefined;
  if (!trace?.record) throw new Error("no record");
  return { ...trace, record: trace.record };
}

describe("a run in one process", () => {
  it("has no answer where a start would be needed, and says that", async () => {
    const trace = await traceOf("dagster-fan24-in-process.gz");
    const reason = "All steps ran in one process: the record does not show what starting a worker costs.";
    expect(whatIf(trace, { kind: "limit", slots: 4 }, 2)).toEqual({ ok: false, reason });
    expect(whatIf(trace, { kind: "pool", slots: 4, perItemMs: 0 }, 2)).toEqual({ ok: false, reason });
    expect(bestChange(trace, 2)).toEqual({ refused: reason });
  });

  it("answers what other work would change: no start is in that", async () => {
    const trace = await traceOf("dagster-fan24-in-process.gz");
    const [once, tenTimes] = [1, 10].map((times) => whatIf(trace, { kind: "bodies", times }, undefined));
    if (!once?.ok || !tenTimes?.ok) throw new Error("refused");
    expect(once.wallMs / trace.wallMs).toBeCloseTo(1, 1);
    expect(tenTimes.wallMs - once.wallMs).toBeCloseTo(9 * trace.record.held.work, -2);
  });

  it("does not speak of work that its clock cannot tell apart", async () => {
    const trace = await traceOf("dagster-fan24-in-process.gz");
    const coarse = { ...trace, record: { ...trace.record, resolutionMs: 500 } };
    const answer = whatIf(coarse, { kind: "bodies", times: 2 }, 2);
    expect(answer.ok ? "" : answer.reason).toMatch(/less than ten times the resolution of the record/);
  });
});
