import type { Program } from "@/lib/language/program";
import { compile } from "@/lib/language/typescript/compile";
import { MAX_SPANS, MAX_WORKERS } from "@/lib/model/limits";
import type { StrategyName } from "@/lib/model/strategy";
import type { LoadProgram } from "@/lib/runner/javascript/language";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import { TEST_TRIAL } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";
import type { TrialEnd, TrialPlan, TrialTick } from "../plan";
import { Trial } from "../trial";
import type { WarmPools } from "../workers/worker-set";
import { VirtualHost, type VirtualHostOptions } from "./virtual-host";

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...args: unknown[]) => Promise<Record<string, unknown>>;

/**
 * Evaluates a compiled program without a module loader, so that each worker has its own: the default
 * export becomes a variable. Enough for programs in the form that tests write them in.
 */
export const loadProgram: LoadProgram = async (code, host) => {
  const exported: string[] = [];
  const body = code
    .replace(/export default /, "exports.default = ")
    .replace(/export (async function|function|const) (\w+)/g, (_, what: string, name: string) => {
      exported.push(name);
      return `${what} ${name}`;
    });
  const run = new AsyncFunction(
    "__fanout",
    `"use strict"; const exports = {};${body}\nreturn Object.assign(exports, {${exported.join(",")}});`,
  );
  return run({ ...host.hooks, sdk: host.sdk });
};

export interface Ran {
  readonly end: TrialEnd;
  readonly trace: Trace;
  readonly host: VirtualHost;
}

export interface RunOptions extends Partial<Omit<TrialPlan, "code" | "strategy">> {
  /** Called before the trial starts. */
  readonly before?: (trial: Trial, host: VirtualHost) => void;
  /** Called each time that spans have been recorded. */
  readonly recorded?: (trial: Trial, host: VirtualHost) => void;
  /** Called with each tick. */
  readonly ticked?: (tick: TrialTick) => void;
  readonly world?: VirtualHostOptions;
}

let latest: { readonly source: string; readonly program: Program } | undefined;

/** The last one is kept: most tests run a program several times. @throws Error with the compiler's messages */
export function compiled(source: string): Program {
  if (latest?.source === source) return latest.program;
  const result = compile(source);
  if (result.ok) {
    latest = { source, program: result.program };
    return result.program;
  }
  throw new Error(
    result.errors.map(({ line, column, message }) => `${line}:${column} ${message}`).join("\n"),
  );
}

export function planOf(program: Program, strategy: StrategyName, change: Partial<TrialPlan>): TrialPlan {
  const withDefaults = program.inputs.filter((field) => field.default !== undefined);
  return {
    code: program.code,
    versions: Object.fromEntries(program.definitions.map(({ name, version }) => [name, version])),
    hasEnvironments:
      program.fansOutItself === true || program.definitions.some(({ kind }) => kind === "environment"),
    workers: 2,
    concurrency: 1,
    maxParallelism: 25,
    start: "cold",
    chunk: "auto",
    seed: 1,
    timeoutMs: 20_000,
    cache: [],
    prior: new Map(),
    records: true,
    bounds: { workers: MAX_WORKERS, spans: MAX_SPANS, tickMs: 50 },
    ...change,
    inputs: {
      ...Object.fromEntries(withDefaults.map((field) => [field.name, field.default])),
      ...change.inputs,
    },
    strategy,
  };
}

/** Runs one whole trial, in virtual time. */
export async function runTrial(
  plan: TrialPlan,
  host: VirtualHost,
  tick: (tick: TrialTick, trial: Trial) => void,
  warm?: WarmPools,
  before?: RunOptions["before"],
): Promise<{ readonly end: TrialEnd; readonly trial: Trial }> {
  let end: TrialEnd | undefined;
  const trial = new Trial(
    plan,
    host,
    {
      tick: (recorded) => tick(recorded, trial),
      ended: (how) => {
        end = how;
      },
    },
    warm,
  );
  before?.(trial, host);
  trial.start();
  await host.passUntil(() => end !== undefined);
  return { end: end as unknown as TrialEnd, trial };
}

/** Compiles a program and runs it with the real engine and real runners, on workers in this thread. */
export async function runProgram(
  source: string,
  strategy: StrategyName,
  options: RunOptions = {},
): Promise<Ran> {
  const { before, recorded, ticked, world, ...change } = options;
  const host = new VirtualHost(loadProgram, world);
  const plan = planOf(compiled(source), strategy, change);
  const builder = new TraceBuilder({ info: TEST_TRIAL, workers: plan.workers });
  const take = (tick: TrialTick, trial: Trial) => {
    ticked?.(tick);
    for (const batch of tick.batches) builder.add(batch);
    for (const note of tick.notes) builder.note(note);
    for (const lane of tick.lanes) builder.lane(lane);
    builder.log(tick.logs, tick.logsDropped);
    if (tick.batches.length > 0) recorded?.(trial, host);
  };
  const { end } = await runTrial(plan, host, take, undefined, before);
  return { end, trace: builder.finish({ wallMs: end.wallMs }), host };
}
