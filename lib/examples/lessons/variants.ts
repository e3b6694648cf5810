/** What a lesson says of the same program elsewhere, next to it. */
export interface Variant {
  /** On the switch. */
  readonly label: "Dagster" | "Dagster, pool in an op" | "Flyte 1" | "Flyte 2" | "Python";
  /** Name of its example. */
  readonly example: string;
  /** Markdown: what differs, and what to try. */
  readonly text: string;
}

/** By the lesson's slug: those whose subject a platform or the standard library has. TypeScript comes before them. */
export const variants: Readonly<Record<string, readonly Variant[] | undefined>> = {
  letters: [
    {
      label: "Dagster",
      example: "python-dagster-dynamic-outputs",
      text: `The same job in Dagster: a dynamic output for each letter, a mapped op, and a collect: 28 steps. Under dynamic each step has a fresh interpreter, as the multiprocess executor gives it; under pooled the interpreters are kept. Compare shows what that costs for each step.`,
    },
    {
      label: "Dagster, pool in an op",
      example: "python-dagster-pool",
      text: `Dagster's other way: one op makes a separate \`Pool\` for all letters, so the job has 2 steps. The pool is the program's, not a strategy: in Dagster no letter has a row, a log or a retry. Fanout shows the pool's calls below their step.

Set \`processes\` to 13: two waves of letters. Set \`count\` to 7: one wave.`,
    },
    {
      label: "Flyte 1",
      example: "python-letters-map-task",
      text: `The same in flytekit: a \`map_task\`, whose 26 items fold into one node of the workflow. Under dynamic an item is a fresh interpreter, as its container is on Flyte; under pooled it is a kept one.

Set \`wait_ms\` to 1000, as in Dagster's original: the interpreters' starts matter less.`,
    },
    {
      label: "Python",
      example: "python-letters-pool",
      text: `Python's standard library alone: 26 calls on a \`Pool\`. The log shows how many waits the map took.

Set \`chunk\` to 0: Pool's own rule sends one letter per message too, because 26 letters are few. Set \`processes\` to 4 and \`chunk\` to 0: its chunks of 2 cost a wave (lesson 3).`,
    },
  ],
  squares: [
    {
      label: "Python",
      example: "python-squares",
      text: `The same with Python's own means: processes that share a \`Queue\`, then \`Pool.map\` with its default chunk, with one number per message, and with more. Each line of the log compares with one process. The program starts its own processes, so all strategies are alike except sequential, which runs the pool's tasks in sequence.

Set \`count\` to 20000: the factors stay. Set \`chunk_sizes\` to 1, 2, 4 and 8: doubling the chunk about halves the time.`,
    },
  ],
  chunks: [
    {
      label: "Python",
      example: "python-chunks",
      text: `\`Pool.map\` itself: first with its default chunk, then with a chunk of 1. The log shows how many items' time each took; the output has the rule's figures for other pools.

Set \`workers\` to 2, 6 and 7: one item's time is lost, one, and none.`,
    },
  ],
  "io-or-cpu": [
    {
      label: "Python",
      example: "python-io-or-cpu",
      text: `Four measurements: items that wait and items that compute, each with \`asyncio.gather\` and with \`Pool.map\`. The event loop wins with items that wait and gains nothing with items that compute, because a computing item blocks the loop.

Set \`workers\` to 4: the pool gains as long as your machine has cores. Set \`items\` to 100: the loop still takes as long as one item that waits.`,
    },
  ],
  nested: [
    {
      label: "Flyte 1",
      example: "python-nested",
      text: `The same workflow in flytekit: dynamic workflows, and a launch plan for each item. Each launch plan is a separate execution. A task is a fresh interpreter under dynamic, as a pod is, and a kept one under pooled.

Set \`chunk\` to 3: two chunks instead of three. Set \`step_ms\` to 200: the work outweighs the start of an interpreter.`,
    },
  ],
  mixed: [
    {
      label: "Flyte 1",
      example: "python-mixed",
      text: `The same workflow in flytekit: each chunk is a \`map_task\`, whose items fold into one node of the tree.

Set \`chunk\` to 6: one map of all items. Set \`item_ms\` to 200 and compare dynamic with pooled.`,
    },
  ],
  spawn: [
    {
      label: "Flyte 1",
      example: "python-spawn",
      text: `The same in flytekit: a launch plan in a loop, with its cache switched on by an override. On Flyte, a second run starts no child. Fanout does not keep results of launch plans in Python yet: each run starts five. The program in TypeScript shows the cache.

Set \`n\` to 8: eight child runs, each with one task. Set \`step_ms\` to 1000: the work outweighs the start of an interpreter.`,
    },
  ],
  hybrid: [
    {
      label: "Dagster",
      example: "python-dagster-hybrid",
      text: `In Dagster: a mapped step for each record, and in each step a separate \`Pool\` for the units. The job has 7 steps for 100 units. The pool is the program's, so strategies change how the steps run and not the units. Fanout shows the pool's calls below their step, which Dagster does not see.

Set \`processes\` to 1: the units of a record run in sequence. Set \`count\` to 8: more steps, and no more for each unit.`,
    },
  ],
  reports: [
    {
      label: "Flyte 2",
      example: "python-reports",
      text: `The same pipeline for Flyte 2: tasks in an environment with a \`ReusePolicy\`, traced calls, groups, and a \`Dir\` of three files for each report.

Set \`max_iterations\` to 1: three calls for each report. Set \`threshold\` to 6: the first draft is good enough. Run it twice: the second run has its results from the cache.`,
    },
  ],
  retries: [
    {
      label: "Dagster",
      example: "python-dagster-retries",
      text: `In Dagster a \`RetryPolicy\` repeats the failed step, with its delay and backoff, and nothing else. The tree shows every attempt.

Set \`broken\` to q: \`Failure(allow_retries=False)\` ends that step immediately, and \`merge\` is skipped. Set \`fail_rate\` to 1: each letter needs three attempts.`,
    },
    {
      label: "Python",
      example: "python-retries",
      text: `\`multiprocessing\` has no retries. \`starmap\` raises the first error and gives none of the results, so a retry repeats everything. \`apply_async\` gives each item a separate result, and only failed items run again. The log counts the pieces that ran in both ways.

Set \`fail_rate\` to 0.02, then to 0.3, and \`seed\` to another number.`,
    },
  ],
};
