import type { ProgramName } from "../programs";

const DOUBLE = `@task
def double(x):
    return 2 * x
`;

const ODD = (wait: string) => `@task
async def odd(x):
    if x % 2 == 1:
        raise ValueError("odd " + str(x))
${wait}    return x
`;

const SIBLINGS = (options: string) => `import asyncio
from _fanout import sleep, task, workflow

${ODD("    await sleep(1)\n")}
@workflow(entry=True${options})
async def entry():
    return await asyncio.gather(odd(1), odd(2), odd(4))
`;

/** The suite's programs, on what Python's libraries are built on. */
export const sources: Readonly<Record<ProgramName, string>> = {
  entry: `from _fanout import workflow

@workflow(entry=True)
def entry(a=1, b=2):
    return a + b
`,

  loadFails: `from _fanout import workflow

@workflow(entry=True)
def entry():
    return 1

raise ValueError("boom")
`,

  entryFails: `from _fanout import task, workflow

${DOUBLE}
def helper():
    raise ValueError("boom")

@task
def part():
    helper()

@workflow(entry=True)
async def entry():
    await double(21)
    await double.map([1, 2])
    return await part()
`,

  tasks: `import asyncio
from _fanout import NonRecoverable, context, dynamic, meter, sleep, task, workflow

${DOUBLE}
@task
def add(a, b):
    return a + b

@task
def shout(text):
    return text.upper() + "!"

${ODD("")}
@task
def flaky(x):
    if context().attempt == 1:
        raise ValueError("not yet")
    return x

@task
def final(x=None):
    raise NonRecoverable("never again")

@task
async def stuck(x):
    if x == 1:
        await asyncio.get_event_loop().create_future()
    return x

@task
async def step(name):
    print("+" + name)
    await sleep(1)
    print("-" + name)
    return name

@dynamic
async def parent(x):
    a, b = await asyncio.gather(double(x), double(x + 1))
    return a + b

@task
def where(_=None):
    about = context()
    return [about.name, about.key, about.index, about.attempt, about.worker]

@task
def unsendable(x):
    return (lambda: 1) if x == 1 else x

@task
def measured(x):
    meter("rows", x)
    meter("rows", 1)
    return x

@task
def noisy(n):
    for i in range(n):
        print(f"line {i}")
    return n

@task
def long(_):
    print("x" * 20000)

def plain(x):
    return x + 100

@workflow(entry=True)
async def entry():
    return await parent(1)
`,

  calls: `from _fanout import environment, task, workflow

@task(retries={"maxRetries": 3, "delayMs": 10, "backoff": "linear"}, timeout=500)
def double(x):
    return 2 * x

@task(environment=environment("gpu", replicas=3, concurrency=2))
def pooled(a, b):
    return a + b

@workflow(entry=True, maxParallelism=3)
async def entry():
    return [await double(21), await double(1), await pooled(1, 2)]
`,

  maps: `from _fanout import task, workflow

${DOUBLE}
@task
def add(a, b):
    return a + b

@workflow(entry=True)
async def entry():
    return [
        await double.map(
            [1, 2, 3, 4, 5], concurrency=2, min_success_ratio=0.5, chunk_size=3, key=lambda x: f"k{x}"
        ),
        await double.map(["a", "b"]),
        await add.map([(1, 2), (3, 4)], star=True, strategy="hybrid"),
    ]
`,

  stream: `from _fanout import task, workflow

${DOUBLE}
@workflow(entry=True)
async def entry():
    async for result in double.map_unordered([1, 2, 3]):
        print(f"{result.index}:{result.value}")
`,

  catches: `from _fanout import task, workflow

${DOUBLE}
@workflow(entry=True)
async def entry():
    try:
        return await double(1)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
`,

  forgets: `from _fanout import task, workflow

${DOUBLE}
@workflow(entry=True)
async def entry():
    double(1)
    return "early"
`,

  siblings: SIBLINGS(""),
  siblingsFinish: SIBLINGS(', failurePolicy="finishRunnable"'),

  parallel: `import asyncio
from _fanout import context, sleep, task, workflow

@task
async def step(name):
    print("+" + name)
    await sleep(1)
    print("-" + name)
    return name

@task(retries={"maxRetries": 1, "delayMs": 5})
async def again():
    print("+again")
    print("-again")
    if context().attempt == 1:
        raise ValueError("once")

async def steps():
    return await asyncio.gather(step("a"), step("b"), step("c"))

@workflow(maxParallelism=2)
async def limited():
    return await steps()

@workflow(entry=True)
async def entry(kind="free"):
    if kind == "limited":
        return await limited()
    if kind == "map":
        return await step.map(["a", "b", "c"], concurrency=2)
    if kind == "retry":
        return await asyncio.gather(again(), step("b"))
    return await steps()
`,

  nested: `from _fanout import dynamic, task, workflow

${DOUBLE}
@dynamic
async def parent(x):
    return await double(x) + await double(x + 1)

@workflow(entry=True, maxParallelism=1)
async def entry():
    return await parent.map([1, 2])
`,

  partial: `from _fanout import task, workflow

${ODD("")}
@workflow(entry=True)
async def entry(ratio=0.5):
    return await odd.map([0, 1, 2, 3, 4], min_success_ratio=ratio)
`,

  draws: `from _fanout import context, random, task, workflow

@task
def draw(_=None):
    return [random(), random()]

@task(retries=1)
def again():
    drawn = [random(), random()]
    if context().attempt == 1:
        raise ValueError("once")
    return drawn

@workflow(entry=True)
async def entry():
    drawn = [[random(), random()], await draw(), await draw()]
    return [*drawn, *(await draw.map([1, 2])), await again()]
`,

  cached: `from _fanout import launch_plan, task, workflow

@task(cache=True, cacheVersion="1")
def square(x):
    print(f"ran {x}")
    if x < 0:
        raise ValueError("below 0")
    return x * x

@workflow
def sub(x):
    print("sub ran")
    return x + 1

plan = launch_plan(sub, name="plan", cache=True)

@workflow(entry=True)
async def entry(kind="calls"):
    if kind == "plan":
        return await plan(x=1)
    if kind == "map":
        return await square.map([3, 4])
    try:
        return [await square(3), await square(3), await square(-1)]
    except ValueError as error:
        return str(error)
`,

  queue: `from _fanout import Queue, task, workflow

@task
async def fill(queue):
    await queue.put("one")
    await queue.put({"two": 2})
    await queue.close()
    return "filled"

@task
async def take(queue):
    return await queue.get()

@workflow(entry=True)
async def entry():
    queue = Queue()
    filled = fill(queue)
    return [[item async for item in queue], await filled]
`,

  closedQueue: `from _fanout import Queue, workflow

@workflow(entry=True)
async def entry():
    try:
        return await Queue().get()
    except Exception as error:
        return type(error).__name__
`,

  processes: `from _fanout import Process, task, workflow

${DOUBLE}
def plain(x):
    return x + 100

@workflow(entry=True)
async def entry():
    first = Process(double, 4)
    second = Process(plain, 5)
    first.start()
    second.start()
    return [await first.join(), await second.join()]
`,

  traced: `from _fanout import context, task, traced, workflow

@traced
def helper(x):
    print("helper ran")
    return x * 10

@task(retries=1)
async def careful(x):
    y = await helper(x) + await helper(x)
    if context().attempt == 1:
        raise ValueError("once")
    return y

@workflow(entry=True)
async def entry():
    return await careful(4)
`,

  nodes: `from _fanout import dynamic, group, launch_plan, task, workflow

${DOUBLE}
@dynamic
async def around(x):
    return await group("inside", lambda: double(x))

@workflow(maxParallelism=2)
async def inner(x=5):
    return await group("pair", lambda: double(x))

plan = launch_plan(inner, name="plan", maxParallelism=7)

@workflow(entry=True)
async def entry(kind="workflow"):
    if kind == "workflow":
        return await inner(x=1)
    if kind == "plan":
        return await plan()
    if kind == "around":
        return await around(1)
    return await inner.map([{"x": 1}, {"x": 2}, {"x": 3}], concurrency=1, key=lambda item: f"x{item['x']}")
`,

  recording: `from _fanout import meter, task, workflow

@task
def long(text):
    meter("rows", 3)
    meter("rows", 4)
    return text + text

@workflow(entry=True)
async def entry():
    text = await long("x" * 5000)
    meter("length", len(text))
    return 1
`,

  manyNotes: `from _fanout import task, workflow

@task
def check(x):
    if x == 1099:
        raise ValueError("boom")
    return x

@workflow(entry=True)
async def entry():
    try:
        for i in range(1100):
            await check(i)
    except ValueError as error:
        return str(error)
`,

  direct: `from _fanout import task, workflow

${DOUBLE}
@workflow(entry=True)
async def entry(singles=3):
    seen = []
    for i in range(1, singles + 1):
        try:
            seen.append(await double(i))
        except Exception as error:
            seen.append(str(error))
    return [seen, await double.map([10, 20])]
`,

  unsendable: `from _fanout import task, workflow

${DOUBLE}
@workflow(entry=True)
async def entry():
    message = ""
    try:
        await double(lambda: 1)
    except Exception as error:
        message = str(error)
    return [message, await double(2)]
`,

  unsendableOutput: `from _fanout import workflow

@workflow(entry=True)
def entry():
    return lambda: 1
`,

  deep: `from _fanout import workflow

@workflow
async def deeper():
    return await deeper()

@workflow(entry=True)
async def entry():
    return await deeper()
`,

  tooMany: `from _fanout import task, workflow

${DOUBLE}
@workflow(entry=True)
async def entry():
    return await double.map(range(1_000_001))
`,

  tooLarge: `from _fanout import task, workflow

@task
def size(data):
    return len(data)

@workflow(entry=True)
async def entry():
    return await size(bytes(64 * 2**20 + 1))
`,
};
