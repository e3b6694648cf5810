import { describe, expect, it } from "vitest";
import { VirtualClock } from "../virtual-clock";
import { RestingWorkers } from "./resting-workers";
import { EngineWorker, WorkerPool } from "./worker";

/** Kept workers that answer each question after some ms; undefined: never. */
function resting(...answerMs: readonly (number | undefined | (() => number))[]) {
  const clock = new VirtualClock();
  const pool = new WorkerPool("pool", true, 4, 1);
  const ended: number[] = [];
  const workers = answerMs.map((ms, id) => {
    const worker = new EngineWorker(id, pool, "pool", "pool", 0);
    const nothing = () => undefined;
    worker.handle = {
      runEntry: nothing,
      runChunk: nothing,
      begin: nothing,
      post: nothing,
      end: () => void ended.push(id),
      rest(done) {
        if (ms !== undefined) clock.after(typeof ms === "number" ? ms : ms(), done);
      },
    };
    return worker;
  });
  const pass = (ms: number) => {
    let isOver = false;
    clock.after(ms, () => {
      isOver = true;
    });
    while (!isOver && clock.next());
  };
  return { kept: new RestingWorkers(clock, { code: "program", workers }), ended, pass };
}

describe("workers that are kept between trials", () => {
  it("wait for another trial, and no longer than 30 s", () => {
    const { kept, ended, pass } = resting(1, 1);
    pass(29_000);
    expect(ended).toEqual([]);
    pass(1_500);
    expect(ended).toEqual([0, 1]);
    expect(kept.take().workers).toEqual([]);
  });

  it("are ended where they do not answer within 200 ms, or answer only late", () => {
    const { ended, pass } = resting(1, undefined, 300, 60);
    pass(210);
    expect(ended.toSorted()).toEqual([1, 2, 3]);
  });

  it("stay where one answer of three is late", () => {
    let nth = 0;
    const { kept, ended, pass } = resting(() => (nth++ % 3 === 0 ? 150 : 1));
    pass(10_000);
    expect(ended).toEqual([]);
    expect(kept.take().workers).toHaveLength(1);
  });

  it("are looked at again and again", () => {
    let isBusy = false;
    const { ended, pass } = resting(() => (isBusy ? 1e6 : 1));
    pass(5_000);
    isBusy = true;
    pass(1_300);
    expect(ended).toEqual([0]);
  });

  it("are left alone once another trial has them", () => {
    const { kept, ended, pass } = resting(1, 150);
    const { code, workers } = kept.take();
    expect([code, workers.map(({ id }) => id)]).toEqual(["program", [0, 1]]);
    pass(60_000);
    expect(ended).toEqual([]);
  });
});
