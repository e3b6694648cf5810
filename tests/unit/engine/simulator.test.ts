import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SimulatedBody } from "@/lib/analysis/simulation/model";
import type { SimulatedItem } from "@/lib/analysis/simulation/simulated-worker";
import { simulationOf } from "@/lib/analysis/simulation/simulation";
import { strategyOf } from "@/lib/engine/strategies";
import { randomProgram } from "@/lib/engine/testing/random-program";
import { runProgram } from "@/lib/engine/testing/run-program";
import { KINDS } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { isExecuted, isInline, isTaken, nameAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

const TASK = KINDS.indexOf("task");
const RUNS = Number(process.env.FANOUT_RUNS ?? 60);
/** Things closer than this happen at one time, and may change places: some messages, ms. */
const SAME_MS = 0.1;
/** Messages that cost little: what a call pays on its way to the coordinator is not in a recording. Neither are leases. */
const world = { latencyMs: 0.01, directCalls: false };

/** Rows of bodies that ran on workers. */
function rowsOnWorkers(trace: Trace): number[] {
  return Array.from({ length: trace.count }, (_, row) => row).filter(
    (row) =>
      isExecuted(trace, row) &&
      !isInline(trace, row) &&
      !isTaken(trace, row) &&
      !Number.isNaN(trace.started[row]),
  );
}

interface Body {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
  readonly attempt: number;
  readonly worker: number;
  readonly started: number;
  readonly ended: number;
}

const bodiesIn = (trace: Trace): Body[] =>
  rowsOnWorkers(trace).map((row) => ({
    name: nameAt(trace, row),
    kind: trace.kind[row] as number,
    index: trace.index[row] as number,
    attempt: trace.attempt[row] as number,
    worker: trace.worker[row] as number,
    started: trace.started[row] as number,
    ended: trace.ended[row] as number,
  }));

const simulatedBody = ({ chunk, item, ...rest }: SimulatedItem): Body => ({
  name: chunk.task,
  kind: chunk.kind,
  index: chunk.index < 0 ? -1 : item,
  attempt: chunk.attempt,
  ...rest,
});

/** When each body started, and where, in the order of their starts. */
function startsOf(bodies: readonly Body[]) {
  return bodies
    .map(({ name, kind, index, attempt, worker, started, ended }) => {
      // Its duration distinguishes a task from others that started at the same time.
      const ms = kind === TASK ? (ended - started).toFixed(3) : "";
      return { call: `${name} ${index}, attempt ${attempt}, ${ms}`, at: started, worker };
    })
    .sort((a, b) => a.at - b.at);
}

/**
 * What a recording does not show: that a call failed for good, so that others were skipped; attempts in one message; how
 * long a retry had to wait where it then waited for a slot as well.
 */
const isBeyondIt = (trace: Trace): boolean =>
  Array.from({ length: trace.count }, (_, row) => row).some((row) => {
    if (trace.attemptOf[row] === -1) return STATUSES[trace.status[row] as number] !== "succeeded";
    const next = trace.attemptOf[row] as number;
    const waited = (trace.dispatched[next] as number) - (trace.settled[row] as number);
    return strategyOf(trace.strategy[row] as number).retries === "in place" || !(waited < SAME_MS);
  });

/** Two bodies ended at almost the same time: what comes next is then arbitrary. */
function hasTies(trace: Trace): boolean {
  const ends = rowsOnWorkers(trace)
    .map((row) => trace.ended[row] as number)
    .sort((a, b) => a - b);
  return ends.some((end, i) => i > 0 && end - (ends[i - 1] as number) < SAME_MS);
}

/** Every body has a different duration. No limits: a recording does not contain those that a program declared. */
const withDurations = (source: string): string =>
  source
    .replace(/maxParallelism: \d+/g, "maxParallelism: 25")
    .replace(/concurrency: \d+/g, "concurrency: 0")
    .replace(/, strategy: "\w+"/g, "")
    .replace(/= (task|dynamic)\((?:async )?\((\w)\) => \{/g, (_, kind, name, at) => {
      const ms = `1 + ((${name} * 0.6180339887 + context().attempt * 0.4142135 + ${at} * 0.7320508) % 1) * 20`;
      return `= ${kind}(async (${name}) => { await sleep(${ms});`;
    });

/** Maps that compete for slots look limited where no limit was declared. */
const infersLimit = (body: SimulatedBody): boolean =>
  body.calls.some(({ call }) => {
    if (call.type === "inline") return infersLimit(call.body);
    return (
      call.type === "remote" && (Number.isFinite(call.limit) || [...call.bodies.values()].some(infersLimit))
    );
  });

describe("the simulator", () => {
  it("makes the calls of a trial in the same order, on the same workers, in the same time", {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        randomProgram.map(withDurations),
        fc.constantFrom("dynamic" as const, "pooled" as const, "hybrid" as const),
        fc.integer({ min: 1, max: 4 }),
        async (source, strategy, workers) => {
          const { trace } = await runProgram(source, strategy, { workers, world });
          fc.pre(!hasTies(trace) && !isBeyondIt(trace));
          const settings = { workers, concurrency: 1, maxParallelism: 25, chunk: "auto" } as const;
          const simulation = simulationOf(trace, settings);
          fc.pre(!infersLimit(simulation.model.entry));
          const bodies: Body[] = [];
          const wallMs = simulation.wallMs({}, (item) => bodies.push(simulatedBody(item)));
          const real = startsOf(bodiesIn(trace));
          const simulated = startsOf(bodies);
          const where = (starts: typeof real) =>
            starts.map(({ call, worker }) => `${call} on ${worker}`).sort();
          expect(where(simulated)).toEqual(where(real));
          // In the order in which they started, those of one call together.
          const left = [...simulated];
          let latest = 0;
          for (const { call } of real) {
            const [start] = left.splice(
              left.findIndex((each) => each.call === call),
              1,
            );
            expect(start?.at).toBeGreaterThanOrEqual(latest - SAME_MS);
            latest = Math.max(latest, start?.at ?? 0);
          }
          expect(Math.abs(wallMs - trace.wallMs) / trace.wallMs).toBeLessThan(0.05);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
