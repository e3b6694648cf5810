import { expect, test } from "vitest";
import { runnerStrategies } from "@/lib/engine/strategies";
import { STRATEGIES } from "@/lib/model/strategy";
import { type EntryOutcome, RUNNER_PROTOCOL_VERSION } from "@/lib/protocol/runner";
import { BOOT_LIMIT_MS } from "@/lib/runner/python/testing/boot";
import { startPython } from "./start";

/** Runs an entry of a program as on a cluster, in one worker, where stacks cannot be switched. */
async function run(
  source: string,
  usual: string,
  inputs: Readonly<Record<string, unknown>> = {},
  cache = new Map<string, unknown>(),
) {
  const runner = await startPython({
    protocol: RUNNER_PROTOCOL_VERSION,
    code: JSON.stringify({ source, start: "main", entry: { input: "workflow", usual } }),
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
  let answered = 0;
  await runner.until(() => {
    for (const message of runner.posted.slice(answered)) {
      if (message.type === "cachePut" && message.ok) cache.set(message.key, message.value);
      if (message.type !== "cacheGet") continue;
      const hit = cache.has(message.key);
      runner.send({ type: "cache", req: message.req, hit, value: cache.get(message.key) });
    }
    answered = runner.posted.length;
    return outcome !== undefined;
  });
  const flushes = runner.posted.flatMap((each) => (each.type === "flush" ? [each.flush] : []));
  const logs = [...flushes.flatMap((flush) => flush.logs ?? []), ...(outcome?.logs ?? [])];
  const names = flushes.flatMap((flush) => flush.batch?.names ?? []).concat(outcome?.batch?.names ?? []);
  runner.stop();
  return { outcome, names, lines: logs.map(({ text }) => text) };
}

/** What the entry gave. */
const givenBy = (outcome: EntryOutcome | undefined): unknown => {
  if (!outcome?.ok) throw new Error(outcome?.error?.stack ?? outcome?.error?.message);
  return (outcome.value as unknown as { value: unknown }).value;
};

const NESTED = `
from flytekit import LaunchPlan, conditional, dynamic, map_task, task, workflow

@task
def step1(a: int) -> int:
    return a + 1

@task
def check(a: int) -> int:
    if a == 3:
        raise ValueError("three")
    return a

@workflow
def core_wf(a: int) -> int:
    return step1(a=step1(a=a))

core_wf_lp = LaunchPlan.get_or_create(core_wf, name="core", max_parallelism=2)

@dynamic
def level(l: list[int]) -> list[int]:
    return [core_wf_lp(a=a) for a in l]

@task
def known(xs: list[int | None]) -> list[int]:
    print("known", xs)
    return [x for x in xs if x is not None]

@workflow
def multi_wf(l: list[int], least: float = 0.5) -> list[int]:
    found = known(xs=map_task(check, min_success_ratio=0.5)(a=level(l=l)))
    return conditional("size").if_(least < 1.0).then(found).else_().fail("no")

@workflow
def chosen(x: int) -> int:
    return (
        conditional("range")
        .if_(x > 10)
        .then(step1(a=x))
        .elif_(x > 5)
        .then(check(a=step1(a=x)))
        .else_()
        .fail("too small")
    )
`;

test(
  "a workflow of flytekit runs its nodes as calls: dynamics, launch plans, maps with failures, conditionals",
  async () => {
    const nested = await run(NESTED, "multi_wf", { "multi_wf.l": [0, 1, 2] });
    expect(givenBy(nested.outcome)).toEqual([2, 4]);
    expect(nested.lines).toContain("known [2, None, 4]");
    expect(nested.names).toEqual(expect.arrayContaining(["multi_wf", "level", "core", "step1", "check"]));
    const chosen = await run(NESTED, "chosen", { "chosen.x": 7 });
    expect(givenBy(chosen.outcome)).toBe(8);
    expect((await run(NESTED, "chosen", { "chosen.x": 1 })).outcome).toMatchObject({
      ok: false,
      error: { name: "ValueError", message: "too small" },
    });
  },
  BOOT_LIMIT_MS,
);

const GATHERED = `
import asyncio, flyte, flyte.errors
from datetime import timedelta

env = flyte.TaskEnvironment(name="squares", resources=flyte.Resources(cpu=1))
left = 2

@flyte.trace
async def costly(x: int) -> int:
    print("traced", x)
    return x * 10

@env.task
async def square(x: int) -> int:
    if x == 3:
        raise LookupError("three")
    return x * x

@env.task(retries=flyte.RetryStrategy(count=2, backoff=flyte.Backoff(base=timedelta(milliseconds=1))))
async def fragile(x: int) -> int:
    global left
    value = await costly(x)
    if left:
        left -= 1
        raise RuntimeError("not yet")
    return value + 1

@env.task
async def main(n: int = 3) -> list[str]:
    with flyte.group("squares of n"):
        values = await asyncio.gather(*(square(x=i) for i in range(n)))
    mapped = []
    async for value in flyte.map.aio(square, [2, 3], concurrency=1):
        mapped.append(f"{type(value).__name__} {getattr(value, 'code', value)}")
    return [str(list(values)), *mapped, str(await fragile(4))]
`;

test(
  "a task of Flyte 2 runs the tasks that it calls: groups, maps with errors, traces that are not run again",
  async () => {
    const { outcome, names, lines } = await run(GATHERED, "main");
    expect(givenBy(outcome)).toEqual(["[0, 1, 4]", "int 4", "RuntimeUserError LookupError", "41"]);
    expect(names).toEqual(expect.arrayContaining(["squares of n", "square", "squares.square_map", "costly"]));
    expect(lines.filter((line) => line === "traced 4")).toHaveLength(1);
    expect(lines).toContain("flyte: without effect in Fanout: resources.");
  },
  BOOT_LIMIT_MS,
);

const TIMEOUTS = `
import asyncio
import flyte
import flyte.errors

env = flyte.TaskEnvironment(name="times")

@env.task
async def own(x: int) -> int:
    await asyncio.wait_for(asyncio.sleep(5), timeout=0.01)
    return x

@env.task(timeout=1)
async def slow(x: int) -> int:
    await asyncio.sleep(20)
    return x

@env.task
async def main() -> list[str]:
    found = []
    for task in (own, slow):
        try:
            await task(1)
        except flyte.errors.BaseRuntimeError as error:
            found.append(f"{type(error).__name__} {error.code}")
    return found
`;

test(
  "a timeout that a task of Flyte 2 sets itself is its error, and that of its settings is the platform's",
  async () => {
    const { outcome } = await run(TIMEOUTS, "main");
    expect(givenBy(outcome)).toEqual([
      "RuntimeUserError TimeoutError",
      "MaxRuntimeExceededError MaxRuntimeExceededError",
    ]);
  },
  BOOT_LIMIT_MS,
);

const KEPT = `
from flytekit import LaunchPlan, dynamic, task, workflow

@task
def increment(num: int) -> int:
    print("ran", num)
    return num + 1

@workflow
def child(num: int) -> int:
    return increment(num=num)

child_lp = LaunchPlan.get_or_create(child, name="child_lp")

@dynamic
def spawn(n: int) -> list[int]:
    return [child_lp(num=num).with_overrides(cache=True, cache_version="1") for num in range(n)]

@workflow
def spawn_wf(n: int) -> list[int]:
    return spawn(n=n)

@workflow
def nodes_wf(n: int) -> tuple[int, int, int]:
    first = increment(num=n).with_overrides(cache=True, cache_version="1")
    other = increment(num=n).with_overrides(cache=True, cache_version="2")
    sub = child(num=n).with_overrides(cache=True, cache_version="1")
    return first, other, sub
`;

test(
  "a node whose override asks for a cache takes its result from there",
  async () => {
    for (const [entry, count] of [
      ["spawn_wf", 3],
      ["nodes_wf", 3],
    ] as const) {
      const cache = new Map<string, unknown>();
      const first = await run(KEPT, entry, { n: 3 }, cache);
      expect(cache.size, entry).toBe(count);
      expect(first.lines.filter((line) => line.startsWith("ran"))).toHaveLength(3);
      const again = await run(KEPT, entry, { n: 3 }, cache);
      expect(givenBy(again.outcome)).toEqual(givenBy(first.outcome));
      expect(again.lines.filter((line) => line.startsWith("ran"))).toEqual([]);
    }
  },
  BOOT_LIMIT_MS,
);
