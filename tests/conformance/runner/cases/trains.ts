import { expect, it } from "vitest";
import { checkOutcome } from "@/lib/engine/validate/outcome";
import type { FromRunner } from "@/lib/protocol/from-runner";
import { unpackOutcomes } from "@/lib/runner/remote/train-outcomes";
import { valuesOf } from "../programs";
import type { Suite } from "../suite";

type TrainMessage = Extract<FromRunner, { type: "train" }>;

export function trains({ open, programs }: Suite): void {
  const results = ({ outcomes }: TrainMessage) =>
    unpackOutcomes(outcomes).map(({ chunk, outcome }) => {
      expect(checkOutcome(outcome, 1)).toBe(true);
      return [chunk, outcome?.failures.length === 0 ? valuesOf(programs, outcome.payload)[0] : "failed"];
    });

  it("run single calls one after the other, and answer all of them together", async () => {
    const session = await open("tasks", { worker: 3 });
    session.train({ 11: ["double", 1], 12: ["odd", 3], 13: ["double", 3] });
    const train = await session.next("train");
    expect(train.unstarted).toEqual([]);
    expect(results(train)).toEqual([
      [11, 2],
      [12, "failed"],
      [13, 6],
    ]);
  });

  it("give back what has not been started before a body waits for a call", async () => {
    const session = await open("tasks", { worker: 3 });
    session.train({ 11: ["double", 1], 12: ["parent", 5], 13: ["double", 3] });
    const train = await session.next("train");
    expect(results(train)).toEqual([[11, 2]]);
    expect(train.unstarted).toEqual([13]);
    const call = await session.next("call");
    expect(call.chunk).toBe(12);
    const types = session.runner.posted.map(({ type }) => type);
    expect(types.indexOf("train")).toBeLessThan(
      types.findIndex((type) => type === "call" || type === "calls"),
    );
    session.settle(call, [10]);
    session.settle(await session.next("call"), [12]);
    expect(results(await session.next("train"))).toEqual([[12, 22]]);
  });

  it("give back what has not been started when a body takes long, or it is not wanted any more", async () => {
    const session = await open("tasks", { worker: 3 });
    session.train({ 11: ["step", "a"], 12: ["stuck", 1], 13: ["double", 3], 14: ["double", 4] });
    session.runner.send({ type: "skip", chunk: 13 });
    expect((await session.next("train")).unstarted).toEqual([13]);
    const train = await session.next("train");
    expect(results(train)).toEqual([[11, "a"]]);
    expect(train.unstarted).toEqual([14]);
  });
}
