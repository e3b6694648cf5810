import { expect, it } from "vitest";
import { runProgram } from "@/lib/engine/testing/run-program";
import { RUNNER_PROTOCOL_VERSION } from "@/lib/protocol/runner";

const SOURCE = `import { map, task, workflow } from "fanout";
const double = task((x) => x * 2, { name: "double" });
export default workflow(() => map(double, [1, 2, 3]), { name: "entry" });`;
const OTHER = RUNNER_PROTOCOL_VERSION + 1;

it.each(["sequential", "pooled"] as const)(
  "a runner of another version is refused under %s",
  async (strategy) => {
    const { end, host } = await runProgram(SOURCE, strategy, {
      before: (_, host) => {
        const start = host.start.bind(host);
        host.start = (init, events) =>
          start(init, {
            loaded: (error) => events.loaded(error),
            died: (reason) => events.died(reason),
            message: (message) =>
              events.message(
                (message as { type?: unknown }).type === "started"
                  ? { type: "started", protocol: OTHER }
                  : message,
              ),
          });
      },
    });
    expect(end.status).toBe("failed");
    expect(end.error?.message).toContain(
      `version ${OTHER} of the runner's protocol, the engine version ${RUNNER_PROTOCOL_VERSION}`,
    );
    expect(host.alive).toBe(0);
  },
);
