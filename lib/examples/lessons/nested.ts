import type { Lesson } from "./lesson";

export const nested: Lesson = {
  slug: "nested",
  title: "Nested calls and executions",
  description:
    "A list becomes chunks, a chunk becomes items, an item becomes a separate execution. See the call tree and which limits apply.",
  intro: `Some lists are lists of lists: albums and songs, customers and their orders. So a piece of work may itself split up, and its pieces again. The program is [Flyte's example of it](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/nested_parallelization.md), with six numbers and two levels:

- \`level1\` cuts the list into chunks of two and calls \`level2\` for each;
- \`level2\` starts \`core_wf\` as a separate execution for each number;
- \`core_wf\` does two steps: add 1, then add 2;
- \`reduce\` puts the parts back together.

\`level1\` and \`level2\` are **dynamic**: how many calls they make is known only at run time.`,
  look: `From 1 … 6 come **4 … 9**, and the tree has the shape of the list: \`multi_wf\` › \`level1\` › 3 × \`level2\` › 2 × \`core_wf\` › \`step1\`, \`step2\`, with \`reduce\` next to the three \`level2\`.

On Flyte each of the tasks and dynamics would be a pod: 1 \`level1\`, 3 \`level2\`, 6 \`step1\`, 6 \`step2\` and 1 \`reduce\`, **17 pods**. And each \`core_wf\` is a separate execution, with the outer one **7 executions**. Fanout counts the same: 17 op runs under *dynamic*.

Look at the timeline. While \`level1\` waits for \`level2\`, which waits for \`core_wf\`, neither does anything. If each kept its worker while waiting, four workers would be taken after \`level1\` and three \`level2\`, and no worker would be left for the steps: a deadlock. In Fanout a task that waits for a call frees its slot.`,
  tries: [
    {
      change: "Set the workers to 1.",
      see: "It still finishes, whatever the depth.",
      open: { "1 worker": { settings: { workers: 1 } } },
    },
    {
      change: "Set `count` to 10000, `chunk` to 100 and `stepMs` to 0, and run it pooled.",
      see: "20,102 op runs in a tree that you can still fold, search and scroll.",
      open: {
        "10,000 items": {
          inputs: { count: 10_000, chunk: 100, stepMs: 0 },
          settings: { strategies: ["pooled"] },
        },
      },
    },
    {
      change: "Set `maxParallelism` to 1.",
      see: "Nothing slows down. It is the limit within one `core_wf`, where the two steps follow each other anyway; the six runs do not count against each other.",
      open: { "1 in parallel": { inputs: { maxParallelism: 1 } } },
    },
    {
      change: "Let `step2` throw for `a === 4`.",
      see: "The error shows its call path: `multi_wf`, `level1`, `level2`, `core_wf`, `step2`.",
      open: {
        "step2 throws": {
          edits: { "  return a + 2;": '  if (a === 4) throw new Error("4 is too much");\n  return a + 2;' },
        },
      },
    },
  ],
  takeaways: [
    "Nest where the data nests. For one long list of equal items a single map is simpler and cheaper.",
    "A limit belongs to something: an execution, a map, a pool. Check which one it is before you debug it.",
    "A waiting task must free its slot; otherwise depth × width uses up all workers.",
  ],
  systems: {
    Flyte:
      "A launch plan starts [a separate execution with its own limits](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/subworkflows.md); a sub-workflow obeys its parent's. `max_parallelism`, 25 by default, counts [task nodes and launch plans of one execution together](https://github.com/flyteorg/flyte/blob/master/flytepropeller/pkg/controller/nodes/executor.go). A dynamic runs in its pod first, and its graph [can be seen only then](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/dynamic_workflows.md).",
    Dagster:
      "A step cannot be downstream of two dynamic outputs, so they do not nest: [issue 4364](https://github.com/dagster-io/dagster/issues/4364) has been open since 2021. The ways out are to flatten the two levels into one list, to put the inner level into an op, or to start other runs.",
    Python:
      "A worker of a `Pool` is a daemon process and [may not have children](https://docs.python.org/3/library/multiprocessing.html), so pools do not nest. Calling an executor from a function that runs in a `ProcessPoolExecutor` [ends in a deadlock](https://docs.python.org/3/library/concurrent.futures.html).",
    Fanout:
      "Up to 256 levels under every strategy. A launch plan's node is in the same tree with status, log and timing, not behind a link.",
  },
};
