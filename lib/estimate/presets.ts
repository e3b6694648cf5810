import type { Duration, Place } from "./numbers";
import type { PresetId } from "./preset-ids";

/** Where a preset's figures come from. "assumption": nobody published it; `because` says how it was reasoned. */
export interface PresetSource {
  readonly kind: "measured" | "documented" | "assumption";
  readonly because: string;
  readonly url?: string;
  /** When it was measured or looked up, as YYYY-MM-DD. */
  readonly date: string;
}

/** A platform: what a worker costs there, and what it calls one. */
export interface Preset {
  readonly id: PresetId;
  readonly group: "Here" | "Python" | "Dagster" | "Flyte" | "Others";
  readonly label: string;
  /** "a pod", "a process": what is started for an item, or kept for many. */
  readonly worker: string;
  readonly place: Place;
  readonly source: PresetSource;
}

/** Nothing costs anything. Presets say in which way they differ from it. */
export const FREE_PLACE: Place = {
  preset: "own",
  start: { kind: "fixed", ms: 0 },
  startCpu: 0,
  endMs: 0,
  messageMs: 0,
  byteMs: 0,
  delayMs: 0,
  dispatchMs: 0,
  hosts: "separate",
  cores: 8,
  limit: 0,
  workerBytes: 0,
  itemBytes: 0,
  hostBytes: 0,
  pricePerHour: 0,
};

const place = (preset: PresetId, differs: Partial<Place>): Place => ({ ...FREE_PLACE, preset, ...differs });
const percentiles = (p50Ms: number, p95Ms: number): Duration => ({ kind: "percentiles", p50Ms, p95Ms });

/** 100 MiB/s, there and back, as object stores and local disks both manage for one client. */
const BYTE_MS = 1e3 / (100 * 2 ** 20);

const REAL_DAGSTER =
  "Two real runs of one job with 24 items (Dagster 1.13.28, one step at a time, an idle machine with 2 cores)";

export const PRESETS: readonly Preset[] = [
  {
    id: "browser",
    group: "Here",
    label: "This browser",
    worker: "a Web Worker",
    place: place("browser", {
      start: percentiles(15, 40),
      startCpu: 1,
      messageMs: 0.05,
      byteMs: 1e-6,
      dispatchMs: 0.01,
      hosts: "shared",
      limit: 25,
    }),
    source: {
      kind: "assumption",
      because: "Typical of a desktop browser. Run a program and its own figures replace these.",
      date: "2026-11-29",
    },
  },
  {
    id: "spawn",
    group: "Python",
    label: "multiprocessing, spawn",
    worker: "a process",
    place: place("spawn", {
      start: percentiles(115, 175),
      startCpu: 1,
      endMs: 20,
      messageMs: 0.06,
      byteMs: 1e-6,
      hosts: "shared",
    }),
    source: {
      kind: "measured",
      because:
        "Python 3.11 on 2 busy cores, no imports: 15 processes one after the other. Each further import (NumPy, PyTorch) adds to every start.",
      url: "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
      date: "2026-11-29",
    },
  },
  {
    id: "forkserver",
    group: "Python",
    label: "multiprocessing, forkserver",
    worker: "a process",
    place: place("forkserver", {
      start: percentiles(17, 20),
      startCpu: 1,
      endMs: 3,
      messageMs: 0.06,
      byteMs: 1e-6,
      hosts: "shared",
    }),
    source: {
      kind: "measured",
      because:
        "Python 3.11 on 2 busy cores, no imports: 15 processes one after the other. Modules that the server has not preloaded add to every start.",
      url: "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
      date: "2026-11-29",
    },
  },
  {
    id: "fork",
    group: "Python",
    label: "multiprocessing, fork",
    worker: "a process",
    place: place("fork", {
      start: percentiles(2, 5),
      startCpu: 1,
      endMs: 4,
      messageMs: 0.04,
      byteMs: 1e-6,
      hosts: "shared",
    }),
    source: {
      kind: "measured",
      because:
        "Python 3.11 on 2 busy cores, a small parent: 15 processes one after the other. Takes longer for a large one.",
      url: "https://docs.python.org/3/library/multiprocessing.html#contexts-and-start-methods",
      date: "2026-11-29",
    },
  },
  {
    id: "dagster-in-process",
    group: "Dagster",
    label: "In-process executor",
    worker: "a step in the run's process",
    place: place("dagster-in-process", {
      messageMs: 40,
      byteMs: BYTE_MS,
      dispatchMs: 11,
      hosts: "shared",
      limit: 1,
    }),
    source: {
      kind: "measured",
      because: `${REAL_DAGSTER}: events, inputs and outputs of a step take about 80 ms around its body.`,
      date: "2026-11-29",
    },
  },
  {
    id: "dagster-multiprocess",
    group: "Dagster",
    label: "Multiprocess executor, spawn",
    worker: "a process for the step",
    place: place("dagster-multiprocess", {
      start: percentiles(2_830, 2_980),
      startCpu: 1,
      endMs: 1_400,
      messageMs: 45,
      byteMs: BYTE_MS,
      hosts: "shared",
    }),
    source: {
      kind: "measured",
      because: `${REAL_DAGSTER}: a process imports Dagster and the code location in 2.8 s, and 1.4 s pass between its last event and the next step's start.`,
      url: "https://docs.dagster.io/deployment/executors",
      date: "2026-11-29",
    },
  },
  {
    id: "dagster-forkserver",
    group: "Dagster",
    label: "Multiprocess executor, forkserver",
    worker: "a process for the step",
    place: place("dagster-forkserver", {
      start: percentiles(1_510, 1_600),
      startCpu: 1,
      endMs: 100,
      messageMs: 45,
      byteMs: BYTE_MS,
      hosts: "shared",
    }),
    source: {
      kind: "measured",
      because:
        "A real run of one job with 24 items (Dagster 1.13.28, start_method forkserver, one step at a time, an idle machine with 2 cores): its median start, and what its wall time leaves between steps.",
      url: "https://docs.dagster.io/deployment/executors",
      date: "2026-11-29",
    },
  },
  {
    id: "dagster-pod",
    group: "Dagster",
    label: "Kubernetes, the node is ready",
    worker: "a pod",
    place: place("dagster-pod", {
      start: percentiles(8_000, 20_000),
      startCpu: 0.35,
      endMs: 2_000,
      messageMs: 50,
      byteMs: BYTE_MS,
      delayMs: 5_000,
      dispatchMs: 100,
    }),
    source: {
      kind: "assumption",
      because:
        "Kubernetes promises that 99% of pods start within 5 s without pulling an image; 2.8 s of imports as in the measured process come on top. The k8s_job_executor asks for one Job after the other, and a queued run waits for the daemon, which looks every 5 s.",
      url: "https://github.com/kubernetes/community/blob/main/sig-scalability/slos/pod_startup_latency.md",
      date: "2026-11-29",
    },
  },
  {
    id: "dagster-pod-new-node",
    group: "Dagster",
    label: "Kubernetes, a new node",
    worker: "a pod on a new node",
    place: place("dagster-pod-new-node", {
      start: percentiles(120_000, 240_000),
      startCpu: 0.02,
      endMs: 2_000,
      messageMs: 50,
      byteMs: BYTE_MS,
      delayMs: 5_000,
      dispatchMs: 100,
    }),
    source: {
      kind: "assumption",
      because:
        "The autoscaler's FAQ gives minutes for a node (1.5 to 2 on GKE); users report 1 to 3 minutes on EKS and 2 to 3 on GKE. Assumes a new node for every pod: with several pods to a node, only the first of them waits that long.",
      url: "https://github.com/kubernetes/autoscaler/pull/465",
      date: "2026-11-29",
    },
  },
  {
    id: "dagster-celery",
    group: "Dagster",
    label: "Celery executor",
    worker: "a step in a Celery worker's child process",
    place: place("dagster-celery", {
      start: percentiles(3_000, 4_500),
      startCpu: 1,
      endMs: 1_000,
      messageMs: 60,
      byteMs: BYTE_MS,
      delayMs: 5_000,
      dispatchMs: 20,
    }),
    source: {
      kind: "assumption",
      because:
        "A Celery worker is there, but runs each step through Dagster's command line: the imports of the measured process, and the broker's time.",
      date: "2026-11-29",
    },
  },
  {
    id: "dagster-dask",
    group: "Dagster",
    label: "Dask executor",
    worker: "a step on a Dask worker",
    place: place("dagster-dask", {
      start: percentiles(500, 1_500),
      startCpu: 1,
      messageMs: 50,
      byteMs: BYTE_MS,
      dispatchMs: 1,
    }),
    source: {
      kind: "assumption",
      because:
        "Workers are kept and have imported Dagster, but load the code location again for each step. Dask's own cost is 0.2 to 1 ms per task.",
      url: "https://docs.dask.org/en/stable/best-practices.html",
      date: "2026-11-29",
    },
  },
  {
    id: "dagster-run",
    group: "Dagster",
    label: "A run per partition",
    worker: "a run",
    place: place("dagster-run", {
      start: percentiles(6_000, 10_000),
      startCpu: 0.8,
      endMs: 1_400,
      messageMs: 50,
      byteMs: BYTE_MS,
      delayMs: 5_000,
      dispatchMs: 500,
      hosts: "shared",
      limit: 10,
    }),
    source: {
      kind: "assumption",
      because:
        "A user measured 3 to 6 s, up to 10 s with several at a time, from a run's launch to its start; the measured imports are in it. The queue looks every 5 s and lets 10 runs in by default.",
      url: "https://github.com/dagster-io/dagster/issues/26194",
      date: "2026-11-29",
    },
  },
  {
    id: "flyte1-pod",
    group: "Flyte",
    label: "Flyte 1, a warm pod",
    worker: "a pod",
    place: place("flyte1-pod", {
      start: percentiles(8_000, 20_000),
      startCpu: 0.35,
      endMs: 2_000,
      messageMs: 200,
      byteMs: BYTE_MS,
      delayMs: 2_000,
      dispatchMs: 400,
      limit: 500,
    }),
    source: {
      kind: "assumption",
      because:
        "Kubernetes promises 5 s for 99% of pods whose image is there; pyflyte-execute imports for some seconds. Flyte's own comparison gives about 150 tasks per minute (one every 400 ms) and 500 at a time.",
      url: "https://flyte.org/flyte1-vs-flyte2",
      date: "2026-11-29",
    },
  },
  {
    id: "flyte1-pod-cold",
    group: "Flyte",
    label: "Flyte 1, a cold pod",
    worker: "a cold pod",
    place: place("flyte1-pod-cold", {
      start: percentiles(30_000, 60_000),
      startCpu: 0.1,
      endMs: 2_000,
      messageMs: 200,
      byteMs: BYTE_MS,
      delayMs: 2_000,
      dispatchMs: 400,
      limit: 500,
    }),
    source: {
      kind: "documented",
      because:
        "Flyte's own comparison: a cold start takes about 30 s, about 150 tasks per minute, 500 at a time. The spread is assumed.",
      url: "https://flyte.org/flyte1-vs-flyte2",
      date: "2026-11-29",
    },
  },
  {
    id: "flyte2-container",
    group: "Flyte",
    label: "Flyte 2, a new container",
    worker: "a container",
    place: place("flyte2-container", {
      start: percentiles(30_000, 60_000),
      startCpu: 0.1,
      endMs: 2_000,
      messageMs: 100,
      byteMs: BYTE_MS,
      delayMs: 1_000,
      dispatchMs: 240,
      limit: 10_000,
    }),
    source: {
      kind: "documented",
      because:
        "Flyte's own comparison: a cold start takes about 30 s, about 250 tasks per minute (one every 240 ms), 10,000 at a time. The spread is assumed.",
      url: "https://flyte.org/flyte1-vs-flyte2",
      date: "2026-11-29",
    },
  },
  {
    id: "flyte2-reused",
    group: "Flyte",
    label: "Flyte 2, reused containers",
    worker: "an action in a reused container",
    place: place("flyte2-reused", {
      start: percentiles(50, 200),
      startCpu: 0.2,
      messageMs: 50,
      byteMs: BYTE_MS,
      delayMs: 1_000,
      dispatchMs: 5,
    }),
    source: {
      kind: "assumption",
      because:
        "Flyte 2's guide says that tasks are scheduled in milliseconds with reusable containers. Starting the containers themselves is not in it: they are assumed to be there.",
      url: "https://github.com/unionai/unionai-docs",
      date: "2026-11-29",
    },
  },
  {
    id: "airflow",
    group: "Others",
    label: "Airflow, local or Celery worker",
    worker: "a task's process",
    place: place("airflow", {
      start: percentiles(2_200, 4_000),
      startCpu: 0.9,
      endMs: 660,
      messageMs: 50,
      byteMs: BYTE_MS,
      dispatchMs: 100,
      hosts: "shared",
      limit: 32,
    }),
    source: {
      kind: "measured",
      because:
        "A real run of 20 mapped tasks (Airflow 3.3.2, LocalExecutor): from the start of the task's process to its body, and after it. The machine was busy, so an idle one takes less. 32 in parallel by default.",
      url: "https://airflow.apache.org/docs/apache-airflow/3.3.0/core-concepts/executor/local.html",
      date: "2026-11-29",
    },
  },
  {
    id: "ray",
    group: "Others",
    label: "Ray task",
    worker: "a task on a kept worker",
    place: place("ray", {
      start: percentiles(1, 5),
      startCpu: 1,
      messageMs: 1,
      byteMs: 1e-6,
      dispatchMs: 0.2,
    }),
    source: {
      kind: "assumption",
      because:
        "Ray keeps its worker processes. Its guide expects no speedup from tasks below 10 ms, so an overhead of some milliseconds per task is assumed.",
      url: "https://docs.ray.io/en/latest/ray-observability/user-guides/debug-apps/optimize-performance.html",
      date: "2026-11-29",
    },
  },
  {
    id: "own",
    group: "Others",
    label: "Your own",
    worker: "a worker",
    place: place("own", { start: { kind: "fixed", ms: 20_000 } }),
    source: { kind: "assumption", because: "Your figures.", date: "2026-11-29" },
  },
];

export function presetNamed(id: PresetId): Preset {
  const found = PRESETS.find((preset) => preset.id === id);
  if (!found) throw new Error(`There is no preset "${id}".`);
  return found;
}
