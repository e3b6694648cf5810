import type { Part } from "../bytes/part";
import { at, membersOf, textOf } from "../values";

interface Declined {
  readonly name: string;
  readonly recognises: (part: Part) => boolean;
  /** After the file's name. */
  readonly message: string;
}

const item = (part: Part): Readonly<Record<string, unknown>> | undefined =>
  part.type === "item" ? membersOf(part.value) : undefined;
const document = (part: Part): Readonly<Record<string, unknown>> | undefined =>
  part.type === "document" ? part.value : undefined;

/** Records that are known, and not opened: what they are, why not, and what to open instead. */
const DECLINED: readonly Declined[] = [
  {
    name: "Dask task stream",
    recognises: (part) => Array.isArray(item(part)?.startstops) && item(part)?.worker !== undefined,
    message:
      "is a Dask task stream. It has no queue, no worker start and no dependencies, so that Fanout cannot explain the run. Write its times as a run file: docs/run-file.md",
  },
  {
    name: "Flyte 1 execution",
    recognises: (part) =>
      membersOf(item(part)?.node_exec) !== undefined || membersOf(document(part)?.node_exec) !== undefined,
    message:
      "is a Flyte 1 execution (flytectl). It has no times of the items of a map task. Export from Flyte 2, or write a run file: docs/run-file.md",
  },
  {
    name: "Flyte 2 local cache",
    recognises: (part) => item(part)?.run_name !== undefined && item(part)?.action_name !== undefined,
    message:
      "holds rows of Flyte 2's local cache. Local mode runs items one after the other and records no queue and no worker start. Export a run of a cluster with the script in docs/import.md",
  },
  {
    name: "Prefect task runs",
    recognises: (part) => item(part)?.task_key !== undefined && item(part)?.flow_run_id !== undefined,
    message:
      "is a list of Prefect task runs, which Fanout cannot open yet. Write a run file: docs/run-file.md",
  },
  {
    name: "Temporal history",
    recognises: (part) =>
      part.type === "item" &&
      part.at === "events" &&
      textOf(item(part)?.eventType)?.startsWith("EVENT_TYPE_") === true,
    message:
      "is a Temporal workflow history, which Fanout cannot open yet. Write a run file: docs/run-file.md",
  },
  {
    name: "Argo workflow",
    recognises: (part) =>
      document(part)?.kind === "Workflow" && membersOf(at(document(part), "status", "nodes")) !== undefined,
    message:
      "is an Argo workflow. Export its traces instead (Argo 4.1 and later write OpenTelemetry), or write a run file: docs/run-file.md",
  },
  {
    name: "Ray timeline",
    recognises: (part) => item(part)?.task_id !== undefined && item(part)?.scheduling_state !== undefined,
    message: "is a list of Ray tasks, which Fanout cannot open yet. Write a run file: docs/run-file.md",
  },
  {
    name: "Snakemake benchmark",
    recognises: (part) => part.type === "row" && "h:m:s" in part.cells && "s" in part.cells,
    message:
      "is a Snakemake benchmark. It has how long a job took, but not when it began, so it cannot be shown as a run.",
  },
  {
    name: "GitHub Actions run list",
    recognises: (part) =>
      part.type === "item" &&
      (part.at === "workflow_runs" ||
        (part.at === "" && item(part)?.databaseId !== undefined && item(part)?.event !== undefined)),
    message:
      "is a list of GitHub Actions runs. Open the jobs of one: gh api repos/OWNER/REPO/actions/runs/RUN/jobs --paginate",
  },
  {
    name: "Dagster run list",
    recognises: (part) => membersOf(at(document(part), "data", "runsOrError")) !== undefined,
    message:
      "is a list of Dagster runs. Open one run: “Download debug file” in its menu, or dagster debug export RUN_ID FILE",
  },
];

export const declinedFor = (part: Part): Declined | undefined =>
  DECLINED.find(({ recognises }) => recognises(part));
