import { expect, it } from "vitest";
import type { Clock } from "./clock";
import { CountedClock } from "./counted-clock";

it("counts what is still to come, and no callback that never comes", () => {
  const due: (() => void)[] = [];
  const clock: Clock = {
    now: () => 7,
    after(_, then) {
      due.push(then);
      return () => undefined;
    },
    soon: (then) => then(),
  };
  const counted = new CountedClock(clock);
  let called = 0;
  counted.after(5, () => called++);
  const cancel = counted.after(5, () => called++);
  counted.after(Number.POSITIVE_INFINITY, () => called++);
  expect(counted.pending).toBe(2);
  due[0]?.();
  expect([called, counted.pending, counted.now()]).toEqual([1, 1, 7]);
  cancel();
  cancel();
  expect(counted.pending).toBe(0);
});
