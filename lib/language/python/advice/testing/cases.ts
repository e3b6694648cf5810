import type { RuleCases } from "./rule-case";

const POOL = "from multiprocessing import Pool\n\n\n";
const MAIN = 'if __name__ == "__main__":\n';
const SQUARE = "def square(x):\n    return x * x\n\n\n";

const mainGuard: RuleCases = {
  triggers: [
    {
      name: "a pool at the top level",
      code: `${POOL}${SQUARE}with Pool(2) as pool:\n    print(pool.map(square, [1]))\n\nprint("done")\n`,
      at: "Pool",
      message:
        'Each worker process runs this file from the top, and would run `Pool` again. Put it under `if __name__ == "__main__":`.',
      fixed: `${POOL}${SQUARE}${MAIN}    with Pool(2) as pool:\n        print(pool.map(square, [1]))\n\n    print("done")\n`,
    },
    {
      name: "a function that makes one, through another",
      code: `import multiprocessing as mp\n\n\ndef work():\n    mp.Process(target=print).start()\n\n\ndef main():\n    work()\n\n\nmain()\n`,
      at: "main",
      message:
        'Each worker process runs this file from the top, and would run `main` again. Put it under `if __name__ == "__main__":`.',
      fixed: `import multiprocessing as mp\n\n\ndef work():\n    mp.Process(target=print).start()\n\n\ndef main():\n    work()\n\n\n${MAIN}    main()\n`,
    },
    {
      name: "definitions behind it, without a fix",
      code: `from concurrent.futures import ProcessPoolExecutor\n\npool = ProcessPoolExecutor()\n\n\ndef f(x):\n    return x\n`,
      at: "ProcessPoolExecutor",
      message:
        'Each worker process runs this file from the top, and would run `ProcessPoolExecutor` again. Put it under `if __name__ == "__main__":`.',
    },
  ],
  silent: {
    "is guarded": `${POOL}${SQUARE}${MAIN}    with Pool(2) as pool:\n        print(pool.map(square, [1]))\n`,
    "is guarded another way": `${POOL}${SQUARE}def main():\n    with Pool(2) as pool:\n        print(pool.map(square, [1]))\n\n\nif "__main__" == __name__:\n    main()\n`,
    "is a function that nobody calls here": `${POOL}${SQUARE}def main():\n    with Pool(2) as pool:\n        print(pool.map(square, [1]))\n`,
    "makes threads": `from concurrent.futures import ThreadPoolExecutor\n\nwith ThreadPoolExecutor() as pool:\n    print(list(pool.map(lambda x: x, [1])))\n`,
    "has a Pool of its own": `class Pool:\n    pass\n\n\npool = Pool()\n`,
  },
};

const unpicklableFunction: RuleCases = {
  triggers: [
    {
      name: "a lambda",
      code: `${POOL}${MAIN}    with Pool(2) as pool:\n        print(pool.map(lambda x: x * 2, [1]))\n`,
      at: "lambda x: x * 2",
      message: "A lambda cannot be sent to a worker process. Define a function at the top level of the file.",
      fixed: `${POOL}def work(x):\n    return x * 2\n\n\n${MAIN}    with Pool(2) as pool:\n        print(pool.map(work, [1]))\n`,
    },
    {
      name: "a lambda that uses a local variable, without a fix",
      code: `from concurrent.futures import ProcessPoolExecutor\n\n\ndef main(n):\n    with ProcessPoolExecutor() as pool:\n        return pool.submit(lambda: n).result()\n`,
      at: "lambda: n",
      message: "A lambda cannot be sent to a worker process. Define a function at the top level of the file.",
    },
    {
      name: "a lambda with a name",
      code: `${POOL}double = lambda x: x * 2\n\n${MAIN}    pool = Pool(2)\n    print(pool.map(double, [1]))\n`,
      at: "double",
      message: "A lambda cannot be sent to a worker process. Define a function at the top level of the file.",
    },
    {
      name: "an inner function",
      code: `${POOL}def main():\n    def double(x):\n        return x * 2\n\n    with Pool(2) as pool:\n        return pool.map(double, [1])\n`,
      at: "double",
      message:
        "`double` is defined inside another function, so it cannot be sent to a worker process. Move it to the top level of the file.",
    },
    {
      name: "an initializer",
      code: `${POOL}${SQUARE}${MAIN}    with Pool(2, initializer=lambda: None) as pool:\n        print(pool.map(square, [1]))\n`,
      at: "lambda: None",
      message: "A lambda cannot be sent to a worker process. Define a function at the top level of the file.",
      fixed: `${POOL}${SQUARE}def work():\n    return None\n\n\n${MAIN}    with Pool(2, initializer=work) as pool:\n        print(pool.map(square, [1]))\n`,
    },
  ],
  silent: {
    "goes to threads": `from multiprocessing.pool import ThreadPool\n\nwith ThreadPool(2) as pool:\n    print(pool.map(lambda x: x, [1]))\n`,
    "is a callback": `${POOL}${SQUARE}${MAIN}    pool = Pool(2)\n    pool.apply_async(square, (1,), callback=lambda x: print(x)).wait()\n`,
    "is a key": `print(sorted([1], key=lambda x: -x), list(map(lambda x: x, [1])))\n`,
    "is a top-level function": `${POOL}${SQUARE}def main():\n    with Pool(2) as pool:\n        return pool.map(square, [1])\n`,
  },
};

const workerGlobal: RuleCases = {
  triggers: [
    {
      name: "a counter",
      code: `${POOL}count = 0\n\n\ndef work(x):\n    global count\n    count += x\n\n\n${MAIN}    with Pool(2) as pool:\n        pool.map(work, [1])\n    print(count)\n`,
      at: "count",
      message:
        "`count` changes only in the worker process: the main process keeps its own. Return the value instead.",
    },
  ],
  silent: {
    "an initializer sets for the worker": `${POOL}base = None\n\n\ndef start(x):\n    global base\n    base = x\n\n\ndef work(x):\n    return base + x\n\n\n${MAIN}    with Pool(2, initializer=start, initargs=(1,)) as pool:\n        print(pool.map(work, [1]))\n`,
    "stays in the worker": `${POOL}seen = None\n\n\ndef work(x):\n    global seen\n    if seen is None:\n        seen = x\n    return seen\n\n\n${MAIN}    with Pool(2) as pool:\n        print(pool.map(work, [1]))\n`,
    "threads share": `from concurrent.futures import ThreadPoolExecutor\n\ncount = 0\n\n\ndef work(x):\n    global count\n    count += x\n\n\nwith ThreadPoolExecutor() as pool:\n    list(pool.map(work, [1]))\nprint(count)\n`,
  },
};

const lostResult: RuleCases = {
  triggers: [
    {
      name: "apply_async",
      code: `${POOL}${SQUARE}${MAIN}    with Pool(2) as pool:\n        pool.apply_async(square, (1,))\n`,
      at: "apply_async",
      message:
        "Nothing uses this result, so an exception in `square` is lost. Keep what `apply_async` returns and call `.get()`.",
    },
    {
      name: "submit",
      code: `from concurrent.futures import ThreadPoolExecutor\n\nwith ThreadPoolExecutor() as pool:\n    for i in range(3):\n        pool.submit(print, i)\n`,
      at: "submit",
      message:
        "Nothing uses this result, so an exception in `print` is lost. Keep what `submit` returns and call `.result()`.",
    },
  ],
  silent: {
    "is kept": `from concurrent.futures import ThreadPoolExecutor\n\nwith ThreadPoolExecutor() as pool:\n    futures = [pool.submit(print, i) for i in range(3)]\n    for future in futures:\n        future.result()\n`,
    "has a callback": `${POOL}${SQUARE}${MAIN}    with Pool(2) as pool:\n        pool.apply_async(square, (1,), callback=print, error_callback=print)\n`,
    "is not of a pool": "form.submit(1)\n",
  },
};

const poolInLoop: RuleCases = {
  triggers: [
    {
      name: "a pool for each turn",
      code: `${POOL}${SQUARE}${MAIN}    for batch in [[1], [2]]:\n        with Pool(4) as pool:\n            print(pool.map(square, batch))\n`,
      at: "Pool",
      message:
        "Each turn of the loop creates a Pool and starts its workers again. Create it once, before the loop.",
    },
  ],
  silent: {
    "has another size each turn": `${POOL}${SQUARE}${MAIN}    for size in [1, 2]:\n        with Pool(size) as pool:\n            print(pool.map(square, [1]))\n`,
    "is measured": `import time\n${POOL}${SQUARE}${MAIN}    for _ in range(3):\n        start = time.perf_counter()\n        with Pool(2) as pool:\n            print(pool.map(square, [1]), time.perf_counter() - start)\n`,
    "is what the loop goes over": `${POOL}${SQUARE}${MAIN}    for x in Pool(2).imap(square, [1]):\n        print(x)\n`,
  },
};

const severalArguments: RuleCases = {
  triggers: [
    {
      name: "map over pairs",
      code: `${POOL}def add(a, b):\n    return a + b\n\n\n${MAIN}    with Pool(2) as pool:\n        print(pool.map(add, [(1, 2), (3, 4)]))\n`,
      at: "map",
      message: "`add` needs 2 arguments, and `map` passes 1. Use `starmap` with a tuple for each call.",
      fixed: `${POOL}def add(a, b):\n    return a + b\n\n\n${MAIN}    with Pool(2) as pool:\n        print(pool.starmap(add, [(1, 2), (3, 4)]))\n`,
    },
    {
      name: "map over a zip, kept in a variable",
      code: `${POOL}def add(a: int, b: int, c=1):\n    return a + b\n\n\n${MAIN}    pairs = zip([1], [2])\n    with Pool(2) as pool:\n        print(pool.map_async(add, pairs).get())\n`,
      at: "map_async",
      message: "`add` needs 2 arguments, and `map_async` passes 1. Use `starmap` with a tuple for each call.",
      fixed: `${POOL}def add(a: int, b: int, c=1):\n    return a + b\n\n\n${MAIN}    pairs = zip([1], [2])\n    with Pool(2) as pool:\n        print(pool.starmap_async(add, pairs).get())\n`,
    },
    {
      name: "an executor's map with one iterable",
      code: `from concurrent.futures import ThreadPoolExecutor\n\n\ndef add(a, b):\n    return a + b\n\n\nwith ThreadPoolExecutor() as pool:\n    print(list(pool.map(add, [1])))\n`,
      at: "map",
      message: "`add` needs 2 arguments, and `map` passes 1. Give `map` an iterable for each argument.",
    },
  ],
  silent: {
    "takes one": `${POOL}def add(a, b=1, *rest, c=2):\n    return a + b\n\n\n${MAIN}    print(Pool(2).map(add, [1]))\n`,
    "is a starmap": `${POOL}def add(a, b):\n    return a + b\n\n\n${MAIN}    print(Pool(2).starmap(add, [(1, 2)]))\n`,
    "has two iterables": `from concurrent.futures import ThreadPoolExecutor\n\n\ndef add(a, b):\n    return a + b\n\n\nprint(list(ThreadPoolExecutor().map(add, [1], [2])))\n`,
    "is partly applied": `import functools\n${POOL}def add(a, b):\n    return a + b\n\n\n${MAIN}    print(Pool(2).map(functools.partial(add, 1), [1]))\n`,
  },
};

const ASYNC = "import asyncio\n\n\n";
const FETCH = "async def fetch(x):\n    await asyncio.sleep(1)\n    return x\n\n\n";
const RUN = "\n\nasyncio.run(main())\n";

const awaitInLoop: RuleCases = {
  triggers: [
    {
      name: "a loop that appends",
      code: `${ASYNC}${FETCH}async def main():\n    results = []\n    for x in range(3):\n        results.append(await fetch(x))\n    return results\n${RUN}`,
      at: "await fetch(x)",
      message: "Each call waits for the one before, so the calls do not overlap. Use `asyncio.gather`.",
      fixed: `${ASYNC}${FETCH}async def main():\n    results = []\n    results.extend(await asyncio.gather(*(fetch(x) for x in range(3))))\n    return results\n${RUN}`,
    },
    {
      name: "a list",
      code: `${ASYNC}${FETCH}async def main():\n    return [await fetch(a + b) for a, b in [(1, 2)]]\n${RUN}`,
      at: "await fetch(a + b)",
      message: "Each call waits for the one before, so the calls do not overlap. Use `asyncio.gather`.",
      fixed: `${ASYNC}${FETCH}async def main():\n    return await asyncio.gather(*(fetch(a + b) for a, b in [(1, 2)]))\n${RUN}`,
    },
  ],
  silent: {
    "needs the one before": `${ASYNC}${FETCH}async def main():\n    results = [1]\n    for x in range(3):\n        results.append(await fetch(results[-1]))\n${RUN}`,
    "does more in each turn": `${ASYNC}${FETCH}async def main():\n    results = []\n    for x in range(3):\n        results.append(await fetch(x))\n        print(x)\n${RUN}`,
    "gives a queue's items": `${ASYNC}async def main():\n    queue = asyncio.Queue()\n    return [await queue.get() for _ in range(3)]\n${RUN}`,
    "shares a lock": `${ASYNC}lock = asyncio.Lock()\n\n\nasync def step(x):\n    async with lock:\n        return x\n\n\nasync def main():\n    return [await step(x) for x in range(3)]\n${RUN}`,
    "is an async loop": `${ASYNC}${FETCH}async def main(items):\n    results = []\n    async for x in items:\n        results.append(await fetch(x))\n`,
  },
};

const blockingCall: RuleCases = {
  triggers: [
    {
      name: "time.sleep",
      code: `import asyncio\nimport time\n\n\nasync def main():\n    time.sleep(0.5)\n${RUN}`,
      at: "time.sleep",
      message:
        "`time.sleep` holds the event loop: no other coroutine runs until it returns. Use `await asyncio.sleep(…)`.",
      fixed: `import asyncio\nimport time\n\n\nasync def main():\n    await asyncio.sleep(0.5)\n${RUN}`,
    },
    {
      name: "sleep by its own name, without asyncio",
      code: "from time import sleep\n\n\nasync def main():\n    sleep(0.5)\n",
      at: "sleep",
      message:
        "`time.sleep` holds the event loop: no other coroutine runs until it returns. Use `await asyncio.sleep(…)`.",
      fixed: "import asyncio\nfrom time import sleep\n\n\nasync def main():\n    await asyncio.sleep(0.5)\n",
    },
    {
      name: "a pool's map",
      code: `import asyncio\n${POOL}${SQUARE}async def main():\n    with Pool(2) as pool:\n        return pool.map(square, [1])\n`,
      at: "pool.map",
      message:
        "`map` waits for all results and holds the event loop. Use `loop.run_in_executor` with a `ProcessPoolExecutor`.",
    },
  ],
  silent: {
    "is in a function for a thread": `import asyncio\nimport time\n\n\nasync def main():\n    def wait():\n        time.sleep(1)\n\n    await asyncio.to_thread(wait)\n${RUN}`,
    "is another sleep": `${ASYNC}async def main():\n    await asyncio.sleep(1)\n${RUN}`,
  },
};

const runInCoroutine: RuleCases = {
  triggers: [
    {
      name: "asyncio.run",
      code: `${ASYNC}${FETCH}async def main():\n    print(asyncio.run(fetch(1)))\n${RUN}`,
      at: "asyncio.run",
      message: "`asyncio.run` fails inside a coroutine: an event loop is already running. Use `await`.",
      fixed: `${ASYNC}${FETCH}async def main():\n    print(await fetch(1))\n${RUN}`,
    },
  ],
  silent: {
    "is in a function for a thread": `${ASYNC}${FETCH}async def main():\n    await asyncio.to_thread(lambda: asyncio.run(fetch(1)))\n${RUN}`,
  },
};

const neverAwaited: RuleCases = {
  triggers: [
    {
      name: "in a coroutine",
      code: `${ASYNC}${FETCH}async def main():\n    fetch(1)\n${RUN}`,
      at: "fetch",
      message: "`fetch` is a coroutine function: without `await` its body never runs.",
      fixed: `${ASYNC}${FETCH}async def main():\n    await fetch(1)\n${RUN}`,
    },
    {
      name: "at the top level, without a fix",
      code: `${ASYNC}${FETCH}fetch(1)\n`,
      at: "fetch",
      message: "`fetch` is a coroutine function: without `await` its body never runs.",
    },
  ],
  silent: {
    "is awaited": `${ASYNC}${FETCH}async def main():\n    await fetch(1)\n${RUN}`,
    "is a task": `${ASYNC}${FETCH}async def main():\n    asyncio.create_task(fetch(1))\n${RUN}`,
    "is decorated": `${ASYNC}@task\n${FETCH}fetch(1)\n`,
    "has two meanings": `${ASYNC}${FETCH}if True:\n    def fetch(x):\n        return x\n\n\nfetch(1)\n`,
  },
};

const unavailableModule: RuleCases = {
  triggers: [
    {
      name: "a package",
      code: "import numpy as np, os\n",
      at: "numpy",
      message: "`numpy` is unavailable: packages cannot be installed.",
    },
    {
      name: "one for parallel work",
      code: "from joblib import Parallel\n",
      at: "joblib",
      message:
        "`joblib` is unavailable: packages cannot be installed. Use `multiprocessing` or `concurrent.futures`.",
    },
    {
      name: "one for the network, in a function",
      code: "def load(url):\n    import os, requests.adapters\n    return requests.get(url)\n",
      at: "requests",
      message: "`requests` is unavailable: programs have no network access. Pass the data as inputs.",
    },
  ],
  silent: {
    "is tried": "try:\n    import numpy as np\nexcept ImportError:\n    np = None\n",
    "is of the standard library": "import os.path, json\nfrom multiprocessing import pool as numpy\n",
    "is the program's own name": "numpy = 1\nprint(numpy)\n",
  },
};

const VALUE =
  'from multiprocessing import Process, Value\n\n\ndef add(total, n):\n    total.value += n\n\n\nif __name__ == "__main__":\n    total = Value("i", 0)\n    adder = Process(target=add, args=(total, 2))\n    adder.start()\n';

const unjoinedProcess: RuleCases = {
  triggers: [
    {
      name: "a value that is read at once",
      code: `${VALUE}    print(total.value)\n`,
      at: "total",
      message: "`adder` may still run when `total` is read. Call `adder.join()` first.",
      fixed: `${VALUE}    adder.join()\n    print(total.value)\n`,
    },
  ],
  silent: {
    "is joined": `${VALUE}    adder.join()\n    print(total.value)\n`,
    "is waited for in another way": `${VALUE}    while adder.is_alive():\n        pass\n    print(total.value)\n`,
    "reads nothing": VALUE,
  },
};

/** The tables of all rules, by the rule's name. */
export const ruleCases: Readonly<Record<string, RuleCases>> = {
  awaitInLoop,
  blockingCall,
  lostResult,
  mainGuard,
  neverAwaited,
  poolInLoop,
  runInCoroutine,
  severalArguments,
  unavailableModule,
  unjoinedProcess,
  unpicklableFunction,
  workerGlobal,
};
