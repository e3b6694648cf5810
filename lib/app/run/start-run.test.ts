import { describe, expect, it, vi } from "vitest";
import { outputText } from "@/lib/engine/output";
import type { Program } from "@/lib/language/program";
import type { Settings } from "@/lib/model/settings";
import { defaultSettings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { Outcome, Tick, TrialRequest } from "@/lib/protocol/page";
import { reportSchema } from "@/lib/protocol/report";
import { batchFromSpans } from "@/lib/trace/from-spans";
import { watchHidden } from "./hidden-watch";
import type { RunProgress, Trial } from "./run";
import { SandboxError } from "./sandbox";
import type { SandboxClient } from "./sandbox-client";
import { type Machine, type RunListener, startRun } from "./start-run";

const program: Program = {
  language: "typescript",
  name: "letters",
  hash: "abc",
  code: "export default 1",
  // The second line of the code is the fifth of the source, four columns further left.
  positions: [[[1, 1, 1]], [[1, 5, 5]]],
  definitions: [],
  inputs: [],
};

/** What the fake engine makes of one trial. */
type Answer = Partial<Outcome> & { readonly tick?: Partial<Tick> };

function fakeClient(answer: (request: TrialRequest, nth: number) => Answer | SandboxError) {
  const asked: TrialRequest[] = [];
  let clock = 0;
  const machine: Machine = { cores: 4, userAgent: "test", now: () => clock };
  const client: SandboxClient = {
    environment: async () => ({ crossOriginIsolated: true, timerStepMs: 0.005 }),
    startAhead: () => undefined,
    run(request, onTick) {
      asked.push(request);
      const nth = asked.length;
      let stopped = false;
      const outcome = (async (): Promise<Outcome> => {
        await Promise.resolve();
        const made = answer(request, nth);
        if (made instanceof SandboxError) throw made;
        const { tick, ...rest } = made;
        const wallMs = rest.wallMs ?? 10;
        onTick({
          type: "tick",
          time: wallMs,
          batches: [
            batchFromSpans(1, [
              { id: 1, kind: "workflow", name: request.strategy, started: 0, ended: wallMs },
            ]),
          ],
          notes: [],
          logs: [],
          logsDropped: 0,
          lanes: [],
          done: 1,
          total: 1,
          ...tick,
        });
        clock += wallMs;
        await Promise.resolve();
        return {
          type: "done",
          status: stopped ? "cancelled" : "succeeded",
          wallMs,
          output: outputText(request.strategy),
          artifacts: [],
          cache: [],
          results: [],
          refused: [],
          ...rest,
        };
      })();
      return {
        outcome,
        stop: () => {
          stopped = true;
        },
      };
    },
    release: () => undefined,
    dispose: () => undefined,
  };
  return { client, machine, asked };
}

const settings = (change: Partial<Settings>): Settings => ({ ...defaultSettings(4), ...change });

function experiment(
  fake: ReturnType<typeof fakeClient>,
  change: Partial<Settings>,
  listener: RunListener = {},
) {
  const request = { program, inputs: { n: 3 }, settings: settings(change) };
  return startRun(fake.client, fake.machine, request, listener);
}

const trialOf = (trials: readonly Trial[], strategy: StrategyName) =>
  trials.find(({ info }) => info.strategy === strategy);

const order = (asked: readonly TrialRequest[]): StrategyName[] => asked.map(({ strategy }) => strategy);

describe("a run", () => {
  it("runs every strategy and reports them in the order of the settings, whatever the order run", async () => {
    const fake = fakeClient(({ strategy }) => ({ wallMs: strategy === "pooled" ? 4 : 26 }));
    const { id, report, trials } = await experiment(fake, { rounds: 1 }).result;
    expect(order(fake.asked)).toEqual(["pooled", "dynamic", "sequential"]);
    expect(report.strategies.map(({ strategy, output }) => [strategy, output])).toEqual([
      ["sequential", "sequential"],
      ["dynamic", "dynamic"],
      ["pooled", "pooled"],
    ]);
    expect(report.environment).toEqual({
      cores: 4,
      userAgent: "test",
      crossOriginIsolated: true,
      timerStepMs: 0.005,
    });
    expect(reportSchema.safeParse(report).error).toBeUndefined();
    expect(trialOf(trials, "pooled")?.trace?.wallMs).toBe(4);
    for (const { info } of trials)
      expect(info).toMatchObject({ runId: id, source: "measured", label: info.strategy });
    expect(new Set(trials.map(({ info }) => info.trialId)).size).toBe(3);
  });

  it("reports that the page was hidden during a part of the run, and stops watching at its end", async () => {
    const fake = fakeClient(() => ({}));
    const page = Object.assign(new EventTarget(), { hidden: false });
    const machine = { ...fake.machine, watchHidden: () => watchHidden(page) };
    const run = (onTick: () => void) => {
      const request = {
        program,
        inputs: { n: 3 },
        settings: settings({ rounds: 1, strategies: ["async", "pooled"] }),
      };
      return startRun(fake.client, machine, request, { progress: onTick }).result;
    };
    const turn = (hidden: boolean) => {
      page.hidden = hidden;
      page.dispatchEvent(new Event("visibilitychange"));
    };
    const seen = run(() => {
      turn(true);
      turn(false);
    });
    expect((await seen).report.environment.hidden).toBe(true);
    expect((await run(() => undefined)).report.environment).not.toHaveProperty("hidden");
    const before = await run(() => undefined);
    turn(true);
    expect(before.report.environment).not.toHaveProperty("hidden");
    expect((await run(() => undefined)).report.environment.hidden).toBe(true);
  });

  it("interleaves rounds after a warm-up, which is left out of the report", async () => {
    const fake = fakeClient((_request, nth) => ({ wallMs: nth <= 2 ? 1_000 : nth }));
    const { report, trials } = await experiment(fake, { rounds: 3, strategies: ["dynamic", "pooled"] })
      .result;
    expect(order(fake.asked).join(" ")).toBe("pooled dynamic dynamic pooled pooled dynamic dynamic pooled");
    expect(report.strategies.map(({ rounds }) => rounds.map(({ wallMs }) => wallMs))).toEqual([
      [3, 6, 7],
      [4, 5, 8],
    ]);
    expect(report.strategies[0]?.wallMs.median).toBe(6);
    // The trial that is shown is the median round.
    expect(trials.map(({ trace }) => trace?.wallMs)).toEqual([6, 5]);
  });

  it("uses the time budget, and measures a long program once", async () => {
    const short = fakeClient(() => ({ wallMs: 100 }));
    await experiment(short, { rounds: "auto", timeBudgetMs: 1_000, strategies: ["pooled"] }).result;
    expect(short.asked).toHaveLength(10);
    const long = fakeClient(() => ({ wallMs: 2_000 }));
    const { report } = await experiment(long, { rounds: "auto", timeBudgetMs: 1_000 }).result;
    expect(long.asked).toHaveLength(3);
    expect(report.strategies.every(({ rounds }) => rounds.length === 1)).toBe(true);
  });

  it("does not repeat a strategy that failed, and continues with the others", async () => {
    const fake = fakeClient(({ strategy }) =>
      strategy === "dynamic"
        ? { status: "failed", error: { name: "RangeError", message: "no", line: 2, column: 3 } }
        : { wallMs: 5 },
    );
    const { report } = await experiment(fake, { rounds: 2 }).result;
    expect(order(fake.asked).filter((strategy) => strategy === "dynamic")).toHaveLength(1);
    expect(report.strategies.map(({ status, rounds }) => [status, rounds.length])).toEqual([
      ["succeeded", 2],
      ["failed", 1],
      ["succeeded", 2],
    ]);
  });

  it("gives positions in the user's text, in the report and in the spans", async () => {
    const error = { name: "RangeError", message: "no", line: 2, column: 3, stack: "at f (main.ts:2:3)" };
    const fake = fakeClient(() => ({
      status: "failed",
      error,
      tick: { notes: [{ id: 1, attempt: 1, error }] },
    }));
    const { report, trials } = await experiment(fake, { rounds: 1, strategies: ["pooled"] }).result;
    expect(report.strategies[0]?.error).toMatchObject({ line: 5, column: 7 });
    expect([...(trialOf(trials, "pooled")?.trace?.errors.values() ?? [])]).toMatchObject([
      { line: 5, column: 7, stack: "at f (main.ts:5:7)" },
    ]);
  });

  it("reports a failure of the sandbox as a failed trial, with what was recorded", async () => {
    const fake = fakeClient(() => new SandboxError("The sandbox stopped answering."));
    const { report } = await experiment(fake, { rounds: 1, strategies: ["pooled"] }).result;
    expect(report.strategies[0]).toMatchObject({
      status: "failed",
      error: { name: "SandboxError", message: "The sandbox stopped answering." },
    });
  });

  it("stops, starts nothing more, and reports what there is", async () => {
    const fake = fakeClient(() => ({}));
    const seen: RunProgress[] = [];
    const active = experiment(
      fake,
      { rounds: 9 },
      {
        progress: (progress) => {
          seen.push(progress);
          if (progress.round === 1 && progress.done === 1) active.stop();
        },
      },
    );
    const { report } = await active.result;
    expect(fake.asked).toHaveLength(4);
    expect(report.strategies.map(({ status }) => status)).toEqual(["cancelled", "succeeded", "succeeded"]);
    expect(seen.at(-1)).toMatchObject({ round: 1, rounds: 9 });
  });

  it("reports a stop before anything began as cancelled", async () => {
    const fake = fakeClient(() => ({}));
    const active = experiment(fake, {});
    active.stop();
    const { report } = await active.result;
    expect(fake.asked).toHaveLength(0);
    expect(report.strategies.map(({ strategy, status }) => [strategy, status])).toEqual([
      ["sequential", "cancelled"],
    ]);
  });

  it("starts every trial with the same cache, and gives new entries", async () => {
    const entry = { key: "k", value: 1, task: "t" };
    const fake = fakeClient(() => ({ cache: [entry] }));
    const { cache } = await experiment(fake, { rounds: 2 }).result;
    expect(fake.asked.every((request) => request.cache.length === 0)).toBe(true);
    expect(cache).toEqual([entry]);
  });

  it("gives what there is after each trial of the first pass", async () => {
    const fake = fakeClient(() => ({}));
    const partial = vi.fn();
    await experiment(fake, { rounds: 1 }, { partial }).result;
    expect(partial.mock.calls.map(([result]) => result.trials.length)).toEqual([1, 2, 3]);
  });

  it("keeps what a resumed run had reused, should it fail or be stopped again", async () => {
    const left = (name: string) => ({ name, value: name });
    const fake = fakeClient(() => ({ status: "failed", results: [left("b")] }));
    const first = await experiment(fake, { strategies: ["pooled", "sequential"], rounds: 1 }).result;
    const [trial] = first.trials;
    if (!trial) throw new Error("no trial");
    const prior = [{ info: trial.info, reusable: [left("a"), left("b")] }];
    const request = {
      program,
      inputs: {},
      settings: settings({ strategies: ["pooled", "sequential"], rounds: 1 }),
      prior,
    };
    const { report, trials } = await startRun(fake.client, fake.machine, request).result;
    expect(report.resumed).toBe(true);
    expect(first.report.resumed).toBeUndefined();
    expect(trialOf(trials, "pooled")?.reusable).toEqual([left("a"), left("b")]);
    expect(trialOf(trials, "sequential")?.reusable).toEqual([left("b")]);
  });
});
