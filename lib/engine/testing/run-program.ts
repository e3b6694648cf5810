import { compile } from "@/lib/language/typescript/compile";
import type { StrategyName } from "@/lib/model/strategy";
import type { LoadProgram } from "@/lib/runner/execute/runner";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import { TEST_TRIAL } from "@/lib/trace/testing";
import type { Trace } from "@/lib/trace/trace";
import type { TrialEnd, TrialPlan } from "../plan";
import { Trial } from "../trial";
import { NodeHost } from "./node-host";

const AsyncFunction = (async () => {}).constructor as new (
  ...args: string[]
) => (...args: unknown[]) => Promise<Record<string, unknown>>;

/**
 * Evaluates a compiled program without a module loader, so that each lane has its own: the default
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
  readonly host: NodeHost;
}

export interface RunOptions extends Partial<Omit<TrialPlan, "code" | "strategy">> {
  /** Called once the run has begun. */
  readonly during?: (run: Trial, host: NodeHost) => void;
  /** Called each time that spans have been recorded. */
  readonly recorded?: (run: Trial) => void;
}

/** Compiles a program and runs it with the real engine, on lanes in this thread. */
export async function runProgram(
  source: string,
  strategy: StrategyName,
  options: RunOptions = {},
): Promise<Ran> {
  const compiled = compile(source);
  if (!compiled.ok)
    throw new Error(
      compiled.errors.map((error) => `${error.line}:${error.column} ${error.message}`).join("\n"),
    );
  const { program } = compiled;
  const inputs = Object.fromEntries(
    program.inputs.filter((field) => field.default !== undefined).map((field) => [field.name, field.default]),
  );
  const host = new NodeHost(loadProgram);
  const { during, recorded, ...rest } = options;
  const plan: TrialPlan = {
    code: program.code,
    hash: program.hash,
    versions: Object.fromEntries(
      program.definitions.map((definition) => [definition.name, definition.version]),
    ),
    hasEnvironments: program.definitions.some(({ kind }) => kind === "environment"),
    workers: 2,
    concurrency: 1,
    maxParallelism: 25,
    start: "cold",
    chunk: "auto",
    seed: 1,
    timeoutMs: 20_000,
    cache: [],
    prior: new Map(),
    ...rest,
    inputs: { ...inputs, ...rest.inputs },
    strategy,
  };
  const builder = new TraceBuilder({ info: TEST_TRIAL, workers: plan.workers });
  const run = new Trial(
    plan,
    host,
    (tick) => {
      for (const batch of tick.batches) builder.add(batch);
      for (const note of tick.notes) builder.note(note);
      for (const lane of tick.lanes) builder.lane(lane);
      builder.log(tick.logs, tick.logsDropped);
      if (tick.batches.length > 0) recorded?.(run);
    },
    undefined,
  );
  const ended = run.start();
  during?.(run, host);
  const end = await ended;
  return { end, trace: builder.finish({ wallMs: end.wallMs }), host };
}
