import { compile } from "@/lib/language/typescript/compile";
import type { TrialEnd, TrialPlan } from "../plan";
import { Trial } from "../trial";
import type { WarmPools } from "../workers/worker-set";
import { NodeHost } from "./node-host";
import { loadProgram } from "./run-program";

/** Runs a program several times in one world, each round taking over the warm lanes of the one before. */
export async function runRounds(
  source: string,
  rounds: number,
  plan: Partial<TrialPlan>,
): Promise<{ readonly ends: TrialEnd[]; readonly names: string[][]; readonly host: NodeHost }> {
  const compiled = compile(source);
  if (!compiled.ok) throw new Error(compiled.errors.map((error) => error.message).join("\n"));
  const { code, hash } = compiled.program;
  const host = new NodeHost(loadProgram);
  const ends: TrialEnd[] = [];
  const names: string[][] = [];
  let warm: WarmPools | undefined;
  for (let round = 0; round < rounds; round++) {
    const seen: string[] = [];
    const full: TrialPlan = {
      code,
      hash,
      versions: {},
      inputs: {},
      strategy: "pooled",
      hasEnvironments: false,
      workers: 2,
      concurrency: 1,
      maxParallelism: 25,
      start: "warm",
      chunk: "auto",
      seed: 1,
      timeoutMs: 10_000,
      cache: [],
      prior: new Map(),
      ...plan,
    };
    const run = new Trial(
      full,
      host,
      (tick) => {
        for (const batch of tick.batches) if (batch.lane > 0) seen.push(...batch.names);
      },
      warm,
    );
    ends.push(await run.start());
    warm = full.start === "warm" ? run.keep() : undefined;
    names.push(seen);
  }
  for (const lane of warm?.lanes ?? []) lane.handle?.end();
  return { ends, names, host };
}
