import { expect, test } from "vitest";
import { runnerStrategies } from "@/lib/engine/strategies";
import { STRATEGIES } from "@/lib/model/strategy";
import { type EntryOutcome, RUNNER_PROTOCOL_VERSION } from "@/lib/protocol/runner";
import { BOOT_LIMIT_MS } from "@/lib/runner/python/testing/boot";
import { startPython } from "./start";

/** Runs a program that leaves its job to the page, in one worker, where stacks cannot be switched. */
async function run(source: string, inputs: Readonly<Record<string, unknown>> = {}, isLocal = false) {
  const entry = { input: "job", usual: "numbers" };
  const runner = await startPython({
    protocol: RUNNER_PROTOCOL_VERSION,
    code: JSON.stringify({ source, start: "main", entry, isLocal }),
    versions: {},
    worker: 0,
    epoch: 0,
    seed: 1,
    strategies: runnerStrategies,
    strategy: STRATEGIES.indexOf("sequential"),
    maxParallelism: 25,
    workers: 2,
    prior: new Map(),
    cores: 2,
  });
  let outcome: EntryOutcome | undefined;
  void runner.api.runEntry({ inputs }).then((given) => {
    outcome = given;
  });
  await runner.until(() => outcome !== undefined);
  const flushes = runner.posted.flatMap((each) => (each.type === "flush" ? [each.flush] : []));
  const logs = [...flushes.flatMap((flush) => flush.logs ?? []), ...(outcome?.logs ?? [])];
  const names = flushes.flatMap((flush) => flush.batch?.names ?? []).concat(outcome?.batch?.names ?? []);
  const notes = [...flushes.flatMap((flush) => flush.notes ?? []), ...(outcome?.notes ?? [])];
  runner.stop();
  return { outcome, names, keys: notes.flatMap(({ key }) => key ?? []), lines: logs.map(({ text }) => text) };
}

const NUMBERS = `
from dagster import Config, DynamicOut, DynamicOutput, job, op

class Split(Config):
    count: int = 3

@op(out=DynamicOut(int))
def split(config: Split):
    for n in range(config.count):
        yield DynamicOutput(n, mapping_key=f"n{n}")

@op
def square(context, n: int) -> int:
    context.log.info(f"square of {n}")
    return n * n

@op
def total(ns: list[int]) -> int:
    return sum(ns)

@job
def numbers():
    total(split().map(square).collect())
`;

const DAYS = `
from dagster import DailyPartitionsDefinition, asset

days = DailyPartitionsDefinition(start_date="2024-01-01", end_date="2024-01-04")

@asset(partitions_def=days)
def day(context):
    return context.partition_key
`;

const PARTITIONED_CONFIG = `
from dagster import Config, job, op, static_partitioned_config

class Load(Config):
    name: str
    rows: int = 1

@op
def load(config: Load) -> str:
    return f"{config.name} {config.rows}"

@static_partitioned_config(partition_keys=["x", "y"])
def by_name(key):
    return {"ops": {"load": {"config": {"name": key}}}}

@job(config=by_name)
def numbers():
    load()
`;

const CHECKED = `
from dagster import AssetCheckResult, Definitions, RunRequest, asset, asset_check, sensor

@asset
def rows():
    return [1, 2]

@asset_check(asset=rows)
def filled(rows):
    return AssetCheckResult(passed=len(rows) > 0)

@sensor(job_name="nightly")
def files(context):
    yield RunRequest()

defs = Definitions(assets=[rows], asset_checks=[filled], sensors=[files])
`;

/** Jobs of Dagster, through the runner: their steps are calls. */
export function describeDagster(): void {
  for (const isLocal of [false, true]) {
    test(
      `a job of Dagster runs its steps under their names${isLocal ? ", in the local mode too" : ""}`,
      async () => {
        const { outcome, names, keys, lines } = await run(NUMBERS, { "split.count": 4 }, isLocal);
        if (!outcome?.ok) throw new Error(outcome?.error?.stack ?? outcome?.error?.message);
        expect(outcome).toMatchObject({ value: { value: { total: 14 } } });
        expect(lines).toContain("square of 3");
        if (isLocal) expect(names).toContain("square[n3]");
        else {
          expect(names).toEqual(expect.arrayContaining(["numbers", "square[?]", "square", "total"]));
          expect(keys).toEqual(expect.arrayContaining(["n0", "n3"]));
        }
      },
      BOOT_LIMIT_MS,
    );
  }

  test(
    "a step of Dagster that fails raises the program's own error, after the others have run",
    async () => {
      const fails = NUMBERS.replace("return n * n", 'if n == 1: raise ValueError("no")\n    return n * n');
      const { outcome, lines } = await run(fails);
      expect(outcome).toMatchObject({ ok: false, error: { name: "ValueError", message: "no", line: 15 } });
      expect(lines).toContain("square of 2");
      expect(lines).toContain("Dependencies for step total failed: ['square[n1]']. Not executing.");
    },
    BOOT_LIMIT_MS,
  );

  test(
    "a step that requests a retry is run again",
    async () => {
      const source = NUMBERS.replace("Config,", "Config, RetryRequested,").replace(
        "return n * n",
        "if n == 1 and context.retry_number == 0: raise RetryRequested(2, 0.01)\n    return n * n",
      );
      const { outcome, lines } = await run(source);
      expect(outcome).toMatchObject({ value: { value: { total: 5 } } });
      expect(lines.filter((line) => line === "square of 1")).toHaveLength(2);
    },
    BOOT_LIMIT_MS,
  );

  test(
    "a job with partitions runs the one that is asked for, or the last one, and says which",
    async () => {
      const asked = await run(DAYS, { partition: "2024-01-02" });
      expect(asked.outcome).toMatchObject({ value: { value: { day: "2024-01-02" } } });
      const last = await run(DAYS, { partition: "" });
      expect(last.outcome).toMatchObject({ value: { value: { day: "2024-01-03" } } });
      expect(last.lines).toContain(
        "Partition 2024-01-03, the last of 3. Another one can be set in the inputs.",
      );
    },
    BOOT_LIMIT_MS,
  );

  test(
    "run config that follows from the partition keeps the fields that the page sets",
    async () => {
      const { outcome } = await run(PARTITIONED_CONFIG, { partition: "x", "load.rows": 3 });
      expect(outcome).toMatchObject({ value: { value: { load: "x 3" } } });
    },
    BOOT_LIMIT_MS,
  );

  test(
    "checks of assets are steps, and schedules and sensors are listed once",
    async () => {
      const { outcome, names, lines } = await run(CHECKED);
      expect(outcome).toMatchObject({ value: { value: { rows: [1, 2] } } });
      expect(names).toContain("rows_filled");
      expect(lines).toContain("ASSET_CHECK_EVALUATION - Asset check 'filled' on 'rows' passed.");
      expect(
        lines.filter((line) => line.includes("sensors: nothing starts a run here but Run")),
      ).toHaveLength(1);
    },
    BOOT_LIMIT_MS,
  );

  test(
    "what is left out of Dagster is refused where it is imported, and names that it has not fail as there",
    async () => {
      const { outcome } = await run("import time\nfrom dagster import observable_source_asset\n");
      expect(outcome?.error).toMatchObject({ name: "NotImplementedError", line: 2 });
      expect(outcome?.error?.message).toMatch(
        /^`dagster.observable_source_asset` is not part of Fanout's Dagster: there is no storage/,
      );
      const unknown = await run("from dagster import nothing_of_it\n");
      expect(unknown.outcome?.error).toMatchObject({ name: "ImportError" });
    },
    BOOT_LIMIT_MS,
  );
}
