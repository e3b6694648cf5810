import { expect, it } from "vitest";
import { RUNNER_PROTOCOL_VERSION } from "@/lib/protocol/runner";
import type { Suite } from "../suite";

const OTHER = RUNNER_PROTOCOL_VERSION + 1;

export function versions({ open }: Suite): void {
  it("is the first that a runner says, before it has loaded its program", async () => {
    const { runner } = await open("entry");
    await runner.until(() => runner.posted.length > 0);
    expect(runner.posted[0]).toEqual({ type: "started", protocol: RUNNER_PROTOCOL_VERSION });
  });

  it("is the engine's, or the runner loads nothing and says why", async () => {
    const session = await open("entry", { protocol: OTHER });
    const error = await session.wait(session.runner.api.loaded());
    expect(error?.message).toContain(`version ${RUNNER_PROTOCOL_VERSION} of the runner's protocol`);
    expect(error?.message).toContain(`the engine version ${OTHER}`);
    await expect(session.wait(session.entry())).rejects.toThrow("the runner's protocol");
  });
}
