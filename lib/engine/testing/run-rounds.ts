import type { TrialEnd, TrialPlan } from "../plan";
import type { WarmPools } from "../workers/worker-set";
import { compiled, loadProgram, planOf, runTrial } from "./run-program";
import { VirtualHost } from "./virtual-host";

/** Runs a program several times in one world, each round taking over the warm workers of the one before. */
export async function runRounds(
  source: string,
  rounds: number,
  change: Partial<TrialPlan>,
): Promise<{ readonly ends: TrialEnd[]; readonly names: string[][]; readonly host: VirtualHost }> {
  const host = new VirtualHost(loadProgram);
  const plan = planOf(compiled(source), "pooled", { start: "warm", timeoutMs: 10_000, ...change });
  const ends: TrialEnd[] = [];
  const names: string[][] = [];
  let warm: WarmPools | undefined;
  for (let round = 0; round < rounds; round++) {
    const seen: string[] = [];
    const { end, trial } = await runTrial(
      plan,
      host,
      (tick) => {
        for (const batch of tick.batches) if (batch.worker > 0) seen.push(...batch.names);
      },
      warm,
    );
    ends.push(end);
    warm = plan.start === "warm" ? trial.keep() : undefined;
    names.push(seen);
  }
  for (const worker of warm?.workers ?? []) worker.handle?.end();
  return { ends, names, host };
}
