import type { TrialEnd, TrialPlan } from "../plan";
import type { WarmPools } from "../workers/worker-set";
import { compiled, loadProgram, planOf, runTrial } from "./run-program";
import { VirtualHost } from "./virtual-host";

/**
 * Runs a program several times in one world, each round taking over the warm workers of the one before.
 * @param rounds how many, or what each of them changes
 */
export async function runRounds(
  source: string,
  rounds: number | readonly Partial<TrialPlan>[],
  change: Partial<TrialPlan>,
): Promise<{
  readonly ends: TrialEnd[];
  readonly names: string[][];
  readonly lanes: number[];
  readonly host: VirtualHost;
}> {
  const host = new VirtualHost(loadProgram);
  const plan = planOf(compiled(source), "pooled", { start: "warm", timeoutMs: 10_000, ...change });
  const ends: TrialEnd[] = [];
  const names: string[][] = [];
  let warm: WarmPools | undefined;
  const lanes: number[] = [];
  const changes = typeof rounds === "number" ? new Array<Partial<TrialPlan>>(rounds).fill({}) : rounds;
  for (const own of changes) {
    const used = new Set<number>();
    const seen: string[] = [];
    const { end, trial } = await runTrial(
      { ...plan, ...own },
      host,
      (tick) => {
        for (const { lane, role } of tick.lanes) if (role === "pool") used.add(lane);
        for (const batch of tick.batches) if (batch.worker > 0) seen.push(...batch.names);
      },
      warm,
    );
    ends.push(end);
    warm = plan.start === "warm" ? trial.keep() : undefined;
    names.push(seen);
    lanes.push(used.size);
  }
  for (const worker of warm?.workers ?? []) worker.handle?.end();
  return { ends, names, lanes, host };
}
