/** Names of presets as links carry them: one may be added, none renamed. */
export const PRESET_IDS = [
  "browser",
  "spawn",
  "forkserver",
  "fork",
  "dagster-in-process",
  "dagster-multiprocess",
  "dagster-forkserver",
  "dagster-pod",
  "dagster-pod-new-node",
  "dagster-celery",
  "dagster-dask",
  "dagster-run",
  "flyte1-pod",
  "flyte1-pod-cold",
  "flyte2-container",
  "flyte2-reused",
  "airflow",
  "ray",
  "own",
] as const;
export type PresetId = (typeof PRESET_IDS)[number];
