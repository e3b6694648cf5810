import fc from "fast-check";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import { type Ran, type RunOptions, runProgram } from "../run-program";
import { randomProgram } from "./arbitrary";
import { deaths, killAsPlanned } from "./deaths";
import { brokenLimits } from "./limits";
import { meaningOf, Open, type Outcome, TooLong, type World } from "./meaning";
import { stepsOf } from "./parts";
import type { RandomProgram } from "./program";
import { type RenderOptions, render } from "./render";
import { meantTree, recordedTree } from "./tree";

/** ms; what runs for longer hangs. */
const TIMEOUT_MS = 60_000;
const RUNNING = 0;
const ON_WORKERS = ["dynamic", "pooled", "hybrid"] as const;

const settings = fc.record({
  workers: fc.integer({ min: 1, max: 4 }),
  concurrency: fc.integer({ min: 1, max: 2 }),
  chunk: fc.constantFrom("auto" as const, "python" as const, 1, 3),
});
const inputs = fc.array(fc.nat(5), { minLength: 3, maxLength: 3 });

/** What a program means. Programs of which the rules leave it open are not tried. */
function meant(program: RandomProgram, change: Partial<World> = {}): Outcome {
  const world = { list: [1, 2, 3], moreRetries: 0, mayDie: false, readsErrors: true, ...change };
  try {
    return meaningOf(program, world);
  } catch (error) {
    if (error instanceof TooLong || error instanceof Open) fc.pre(false);
    throw error;
  }
}

const textOf = (program: RandomProgram, change: Partial<RenderOptions> = {}) =>
  render(program, { draws: false, moreRetries: 0, readsErrors: true, ...change });

const run = (source: string, strategy: StrategyName, options: RunOptions) =>
  runProgram(source, strategy, { timeoutMs: TIMEOUT_MS, ...options });

/** @throws Error with the program where something is wrong */
function fail(what: string, source: string, strategy: StrategyName, options: RunOptions): never {
  const program = source.slice(source.indexOf("const filler"));
  throw new Error(`${strategy}: ${what}\n${JSON.stringify(options)}\n${program}`);
}

function messageOf({ end }: Ran): string {
  const { name, message } = end.error ?? { name: "", message: end.status };
  if (/cannot be sent between workers/.test(message)) return `uncloneable ${/`(.*?)`/.exec(message)?.[1]}`;
  return name === "TimeoutError" && !message.includes("run took") ? "timeout" : message;
}

/** What is wrong with a run, in words; undefined if nothing is. */
function difference(ran: Ran, outcome: Outcome): string | undefined {
  const { end, trace, host } = ran;
  if (host.alive > 0) return `${host.alive} workers are left`;
  if (trace.status.includes(RUNNING)) return "a span has not ended";
  if (end.status === "succeeded") {
    if (!outcome.ok) return `it succeeded; its error is one of ${outcome.messages.join(" | ")}`;
    return end.output === outcome.output ? undefined : `it gave\n${end.output} and means\n${outcome.output}`;
  }
  const message = messageOf(ran);
  if (outcome.ok) return `it failed: ${message}, and means\n${outcome.output}`;
  if (outcome.messages.includes(message)) return undefined;
  return `it failed: ${message}; its error is one of ${outcome.messages.join(" | ")}`;
}

/**
 * Where strategies are mixed, a body that runs in its caller's thread may wait for its place after the calls that it waited
 * for. A trace does not show that wait: there it runs from their end. tests/unit/engine/declared-limits.test.ts counts the
 * bodies themselves.
 */
const mixesStrategies = (program: RandomProgram) =>
  [...stepsOf(program)].some(([step]) => step.do === "map" && step.options.strategy !== "");

/** Every strategy gives what a program means, and keeps its limits. */
export const checkOutcome = fc.asyncProperty(randomProgram, settings, async (program, options) => {
  const outcome = meant(program);
  const source = textOf(program);
  for (const strategy of STRATEGIES) {
    const ran = await run(source, strategy, options);
    const limits = mixesStrategies(program) ? [] : brokenLimits(program, ran.trace);
    const wrong = [difference(ran, outcome) ?? [], limits].flat();
    const { tree } = outcome;
    if (wrong.length === 0 && tree && recordedTree(ran.trace) !== meantTree(tree))
      wrong.push(`its tree is\n${recordedTree(ran.trace)}\nand means\n${meantTree(tree)}`);
    if (wrong.length > 0) fail(wrong.join("\n"), source, strategy, options);
  }
});

/** Whose outcome may depend on what is first, if draws decide what fails. */
const isRace = (program: RandomProgram) =>
  [...stepsOf(program)].some(
    ([step]) => step.do === "race" || (step.do === "map" && step.form === "unordered break"),
  );

/** Every strategy draws the same numbers. */
export const checkDraws = fc.asyncProperty(randomProgram, settings, async (program, options) => {
  meant(program);
  fc.pre(!isRace(program));
  const source = textOf(program, { draws: true, readsErrors: false });
  let first: string | undefined;
  for (const strategy of STRATEGIES) {
    const { end } = await run(source, strategy, options);
    const output = end.status === "succeeded" ? String(end.output) : end.status;
    first ??= output;
    if (output !== first) fail(`it gave\n${output}, under sequential\n${first}`, source, strategy, options);
  }
});

/** A run from where an earlier one, with other inputs, failed or was stopped. */
export const checkResumed = fc.asyncProperty(
  randomProgram,
  settings,
  inputs,
  inputs,
  fc.option(fc.nat(12)),
  async (program, options, before, after, stopAt) => {
    const outcome = meant(program, { list: after });
    const source = textOf(program);
    for (const strategy of STRATEGIES) {
      let recorded = 0;
      const { end } = await run(source, strategy, {
        ...options,
        inputs: { isBroken: true, list: before },
        recorded: (trial) => {
          if (recorded++ === stopAt) trial.stop();
        },
      });
      const prior = new Map(end.results.map(({ name, value }) => [name, value]));
      const again = { ...options, prior, cache: end.cache, inputs: { isBroken: false, list: after } };
      const wrong = difference(await run(source, strategy, again), outcome);
      if (wrong !== undefined)
        fail(wrong, source, strategy, { ...again, ...options, inputs: { before, after, stopAt } });
    }
  },
);

/** Workers die between any two events; tasks have a retry for each. */
export const checkDeaths = fc.asyncProperty(
  randomProgram,
  settings,
  fc.constantFrom(...ON_WORKERS),
  deaths(2),
  async (program, options, strategy, plan) => {
    // Enough for two deaths after the attempts that fail of themselves.
    const change = { moreRetries: 4, readsErrors: false };
    const outcome = meant(program, { ...change, mayDie: true });
    const source = textOf(program, change);
    const ran = await run(source, strategy, { ...options, before: (_, host) => killAsPlanned(plan, host) });
    const wrong = difference(ran, outcome);
    if (wrong !== undefined) fail(`${wrong}\n${JSON.stringify(plan)}`, source, strategy, options);
  },
);
