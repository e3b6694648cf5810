import type { Lesson } from "./lesson";

/** A page or file that a lesson's texts link to. */
export interface Source {
  readonly title: string;
  readonly url: string;
}

/** By address. */
const TITLES: Readonly<Record<string, string>> = {
  "https://dagster.io/glossary/multiprocessing": "Dagster glossary: Multiprocessing in Python",
  "https://docs.dagster.io/_apidocs/memoization": "Dagster: Memoization (deprecated)",
  "https://docs.dagster.io/concepts/io-management/io-managers": "Dagster: I/O managers",
  "https://docs.dagster.io/examples/mini-examples/dynamic-fanout": "Dagster: Dynamic fanout",
  "https://docs.dagster.io/examples/mini-examples/dynamic-vs-parallel":
    "Dagster: Dynamic outputs vs Python parallelism",
  "https://docs.dagster.io/guides/build/ops/dynamic-graphs": "Dagster: Dynamic graphs",
  "https://docs.dagster.io/guides/build/ops/op-retries": "Dagster: Op retries",
  "https://docs.dagster.io/guides/dagster/asset-versioning-and-caching":
    "Dagster: Asset versioning and caching",
  "https://docs.dagster.io/guides/operate/managing-concurrency/run-executor-limits":
    "Dagster: Run executor limits",
  "https://docs.dagster.io/guides/operate/run-executors": "Dagster: Run executors",
  "https://docs.python.org/3/library/asyncio-dev.html": "Python: Developing with asyncio",
  "https://docs.python.org/3/library/asyncio-task.html": "Python: Coroutines and tasks",
  "https://docs.python.org/3/library/concurrent.futures.html": "Python: concurrent.futures",
  "https://docs.python.org/3/library/functools.html": "Python: functools",
  "https://docs.python.org/3/library/multiprocessing.html": "Python: multiprocessing",
  "https://github.com/dagster-io/community-integrations/pull/258":
    "Dagster community integrations: async executor",
  "https://github.com/dagster-io/dagster/blob/master/python_modules/dagster/dagster/_core/definitions/policy.py":
    "Dagster: policy.py",
  "https://github.com/dagster-io/dagster/issues/20925": "Dagster issue 20925: steps skipped on retry",
  "https://github.com/dagster-io/dagster/issues/30972":
    "Dagster issue 30972: chained map steps hang on retry",
  "https://github.com/dagster-io/dagster/issues/4041": "Dagster issue 4041: multi-threaded executor",
  "https://github.com/dagster-io/dagster/issues/4364":
    "Dagster issue 4364: downstream of multiple dynamic outputs",
  "https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/dynamic_workflows.md":
    "Flyte: Dynamic workflows",
  "https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/map_tasks.md":
    "Flyte: Map tasks",
  "https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/nested_parallelization.md":
    "Flyte: Nested parallelization",
  "https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/subworkflows.md":
    "Flyte: Subworkflows",
  "https://github.com/flyteorg/flyte/blob/master/docs/user_guide/development_lifecycle/caching.md":
    "Flyte: Caching",
  "https://github.com/flyteorg/flyte/blob/master/docs/user_guide/flyte_fundamentals/optimizing_tasks.md":
    "Flyte: Optimizing tasks",
  "https://github.com/flyteorg/flyte/blob/master/flytepropeller/pkg/controller/nodes/executor.go":
    "FlytePropeller: executor.go",
  "https://github.com/flyteorg/flytekit/blob/master/flytekit/core/array_node_map_task.py":
    "flytekit: array_node_map_task.py",
  "https://github.com/flyteorg/flytekit/blob/master/flytekit/core/workflow.py": "flytekit: workflow.py",
  "https://github.com/python/cpython/blob/main/Lib/multiprocessing/pool.py":
    "CPython: multiprocessing/pool.py",
  "https://github.com/unionai/unionai-docs/blob/main/content/user-guide/task-configuration/caching.md":
    "Flyte 2: Caching",
  "https://github.com/unionai/unionai-docs/blob/main/content/user-guide/task-configuration/retries-and-timeouts.md":
    "Flyte 2: Retries and timeouts",
  "https://www.union.ai/docs/v2/byoc/user-guide/reusable-containers": "Flyte 2: Reusable containers",
  "https://www.union.ai/docs/v2/flyte/api-reference/flyte-sdk/packages/flyte/reusepolicy/":
    "Flyte 2: ReusePolicy",
  "https://www.union.ai/docs/v2/flyte/user-guide/advanced-project/parallel-outputs/":
    "Flyte 2: Parallel outputs",
  "https://www.union.ai/docs/v2/flyte/user-guide/advanced-project/resilient-generation/":
    "Flyte 2: Resilient generation",
  "https://www.union.ai/docs/v2/flyte/user-guide/traces": "Flyte 2: Traces",
};

/** What the lesson's texts link to, each once, in their order. */
export function sourcesOf({ intro, look, tries, takeaways, systems }: Lesson): readonly Source[] {
  const texts = [
    intro,
    look,
    ...tries.flatMap(({ change, see }) => [change, see]),
    ...takeaways,
    ...Object.values(systems),
  ];
  const links = texts.flatMap((text) => Array.from(text.matchAll(/\]\((.*?)\)/g), ([, url = ""]) => url));
  return [...new Set(links)].map((url) => ({ title: TITLES[url] ?? url, url }));
}
