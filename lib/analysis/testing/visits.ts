import { nextPass } from "@/lib/app/run/rounds";
import { runToEnd } from "@/lib/base/incremental";
import { outputText } from "@/lib/engine/output";
import { compiled, loadProgram, planOf, runTrial } from "@/lib/engine/testing/run-program";
import { VirtualHost } from "@/lib/engine/testing/virtual-host";
import type { Example } from "@/lib/examples/example";
import { defaultSettings, type Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { LoadProgram } from "@/lib/runner/javascript/language";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import { TEST_TRIAL } from "@/lib/trace/testing";
import { type Answer, answerOf } from "../advice/answer";
import { answerTo } from "../answers";
import { buildReport, type MeasuredTrial, shownRound } from "../report/report";

/** In [0, 1), the same for a seed. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A factor of median 1. @param sigma of its logarithm */
function lognormal(random: () => number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(sigma * normal);
}

/** Medians in ms, as a browser on two cores had them. */
const START_MS = 28;
const MESSAGE_MS = 0.25;
const TIMER_LATE_MS = 0.8;
/** More rounds would only make a visit surer. */
const MAX_PASSES = 4;
/** Share of timers that are late by up to so many ms, because something else had the thread. */
const STALLS = { share: 0.03, ms: 40 };

/** ms of a unit of `compute`. */
const UNIT_MS = 0.8;

/** Lets `compute` take time, between its two readings of the clock. */
function computing(random: () => number): { load: LoadProgram; hold: (host: VirtualHost) => void } {
  let host: VirtualHost | undefined;
  let units = 0;
  let readings = 0;
  return {
    load: (code, api) =>
      loadProgram(code, {
        ...api,
        sdk: {
          ...api.sdk,
          compute: (given: number) => {
            units = given;
            readings = 2;
            return api.sdk.compute(0);
          },
        },
      }),
    hold(next) {
      host = next;
      const now = next.now.bind(next);
      next.now = () => {
        if (readings > 0) {
          readings -= 1;
          if (readings === 0) host?.occupy(units * UNIT_MS * lognormal(random, 0.05));
        }
        return now();
      };
    },
  };
}

/**
 * One visit: the real engine and runners in virtual time, on a machine whose starts, messages and timers vary as those of a
 * browser do, from visit to visit and from call to call. It has one core: what computes, computes alone.
 */
export async function visit({ source, settings, inputs }: Example, seed: number): Promise<Answer> {
  const random = seeded(seed);
  const day = lognormal(random, 0.25);
  const world = {
    startMs: () => START_MS * day * lognormal(random, 0.35),
    latencyMs: () => MESSAGE_MS * day * lognormal(random, 0.5),
    lateMs: () =>
      TIMER_LATE_MS * lognormal(random, 0.5) + (random() < STALLS.share ? STALLS.ms * random() : 0),
  };
  const work = computing(random);
  const all: Settings = { ...defaultSettings(2), ...settings };
  const program = compiled(source);
  const rounds = new Map<StrategyName, MeasuredTrial[]>(all.strategies.map((name) => [name, []]));
  let elapsedMs = 0;
  for (let passes = 0; ; passes += 1) {
    const pass = nextPass(all, { passes, elapsedMs });
    if (pass === undefined || passes > MAX_PASSES) break;
    for (const strategy of pass.order) {
      const { workers, concurrency, maxParallelism, start, chunk, timeoutMs } = all;
      const plan = planOf(program, strategy, {
        workers,
        concurrency,
        maxParallelism,
        start,
        chunk,
        timeoutMs,
        seed,
        inputs,
      });
      const builder = new TraceBuilder({ info: { ...TEST_TRIAL, label: strategy, strategy }, workers });
      const host = new VirtualHost(work.load, world);
      work.hold(host);
      const { end } = await runTrial(plan, host, (tick) => {
        for (const batch of tick.batches) builder.add(batch);
        for (const note of tick.notes) builder.note(note);
        for (const lane of tick.lanes) builder.lane(lane);
      });
      elapsedMs += end.wallMs;
      const measured = {
        trace: builder.finish(end),
        outcome: { ...end, output: outputText(end.output), artifacts: [] },
      };
      // The first pass is a warm-up where there is another.
      if (passes === 1) rounds.set(strategy, []);
      rounds.get(strategy)?.push(measured);
    }
  }
  const strategies = [...rounds].map(([strategy, own]) => ({ strategy, rounds: own }));
  const environment = { cores: 1, userAgent: "", crossOriginIsolated: true, timerStepMs: 0.005 };
  const report = buildReport({ program, inputs, settings: all, environment, strategies });
  const traces = strategies.flatMap((each) => shownRound(each.rounds)?.trace ?? []);
  const found = answerTo(traces, { type: "advice", report });
  const advice = "findings" in found ? found : runToEnd(found);
  const trials = report.strategies.map((each) => ({
    info: { label: each.strategy, strategy: each.strategy },
    report: each,
  }));
  return answerOf({ report, trials, source, advice });
}
