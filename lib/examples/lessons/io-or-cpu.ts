import type { Lesson } from "./lesson";

export const ioOrCpu: Lesson = {
  slug: "io-or-cpu",
  title: "Waiting or computing",
  description:
    "One event loop waits for a hundred answers in parallel but does not speed up any calculation. Two maps, three strategies, measured.",
  intro: `There are two kinds of slow. A piece of work can **wait**: for a database, a web service, a disk. Or it can **compute**: compress, parse, train. Both look the same from outside: a slow function. They need different fixes.

The program maps 16 items that wait, then 16 items that compute. It runs as a loop, on one event loop that starts everything immediately (\`async\`), and on a pool of workers.`,
  look: `Open the tree and compare the two groups under each strategy.

- **wait**: the loop needs 16 waits. \`async\` needs one: while an item waits, its thread is free to start the next. The pool has as many waits in parallel as it has workers.
- **compute**: the loop needs 16 calculations. \`async\` needs 16 as well. There is one thread, and a thread that computes cannot do anything else. Only the pool gets faster, by as many cores as it can use.

So the winner of the first half is the loser of the second. A pool of 16 workers would wait for all items in parallel too, but you would pay for 16 workers that do nothing.`,
  tries: [
    {
      change: "Set `items` to 200 and `work` to 0.",
      see: "`async` still needs little more than one wait for each 25 items: the workflow's `maxParallelism` of 25 holds it back, not the thread.",
      open: { "200 items that wait": { inputs: { items: 200, work: 0 } } },
    },
    {
      change: "Set the workers to 16.",
      see: "The pool's waiting shrinks to one wait. Its computing stays where your cores put it, and each item seems to take longer, because the cores are shared.",
      open: { "16 workers": { settings: { workers: 16 } } },
    },
    {
      change: "Set `waitMs` to 0.",
      see: "Only computing is left. Compare the pool with the loop: that is the number of cores you really have.",
      open: { "computing alone": { inputs: { waitMs: 0 } } },
    },
  ],
  takeaways: [
    "For work that waits, start many calls and wait once. One thread is enough.",
    "For work that computes, use as many workers as there are cores, not more.",
    "For work that does both, split it: fetch with an event loop, compute in a pool.",
  ],
  systems: {
    Python:
      "`asyncio` runs [all tasks in one thread](https://docs.python.org/3/library/asyncio-dev.html): its documentation says that a calculation of one second delays everything else by one second, and sends such work to an executor. Threads share one interpreter lock in the usual builds, so [processes](https://docs.python.org/3/library/multiprocessing.html) are the way to more cores.",
    Dagster:
      "Steps are processes by default, which is right for computing, expensive for waiting. An executor with threads or an event loop has been [asked for since 2021](https://github.com/dagster-io/dagster/issues/4041); there is [one from the community](https://github.com/dagster-io/community-integrations/pull/258) for `asyncio`.",
    Flyte:
      "In Flyte 2 tasks can be async, and a reusable container takes [more than one in parallel only if they are](https://www.union.ai/docs/v2/flyte/api-reference/flyte-sdk/packages/flyte/reusepolicy/). Its guide says the same as this page: [gather for waiting, process pools for computing](https://www.union.ai/docs/v2/flyte/user-guide/advanced-project/parallel-outputs/).",
    Fanout:
      "`sleep` waits and `compute` does a fixed amount of work, not of time. So when workers compete for a core, you see it: the same work takes longer.",
  },
};
