import { describe, expect, it, vi } from "vitest";
import { outputText } from "@/lib/engine/output";
import { TRIAL_MAX_CACHED } from "@/lib/model/limits";
import type { Kept, Outcome, Tick, ToSandbox, ToTrial, TrialDone, TrialRequest } from "@/lib/protocol/page";
import { SandboxError } from "./sandbox";
import { createSandboxClient } from "./sandbox-client";
import type { SandboxChannel } from "./sandbox-frame";

const request: TrialRequest = {
  code: "export default 1",
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
  fansOutItself: false,
};

const tick = (time: number): Tick => ({
  type: "tick",
  time,
  batches: [],
  notes: [],
  logs: [],
  logsDropped: 0,
  lanes: [],
  done: 1,
  total: 2,
});

const done = (status: Outcome["status"]): TrialDone => ({
  type: "done",
  status,
  wallMs: 12,
  output: outputText(3),
  artifacts: [],
  refused: [],
});
/** Of a trial, in the order of their arrival. */
type Answer = (message: ToSandbox | ToTrial, post: (data: unknown) => void, trial: number) => void;

/** A sandbox in the same thread: `answer` is called for each message, with a way to post back on the trial's port. */
function fakeSandboxes(answer: Answer, ready = true) {
  let trials = 0;
  const opened: { closed: boolean; ahead: number; readonly far: MessagePort }[] = [];
  return {
    opened,
    open(): SandboxChannel {
      const { port1, port2 } = new MessageChannel();
      const record = { closed: false, ahead: 0, far: port2 };
      opened.push(record);
      port2.onmessage = ({ data }: MessageEvent<ToSandbox>) => {
        if (data.type !== "run") {
          record.ahead += 1;
          return;
        }
        const trial = ++trials;
        const post = (reply: unknown) => data.port.postMessage(reply);
        data.port.onmessage = (event: MessageEvent<ToTrial>) => answer(event.data, post, trial);
        answer(data, post, trial);
      };
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
      post(tick(5));
      post(done("succeeded"));
    });
    const client = createSandboxClient(sandboxes.open, limits);
    const ticks: Tick[] = [];
    const first = await client.run(request, (each) => ticks.push(each)).outcome;
    const second = await client.run(request, () => undefined).outcome;
    expect([first.status, second.status]).toEqual(["succeeded", "succeeded"]);
    expect(ticks.map(({ time }) => time)).toEqual([5]);
    expect(sandboxes.opened).toHaveLength(1);
    await expect(client.environment()).resolves.toEqual({ crossOriginIsolated: false, timerStepMs: 0.1 });
    client.dispose();
  });

  it("puts together what was kept of a trial, up to its bounds", async () => {
    const part = (from: number, count: number): Kept => ({
      type: "kept",
      cache: Array.from({ length: count }, (_, at) => ({ key: `${from + at}`, task: "t", value: 1 })),
      results: [{ name: `${from}`, value: 2 }],
    });
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type !== "run") return;
      for (const from of [0, 4_000, 8_000]) post(part(from, 4_000));
      post(done("succeeded"));
    });
    const client = createSandboxClient(sandboxes.open, limits);
    const { cache, results } = await client.run(request, () => undefined).outcome;
    expect([cache.length, cache[4_000]?.key, results.map(({ name }) => name)]).toEqual([
      TRIAL_MAX_CACHED,
      "4000",
      ["0", "4000", "8000"],
    ]);
    client.dispose();
  });

  it("ends workers that are kept for another run when no such run follows", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type === "run") setTimeout(() => post(done("succeeded")), 5);
    });
    const client = createSandboxClient(sandboxes.open, limits);
    const run = (start: "cold" | "warm") => client.run({ ...request, start }, () => undefined).outcome;
    const closed = () => sandboxes.opened.map((each) => each.closed);
    await run("cold");
    client.release();
    expect(closed()).toEqual([false]);
    await run("warm");
    client.release();
    expect(closed()).toEqual([true]);
    // While a run is in progress, as soon as it is over.
    const running = run("warm");
    client.release();
    expect(closed()).toEqual([true, false]);
    await running;
    expect(closed()).toEqual([true, true]);
    client.dispose();
  });

  it("ends the frame when Stop is not answered, keeps what was recorded, and has a fresh one ready", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type === "run") post(tick(7));
    });
    const client = createSandboxClient(sandboxes.open, limits);
    const run = client.run(request, () => run.stop());
    await expect(run.outcome).resolves.toMatchObject({ status: "cancelled", wallMs: 7 });
    await expect.poll(() => sandboxes.opened.map(({ closed }) => closed)).toEqual([true, false]);
    client.dispose();
  });

  it("gives the sandbox's own account of a stopped run where it comes in time", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type === "run") post(tick(1));
      else post({ ...done("cancelled"), wallMs: 99 });
    });
    const client = createSandboxClient(sandboxes.open, { ...limits, stopMs: 5_000 });
    const run = client.run(request, () => run.stop());
    await expect(run.outcome).resolves.toMatchObject({ status: "cancelled", wallMs: 99 });
    await expect.poll(() => sandboxes.opened.map(({ closed }) => closed)).toEqual([true, false]);
    client.dispose();
  });

  it("opens a fresh one at once for whoever asks before that", async () => {
    const sandboxes = fakeSandboxes((message, post, trial) => {
      if (message.type === "run") post(done(trial === 1 ? "failed" : "succeeded"));
    });
    const client = createSandboxClient(sandboxes.open, { ...limits, restMs: 60_000 });
    expect((await client.run(request, () => undefined).outcome).status).toBe("failed");
    expect((await client.run(request, () => undefined).outcome).status).toBe("succeeded");
    expect(sandboxes.opened.map(({ closed }) => closed)).toEqual([true, false]);
    client.dispose();
  });

  it("ignores what arrives late on the port of an earlier trial", async () => {
    let postFirst: ((data: unknown) => void) | undefined;
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type !== "run") return;
      postFirst ??= post;
      if (postFirst !== post) {
        postFirst(tick(3));
        postFirst(done("failed"));
      }
      post(done("succeeded"));
    });
    const client = createSandboxClient(sandboxes.open, limits);
    const onTick = vi.fn();
    await client.run(request, onTick).outcome;
    await expect(client.run(request, onTick).outcome).resolves.toMatchObject({ status: "succeeded" });
    expect(onTick).not.toHaveBeenCalled();
    client.dispose();
  });

  it("fails the run when the sandbox says that its coordinator is gone", async () => {
    const sandboxes = fakeSandboxes(() =>
      sandboxes.opened[0]?.far.postMessage({
        type: "failed",
        message: "internal error in the coordinator: boom",
      }),
    );
    const client = createSandboxClient(sandboxes.open, limits);
    await expect(client.run(request, () => undefined).outcome).rejects.toThrow(
      /error in the coordinator: boom/,
    );
    expect(sandboxes.opened[0]?.closed).toBe(true);
    client.dispose();
  });

  it("has the next driver's worker started, but not while a run is in progress", async () => {
    const sandboxes = fakeSandboxes((message, post) => {
      if (message.type === "run") post(done("succeeded"));
    });
    const client = createSandboxClient(sandboxes.open, limits);
    client.startAhead();
    const run = client.run(request, () => undefined);
    client.startAhead();
    await run.outcome;
    expect(sandboxes.opened.map(({ ahead }) => ahead)).toEqual([1]);
    client.dispose();
  });

  it("refuses a second run at once", async () => {
    const sandboxes = fakeSandboxes(() => undefined);
    const client = createSandboxClient(sandboxes.open, limits);
    const run = client.run(request, () => undefined);
    expect(() => client.run(request, () => undefined)).toThrow("A run is in progress.");
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
      if (message.type === "run") post({ type: "tick", time: "soon" });
    });
    const client = createSandboxClient(sandboxes.open, limits);
    await expect(client.run(request, () => undefined).outcome).rejects.toThrow(/an invalid message/);
    expect(sandboxes.opened[0]?.closed).toBe(true);
    client.dispose();
  });

  it("gives up on a run that outlives its timeout", async () => {
    const sandboxes = fakeSandboxes(() => undefined);
    const client = createSandboxClient(sandboxes.open, limits);
    await expect(client.run({ ...request, timeoutMs: 10 }, () => undefined).outcome).rejects.toThrow(
      /stopped responding/,
    );
    client.dispose();
  });

  it("gives up on a run that is silent, and not on one that sends ticks", async () => {
    const sandboxes = fakeSandboxes((_, post, trial) => {
      if (trial > 1) return;
      for (let time = 1; time <= 10; time += 1) setTimeout(() => post(tick(time)), 20 * time);
      setTimeout(() => post(done("succeeded")), 220);
    });
    const client = createSandboxClient(sandboxes.open, { ...limits, silenceMs: 100 });
    expect((await client.run(request, () => undefined).outcome).status).toBe("succeeded");
    await expect(client.run(request, () => undefined).outcome).rejects.toThrow(/stopped responding for/);
    expect(sandboxes.opened[0]?.closed).toBe(true);
    client.dispose();
  });
});
