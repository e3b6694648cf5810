import { describe, expect, it } from "vitest";
import type { TrialPlan } from "./plan";
import { ScriptedHost } from "./testing/scripted-host";

/** A trial whose entry answers 10 ms after it was asked. */
function trial(change: Partial<TrialPlan>) {
  const host = new ScriptedHost(change);
  host.pass(10);
  host.asked[0]?.answer({ ok: true, value: 1, logs: [], notes: [] });
  host.pass(1);
  const driver = host.ticks.flatMap(({ lanes }) => lanes).find(({ lane }) => lane === 0);
  return { end: host.end, driver };
}

const AHEAD = { since: -500, tookMs: 200 };

describe("a driver whose worker was started before the trial", () => {
  it("has its start in the trial's time, and in its lane", () => {
    const plain = trial({ strategy: "sequential" });
    const early = trial({ strategy: "sequential", ahead: AHEAD });
    expect(plain.end).toMatchObject({ status: "succeeded", aheadMs: 0 });
    expect(early.end).toMatchObject({ status: "succeeded", aheadMs: 200 });
    expect(early.end?.wallMs).toBeCloseTo((plain.end?.wallMs ?? 0) + 200, 6);
    expect(early.driver).toMatchObject({ requested: 0 });
    expect(early.driver?.ready).toBeCloseTo((plain.driver?.ready ?? 0) + 200, 6);
  });

  it("counts what there was of a start that had not ended", () => {
    const { end } = trial({ strategy: "sequential", ahead: { since: -50, tookMs: undefined } });
    expect(end?.aheadMs).toBe(50);
  });

  it("is not used where a pool starts next to it: its start would count twice", () => {
    expect(trial({ strategy: "pooled", ahead: AHEAD }).end?.aheadMs).toBe(0);
    expect(trial({ strategy: "pooled", hasEnvironments: true, ahead: AHEAD }).end?.aheadMs).toBe(200);
  });
});
