import type { DagsterExecutor, ProjectFile, ProjectOptions } from "./project";

/** Whether run config chooses where the steps run: a job that names its executor has that one. */
export const choosesExecutor = (code: string): boolean => !/\bexecutor(?:_def)?\s*=/.test(code);

/** The multiprocess executor takes its settings directly where a job names it, unless the program has given it some. */
const isMultiprocess = (code: string): boolean =>
  /\bexecutor(?:_def)?\s*=\s*(?:\w+\.)?multiprocess_executor\b(?!\.)/.test(code);

/** What `execution` may say; undefined where the program has said all. */
function executionOf({ code, workers, executor }: ProjectOptions): Execution | undefined {
  const limit = `max_concurrent: ${workers}`;
  if (!choosesExecutor(code))
    return isMultiprocess(code) ? { executor: "multiprocess", lines: [limit] } : undefined;
  return executor === "in_process"
    ? { executor, lines: ["in_process: {}"] }
    : { executor: "multiprocess", lines: ["multiprocess:", `  ${limit}`] };
}

interface Execution {
  readonly executor: DagsterExecutor;
  readonly lines: readonly string[];
}

/** The jobs of the program, run by another executor, also those that name one. */
const withExecutor = (
  from: string,
  executor: string,
  settings: string,
): string => `"""The jobs of main.py with ${executor}."""

from dagster import Definitions, JobDefinition, define_asset_job, load_assets_from_modules
from ${from} import ${executor}

import main

executor = ${executor}.configured(${settings})

own = [each for each in vars(main).values() if isinstance(each, Definitions)]
if not own:
    kinds = (JobDefinition, type(define_asset_job("any")))
    jobs = [each for each in vars(main).values() if isinstance(each, kinds)]
    own = [Definitions(assets=load_assets_from_modules([main]), jobs=jobs)]

# A job that names an executor would keep it.
defs = Definitions(
    jobs=[
        each.with_executor_def(executor)
        for each in Definitions.merge(*own).resolve_all_job_defs()
        if not each.name.startswith("__")
    ]
)
`;

export const dagsterFiles = (options: ProjectOptions): readonly ProjectFile[] => [
  ...configFiles(executionOf(options)),
  ...executorFiles(options),
];

const configFiles = (execution: Execution | undefined): readonly ProjectFile[] =>
  execution
    ? [
        {
          path: `${execution.executor}.yaml`,
          text: `execution:\n  config:\n${execution.lines.map((line) => `    ${line}\n`).join("")}`,
        },
      ]
    : [];

/** dagster-dask runs the steps that are known when a run starts: mapped ones are left out, and the run succeeds without them. */
export const runsOnDask = (code: string): boolean => !/\bDynamicOut(?:put)?\b/.test(code);

const executorFiles = ({ code, workers }: ProjectOptions): readonly ProjectFile[] => [
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
  ...(runsOnDask(code)
    ? [
        {
          path: "on_dask.py",
          text: withExecutor(
            "dagster_dask",
            "dask_executor",
            `{"cluster": {"local": {"n_workers": ${workers}}}}`,
          ),
        },
      ]
    : []),
];

const HERE: Readonly<Record<DagsterExecutor, string>> = {
  multiprocess: "A fresh process per step, as many at a time as `multiprocess.yaml` allows.",
  in_process: "One process, one step after the other.",
};

const DASK = (job: string): string =>
  `| Dask | \`requirements-dask.txt\` | \`on_dask.py\`: a local cluster, or the address of yours |

    python -m venv .venv-dask && .venv-dask/bin/pip install -r requirements-dask.txt
    .venv-dask/bin/dagster job execute -f on_dask.py -j ${job}
`;

const NO_DASK = `
Dask is left out: its executor (dagster-dask 0.29.27) runs only steps that are known when a run starts. It leaves out the mapped steps of dynamic outputs,
and the run succeeds without them.
`;

export const dagsterCommands = (options: ProjectOptions, entries: readonly string[]): string => {
  const job = entries[0] ?? "JOB";
  const executor = executionOf(options)?.executor;
  return `## Run it here

    dagster job execute -f main.py -j ${job}${executor ? ` -c ${executor}.yaml` : ""}

${executor ? HERE[executor] : "The job names its executor."} \`dagster dev -f main.py\` opens the web interface.
${entries.length > 1 ? `Jobs: ${entries.join(", ")}.\n` : ""}
## Run it on many machines

| executor | packages | jobs |
| --- | --- | --- |
| a Kubernetes pod per step | \`requirements-kubernetes.txt\` | \`on_kubernetes.py\`: set the image |
| a Celery task per step | \`requirements-celery.txt\` | \`on_celery.py\`: set the broker |
${runsOnDask(options.code) ? DASK(job) : NO_DASK}
Each needs an environment without the others: these packages pin an earlier version of Dagster. The jobs of Kubernetes and Celery were loaded by
Dagster, and not run on a cluster. These executors need a \`DAGSTER_HOME\`.

## Open its record in Fanout

    dagster debug export RUN_ID run.gz

Drop \`run.gz\` on the page. It is read there, and not uploaded.
`;
};
