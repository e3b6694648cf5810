import type { Lesson } from "./lesson";

export const squares: Lesson = {
  slug: "squares",
  title: "When multiprocessing is slower",
  description:
    "Squaring numbers with a process per core and a shared queue is many times slower than a loop. See why, and what one setting changes.",
  intro: `The textbook design: one process per core, a work queue and a result queue. Each process squares numbers until it reads STOP, then returns its list.

The program does this, compared with a single process and with \`map\` at different chunk sizes. Press Run and read the log: each line shows how much longer a way took than the single process.`,
  look: `[Dagster's glossary](https://dagster.io/glossary/multiprocessing) does the same with 100,000 numbers in Python and finds it 38 times slower than one process. Python is not at fault. Squaring takes some billionths of a second; sending a number to another process and asking for the next takes some millionths. Sending the numbers one by one takes all the time.

The time has five parts, and they are the parts of every bar in Fanout: **Compute** (the work), **Transfer**, **Queue**, **Start** and **Idle**. Only the first is what you wanted.

The squares that come out of the queue are not in order: the log shows how many are out of place. Each process puts its own list back when it is done, so the order is the order of arrival, and in the original the first ten are not 0, 1, 4, 9 … at all. Send an index with each number and sort at the end, or use \`map\`, which keeps the order.

Now the last lines. \`map_1\` sends one number per message, like the queue. \`map_100\` and \`map_5000\` do the same work with a hundredth and a five-thousandth of the messages. On a machine with two cores and Python 3.11 we saw 3.5 s for 100,000 squares in chunks of 1, and 0.014 s with the default chunk: one setting, a factor of 250.`,
  tries: [
    {
      change: "Set `count` to 100000, as in the original.",
      see: "Everything takes ten times as long; the factors stay.",
      open: { "100,000 numbers": { inputs: { count: 100_000 } } },
    },
    {
      change: "Set `waitMs` to 1 and `count` to 200.",
      see: "Now each number waits, like a call to a service. Workers can wait in parallel, so every parallel way wins.",
      open: { "200 numbers that wait": { inputs: { waitMs: 1, count: 200 } } },
    },
    {
      change: "Set `chunkSizes` to `[1, 2, 4, 8, 16]`.",
      see: "Doubling the chunk halves the time until the work dominates.",
      open: { "chunks of 1 to 16": { inputs: { chunkSizes: [1, 2, 4, 8, 16] } } },
    },
    {
      change: "Write `compute(1)` before each way's `n * n`, with a `count` of 200.",
      see: "With 1 ms of work per number, cores matter and messages do not.",
      open: {
        "200 numbers that compute": {
          inputs: { count: 200 },
          edits: {
            "import {\n  cpuCount,": "import {\n  compute,\n  cpuCount,",
            "const square = task((n: number) => n * n);":
              "const square = task((n: number) => {\n  compute(1);\n  return n * n;\n});",
            "    squares.push(n * n);\n  }\n  return squares;":
              "    compute(1);\n    squares.push(n * n);\n  }\n  return squares;",
            "    squares.push(n * n);\n  }\n  await done":
              "    compute(1);\n    squares.push(n * n);\n  }\n  await done",
          },
        },
      },
    },
  ],
  takeaways: [
    "Parallel work pays when an item's work is clearly more than what its message costs.",
    "If items are small, send many in one message. A chunk size is the number of items per message.",
    "Results from your own processes arrive in completion order. Keep an index, or let `map` do it.",
    "Ask first whether the work waits or computes. Waiting always overlaps; computing overlaps only up to the number of cores.",
  ],
  systems: {
    Python:
      "Objects cross a `multiprocessing.Queue` [by being pickled and sent through a pipe](https://docs.python.org/3/library/multiprocessing.html). `Pool.map` chooses [its chunks](https://github.com/python/cpython/blob/main/Lib/multiprocessing/pool.py), but `Pool.imap` and [`ProcessPoolExecutor.map`](https://docs.python.org/3/library/concurrent.futures.html) send one item at a time unless you say otherwise.",
    Dagster:
      "An output goes to the next step through an I/O manager, which [stores it and loads it again](https://docs.dagster.io/concepts/io-management/io-managers), so sending data costs more than between processes. Chunks are yours to make: the example for dynamic outputs [says in a comment that chunking is possible](https://docs.dagster.io/examples/mini-examples/dynamic-vs-parallel).",
    Flyte:
      "An item of a `map_task` is a separate container, so an item should be worth one. The introduction to map tasks [splits ten thousand numbers into ten partitions first](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/flyte_fundamentals/optimizing_tasks.md) and maps over these: chunks that you make yourself.",
    Fanout:
      "`Queue` and `Process` are here so that you can measure them. A `map` sends numbers as one block of memory per chunk and chooses its chunk sizes.",
  },
};
