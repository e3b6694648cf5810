import { describe, expect, it, vi } from "vitest";
import type { RefereeVerdict } from "@/lib/referee/words";
import type { CheckRequest, check } from "./check";
import { createChecks } from "./checks";

const request: CheckRequest = {
  module: "dagster",
  pack: { name: "Dagster", version: "1", file: "dagster-1.bin", bytes: 1, integrity: "" },
  code: "",
  inputs: {},
  shown: undefined,
};
const verdict: RefereeVerdict = { name: "Dagster", version: "1", steps: 1, differences: [] };

/** Checks that a test ends. */
function controlled() {
  const ends: { done(verdict: RefereeVerdict): void; fail(error: Error): void; signal: AbortSignal }[] = [];
  const run: typeof check = (_, progress, signal) => {
    progress({ type: "stage", stage: "importing" });
    return new Promise((done, fail) => ends.push({ done, fail, signal }));
  };
  return { checks: createChecks(run), ends };
}

describe("checks", () => {
  it("tell how far one is, and what it has come to", async () => {
    const { checks, ends } = controlled();
    const listener = vi.fn();
    checks.subscribe(listener);
    checks.start("a", request);
    expect(checks.of("a")).toMatchObject({ type: "running", progress: { stage: "importing" } });
    ends[0]?.done(verdict);
    await vi.waitFor(() => expect(checks.of("a")).toEqual({ type: "done", verdict }));
    expect(listener).toHaveBeenCalledTimes(3);
    expect(checks.of("b")).toBeUndefined();
  });

  it("end in words where one fails", async () => {
    const { checks, ends } = controlled();
    checks.start("a", request);
    ends[0]?.fail(new Error("no connection"));
    await vi.waitFor(() => expect(checks.of("a")).toEqual({ type: "failed", message: "no connection" }));
  });

  it("run one at a time, and forget one that was stopped, whatever comes of it", async () => {
    const { checks, ends } = controlled();
    checks.start("a", request);
    checks.start("b", request);
    expect(ends[0]?.signal.aborted).toBe(true);
    ends[0]?.done(verdict);
    await Promise.resolve();
    expect(checks.of("a")).toBeUndefined();
    const running = checks.of("b");
    if (running?.type === "running") running.stop();
    expect(checks.of("b")).toBeUndefined();
  });
});
