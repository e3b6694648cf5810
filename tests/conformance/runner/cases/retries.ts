import { expect, it } from "vitest";
import { valuesOf } from "../programs";
import { codeOf, type Session } from "../session";
import type { Suite } from "../suite";

const RETRY = { maxRetries: 2, delayMs: 1, backoff: "constant" } as const;

export function retries({ open, programs }: Suite): void {
  const attempts = (session: Session, name: string) =>
    session.rows(name).map(({ id, attempt, status }) => [id, attempt, status]);

  it("follow each other in place where the chunk says so", async () => {
    const session = await open("tasks", { worker: 1, strategy: "hybrid" });
    const change = { strategy: codeOf("hybrid"), inner: codeOf("async"), retry: RETRY };
    const outcome = await session.wait(session.chunk("flaky", [7, 8], change));
    expect(valuesOf(programs, outcome.payload)).toEqual([7, 8]);
    expect(outcome.failures).toEqual([]);
    expect(attempts(session, "flaky")).toEqual([
      [100, 1, "failed"],
      [100, 2, "succeeded"],
      [101, 1, "failed"],
      [101, 2, "succeeded"],
    ]);
  });

  it("end with the policy, and the failure names the last one", async () => {
    const session = await open("tasks", { worker: 1 });
    const outcome = await session.wait(session.chunk("odd", [1], { retry: RETRY }));
    expect(outcome.failures).toMatchObject([{ offset: 0, attempt: 3, error: { message: "odd 1" } }]);
    expect(attempts(session, "odd")).toHaveLength(3);
  });

  it("end with an error that says that it cannot recover", async () => {
    const session = await open("tasks", { worker: 1 });
    const outcome = await session.wait(session.chunk("final", [1], { retry: RETRY }));
    expect(outcome.failures).toMatchObject([
      { attempt: 1, error: { name: "NonRecoverable", nonRecoverable: true, message: "never again" } },
    ]);
  });

  it("fail at their timeout, which costs only their item", async () => {
    const session = await open("tasks", { worker: 1 });
    const outcome = await session.wait(
      session.chunk("stuck", [0, 1, 2], { timeoutMs: 30, failuresAllowed: 1 }),
    );
    expect(outcome.ran).toBe(3);
    expect(outcome.failures).toMatchObject([{ offset: 1, error: { name: "TimeoutError" } }]);
    const values = valuesOf(programs, outcome.payload);
    expect([values[0], values[2]]).toEqual([0, 2]);
  });

  it("do not run traced calls again whose results they have", async () => {
    const session = await open("traced", { worker: 2 });
    const failed = await session.wait(session.chunk("careful", [4], { index: -1, id: 9 }));
    expect(failed.failures).toHaveLength(1);
    const kept = session.all("checkpoint");
    expect(kept.map(({ span, value }) => [span, programs.decode(value)])).toEqual([
      [9, 40],
      [9, 40],
    ]);
    // Two calls of the same name are distinguished.
    expect(new Set(kept.map(({ key }) => key)).size).toBe(2);
    const checkpoints = new Map(kept.map(({ key, value }) => [key, value]));
    const again = await session.wait(
      session.chunk("careful", [4], { index: -1, id: 9, attempt: 2, checkpoints }),
    );
    expect(valuesOf(programs, again.payload)).toEqual([80]);
    expect(session.logs.filter(({ text }) => text === "helper ran")).toHaveLength(2);
    expect(
      session.rows("helper").map(({ kind, parent, status, flags }) => [kind, parent, status, flags]),
    ).toEqual([
      ["trace", 9, "succeeded", ["inline"]],
      ["trace", 9, "succeeded", ["inline"]],
      ["trace", 9, "succeeded", ["reused", "inline"]],
      ["trace", 9, "succeeded", ["reused", "inline"]],
    ]);
  });

  it("do the same inline", async () => {
    const session = await open("traced", { strategy: "sequential" });
    expect(await session.value()).toBe(80);
    expect(session.logs.filter(({ text }) => text === "helper ran")).toHaveLength(2);
    expect(attempts(session, "careful")).toEqual([
      [1, 1, "failed"],
      [1, 2, "succeeded"],
    ]);
  });
}
