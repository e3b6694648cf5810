import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { realClock } from "./clock";

describe("the real clock", () => {
  describe("with timers", () => {
    beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
    afterEach(() => void vi.useRealTimers());

    it("calls back once, after the time", () => {
      const called = vi.fn();
      realClock.after(1_000, called);
      vi.advanceTimersByTime(999);
      expect(called).not.toHaveBeenCalled();
      vi.advanceTimersByTime(5_000);
      expect(called).toHaveBeenCalledOnce();
    });

    it("supports delays that are longer than browsers allow", () => {
      const called = vi.fn();
      const days = 60 * 24 * 3_600_000;
      expect(days).toBeGreaterThan(2 * 2 ** 31);
      realClock.after(days, called);
      vi.advanceTimersByTime(days - 1);
      expect(called).not.toHaveBeenCalled();
      vi.advanceTimersByTime(1);
      expect(called).toHaveBeenCalledOnce();
    });

    it("never calls back after an infinite delay", () => {
      const called = vi.fn();
      realClock.after(Number.POSITIVE_INFINITY, called);
      vi.advanceTimersByTime(2 ** 33);
      expect(called).not.toHaveBeenCalled();
    });

    it("does not call back when cancelled, also in a later part of a long delay", () => {
      const called = vi.fn();
      const cancelShort = realClock.after(10, called);
      const cancelLong = realClock.after(2 ** 32, called);
      cancelShort();
      vi.advanceTimersByTime(2 ** 31 + 10);
      cancelLong();
      cancelLong();
      vi.advanceTimersByTime(2 ** 33);
      expect(called).not.toHaveBeenCalled();
      expect(vi.getTimerCount()).toBe(0);
    });
  });

  it("calls back from a message if the delay is short, in the order of the calls, unless cancelled", async () => {
    const seen: string[] = [];
    await new Promise<void>((done) => {
      const cancel = realClock.after(0, () => seen.push("cancelled"));
      realClock.after(0, () => seen.push("first"));
      realClock.after(0, () => seen.push("second"));
      realClock.after(1, done);
      cancel();
      realClock.soon(() => seen.push("soon"));
    });
    expect(seen).toEqual(["soon", "first", "second"]);
  });

  it("counts from a time that is the same in every thread", () => {
    const sinceThen = Date.now() - Date.UTC(2026, 0, 1);
    expect(Math.abs(realClock.now() - sinceThen)).toBeLessThan(60_000);
  });
});
