import { describe, expect, it, vi } from "vitest";
import type { Outcome, Tick, ToSandbox, TrialRequest } from "@/lib/protocol/page";
import { createSandboxClient, SandboxError } from "./sandbox-client";
import type { SandboxChannel } from "./sandbox-frame";

const request: TrialRequest = {
  code: "export default 1",
  hash: "abc",
  definitions: [],
  inputs: {},
  strategy: "pooled",
  workers: 2,
  concurrency: 1,
  maxParallelism: 25,
  start: "cold",
  chunk: "auto",
  seed: 1,
  timeoutMs: 60_000,
  cache: [],
  prior: [],
};

const tick = (run: number, time: number): Tick => ({
  type: "tick",
  run,
  time,
  batches: [],
  notes: [],
  logs: [],
  logsDropped: 0,
  lanes: [],
  done: 1,
  total: 2,
});

const done = (run: number, status: Outcome["status"]): Outcome => ({
  type: "done",
  run,
  status,
  wallMs: 12,
  output: 3,
  artifacts: [],
  cache: [],
  results: [],
  refused: [],
});

/** A sandbox in the same thread: `answer` is called for each message, with a way to post back. */
function fakeSandboxes(answer: (message: ToSandbox, post: (data: unknown) => void) => void, ready = true) {
  const opened: { closed: boolean; readonly far: MessagePort }[] = [];
  return {
    opened,
    open(): SandboxChannel {
      const { port1, port2 } = new MessageChannel();
      const record = { closed: false, far: port2 };
      opened.push(record);
      port2.onmessage = ({ data }: MessageEvent<ToSandbox>) =>
        answer(data, (reply) => port2.postMessage(reply));
      if (ready) port2.postMessage({ type: "ready", crossOriginIsolated: false, timerStepMs: 0.1 });
      return {
        port: port1,
        close() {
          record.closed = true;
          port1.close();
        },
      };
    },
  };
}

const limits = { startMs: 60, stopMs: 30, restMs: 5, graceMs: 40, silenceMs: 10_000 };

describe("sandbox client", () => {
  it("passes ticks on, gives the outcome, and keeps the sandbox for the next run", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type !== "run") return;
      post(tick(message.run, 5));
      post(done(message.run, "succeeded"));
    });
    const client = createSandboxClient(sandboxes.open, limits);
    const ticks: Tick[] = [];
    const first = await client.run(request, (news) => ticks.push(news)).outcome;
    const second = await client.run(request, () => undefined).outcome;
    expect([first.status, first.run, second.run]).toEqual(["succeeded", 1, 2]);
    expect(ticks.map((news) => news.time)).toEqual([5]);
    expect(sandboxes.opened).toHaveLength(1);
    await expect(client.environment()).resolves.toEqual({ crossOriginIsolated: false, timerStepMs: 0.1 });
    client.dispose();
  });

  it("ends the frame when Stop is not answered, keeps what was recorded, and has a fresh one ready", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type === "run") post(tick(message.run, 7));
    });
    const client = createSandboxClient(sandboxes.open, limits);
    const run = client.run(request, () => run.stop());
    await expect(run.outcome).resolves.toMatchObject({ status: "cancelled", wallMs: 7 });
    await expect.poll(() => sandboxes.opened.map(({ closed }) => closed)).toEqual([true, false]);
    client.dispose();
  });

  it("gives the sandbox's own account of a stopped run where it comes in time", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type === "run") post(tick(message.run, 1));
      else post({ ...done(message.run, "cancelled"), wallMs: 99 });
    });
    const client = createSandboxClient(sandboxes.open, { ...limits, stopMs: 5_000 });
    const run = client.run(request, () => run.stop());
    await expect(run.outcome).resolves.toMatchObject({ status: "cancelled", wallMs: 99 });
    await expect.poll(() => sandboxes.opened.map(({ closed }) => closed)).toEqual([true, false]);
    client.dispose();
  });

  it("opens a fresh one at once for whoever asks before that", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type === "run") post(done(message.run, message.run === 1 ? "failed" : "succeeded"));
    });
    const client = createSandboxClient(sandboxes.open, { ...limits, restMs: 60_000 });
    expect((await client.run(request, () => undefined).outcome).status).toBe("failed");
    expect((await client.run(request, () => undefined).outcome).status).toBe("succeeded");
    expect(sandboxes.opened.map(({ closed }) => closed)).toEqual([true, false]);
    client.dispose();
  });

  it("takes news of an earlier run for what it is", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type !== "run") return;
      post(tick(message.run - 1, 3));
      post(done(message.run - 1, "failed"));
      post(done(message.run, "succeeded"));
    });
    const client = createSandboxClient(sandboxes.open, limits);
    const onTick = vi.fn();
    await expect(client.run(request, onTick).outcome).resolves.toMatchObject({ status: "succeeded" });
    expect(onTick).not.toHaveBeenCalled();
    client.dispose();
  });

  it("refuses a second run at once", async () => {
    const sandboxes = fakeSandboxes(() => undefined);
    const client = createSandboxClient(sandboxes.open, limits);
    const run = client.run(request, () => undefined);
    expect(() => client.run(request, () => undefined)).toThrow("A run is going on.");
    run.stop();
    await run.outcome;
    client.dispose();
  });

  it("says so when a sandbox never answers, and tries a new one the next time", async () => {
    const silent = fakeSandboxes(() => undefined, false);
    const client = createSandboxClient(silent.open, limits);
    await expect(client.run(request, () => undefined).outcome).rejects.toThrow(/did not start within/);
    await expect(client.environment()).rejects.toBeInstanceOf(SandboxError);
    expect(silent.opened).toHaveLength(2);
    client.dispose();
  });

  it("ends a sandbox that speaks another language", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type === "run") post({ type: "tick", run: message.run, time: "soon" });
    });
    const client = createSandboxClient(sandboxes.open, limits);
    await expect(client.run(request, () => undefined).outcome).rejects.toThrow(/not in the protocol/);
    expect(sandboxes.opened[0]?.closed).toBe(true);
    client.dispose();
  });

  it("gives up on a run that outlives its time limit", async () => {
    const sandboxes = fakeSandboxes(() => undefined);
    const client = createSandboxClient(sandboxes.open, limits);
    await expect(client.run({ ...request, timeoutMs: 10 }, () => undefined).outcome).rejects.toThrow(
      /stopped answering/,
    );
    client.dispose();
  });

  it("gives up on a run of which it hears nothing, and not on one that has news", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.run > 1) return;
      for (let time = 1; time <= 10; time += 1) setTimeout(() => post(tick(1, time)), 20 * time);
      setTimeout(() => post(done(1, "succeeded")), 220);
    });
    const client = createSandboxClient(sandboxes.open, { ...limits, silenceMs: 100 });
    expect((await client.run(request, () => undefined).outcome).status).toBe("succeeded");
    await expect(client.run(request, () => undefined).outcome).rejects.toThrow(/has not answered for/);
    expect(sandboxes.opened[0]?.closed).toBe(true);
    client.dispose();
  });
});
