import { describe, expect, test } from "vitest";
import { settingsInPython, withSettings } from "../../program-settings";

const labels = (source: string) =>
  settingsInPython(source).map(({ kind, label, line, value }) => [kind, label, line, value]);

const DAGSTER = `import dagster as dg
from dagster import op, RetryPolicy


@op
def load():
    return 1


@dg.op(
    retry_policy=RetryPolicy(max_retries=3),
)
def count(value): ...


@dg.op(tags={"a": "b"},)
def total(value): ...


@dg.job(config={"execution": {"config": {"max_concurrent": 4, "tag_concurrency_limits": [{"key": "db", "limit": 2}]}}})
def letters():
    total(count(load()))
`;
const FLYTEKIT = `from flytekit import map_task, task, workflow

@task
def count(word: str) -> int: ...

@task(retries=2)
def total(n: list[int]) -> int: ...

@workflow
def wf(words: list[str]) -> int:
    return total(n=map_task(count)(word=words))
`;
const FLYTE = `import flyte

KEPT = 3
env = flyte.TaskEnvironment(name="a", reusable=flyte.ReusePolicy(replicas=KEPT, concurrency=2))

@env.task(retries=1)
async def one(x: int) -> int: ...

@env.task
async def main(n: int) -> list[int]:
    return [each async for each in flyte.map.aio(one, range(n), concurrency=KEPT)]
`;
const POOLS = `from multiprocessing import Pool
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

if __name__ == "__main__":
    with Pool(4) as pool, ProcessPoolExecutor() as other, ThreadPoolExecutor(max_workers=8) as threads:
        print(pool.map(abs, range(100), chunksize=5), list(other.map(abs, range(9))), list(threads.map(abs, [1])))
`;

describe("settings in a program", () => {
  test("of Dagster: limits, and retries that are there or could be", () => {
    expect(labels(DAGSTER)).toEqual([
      ["retries", "max_retries of load", 5, undefined],
      ["retries", "max_retries of count", 11, 3],
      ["retries", "max_retries of total", 16, undefined],
      ["parallel", "max_concurrent", 20, 4],
      ["limit", "limit of tag db", 20, 2],
    ]);
  });

  test("of flytekit and Flyte 2: maps, kept containers, retries", () => {
    expect(labels(FLYTEKIT)).toEqual([
      ["retries", "retries of count", 3, undefined],
      ["retries", "retries of total", 6, 2],
      ["parallel", "concurrency of map_task(count)", 11, undefined],
    ]);
    expect(labels(FLYTE)).toEqual([
      ["parallel", "replicas of flyte.ReusePolicy, concurrency of flyte.map.aio(one)", 3, 3],
      ["limit", "concurrency of flyte.ReusePolicy", 4, 2],
      ["retries", "retries of one", 6, 1],
      ["retries", "retries of main", 9, undefined],
    ]);
  });

  test("of pools and executors: processes and chunks", () => {
    expect(labels(POOLS)).toEqual([
      ["parallel", "processes of Pool", 5, 4],
      ["parallel", "max_workers of ProcessPoolExecutor", 5, undefined],
      ["parallel", "max_workers of ThreadPoolExecutor", 5, 8],
      ["chunk", "chunksize of map(abs)", 6, 5],
      ["chunk", "chunksize of map(abs)", 6, undefined],
    ]);
  });

  test("is none where the program computes it, or has a mistake", () => {
    expect(
      labels("from multiprocessing import Pool, cpu_count\nPool(cpu_count())\nPool(**options)\n"),
    ).toEqual([]);
    expect(labels("from multiprocessing import Pool\nPool(4\n")).toEqual([]);
    expect(labels("class Pool: ...\nPool(4)\n")).toEqual([]);
  });
});

describe("a program with other settings", () => {
  const change = (source: string, wanted: Readonly<Record<string, number>>): string => {
    const settings = settingsInPython(source);
    const values = settings.flatMap(({ id, label }) => {
      const value = wanted[label];
      return value === undefined ? [] : [[id, value] as const];
    });
    return withSettings(source, settings, new Map(values));
  };

  test("has them where they were, or as arguments that were not there", () => {
    expect(change(POOLS, { "processes of Pool": 6, "max_workers of ProcessPoolExecutor": 2 })).toBe(
      POOLS.replace("Pool(4)", "Pool(6)").replace("Executor()", "Executor(max_workers=2)"),
    );
    expect(change(FLYTEKIT, { "concurrency of map_task(count)": 5, "retries of count": 1 })).toBe(
      FLYTEKIT.replace("map_task(count)", "map_task(count, concurrency=5)").replace(
        "@task\n",
        "@task(retries=1)\n",
      ),
    );
    expect(change(DAGSTER, { "max_retries of load": 2, "max_retries of total": 2 })).toBe(
      DAGSTER.replace("@op\n", "@op(retry_policy=dg.RetryPolicy(max_retries=2))\n").replace(
        '{"a": "b"},)',
        '{"a": "b"}, retry_policy=dg.RetryPolicy(max_retries=2),)',
      ),
    );
  });

  test("imports once what several of them need", () => {
    const source = "from dagster import op\n\n@op\ndef a(): ...\n\n@op\ndef b(): ...\n";
    expect(change(source, { "max_retries of a": 1, "max_retries of b": 2 })).toBe(
      "import dagster\nfrom dagster import op\n\n@op(retry_policy=dagster.RetryPolicy(max_retries=1))\ndef a(): ...\n\n@op(retry_policy=dagster.RetryPolicy(max_retries=2))\ndef b(): ...\n",
    );
  });

  test("is the program where nothing differs", () => {
    expect(change(FLYTE, { "retries of one": 1 })).toBe(FLYTE);
  });
});
