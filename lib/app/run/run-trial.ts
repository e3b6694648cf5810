import type { MeasuredTrial } from "@/lib/analysis/report/report";
import type { Incremental } from "@/lib/base/incremental";
import { reasonOf } from "@/lib/base/text-of";
import { runYielding, yieldToMain } from "@/lib/base/yield-to-main";
import { errorMaps } from "@/lib/language/error-maps";
import { inLocalMode } from "@/lib/language/in-local-mode";
import type { Program } from "@/lib/language/program";
import { withStandIns } from "@/lib/language/with-stand-ins";
import { pythonMaxWorkers } from "@/lib/model/limits";
import type { StrategyName } from "@/lib/model/strategy";
import type { Outcome, Tick, TrialRequest } from "@/lib/protocol/page";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import { trim } from "@/lib/trace/builder/trim";
import type { Trace } from "@/lib/trace/trace";
import type { StrategyTrialInfo } from "./run";
import { emptyOutcome, type SandboxClient } from "./sandbox-client";
import type { RunRequest } from "./start-run";
import { createTraceIngest } from "./trace-ingest";

/** One round as it was recorded. */
export interface RecordedTrial extends MeasuredTrial {
  readonly info: StrategyTrialInfo;
  readonly outcome: Outcome;
}

export interface ActiveTrial {
  /** Always resolves: a fault of the sandbox is a failure of the trial. */
  readonly recorded: Promise<RecordedTrial>;
  stop(): void;
}

/** Runs one trial and records it. @param onTick gets the trace as far as it has grown. */
export function runTrial(
  client: SandboxClient,
  request: RunRequest,
  info: StrategyTrialInfo,
  onTick: (tick: Tick, trace: Trace) => void,
): ActiveTrial {
  const { program, settings } = request;
  const mapError = errorMaps[program.language];
  const builder = new TraceBuilder({ info, workers: settings.workers });
  const ingest = createTraceIngest(
    (part) => addTick(builder, part, program),
    (tick) => onTick(tick, builder.snapshot()),
  );
  const run = client.run(trialRequest(request, info.strategy), (tick) => ingest.push(tick));

  async function record(): Promise<RecordedTrial> {
    const outcome = await run.outcome.catch((error: unknown) =>
      sandboxFailure(error, builder.snapshot().wallMs),
    );
    await ingest.done();
    await yieldToMain();
    const error = outcome.error && mapError(outcome.error, program);
    const trace = await runYielding(trim(await runYielding(builder.finishing({ wallMs: outcome.wallMs }))));
    await yieldToMain();
    return { info, outcome: { ...outcome, error }, trace };
  }

  return { recorded: record(), stop: run.stop };
}

function trialRequest(
  { program: written, inputs, settings, cache = [], prior = [], only }: RunRequest,
  strategy: StrategyName,
): TrialRequest {
  const program = inLocalMode(withStandIns(written, settings.standIns), settings.mode);
  const { workers, concurrency, maxParallelism, start, chunk, seed, timeoutMs } = settings;
  return {
    code: program.code,
    mostWorkers: program.language === "python" ? pythonMaxWorkers(globalThis.crossOriginIsolated) : undefined,
    definitions: program.definitions.map(({ name, kind, version }) => ({ name, kind, version })),
    fansOutItself: program.fansOutItself ?? false,
    inputs,
    strategy,
    workers,
    concurrency,
    maxParallelism,
    start,
    chunk,
    seed,
    timeoutMs,
    cache,
    prior: prior.filter(({ info }) => info.strategy === strategy).flatMap(({ reusable }) => reusable),
    only,
  };
}

function* addTick(builder: TraceBuilder, tick: Tick, program: Program): Incremental<void> {
  for (const batch of tick.batches) yield* builder.adding(batch);
  const mapError = errorMaps[program.language];
  for (const note of tick.notes) {
    builder.note(note.error === undefined ? note : { ...note, error: mapError(note.error, program) });
  }
  for (const lane of tick.lanes) builder.lane(lane);
  builder.log(tick.logs, tick.logsDropped);
  builder.progress(tick.time);
}

/** The outcome of a trial whose sandbox failed, so that what was recorded is shown with the error. */
function sandboxFailure(error: unknown, wallMs: number): Outcome {
  const message = reasonOf(error);
  return { ...emptyOutcome("failed", wallMs), error: { name: "SandboxError", message } };
}
