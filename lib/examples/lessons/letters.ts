import type { Lesson } from "./lesson";

export const letters: Lesson = {
  slug: "letters",
  title: "Dynamic op runs or one pool",
  description:
    "26 pieces of work as a loop, as 26 isolated op runs, and on a pool of warm workers: what each costs, measured in your browser.",
  intro: `The letters can be any list that is known only at run time: files, tables, customers. The program loads the list, does one slow piece of work for each entry, and merges the results. There are two common ways to do the middle part faster than in sequence.

- **Dynamic op runs.** Every piece becomes a separate step, in a process or container that starts for it and ends after it. Each step has its own log, retries and line in the tree. The platform starts and bills each.
- **A pool.** A few workers start once and take pieces until none is left. The platform sees one step.

The code is the same for both. Press Run to run it as a plain loop, as dynamic op runs and on a pool of 8 workers.`,
  look: `The loop waits 26 times, one wait after the other. The other two wait ⌈26 / 8⌉ = 4 times, eight letters in parallel. Both wait equally long; what differs is the overhead. The dynamic run starts 26 workers for the letters and one each for loading and merging: **28 op runs**. The pool starts 8 workers and keeps them: **3 op runs**, one for loading, one for the whole map, one for merging. The bars are divided so that you can see the starting apart from the work.

[Dagster's page on this question](https://docs.dagster.io/examples/mini-examples/dynamic-vs-parallel) gives about 26 seconds for dynamic outputs and about 4 for a pool, with a wait of one second. Its 4 seconds are ⌈26 / 7⌉ waits: its pool has one process fewer than the machine has cores. Its 26 seconds equal a plain loop, so read that figure with care. Dagster's default executor [runs as many steps in parallel as there are cores](https://docs.dagster.io/guides/operate/managing-concurrency/run-executor-limits), so dynamic outputs are not sequential: on 8 cores there are 4 waves there too. If 26 seconds were measured on such a machine, each wave spent about 5.5 seconds on starting processes, importing code and storing results. What costs is the overhead of a step, not missing parallelism.

The same page advises dynamic outputs when an item takes five minutes or more. Your own point follows from a formula, which Advice uses too: item duration = overhead × (1 − share) ÷ share, where the share is what you are willing to lose. With an overhead of 5 s and a share of 10% it is 45 s; with the few milliseconds of a browser's worker it is a fraction of a second.`,
  tries: [
    {
      change: "Set `pieceMs` to 1000, as in the original.",
      see: "The overheads stay what they were, so the dynamic run and the pool move together.",
      open: { "1000 ms a piece": { inputs: { pieceMs: 1000 } } },
    },
    {
      change: "Set `pieceMs` to 1.",
      see: "Now nearly all of the dynamic run is starting workers.",
      open: { "1 ms a piece": { inputs: { pieceMs: 1 } } },
    },
    {
      change: "Set the workers to 7, then to 13.",
      see: "Seven still need 4 waves, thirteen need 2. Between 7 and 8 there is nothing to gain.",
      open: { "7 workers": { settings: { workers: 7 } }, "13 workers": { settings: { workers: 13 } } },
    },
    {
      change: "Write `compute(pieceMs)` in place of `await sleep(pieceMs)`.",
      see: "CPU work cannot overlap on one core: more workers than cores do not help.",
      open: { compute: { edits: { "{ sleep,": "{ compute,", "await sleep(pieceMs)": "compute(pieceMs)" } } },
    },
    {
      change: "Let `compute_piece` throw for one letter.",
      see: "The tree names the letter under every strategy. In a bare `Pool.map` you would get one exception for the whole call.",
      open: {
        "q throws": {
          view: "tree",
          edits: {
            "  return piece.toUpperCase();":
              '  if (piece === "q") throw new Error("q cannot be done");\n  return piece.toUpperCase();',
          },
        },
      },
    },
  ],
  takeaways: [
    "Isolation has a price for each piece, a pool has one for each worker.",
    "The longer a piece takes, the less the price matters. Divide before you decide.",
    "Count waves: ⌈pieces ÷ workers⌉ × the time of one piece is what no strategy can beat.",
  ],
  systems: {
    Dagster:
      "An op yields `DynamicOutput`s, each with a unique mapping key; `.map` clones the steps downstream for each and `.collect` [waits for all of them](https://docs.dagster.io/guides/build/ops/dynamic-graphs). By default [each step runs in a separate process](https://docs.dagster.io/guides/operate/run-executors). The pool version on the page puts loading into the op that has the pool: 2 op runs where Fanout counts 3.",
    Flyte:
      "A `map_task` is [one node of the workflow](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/map_tasks.md), and each of its items is a container. A pool of kept containers is a [`ReusePolicy`](https://www.union.ai/docs/v2/flyte/api-reference/flyte-sdk/packages/flyte/reusepolicy/) in Flyte 2.",
    Python:
      "`Pool.map` [keeps the order and sends items in chunks](https://github.com/python/cpython/blob/main/Lib/multiprocessing/pool.py). It knows no retries and no names: when an item raises, the call raises once all chunks are done, and the other results are gone.",
    Fanout:
      "Here a pool also records every item with its name, log and retries. In plain multiprocessing you would write that yourself, so take the pool's row as the best case.",
  },
};
