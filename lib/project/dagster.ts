import type { ProjectFile, ProjectOptions } from "./project";

/** Jobs that name the multiprocess executor take its settings directly; others choose between it and one process. */
const isMultiprocess = (code: string): boolean =>
  /executor_def\s*=\s*(?:\w+\.)?multiprocess_executor/.test(code);

const config = (code: string, workers: number): string =>
  isMultiprocess(code)
    ? `execution:\n  config:\n    max_concurrent: ${workers}\n`
    : `execution:\n  config:\n    multiprocess:\n      max_concurrent: ${workers}\n`;

/** The jobs of the program, run by another executor. */
const withExecutor = (
  from: string,
  executor: string,
  settings: string,
): string => `"""The jobs of main.py with ${executor}."""

from dagster import Definitions, JobDefinition
from ${from} import ${executor}

import main

jobs = [each for each in vars(main).values() if isinstance(each, JobDefinition)]
defs = Definitions(jobs=jobs, executor=${executor}.configured(${settings}))
`;

export const dagsterFiles = ({ code, workers }: ProjectOptions): readonly ProjectFile[] => [
  { path: "multiprocess.yaml", text: config(code, workers) },
  {
    path: "on_kubernetes.py",
    text: withExecutor(
      "dagster_k8s",
      "k8s_job_executor",
      `{"job_image": "your-image:1", "max_concurrent": ${workers}}`,
    ),
  },
  {
    path: "on_celery.py",
    text: withExecutor(
      "dagster_celery",
      "celery_executor",
      '{"broker": "amqp://guest:guest@localhost:5672//"}',
    ),
  },
  {
    path: "on_dask.py",
    text: withExecutor("dagster_dask", "dask_executor", `{"cluster": {"local": {"n_workers": ${workers}}}}`),
  },
];

export const dagsterCommands = (entries: readonly string[]): string => {
  const job = entries[0] ?? "JOB";
  return `## Run it here

    dagster job execute -f main.py -j ${job} -c multiprocess.yaml

A fresh process per step, as many at a time as \`multiprocess.yaml\` allows. \`dagster dev -f main.py\` opens the web interface.
${entries.length > 1 ? `Jobs: ${entries.join(", ")}.\n` : ""}
## Run it on many machines

| executor | packages | jobs |
| --- | --- | --- |
| a Kubernetes pod per step | \`requirements-kubernetes.txt\` | \`on_kubernetes.py\`: set the image |
| a Celery task per step | \`requirements-celery.txt\` | \`on_celery.py\`: set the broker |
| Dask | \`requirements-dask.txt\` | \`on_dask.py\`: a local cluster, or the address of yours |

    python -m venv .venv-dask && .venv-dask/bin/pip install -r requirements-dask.txt
    .venv-dask/bin/dagster job execute -f on_dask.py -j ${job}

Each needs an environment without the others: these packages pin an earlier version of Dagster. The jobs of Kubernetes and Celery were loaded by
Dagster, and not run on a cluster. These executors need a \`DAGSTER_HOME\`.

## Open its record in Fanout

    dagster debug export RUN_ID run.gz

Drop \`run.gz\` on the page. It is read there, and not uploaded.
`;
};
