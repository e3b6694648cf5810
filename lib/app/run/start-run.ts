import type { TraceFigures } from "@/lib/analysis/report/report";
import type { Program } from "@/lib/language/program";
import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { CacheEntry, Stall } from "@/lib/protocol/page";
import { newId } from "@/lib/storage/id";
import type { Trace } from "@/lib/trace/trace";
import { type Collected, createRunCollector } from "./collect-run";
import type { HiddenWatch } from "./hidden-watch";
import { nextPass } from "./rounds";
import { type LiveTrial, type Run, type RunProgress, type Trial, trialInfo } from "./run";
import { type RecordedTrial, runTrial } from "./run-trial";
import type { SandboxEnvironment } from "./sandbox";
import type { SandboxClient } from "./sandbox-client";

export interface RunRequest {
  readonly program: Program;
  /** Complete: as the entry gets them. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly settings: Settings;
  /** Known results of cached tasks. Every trial begins with these and no others, so that none profits from the one before. */
  readonly cache?: readonly CacheEntry[];
  /** Trials that failed or were stopped, whose results are reused instead of running those parts again. */
  readonly prior?: readonly Pick<Trial, "info" | "reusable">[];
  /** Run this task alone with these arguments, in place of the entry. */
  readonly only?: { readonly task: string; readonly given: string };
}

/** What was found of a run so far. */
export interface RunResult extends Collected, Pick<Run, "id" | "source" | "startedAt"> {}

export interface RunListener {
  /** @param live what the trial has recorded; absent until the first tick of it. */
  progress?(progress: RunProgress, live?: LiveTrial): void;
  /** After each trial of the first pass. */
  partial?(result: RunResult): void;
}

export interface ActiveRun {
  /** Always resolves: a failure of the program, or of the sandbox, is one of a trial. */
  readonly result: Promise<RunResult>;
  stop(): void;
}

/** What a run needs of the machine. */
export interface Machine {
  readonly cores: number;
  readonly userAgent: string;
  /** ms, monotonic. */
  now(): number;
  /** Begins to watch whether the page can be seen. */
  watchHidden?(): HiddenWatch;
  /** Counts the figures of a long trace away from the page's thread. */
  figures?(trace: Trace, timerStepMs: number): Promise<TraceFigures>;
}

/** Runs a program under each strategy, as often as the settings say, and reports. */
export function startRun(
  client: SandboxClient,
  machine: Machine,
  request: RunRequest,
  listener: RunListener = {},
): ActiveRun {
  const { settings } = request;
  const run = { id: newId(), source: "measured", startedAt: Date.now() } as const;
  let trials = 0;
  let stopped = false;
  let stopTrial: (() => void) | undefined;

  const hidden = machine.watchHidden?.();

  async function execute(): Promise<RunResult> {
    const unknown: SandboxEnvironment = { crossOriginIsolated: false, timerStepMs: 0 };
    const sandbox = await client.environment().catch(() => unknown);
    const collector = createRunCollector(request, run, sandbox.timerStepMs, machine.figures);
    const result = (): RunResult => {
      const { cores, userAgent } = machine;
      const environment = { cores, userAgent, ...sandbox, ...(hidden?.seen() && { hidden: true }) };
      return { ...run, ...collector.collected(environment) };
    };
    const began = machine.now();
    for (let passes = 0; !stopped; passes += 1) {
      const pass = nextPass(settings, { passes, elapsedMs: machine.now() - began });
      if (pass === undefined || settings.strategies.every(collector.hasEnded)) break;
      for (const strategy of pass.order) {
        if (stopped) break;
        if (collector.hasEnded(strategy)) continue;
        const recorded = await runRound(strategy, pass.round);
        // After the first pass, which is a warm-up where there is another.
        collector.add(recorded, passes === 1 && recorded.outcome.status === "succeeded");
        if (pass.round > 1 || listener.partial === undefined) continue;
        await collector.prepare(strategy);
        listener.partial(result());
      }
    }
    hidden?.end();
    for (const strategy of settings.strategies) await collector.prepare(strategy);
    return result();
  }

  async function runRound(strategy: StrategyName, round: number): Promise<RecordedTrial> {
    trials += 1;
    const info = trialInfo({ ...run, startedAt: Date.now() }, trials, strategy, request.program.language);
    const since = machine.now();
    const rounds = settings.rounds === "auto" ? undefined : settings.rounds;
    listener.progress?.({ strategy, round, rounds, done: 0, total: 0, forMs: 0 });
    let stall: Stall | undefined;
    const trial = runTrial(client, request, info, (tick, trace) => {
      const { done, total } = tick;
      const forMs = machine.now() - since;
      if (tick.stall !== undefined) stall = tick.stall ?? undefined;
      listener.progress?.({ strategy, round, rounds, done, total, forMs }, { info, trace, stall });
    });
    stopTrial = trial.stop;
    const recorded = await trial.recorded;
    stopTrial = undefined;
    return recorded;
  }

  return {
    result: execute(),
    stop() {
      stopped = true;
      stopTrial?.();
    },
  };
}
