import type { Lesson } from "./lesson";

export const dagsterRun: Lesson = {
  slug: "dagster-run",
  title: "What a Dagster run spent its time on",
  description:
    "The record of a real Dagster run: how much of it was starting processes, and what kept workers or another limit would have changed.",
  record: {
    question: "A real run of 24 short steps took a minute: where did it go?",
    file: () => import("../records/dagster-fan24.json"),
  },
  intro: `This lesson has no program to begin with. It has the record of a run that really happened: a Dagster job that lists 24 files, does about a second of work for each, and collects the results. It ran with the default executor, in a fresh process for each step, four steps at a time, on a machine with 2 cores.

You get such a record from any run of yours: choose **Download debug file** in the menu of the run, and drop the file on Fanout. It is read in your browser and not uploaded. Other tools' records open too.`,
  look: `The run took 63 seconds. Its 26 steps held a slot for **2 min 42 s** together, from when a process was asked for until the step had ended. **82% of that was worker start**: 2 min 13 s in which Python started and imported the job's code. The work itself was 25 s.

Each start took about 5.4 s, more than five times as long as the work that it was for. On an idle machine it takes about 2.8 s. But four processes start at the same time here, and two cores do the importing for all of them.

Enter **2** as the cores of the host, because a record cannot know them. Then the answer is: kept workers, a pool of 4, would have taken about **14 s instead of 63 s**. Each worker starts once, and then takes one item after the other.`,
  tries: [
    {
      change: "Under **What if**, choose 8 steps at a time.",
      see: "About 62 s: nothing is gained. Starts need a core, and two cores are full with four of them. The same job was really run with 8 at a time. It took 59 s.",
      open: { "the record": { view: "compare" } },
    },
    {
      change: "Choose 1 step at a time, then 2.",
      see: "About 142 s and 75 s. Really 134 s and 75 s. The range next to each answer holds what the record leaves open.",
      open: { "its steps": { view: "tree" } },
    },
    {
      change: "In the timeline, switch on the critical path.",
      see: "It goes from start to start. A step that waited for a slot follows the end that freed one.",
      open: { "its timeline": { view: "timeline" } },
    },
    {
      change: "Let the work take 100 times as long: almost two minutes per item.",
      see: "About 13 minutes. Now starts are a small part, and nothing has to change.",
      open: { "the record again": { view: "compare" } },
    },
  ],
  takeaways: [
    "Look at the share of worker start before you raise a limit. If starts fill the cores, more steps at a time do not help.",
    "A step in its own process pays when its work takes many times as long as its start.",
    "Ask a record only what it can tell. It does not know your cores, and it has no times below the cost of writing its own events.",
  ],
  systems: {
    Dagster:
      "The [multiprocess executor](https://docs.dagster.io/guides/operate/run-executors) starts a process for each step. `max_concurrent` is [the number of cores by default](https://docs.dagster.io/guides/operate/managing-concurrency/run-executor-limits). `start_method: forkserver` with preloaded modules imports the code once: the same job took 32 s with it instead of 63 s. In process it took 25 s, one step after the other.",
    Flyte:
      "A [map task](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/map_tasks.md) starts a pod for each item. Starting one takes many seconds, so the same question is asked of longer items. [Reusable containers](https://www.union.ai/docs/v2/byoc/user-guide/reusable-containers) of Flyte 2 are the kept workers.",
    Python:
      "`spawn` [starts a new interpreter](https://docs.python.org/3/library/multiprocessing.html) and imports the main module again in each process. A `Pool` pays that once for each worker.",
    Fanout:
      "The figures are those of the record. What if plays the recorded steps in virtual time, with other slots, starts or work, and says nothing where it would miss the recorded run itself by more than 15%.",
  },
};
