import type { Lesson } from "./lesson";

export const spawn: Lesson = {
  slug: "spawn",
  title: "Child runs and their cache",
  description:
    "Start runs in a loop, keep their results under a version, and see the second run take all of them from the cache.",
  intro: `\`spawn\` starts a child run for each of the numbers 1 … 5. How many is an input, so it is known only at run time. Each child is started with two overrides: \`cache: true\` and \`cacheVersion: "1.0.0"\`.

Run it. Then run it again.`,
  look: `The result is **[2, 3, 4, 5, 6]** both times. The first time there are five \`child\` runs with an \`increment\` each. The second time all five are marked as cached and have nothing below them: **five cache hits**, and no worker had anything to do but \`spawn\` itself.

A result is found again by a key. It has to hold all that can change the result: which code ran, and with what. Here that is the child's code with everything that it uses, the version that you gave, and the inputs. If one of them differs, the child runs.`,
  tries: [
    {
      change: "Set `cacheVersion` to 1.0.1.",
      see: "All five run again, although nothing in the code changed. Change the version when something outside the code changed.",
      open: { "version 1.0.1": { inputs: { cacheVersion: "1.0.1" } } },
    },
    {
      change: "Set `n` to 7.",
      see: "Five come from the cache, two run.",
      open: { "7 child runs": { inputs: { n: 7 } } },
    },
    {
      change: "Change `num + 1` to `num + 2`.",
      see: "All run. `child` did not change, but what it calls did, and that counts.",
      open: { "num + 2": { edits: { "num + 1": "num + 2" } } },
    },
    {
      change: "Let `increment` return `Date.now()`, and run twice.",
      see: "The same five times again. Cache only code that returns the same result every time.",
      open: { "Date.now()": { edits: { "num + 1": "Date.now()" } } },
    },
  ],
  takeaways: [
    "A cache key needs the code, the version and the inputs. If you must keep the version by hand, someone will forget it.",
    "Clocks, random numbers and reads from outside do not belong in cached code. Pass them in.",
    "A cached result is not an op run and costs nothing.",
  ],
  systems: {
    Flyte:
      "In Flyte 1 the key is [project, domain, version, signature and inputs](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/development_lifecycle/caching.md). The code is not in it: change a task's body and forget the version, and you get yesterday's result. In Flyte 2 `\"auto\"` takes [a hash of the function's source](https://github.com/unionai/unionai-docs/blob/main/content/user-guide/task-configuration/caching.md), which does not see a helper that the function calls.",
    Dagster:
      "Caching the results of ops by version has been [deprecated in favour of assets](https://docs.dagster.io/_apidocs/memoization). An asset has [a code version and a data version](https://docs.dagster.io/guides/dagster/asset-versioning-and-caching), and only the last result is kept.",
    Python:
      "`functools.lru_cache` [keeps results in the memory of one process](https://docs.python.org/3/library/functools.html). The workers of a pool do not share it, and it is gone at the end.",
    Fanout:
      "Results are kept in your browser, across runs and, for this example and your own drafts, across reloads, until you clear them. Equal calls that are running at the same time share one execution.",
  },
};
