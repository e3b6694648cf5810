import type { Lesson } from "./lesson";

export const reports: Lesson = {
  slug: "reports",
  title: "Groups, traces, cache and a reused pool",
  description:
    "Five reports by a mock language model, refined in iterations: what groups, traces, cached results and warm workers do for slow, expensive calls.",
  intro: `A language model is slow and expensive: each call takes a while, costs money, and now and then fails. The program is modelled on [Flyte's report generator](https://www.union.ai/docs/v2/flyte/user-guide/advanced-project/parallel-outputs/). For each of five topics it writes a draft, then up to three times has it criticised and, if the score is too low, revised. When all reports are good, each gets three formats: Markdown, HTML and a summary.

The model is a mock: it waits and returns its input. A first draft scores 6, a revised one 8.

Four things in the code are worth a look: the **environment** keeps two workers with four slots each, a **group** gives an iteration a name in the tree, a **traced** call is recorded and is not made again when the task is retried, and the **cache** keeps whole results.`,
  look: `Open a report. Two iterations: the first scores 6 and revises, the second scores 8 and stops. With the draft that is 4 calls, and the summary makes 5. Five topics, **25 calls**, 10 iterations. How many a report needs depends on two inputs:

| \`maxIterations\` | \`qualityThreshold\` | calls | iterations |
| --- | --- | --- | --- |
| 1 | 8 | 3 | 1 |
| 2 | 8 | 4 | 2 |
| 3 | 6 | 2 | 1 |
| 3 | 9 | 7 | 3 |
| 3 | 8 | 4 | 2 |

and one more each for the summary. [The original's text](https://www.union.ai/docs/v2/flyte/user-guide/advanced-project/resilient-generation/) assumes about 7 calls per topic, 35 in total: that is the worst case, which you get with a threshold of 9.

The calls of one report follow each other, but the five reports do not wait for one another. With 8 slots the whole thing is 5 calls long, not 25. There is a barrier in the middle: no report is formatted before the last one is good.

Now press Run again. Ten cache hits, no calls, no dollars.`,
  tries: [
    {
      change: "Set `qualityThreshold` to 9.",
      see: "7 calls and the summary for each: 40 in total, because no draft is ever good enough.",
      open: { "a threshold of 9": { inputs: { qualityThreshold: 9 } } },
    },
    {
      change: "Set `failRate` to 0.2.",
      see: "Some reports are retried. Their earlier calls are marked as reused and cost nothing; only the failed one and what follows are made.",
      open: { "every fifth call fails": { inputs: { failRate: 0.2 } } },
    },
    {
      change: "Switch off `topicInDraft`.",
      see: "The five drafts are equal, so the five calls of `format_outputs` share one cache key. One runs, four wait for it: 21 calls instead of 25.",
      open: { "equal drafts": { inputs: { topicInDraft: false } } },
    },
    {
      change: "Change `dollarsPerMillion` from 0.6 to 10, a larger model.",
      see: "The same tokens at another price. The price is an input of the cached task, so everything runs again.",
      open: { "a more expensive model": { inputs: { dollarsPerMillion: 10 } } },
    },
    {
      change: "Write `new Date().toISOString()` into the Markdown's head in place of the date.",
      see: "The original does so. The cached result then contains yesterday's date forever.",
      open: { "a clock in the head": { edits: { "date: ${date}": `date: \${new Date().toISOString()}` } } },
    },
    {
      change: "Set `replicas` to 1 and `concurrency` to 2.",
      see: "Two slots: the five reports go in three rounds.",
      open: {
        "two slots": {
          view: "timeline",
          edits: { "replicas: 2, concurrency: 4": "replicas: 1, concurrency: 2" },
        },
      },
    },
  ],
  takeaways: [
    "Slow calls want slots, not cores: 8 calls can wait in two workers.",
    "Cache whole tasks, trace single calls. The first saves a second run, the second saves a retry.",
    "Name the iterations of a loop. A tree of `refinement_1`, `refinement_2` answers questions that a log does not.",
    "Count what costs money where it is spent.",
  ],
  systems: {
    Flyte:
      "`ReusePolicy` has [2 replicas and a concurrency of 1 by default](https://www.union.ai/docs/v2/flyte/api-reference/flyte-sdk/packages/flyte/reusepolicy/); more than one task at a time needs async tasks. Reusable containers [need a Union backend](https://www.union.ai/docs/v2/byoc/user-guide/reusable-containers). `@flyte.trace` [replays what had succeeded](https://www.union.ai/docs/v2/flyte/user-guide/traces) when a task is tried again. Equal calls that run at the same time share one execution only [if the cache is set to serialize](https://github.com/unionai/unionai-docs/blob/main/content/user-guide/task-configuration/caching.md): without it, the five equal drafts of the original would be formatted five times.",
    Dagster:
      "The iterations of a loop are not in the graph: it is fixed when the job starts, apart from dynamic outputs. A loop lives inside one op, and what happens in it goes to the log. A [retry](https://docs.dagster.io/guides/build/ops/op-retries) repeats the op from its beginning.",
    Python:
      "`asyncio.gather` [runs awaitables side by side and keeps their order](https://docs.python.org/3/library/asyncio-task.html). Retries, checkpoints and cost are yours to write.",
    Fanout:
      "The strategy decides whether workers are kept: *pooled* uses the environment's two workers, *dynamic* starts one for each report.",
  },
};
