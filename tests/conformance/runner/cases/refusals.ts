import { expect, it } from "vitest";
import { valuesOf } from "../programs";
import type { Suite } from "../suite";

export function refusals({ open, programs }: Suite): void {
  it("is an argument that cannot cross: only its call fails", async () => {
    const session = await open("unsendable");
    const running = session.entry();
    const call = await session.next("call");
    session.settle(call, [4]);
    expect(await session.valueOf(running)).toEqual([expect.stringMatching(programs.refusedArgument), 4]);
    expect(session.all("call")).toHaveLength(1);
  });

  it("is a result that cannot cross: only its item fails", async () => {
    const session = await open("tasks", { worker: 1 });
    const outcome = await session.wait(session.chunk("unsendable", [0, 1, 2], { failuresAllowed: 1 }));
    expect(outcome.failures).toMatchObject([
      { offset: 1, error: { message: expect.stringMatching(programs.refusedResult) } },
    ]);
    const values = valuesOf(programs, outcome.payload);
    expect([values[0], values[2]]).toEqual([0, 2]);
    expect(session.rows().map(({ status }) => status)).toEqual(["succeeded", "failed", "succeeded"]);
  });

  it("is an output that cannot cross", async () => {
    const session = await open("unsendableOutput");
    const outcome = await session.wait(session.entry());
    expect(outcome).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(programs.refusedOutput) },
    });
  });

  it("is an argument above 64 MiB", async () => {
    const session = await open("tooLarge");
    const { error } = await session.wait(session.entry());
    expect(error?.message).toContain("64 MiB");
    expect(session.all("call")).toEqual([]);
  });

  it("is nesting deeper than 256 levels", async () => {
    const session = await open("deep");
    const { error } = await session.wait(session.entry());
    expect(error).toMatchObject({ name: "FanoutError", message: expect.stringContaining("256") });
    expect(session.rows("deeper")).toHaveLength(256);
  });

  it("is more than a million spans", async () => {
    const session = await open("tooMany");
    const { error } = await session.wait(session.entry());
    expect(error).toMatchObject({ name: "FanoutError", message: expect.stringContaining("1,000,000") });
    expect(session.all("call")).toEqual([]);
  });
}
