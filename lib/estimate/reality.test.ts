import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { StrategyName } from "@/lib/model/strategy";
import { Draws } from "./draws";
import type { Numbers } from "./numbers";
import { FREE_PLACE } from "./presets";
import { simulate } from "./simulate/simulate";

interface Step {
  readonly asked: number;
  readonly ended: number;
  readonly startup_s: number;
  readonly startup_to_body_s: number;
  readonly after_body_s: number;
  readonly body_s: number;
}
interface Truth {
  readonly cores_of_machine: number;
  readonly items: readonly (Step & { readonly body_cpu_s: number })[];
  readonly other_steps: readonly (Step & { readonly step: string; readonly body_by_events_s: number })[];
  readonly what_if: readonly {
    readonly start_method: string | null;
    readonly max_concurrent: number | null;
    readonly wall_s: number;
    readonly median_startup_s: number | null;
    readonly sum_startup_s: number | null;
    readonly sum_body_s: number;
  }[];
}

const truth = JSON.parse(
  readFileSync(new URL("fixtures/dagster-fan24-spawn-1.truth.json", import.meta.url), "utf8"),
) as Truth;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] as number;

/**
 * The fields as one step at a time shows them, and the number of cores. Nothing here has seen a run with more processes.
 * Assumed: a process computes all the time that it starts and ends (it imports modules, and takes them down).
 */
function numbersOf(): Numbers {
  const { items } = truth;
  const [list, collect] = truth.other_steps as [Truth["other_steps"][0], Truth["other_steps"][0]];
  const bodies = items.map(({ body_s }) => body_s);
  const body = mean(bodies);
  const around = mean(items.map((item) => item.startup_to_body_s - item.startup_s + item.after_body_s));
  const steps = [list, ...items, collect];
  const gaps = steps.slice(1).map((step, i) => step.asked - (steps[i] as Step).ended);
  const starts = steps.map(({ startup_s }) => startup_s);
  return {
    work: {
      items: items.length,
      item: { kind: "spread", ms: body * 1e3, share: (Math.max(...bodies) - Math.min(...bodies)) / 2 / body },
      waits: 1 - mean(items.map(({ body_cpu_s }) => body_cpu_s)) / body,
      bytesIn: 0,
      bytesOut: 0,
      failures: 0,
      retries: 0,
      beforeMs: list.body_by_events_s * 1e3,
      // It loads what all of them gave.
      afterMs: (collect.startup_to_body_s - collect.startup_s) * 1e3,
      groups: 1,
    },
    place: {
      ...FREE_PLACE,
      start: { kind: "percentiles", p50Ms: quantile(starts, 0.5) * 1e3, p95Ms: quantile(starts, 0.95) * 1e3 },
      startCpu: 1,
      endMs: mean(gaps) * 1e3,
      messageMs: (around / 2) * 1e3,
      hosts: "shared",
      cores: truth.cores_of_machine,
    },
    workers: 1,
    chunk: "auto",
    seed: 1,
  };
}

/** The same with forkserver, by what its own run with one step at a time shows: the median start, and what is left between steps. */
function withForkserver(numbers: Numbers): Numbers {
  const alone = truth.what_if.find((run) => run.start_method === "forkserver" && run.max_concurrent === 1);
  if (!alone) throw new Error("no such run");
  const { work, place } = numbers;
  const steps = work.items + 2;
  const besides = (alone.sum_startup_s ?? 0) + alone.sum_body_s;
  const around = (work.beforeMs + work.afterMs + steps * 2 * place.messageMs) / 1e3;
  const ms = (alone.median_startup_s ?? 0) * 1e3;
  return {
    ...numbers,
    place: {
      ...place,
      start: { kind: "fixed", ms },
      endMs: Math.max(0, ((alone.wall_s - besides - around) / steps) * 1e3),
    },
  };
}

const inProcess = (numbers: Numbers): Numbers => ({
  ...numbers,
  place: { ...numbers.place, start: { kind: "fixed", ms: 0 }, endMs: 0 },
});

/** Mean of 20 draws, s. */
function predicted(numbers: Numbers): number {
  return mean(
    Array.from(
      { length: 20 },
      (_, draw) => simulate(numbers, "dynamic", new Draws(numbers, draw)).wallMs / 1e3,
    ),
  );
}

it("predicts real Dagster runs at other numbers of processes within 15%", () => {
  const spawn = numbersOf();
  const fields = { spawn, forkserver: withForkserver(spawn), "in process": inProcess(spawn) };
  const rows = truth.what_if.map(({ start_method, max_concurrent, wall_s }) => {
    const name = (start_method ?? "in process") as keyof typeof fields;
    const workers = max_concurrent ?? 1;
    const said = predicted({ ...fields[name], workers });
    return { name, workers, real: wall_s, said, error: said / wall_s - 1 };
  });
  const text = rows.map(
    ({ name, workers, real, said, error }) =>
      `${name.padEnd(11)} ${String(workers).padStart(2)}  real ${real.toFixed(1).padStart(6)} s  said ${said.toFixed(1).padStart(6)} s  ${(error * 100).toFixed(1).padStart(6)}%`,
  );
  console.info(`${text.join("\n")}\n`);
  for (const row of rows) expect(Math.abs(row.error), JSON.stringify(row)).toBeLessThan(0.15);
});

/** The lesson's run, recorded in a browser on 2 cores: a plain loop, 8 fresh workers at a time, and a pool of 8. */
const letters = JSON.parse(
  readFileSync(new URL("../examples/recorded/letters.json", import.meta.url), "utf8"),
) as {
  readonly report: {
    readonly environment: { readonly cores: number };
    readonly settings: { readonly workers: number };
    readonly strategies: readonly {
      readonly strategy: StrategyName;
      readonly wallMs: { readonly median: number };
      readonly breakdown: { readonly spawn: number; readonly compute: number };
    }[];
  };
};

it("predicts a run of Fanout itself under other strategies within 20%, from its plain loop and the number of cores", () => {
  const { environment, settings, strategies } = letters.report;
  const [loop, ...others] = strategies as [(typeof strategies)[0], ...(typeof strategies)[0][]];
  // Its only start is that of the driver, which every strategy waits for.
  const startMs = loop.breakdown.spawn;
  const numbers: Numbers = {
    work: {
      items: 26,
      item: { kind: "fixed", ms: loop.breakdown.compute / 26 },
      waits: 1,
      bytesIn: 0,
      bytesOut: 0,
      failures: 0,
      retries: 0,
      // The list, and the merge: nothing to speak of, but op runs.
      beforeMs: 0.1,
      afterMs: 0.1,
      groups: 1,
    },
    place: {
      ...FREE_PLACE,
      start: { kind: "fixed", ms: startMs },
      startCpu: 1,
      delayMs: startMs,
      hosts: "shared",
      cores: environment.cores,
    },
    workers: settings.workers,
    chunk: "auto",
    seed: 1,
  };
  for (const { strategy, wallMs } of others) {
    const said = simulate(numbers, strategy, new Draws(numbers, 0)).wallMs;
    console.info(
      `${strategy.padEnd(11)}     real ${wallMs.median.toFixed(0).padStart(5)} ms  said ${said.toFixed(0).padStart(5)} ms  ${((said / wallMs.median - 1) * 100).toFixed(1).padStart(6)}%`,
    );
    expect(Math.abs(said / wallMs.median - 1), strategy).toBeLessThan(0.2);
  }
});
