import { IMPORT_MAX_STEPS } from "@/lib/model/limits";
import type { Part } from "../bytes/part";
import type { AttemptRecord, RunRecord, StepRecord } from "../record/run-record";
import { ImportRefused } from "../refused";
import { countOf, isoTimeOf, listOf, lookUp, membersOf, numberOf, textOf } from "../values";
import type { Adapter, RecordReader } from "./adapter";

/** Task instances of Airflow's REST API, with the lists of tasks and of earlier tries where they are opened too. */
export const airflow: Adapter = {
  format: "airflow-task-instances",
  recognises: (part) =>
    part.type === "item" &&
    (isInstance(part.at, part.value) ||
      (part.at === "tasks" && membersOf(part.value)?.downstream_task_ids !== undefined)),
  reader: () => new AirflowReader(),
};

/** In the answer of the API, or in a list by itself; the command line's list has no numbers of tries. */
function isInstance(at: string, value: unknown): boolean {
  const members = membersOf(value);
  if (members?.dag_id === undefined) return false;
  if (at === "task_instances") return true;
  return at === "" && members.task_id !== undefined && ("try_number" in members || "start_date" in members);
}

interface Instance extends AttemptRecord {
  readonly skipped: boolean;
  /** Attempts that the record says there were before this one. */
  readonly tries: number;
}

interface DagRun {
  readonly dag: string;
  /** Task and index → tries. */
  readonly tasks: Map<string, Map<number, Instance>>;
}

const STATES: Readonly<Record<string, AttemptRecord["status"]>> = {
  success: "succeeded",
  failed: "failed",
  up_for_retry: "failed",
  skipped: "skipped",
  upstream_failed: "skipped",
  removed: "skipped",
  restarting: "failed",
  shutdown: "cancelled",
  // It was put back, and has given up its slot until it is called again.
  up_for_reschedule: "interrupted",
  deferred: "interrupted",
};

class AirflowReader implements RecordReader {
  private readonly runs = new Map<string, DagRun>();
  private readonly upstream = new Map<string, Set<string>>();
  private hasTasks = false;
  private hasQueue = false;
  private total = 0;
  private instances = 0;

  take(part: Part): void {
    if (part.type === "document") {
      // Of every page the same. Lists of tries have their own, smaller counts.
      if (part.value.tasks === undefined)
        this.total = Math.max(this.total, countOf(part.value.total_entries) ?? 0);
      return;
    }
    const value = part.type === "item" ? membersOf(part.value) : undefined;
    if (!value || part.type !== "item") return;
    if (part.at === "tasks") this.task(value);
    else if (isInstance(part.at, value)) this.instance(value);
  }

  finish(): readonly RunRecord[] {
    if (this.runs.size === 0)
      throw new ImportRefused(
        "lists tasks, but no task instances. Also open the answer of /api/v2/dags/DAG/dagRuns/RUN/taskInstances",
      );
    return [...this.runs].map(([id, run]) => this.run(id, run));
  }

  private task(value: Readonly<Record<string, unknown>>): void {
    this.hasTasks = true;
    const from = textOf(value.task_id);
    if (from === undefined) return;
    for (const each of listOf(value.downstream_task_ids)) {
      const to = textOf(each);
      if (to === undefined) continue;
      const upstream = this.upstream.get(to);
      if (upstream) upstream.add(from);
      else this.upstream.set(to, new Set([from]));
    }
  }

  private instance(value: Readonly<Record<string, unknown>>): void {
    const task = textOf(value.task_id);
    if (task === undefined) return;
    const runId = textOf(value.dag_run_id ?? value.logical_date ?? value.execution_date);
    const id = JSON.stringify([textOf(value.dag_id), runId]);
    let run = this.runs.get(id);
    if (!run) {
      run = { dag: textOf(value.dag_id) ?? "DAG", tasks: new Map() };
      this.runs.set(id, run);
    }
    const key = JSON.stringify([task, numberOf(value.map_index) ?? -1]);
    let tries = run.tasks.get(key);
    if (!tries) {
      this.instances += 1;
      if (this.instances > IMPORT_MAX_STEPS)
        throw new ImportRefused("holds more than 250,000 task instances, the limit of records.");
      tries = new Map();
      run.tasks.set(key, tries);
    }
    const found = instanceOf(value);
    this.hasQueue ||= found.asked !== undefined;
    tries.set(found.attempt, found);
  }

  private run(id: string, { dag, tasks }: DagRun): RunRecord {
    const [, runId = ""] = JSON.parse(id) as readonly [string?, string?];
    const steps = [...tasks].map(([key, tries]) => this.step(key, tries));
    const missing = [...tasks.values()].flatMap((tries) => {
      const last = Math.max(...tries.keys());
      return Array.from({ length: Math.min(last, 100) }, (_, i) => i + 1).filter((n) => !tries.has(n));
    }).length;
    const attempts = steps.flatMap((step) => step.attempts);
    const failed = steps.some((step) => step.attempts.at(-1)?.status === "failed");
    const open = attempts.some(({ settled }) => settled === undefined);
    return {
      format: "airflow-task-instances",
      tool: "Airflow",
      name: dag,
      runId: runId ?? "",
      status: open ? undefined : failed ? "failed" : "succeeded",
      hosts: undefined,
      slotFrom: "ready",
      resolutionMs: 1,
      clock: "microseconds; processes and scheduler may be on different hosts",
      steps,
      unknown: [
        "start of the user's body (start_date is when its process began)",
        this.hasQueue
          ? "worker start apart from the executor's queue"
          : "queue (only in the answer of /taskInstances)",
        "the run's own start and end (in the DAG run, not in its task instances)",
        ...(this.hasTasks ? [] : ["dependencies (only in /tasks)"]),
        "earlier attempts (only in /tries)",
        "the limit",
        "number of cores",
        "bytes",
      ],
      derived: this.hasQueue ? ["when a step became runnable (scheduled_when)"] : [],
      dropped: ["arguments (rendered_fields)", "names of users and hosts", "notes", "paths"],
      incomplete: [
        ...(missing > 0
          ? [
              `${missing === 1 ? "1 earlier try" : `${missing} earlier tries`}: open the answers of …/tries too`,
            ]
          : []),
        ...(this.total > this.instances
          ? [`${this.total - this.instances} of ${this.total} task instances: open the other pages too`]
          : []),
      ],
    };
  }

  private step(key: string, tries: ReadonlyMap<number, Instance>): StepRecord {
    const [task, index] = JSON.parse(key) as readonly [string, number];
    const sorted = [...tries].sort(([a], [b]) => a - b).map(([, instance]) => instance);
    const upstream = this.upstream.get(task);
    return {
      id: key,
      name: task,
      index: index < 0 ? undefined : index,
      map: index < 0 ? undefined : task,
      upstream: this.hasTasks ? [...(upstream ?? [])] : undefined,
      skipped: sorted.every(({ skipped }) => skipped),
      // A task that was never tried has try 0.
      attempts: sorted
        .filter(({ ready, attempt }) => ready !== undefined && attempt > 0)
        .map(({ skipped: _, tries: __, ...attempt }) => attempt),
    };
  }
}

function instanceOf(value: Readonly<Record<string, unknown>>): Instance {
  const attempt = countOf(value.try_number) ?? 1;
  const state = textOf(value.state) ?? "";
  const ready = attempt === 0 ? undefined : isoTimeOf(value.start_date);
  const settled = isoTimeOf(value.end_date);
  const asked = isoTimeOf(value.queued_when);
  const pid = textOf(value.pid);
  const within = ready === undefined || settled === undefined ? undefined : Math.max(0, settled - ready);
  const queued = asked === undefined || ready === undefined ? undefined : Math.max(0, ready - asked);
  return {
    attempt,
    tries: countOf(value.try_number) ?? 1,
    skipped: lookUp(STATES, state) === "skipped",
    status: lookUp(STATES, state) ?? (settled === undefined ? "interrupted" : "succeeded"),
    runnable: isoTimeOf(value.scheduled_when),
    asked,
    ready,
    settled,
    worker: pid === undefined ? undefined : `${textOf(value.hostname) ?? ""} ${pid}`.replaceAll("/", " "),
    ...(within !== undefined && { bodyBand: [0, within] as const }),
    ...(within !== undefined && queued !== undefined && { startBand: [queued, queued + within] as const }),
  };
}
