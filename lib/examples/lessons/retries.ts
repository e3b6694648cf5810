import type { Lesson } from "./lesson";

export const retries: Lesson = {
  slug: "retries",
  title: "What a failure costs",
  description:
    "26 pieces of which some fail at first and one may always fail: retries, delays, partial success, and what has to run again.",
  intro: `Work fails: a timeout, a full disk. Most failures are temporary, so each piece is retried with growing delays. The question is how much else must run again.

Here about a third of the attempts fail, at most twice for each letter. The failures are drawn from the run's seed, so every strategy meets the same bad luck and can be compared.`,
  look: `Letters that needed more than one attempt carry a count; open one to see when each attempt ran and why it failed. Only these letters ran again. Under *dynamic* an attempt is a new worker. On the *pool* the letter goes back to the pool, and while it waits for its next attempt it holds no worker.

The delays follow [Dagster's formulas](https://github.com/dagster-io/dagster/blob/master/python_modules/dagster/dagster/_core/definitions/policy.py). With *n* the number of the attempt that failed and *d* the delay:

| backoff | wait before the next attempt |
| --- | --- |
| constant | d |
| linear | n · d |
| exponential | (2ⁿ − 1) · d |

\`jitter: "full"\` takes a random part of that; \`"plus-minus"\` moves it by up to *d* either way. Jitter keeps pieces that failed together from coming back together.

Some failures are permanent. Set \`broken\` to q: the letter throws \`NonRecoverable\` and gets no further attempt. What happens to the other 25 is a choice, and the inputs have three answers:

- **fail fast**, the default: what has not started is skipped, and the run fails soon;
- **finish the rest** (\`finishRest\`): all others run, then the run fails, and what is done is done;
- **partial success** (\`minSuccessRatio\` 0.9): the run succeeds with a gap. Failed items come back as \`null\`, and the program must expect that.`,
  tries: [
    {
      change: "Set `broken` to a, with 2 workers.",
      see: "What had not started is skipped. Switch on `finishRest`: nothing is.",
      open: {
        "a broken": { inputs: { broken: "a" }, settings: { workers: 2 } },
        "finish the rest": { inputs: { broken: "a", finishRest: true }, settings: { workers: 2 } },
      },
    },
    {
      change: "Set `broken` to q and `minSuccessRatio` to 0.9.",
      see: "`ABCDEFGHIJKLMNOP·RSTUVWXYZ`: 25 of 26 are enough.",
      open: { "25 of 26": { inputs: { broken: "q", minSuccessRatio: 0.9 }, view: "compare" } },
    },
    {
      change: "Set `failRate` to 1.",
      see: "Every letter fails twice: 52 retries, 78 attempts.",
      open: { "all fail at first": { inputs: { failRate: 1 } } },
    },
    {
      change: "Write `Error` in place of `NonRecoverable`.",
      see: "Three useless attempts with their delays, then the same failure.",
      open: {
        Error: {
          inputs: { broken: "q" },
          edits: { "throw new NonRecoverable(": "throw new Error(", "  NonRecoverable,\n": "" },
        },
      },
    },
    {
      change: "Set the seed to another number.",
      see: "Other letters fail, again the same ones under every strategy.",
      open: { "seed 2": { settings: { seed: 2 } } },
    },
  ],
  takeaways: [
    "What is repeated is what the retry is attached to. Attach it to the piece, not to the list.",
    "Wait longer each time, and not all at the same time.",
    "Mark errors that a retry cannot fix.",
    "Decide in advance whether 25 of 26 counts as success.",
  ],
  systems: {
    Dagster:
      "A [`RetryPolicy`](https://docs.dagster.io/guides/build/ops/op-retries) belongs to an op and repeats it within the run, so each dynamic output is retried alone. Re-executing a failed run from its failure is another matter: with dynamic steps it has [skipped steps that never ran](https://github.com/dagster-io/dagster/issues/20925) or [hung](https://github.com/dagster-io/dagster/issues/30972), and these issues are open.",
    Flyte:
      "In Flyte 1 `retries` counts [errors that the code raises as recoverable](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/flyte_fundamentals/optimizing_tasks.md); lost machines have a separate budget. In Flyte 2 [three retries are four attempts](https://github.com/unionai/unionai-docs/blob/main/content/user-guide/task-configuration/retries-and-timeouts.md). A map with [`min_success_ratio`](https://github.com/flyteorg/flytekit/blob/master/flytekit/core/array_node_map_task.py) below 1 returns a list of optionals. A workflow [fails immediately by default, or after everything that can still run](https://github.com/flyteorg/flytekit/blob/master/flytekit/core/workflow.py).",
    Python:
      '`Pool.map` has no retries. If an item raises, [its chunk ends there, the other chunks finish](https://github.com/python/cpython/blob/main/Lib/multiprocessing/pool.py), and the caller gets the first exception and no results. To repeat one item you catch errors in the function, return them as values and call again: that is the "manual implementation" in Dagster\'s table.',
    Fanout:
      "An item is retried alone under every strategy, also on the pool, so the pool here is kinder than plain multiprocessing. A worker that dies counts as an attempt that was interrupted.",
  },
};
