import type { Lesson } from "./lesson";

export const hybrid: Lesson = {
  slug: "hybrid",
  title: "Op runs outside, one event loop inside",
  description:
    "Five records with 10 to 30 units each: an op run for every unit, one pool for all, or an op run per record with the units inside.",
  intro: `Two fan-outs, one inside the other: 5 records, each with 10 to 30 units of work, 100 units in total. You want to see each record by name, retry it alone, know how long it took. You do not want to start a hundred processes for units of a few milliseconds.

[Dagster's page](https://docs.dagster.io/examples/mini-examples/dynamic-fanout) suggests a mix: a dynamic output for each record, and a pool of processes inside the op that handles it. Run it under all three strategies.`,
  look: `The same 100 units, counted as a platform would bill them:

| | op runs | what they are |
| --- | --- | --- |
| all dynamic | **107** | load, 5 records, 100 units, collect |
| all pooled | **8** | load, the map of records, 5 maps of units, collect |
| hybrid | **7** | load, 5 records, collect |

All dynamic spends most of its time on starting workers. All pooled spreads everything best, for any worker may take any unit. Hybrid pays for five workers and no more, but a record's units stay in the worker that has the record. The largest record has 30 of the 100 units, so from the fourth worker on it alone decides how long the whole takes.

A pool *inside* each op would spread these units too. But two fan-outs multiply: five ops with seven processes each are 35 processes competing for 8 cores.`,
  tries: [
    {
      change: "Switch on `pin`.",
      see: "The program itself now asks for op runs outside and one shared pool inside: 12 op runs, every record by name, and no unit waits for its record's worker.",
      open: { pinned: { inputs: { pin: true }, view: "tree" } },
    },
    {
      change: "Set `work` to 0, then to 40.",
      see: "With no work, all dynamic is nothing but overhead. With much, the three come close and the cores decide.",
      open: { "no work": { inputs: { work: 0 } }, "work of 40": { inputs: { work: 40 } } },
    },
    {
      change: "Set the workers to 8.",
      see: "Computing does not get faster than your cores. Hybrid's five records leave three workers with nothing to do.",
      open: { "8 workers": { settings: { workers: 8 } } },
    },
    {
      change: "Let one unit throw.",
      see: "In hybrid its record fails; the other four are done. Retries on `process_record` would repeat the record, not the list.",
      open: {
        "unit 27 throws": {
          view: "tree",
          edits: {
            "  return unit * 10;":
              '  if (unit === 27) throw new Error("unit 27 cannot be done");\n  return unit * 10;',
          },
        },
      },
    },
  ],
  takeaways: [
    "Give an op run to anything that people look up by name: a record, a customer, a file.",
    "Split the small work below it among workers.",
    "Count processes outside × inside before you start a pool in every op.",
  ],
  systems: {
    Dagster:
      "The page's second variant starts a `multiprocessing.Pool` in each op, with [one process fewer than there are cores](https://docs.dagster.io/examples/mini-examples/dynamic-fanout). Steps run [as many in parallel as there are cores](https://docs.dagster.io/guides/operate/managing-concurrency/run-executor-limits), so set one of the two limits. The page promises retries for a record; its units have none.",
    Python:
      "What you give to `Pool.map` is sent by name, so it must [be importable by the children](https://docs.python.org/3/library/multiprocessing.html): a function at the top of a module, not one defined inside the op.",
    Flyte:
      "The same shape is a dynamic for the records and a `map_task` for the units, with [a container for each unit](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/map_tasks.md). In Flyte 2 a reusable environment gives the units [warm containers](https://www.union.ai/docs/v2/flyte/api-reference/flyte-sdk/packages/flyte/reusepolicy/).",
    Fanout:
      "`map(…, { strategy })` pins one fan-out, whatever the run's strategy. The pool is one for the whole run, not one for each record.",
  },
};
