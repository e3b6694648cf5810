import {
  buildReport,
  type MeasuredTrial,
  shownRound,
  strategyReport,
  type TraceFigures,
} from "@/lib/analysis/report/report";
import type { Incremental } from "@/lib/base/incremental";
import { runYielding, yieldToMain } from "@/lib/base/yield-to-main";
import { mapStack, originalPosition } from "@/lib/language/typescript/positions";
import type { Program } from "@/lib/language/typescript/program";
import type { TrialInfo } from "@/lib/model/run";
import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { CacheEntry, Outcome, PriorResult, Tick, TrialRequest } from "@/lib/protocol/page";
import type { StrategyReport } from "@/lib/protocol/report";
import { newId } from "@/lib/storage/id";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import { trim } from "@/lib/trace/builder/trim";
import type { Trace } from "@/lib/trace/trace";
import type { HiddenWatch } from "./hidden-watch";
import type { Live, RunProgress, RunResult } from "./results";
import { nextPass, type Pass } from "./rounds";
import type { SandboxClient, SandboxEnvironment } from "./sandbox-client";
import { createTraceIngest } from "./trace-ingest";

export interface RunRequest {
  readonly program: Program;
  /** Complete: as the entry gets them. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly settings: Settings;
  /** Known results of cached tasks. Every run begins with these and no others, so that none profits from the one before. */
  readonly cache?: readonly CacheEntry[];
  /** Results to take over from a run that failed, instead of running those parts again. */
  readonly prior?: ReadonlyMap<StrategyName, readonly PriorResult[]>;
  /** Run this task alone with these arguments, in place of the entry. */
  readonly only?: { readonly task: string; readonly args: readonly unknown[] };
}

export interface RunListener {
  progress?(progress: RunProgress): void;
  trace?(live: Live): void;
  /** After each run but the last: what there is so far. */
  partial?(result: RunResult): void;
}

export interface ActiveRun {
  /** Always resolves: a failure of the program, or of the sandbox, is one of a strategy. */
  readonly result: Promise<RunResult>;
  stop(): void;
}

/** What the experiment needs of the machine it runs on. */
export interface Machine {
  readonly cores: number;
  readonly userAgent: string;
  /** ms, monotonic. */
  now(): number;
  /** Begins to watch whether the page can be seen. */
  watchHidden?(): HiddenWatch;
  /** Works out the figures of a long trace away from the page's thread. */
  figures?(trace: Trace, timerStepMs: number): Promise<TraceFigures>;
}

interface Recorded extends MeasuredTrial {
  readonly outcome: Outcome;
}

/** Rows that the page's own thread counts within a frame or two. */
const SHORT = 20_000;

interface StrategyPart {
  readonly rounds: readonly Recorded[];
  readonly report: StrategyReport;
  readonly trace: Trace | undefined;
  readonly artifacts: ReadonlyMap<string, Uint8Array>;
}

/** Carries out a program under each strategy, as often as the settings say, and reports. */
export function startRun(
  client: SandboxClient,
  machine: Machine,
  request: RunRequest,
  listener: RunListener = {},
): ActiveRun {
  const { program, inputs, settings } = request;
  const runId = newId();
  /** Measured rounds of each strategy; a warm-up stays only until there is something better. */
  const runs = new Map<StrategyName, readonly Recorded[]>();
  const parts = new Map<StrategyName, StrategyPart>();
  const refused = new Set<string>();
  const cache = new Map<string, CacheEntry>();
  let environment: SandboxEnvironment = { crossOriginIsolated: false, timerStepMs: 0 };
  let stopped = false;
  let stopRun: (() => void) | undefined;

  const hidden = machine.watchHidden?.();

  async function carryOut(): Promise<RunResult> {
    environment = await client.environment().catch(() => environment);
    const began = machine.now();
    for (let passes = 0; !stopped; passes += 1) {
      const pass = nextPass(settings, { passes, elapsedMs: machine.now() - began });
      if (pass === undefined || settings.strategies.every(hasEnded)) break;
      await carryOutPass(pass, passes === 1);
    }
    hidden?.end();
    for (const strategy of runs.keys()) await prepare(strategy);
    return result();
  }

  async function carryOutPass(pass: Pass, afterWarmUp: boolean): Promise<void> {
    for (const strategy of pass.order) {
      if (stopped) return;
      if (hasEnded(strategy)) continue;
      const recorded = await runOnce(strategy, pass.round);
      const earlier =
        afterWarmUp && recorded.outcome.status === "succeeded" ? [] : (runs.get(strategy) ?? []);
      runs.set(strategy, thin([...earlier, recorded]));
      for (const what of recorded.outcome.refused) refused.add(what);
      for (const entry of recorded.outcome.cache) cache.set(entry.key, entry);
      if (pass.round > 1 || listener.partial === undefined) continue;
      await prepare(strategy);
      listener.partial(result());
    }
  }

  /** A program that failed once fails again, and one that was stopped is not wanted any more. */
  function hasEnded(strategy: StrategyName): boolean {
    return (runs.get(strategy) ?? []).some(({ outcome }) => outcome.status !== "succeeded");
  }

  async function runOnce(strategy: StrategyName, round: number): Promise<Recorded> {
    const info: TrialInfo = {
      runId,
      trialId: newId(),
      label: strategy,
      source: "measured",
      strategy,
      language: "typescript",
      startedAt: Date.now(),
    };
    const builder = new TraceBuilder({ info, workers: settings.workers });
    const rounds = settings.rounds === "auto" ? undefined : settings.rounds;
    const since = machine.now();
    listener.progress?.({ strategy, round, rounds, done: 0, total: 0, forMs: 0 });
    const feeder = createTraceIngest(
      (part) => feed(builder, part, program),
      (tick) => {
        const forMs = machine.now() - since;
        listener.progress?.({ strategy, round, rounds, done: tick.done, total: tick.total, forMs });
        listener.trace?.({ strategy, trace: builder.snapshot() });
      },
    );
    const run = client.run(runRequest(request, strategy), (tick) => feeder.push(tick));
    stopRun = run.stop;
    const outcome = await run.outcome.catch((error: unknown) => broken(error, builder.snapshot().wallMs));
    stopRun = undefined;
    await feeder.done();
    await yieldToMain();
    const error = outcome.error && inSource(outcome.error, program);
    const trace = await runYielding(trim(await runYielding(builder.finishing({ wallMs: outcome.wallMs }))));
    await yieldToMain();
    return { outcome: { ...outcome, error }, trace };
  }

  function result(): RunResult {
    const ran = settings.strategies.filter((strategy) => runs.has(strategy));
    // Stopped before anything began: that too is a report.
    const shown = (ran.length > 0 ? ran : settings.strategies.slice(0, 1)).map((strategy) =>
      partOf(strategy),
    );
    const frame = buildReport({
      program,
      inputs,
      settings,
      environment: {
        cores: machine.cores,
        userAgent: machine.userAgent,
        ...environment,
        ...(hidden?.seen() && { hidden: true }),
      },
      strategies: [],
    });
    return {
      report: { ...frame, strategies: shown.map(({ report }) => report) },
      strategies: new Map(
        shown.flatMap((part) =>
          part.trace === undefined ? [] : [[part.report.strategy, { ...part, trace: part.trace }]],
        ),
      ),
      refused: [...refused],
      cache: [...cache.values()],
      resumable: new Map(shown.flatMap(({ report, rounds }) => resumableOf(report.strategy, rounds))),
    };
  }

  /** Has the figures of a long trace counted before they are asked for, where somebody else can do it. */
  async function prepare(strategy: StrategyName): Promise<void> {
    const rounds = runs.get(strategy) ?? [];
    const trace = shownRound(rounds)?.trace;
    if (parts.get(strategy)?.rounds === rounds || trace === undefined || trace.count <= SHORT) return;
    // Where nobody can, the page does it itself.
    const figures = await machine.figures?.(trace, environment.timerStepMs).catch(() => undefined);
    partOf(strategy, figures);
    await yieldToMain();
  }

  /** Made once for the rounds there are: analysing a trace costs more than a look. */
  function partOf(strategy: StrategyName, figures?: TraceFigures): StrategyPart {
    const rounds = runs.get(strategy) ?? [];
    const known = parts.get(strategy);
    if (known?.rounds === rounds) return known;
    const round = shownRound(rounds);
    const part: StrategyPart = {
      rounds,
      report: strategyReport(strategy, rounds, environment.timerStepMs, figures),
      trace: round?.trace,
      artifacts: new Map(round?.outcome.artifacts.map(({ path, content }) => [path, content])),
    };
    parts.set(strategy, part);
    return part;
  }

  return {
    result: carryOut(),
    stop() {
      stopped = true;
      stopRun?.();
    },
  };
}

/** What a strategy's failed round leaves to be taken over, if anything. */
function resumableOf(
  strategy: StrategyName,
  rounds: readonly Recorded[],
): readonly (readonly [StrategyName, readonly PriorResult[]])[] {
  const failed = rounds.find(({ outcome }) => outcome.status === "failed" && outcome.results.length > 0);
  return failed ? [[strategy, failed.outcome.results]] : [];
}

function runRequest(
  { program, inputs, settings, cache = [], prior, only }: RunRequest,
  strategy: StrategyName,
): TrialRequest {
  const { workers, concurrency, maxParallelism, start, chunk, seed, timeoutMs } = settings;
  return {
    code: program.code,
    hash: program.hash,
    definitions: program.definitions.map(({ name, kind, binding, line, version, entry }) => ({
      name,
      kind,
      binding,
      line,
      version,
      entry,
    })),
    inputs: { ...inputs },
    strategy,
    workers,
    concurrency,
    maxParallelism,
    start,
    chunk,
    seed,
    timeoutMs,
    cache: [...cache],
    prior: [...(prior?.get(strategy) ?? [])],
    only: only && { task: only.task, args: [...only.args] },
  };
}

function* feed(builder: TraceBuilder, tick: Tick, program: Program): Incremental<void> {
  for (const batch of tick.batches) yield* builder.adding(batch);
  for (const note of tick.notes) {
    builder.note(note.error === undefined ? note : { ...note, error: inSource(note.error, program) });
  }
  for (const lane of tick.lanes) builder.lane(lane);
  builder.log(tick.logs, tick.logsDropped);
  builder.progress(tick.time);
}

/** The engine knows the compiled module; the reader wrote another text. */
function inSource<E extends { line?: number; column?: number; stack?: string }>(
  error: E,
  { positions }: Program,
): E {
  if (error.line === undefined) return error;
  const place = originalPosition(positions, error.line, error.column ?? 1);
  const stack = error.stack && mapStack(positions, error.stack);
  return { ...error, line: place?.line, column: place?.column, ...(stack && { stack }) };
}

/** The sandbox itself failed: told as a failure of the run, so that what was recorded is shown beside it. */
function broken(error: unknown, wallMs: number): Outcome {
  const message = error instanceof Error ? error.message : String(error);
  return {
    type: "done",
    run: 0,
    status: "failed",
    wallMs,
    output: undefined,
    error: { name: "SandboxError", message },
    artifacts: [],
    cache: [],
    results: [],
    refused: [],
  };
}

/** Rows of traces kept of one strategy. */
const MAX_ROWS = 1_000_000;

/**
 * Past the bound the trace of the round farthest from the median is given up, its time stays: what is shown in the end is
 * the median round, and no other.
 */
function thin(rounds: readonly Recorded[]): readonly Recorded[] {
  const rows = rounds.reduce((sum, { trace }) => sum + trace.count, 0);
  if (rows <= MAX_ROWS || rounds.length < 3) return rounds;
  const middle = shownRound(rounds)?.outcome.wallMs ?? 0;
  const distance = ({ outcome, trace }: Recorded): number =>
    trace.count === 0 ? -1 : Math.abs(outcome.wallMs - middle);
  const farthest = rounds.reduce((most, round) => (distance(round) > distance(most) ? round : most));
  const empty = new TraceBuilder(farthest.trace).finish({
    wallMs: farthest.outcome.wallMs,
  });
  return rounds.map((round) => (round === farthest ? { ...round, trace: empty } : round));
}
