import type { Lesson } from "./lesson";

export const mixed: Lesson = {
  slug: "mixed",
  title: "A map inside a dynamic",
  description:
    "The nested list with a map as its inner layer: 8 op runs and 1 execution instead of 17 and 7. What you save, and what you lose.",
  intro: `This is the nested program with its innermost part changed. \`level2\` is now a plain workflow that **maps** a task over its chunk, where it was a dynamic task that started an execution for each number. The idea is [Flyte's mixed parallelism](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/nested_parallelization.md).

A map contains less information than a loop of calls: one task, many items. So items need no separate plan, and a tree can fold them into one line.`,
  look: `From 1 … 6 come **3 … 8**, for there is one step now, which adds 2. On Flyte it is **8 pods**: 1 \`level1\`, 6 \`mappable\`, 1 \`reduce\`. And it is **1 execution**, because a workflow that is called is part of its caller's run. The nested program needed 17 and 7.

On a pool the difference is larger still. A map there is one op run, however many items it has: 5 in total, with \`level1\`, three maps and \`reduce\`.

What is lost is the freedom of the inner part. All items of a map do the same, none of them has its own limit, and you cannot start, cancel or look up one of them as a run.`,
  tries: [
    {
      change: "Set `concurrency` to 1.",
      see: "Each map does one item at a time, but the three maps still run in parallel: three tasks.",
      open: { "one item at a time": { inputs: { concurrency: 1 }, view: "timeline" } },
    },
    {
      change: "In the settings, set the parallelism limit to 2, and run it dynamic.",
      see: "Now two tasks in parallel in the whole run: a called workflow shares its caller's limit.",
      open: {
        "a limit of 2": { settings: { strategies: ["dynamic"], maxParallelism: 2 }, view: "timeline" },
      },
    },
    {
      change: "Set `count` to 10000, `chunk` to 100 and `itemMs` to 0.",
      see: "100 maps of 100 items. Pooled, that is 102 op runs.",
      open: {
        "10,000 items": {
          inputs: { count: 10_000, chunk: 100, itemMs: 0 },
          settings: { strategies: ["pooled"] },
        },
      },
    },
    {
      change: "Replace the three maps by one over the whole list.",
      see: "Less code, one node, and no chunk size to choose: for equal items the simplest is the best.",
      open: {
        "one map": {
          edits: {
            "  const parts: Promise<number[]>[] = [];\n  for (let first = 0; first < list.length; first += chunk) {\n    parts.push(level2({ part: list.slice(first, first + chunk), options }));\n  }\n  return reduce(await Promise.all(parts));":
              "  return reduce([await level2({ part: list, options })]);",
          },
        },
      },
    },
  ],
  takeaways: [
    "Use a map for many equal items, and separate calls or executions for pieces that differ.",
    "Each layer costs one op run per node, so each layer should be worth it.",
    "Two limits, two scopes: a map's `concurrency` is its own, a run's `maxParallelism` is for all in it.",
  ],
  systems: {
    Flyte:
      "A `map_task` is [one node](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/map_tasks.md), its items' states are kept as bit sets, and dynamic workflows [carry more overhead](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/dynamic_workflows.md) in a large fan-out. It maps tasks only: [no dynamic](https://github.com/flyteorg/flytekit/blob/master/flytekit/core/array_node_map_task.py) can be mapped. In local runs the items [follow one another in a loop](https://github.com/flyteorg/flytekit/blob/master/flytekit/core/array_node_map_task.py), so what is parallel there shows only on a cluster.",
    Dagster:
      "`.map` on a dynamic output [clones the steps downstream](https://docs.dagster.io/guides/build/ops/dynamic-graphs), so an item can be a chain of several steps, each of which is a step of the run with its own process. There is no folded form.",
    Python: "A map in `asyncio`, `Pool` or an executor leaves no trace at all: results, or an exception.",
    Fanout:
      "`map` takes a task, a workflow or a launch plan. Items fold into the map's node with counts by status, and each can still be opened.",
  },
};
