import { formatPlural } from "@/lib/base/format";
import { IMPORT_MAX_STEPS } from "@/lib/model/limits";
import type { Members, Part } from "../bytes/part";
import type { AttemptRecord, RunRecord, StepRecord } from "../record/run-record";
import { ImportRefused } from "../refused";
import { countOf, isoTimeOf, listOf, lookUp, membersOf, textOf } from "../values";
import type { Adapter, RecordReader } from "./adapter";
import { asMaps } from "./as-maps";

/**
 * Jobs of a GitHub Actions run: `gh api --paginate repos/OWNER/REPO/actions/runs/RUN/jobs`, or
 * `gh run view RUN --json jobs`, which has other names, and no time at which a job was created.
 */
export const githubJobs: Adapter = {
  format: "github-jobs",
  recognises: (part) =>
    part.type === "item"
      ? (part.at === "jobs" || part.at === "") && isJob(part.value)
      : // One a line, as `--jq '.jobs[]'` writes them.
        part.type === "document" && isJob(part.value),
  reader: () => new JobsReader(),
};

function isJob(value: unknown): boolean {
  const job = membersOf(value);
  if (job?.name === undefined) return false;
  return (
    (job.run_id !== undefined && "started_at" in job) ||
    (job.databaseId !== undefined && "startedAt" in job && "completedAt" in job)
  );
}

/** In the names of the API. */
function inApiNames(job: Members): Members {
  if (job.run_id !== undefined) return job;
  const { databaseId, startedAt, completedAt, steps, url } = job;
  return {
    ...job,
    id: databaseId,
    run_id: /\/runs\/(\d+)\//.exec(textOf(url) ?? "")?.[1],
    started_at: startedAt,
    completed_at: completedAt,
    steps: listOf(steps).map((step) => ({
      ...membersOf(step),
      started_at: membersOf(step)?.startedAt,
      completed_at: membersOf(step)?.completedAt,
    })),
  };
}

/** Times are whole seconds, cut. */
const RESOLUTION_MS = 1_000;
const MAX_STEPS_OF_JOB = 10_000;
/** Steps that prepare a job, and those after it. Everything else may be its work. */
const SET_UP = /^(set up job|set up runner|initialize containers|run actions\/|pull |build .*action)/i;
const AFTER = /^(post |complete job|stop containers)/i;

const CONCLUSIONS: Readonly<Record<string, AttemptRecord["status"]>> = {
  success: "succeeded",
  neutral: "succeeded",
  failure: "failed",
  timed_out: "failed",
  startup_failure: "failed",
  action_required: "failed",
  cancelled: "cancelled",
  skipped: "skipped",
};

interface Run {
  readonly name: string | undefined;
  readonly jobs: Map<string, StepRecord>;
  /** Jobs without a runner. */
  waiting: number;
}

class JobsReader implements RecordReader {
  private readonly runs = new Map<string, Run>();
  /** Of a job that is a document: they come before its end. */
  private readonly steps: unknown[] = [];
  /** Names of workflows by their runs, from what is around the jobs. */
  private readonly names = new Map<string, string>();
  private total = 0;
  private jobs = 0;
  private hasQueue = false;

  take(part: Part): void {
    if (part.type === "document") {
      const steps = this.steps.splice(0);
      if (isJob(part.value)) this.job(inApiNames({ ...part.value, steps }));
      const name = textOf(part.value.workflowName);
      if (name !== undefined) this.names.set(textOf(part.value.databaseId) ?? "", name);
      this.total = Math.max(this.total, countOf(part.value.total_count) ?? 0);
      return;
    }
    if (part.type !== "item") return;
    if (isJob(part.value)) this.job(inApiNames(membersOf(part.value) ?? {}));
    else if (part.at === "steps" && this.steps.length < MAX_STEPS_OF_JOB) this.steps.push(part.value);
  }

  private job(job: Members): void {
    const number = textOf(job.run_attempt) ?? "1";
    const id = `${textOf(job.run_id) ?? ""} ${number}`;
    let run = this.runs.get(id);
    if (!run) {
      run = { name: textOf(job.workflow_name), jobs: new Map(), waiting: 0 };
      this.runs.set(id, run);
    }
    const step = stepOf(job);
    if (run.jobs.has(step.id)) return;
    this.jobs += 1;
    if (this.jobs > IMPORT_MAX_STEPS)
      throw new ImportRefused("holds more than 250,000 jobs, the limit of records.");
    run.jobs.set(step.id, step);
    if (isWaiting(job)) run.waiting += 1;
    this.hasQueue ||= job.created_at !== undefined;
  }

  finish(): readonly RunRecord[] {
    if (this.runs.size === 0)
      throw new ImportRefused(
        "holds no jobs. Make one with: gh api repos/OWNER/REPO/actions/runs/RUN/jobs --paginate",
      );
    return [...this.runs].map(([id, run]) => this.run(id.split(" ")[0] ?? "", run));
  }

  private run(runId: string, { name, waiting, ...run }: Run): RunRecord {
    const jobs = [...run.jobs.values()];
    const around = this.names.get(runId) ?? (this.runs.size === 1 ? this.names.get("") : undefined);
    const all = jobs.flatMap(({ attempts }) => attempts);
    const isOver = waiting === 0 && all.every(({ settled }) => settled !== undefined);
    const has = (status: AttemptRecord["status"]): boolean => all.some((each) => each.status === status);
    return {
      format: "github-jobs",
      tool: "GitHub Actions",
      name: name ?? around ?? "GitHub Actions run",
      runId,
      status: !isOver ? "running" : has("failed") ? "failed" : has("cancelled") ? "cancelled" : "succeeded",
      executor: "one runner a job",
      hosts: "separate",
      resolutionMs: RESOLUTION_MS,
      clock: "whole seconds",
      steps: asMaps(jobs, ({ name: job, key }) => (key === undefined ? undefined : job)),
      unknown: [
        "needs (dependencies)",
        "limit on runners",
        ...(this.hasQueue ? [] : ["queue (only in the answer of gh api …/jobs)"]),
        "bytes",
        "earlier run attempts",
        "which steps of a job are its start, and which its work",
        "the run's own start and end",
        "machines (the numbers of hosted runners do not identify them)",
        "number of cores",
      ],
      derived: [
        "which jobs are of one matrix (the same name)",
        "start of a job (its set-up steps, at least)",
      ],
      dropped: ["addresses, branches and hashes of commits", "labels and groups of runners"],
      incomplete: [
        ...(this.total > this.jobs
          ? [`${this.total - this.jobs} of ${this.total} jobs: open the other pages too`]
          : []),
        ...(waiting > 0 ? [`${formatPlural(waiting, "job")} that had not begun`] : []),
      ],
    };
  }
}

/** What a job is that has no runner yet; its start is then when it was created. */
const isWaiting = (job: Members): boolean =>
  /^(queued|waiting|pending|requested)$/.test(textOf(job.status) ?? "");

/** It was cancelled before it had a runner. */
const neverRan = (job: Members): boolean =>
  job.conclusion === "cancelled" &&
  listOf(job.steps).length === 0 &&
  ("runner_name" in job ? textOf(job.runner_name) === undefined : isoTimeOf(job.started_at) === undefined);

function stepOf(job: Members): StepRecord {
  const full = textOf(job.name) ?? "job";
  const [, name = full, key] = /^(.*?)(?: \((.*)\))?$/s.exec(full) ?? [];
  const attempt = attemptOf(job);
  return {
    id: textOf(job.id) ?? full,
    name,
    key,
    skipped: attempt.status === "skipped",
    attempts: attempt.status === "skipped" || isWaiting(job) || neverRan(job) ? [] : [attempt],
  };
}

function attemptOf(job: Members): AttemptRecord {
  const created = isoTimeOf(job.created_at);
  const asked = isoTimeOf(job.started_at);
  const settled = isoTimeOf(job.completed_at);
  const conclusion = textOf(job.conclusion);
  let setUp = asked;
  let last = asked;
  let isSettingUp = true;
  for (const step of listOf(job.steps)) {
    const { name, started_at, completed_at } = membersOf(step) ?? {};
    const label = textOf(name) ?? "";
    isSettingUp &&= SET_UP.test(label);
    if (isSettingUp) setUp = isoTimeOf(completed_at) ?? setUp;
    if (!AFTER.test(label)) last = isoTimeOf(started_at) ?? last;
  }
  const bands =
    asked === undefined || settled === undefined
      ? {}
      : bandsOf(asked, setUp ?? asked, Math.max(last ?? asked, setUp ?? asked), settled);
  // Runners that GitHub hosts have numbers that say nothing of machines.
  const isHosted = /^(github actions|hosted agent)/i.test(textOf(job.runner_name) ?? "");
  return {
    attempt: 1,
    status: conclusion === undefined ? "running" : (lookUp(CONCLUSIONS, conclusion) ?? "succeeded"),
    // The clock of a runner may be behind.
    runnable: created === undefined || asked === undefined ? created : Math.min(created, asked),
    asked,
    settled,
    worker: isHosted ? undefined : textOf(job.runner_name),
    ...bands,
  };
}

/** @param setUp end of the steps that are certainly set-up @param last start of the last step that is its own */
const bandsOf = (
  asked: number,
  setUp: number,
  last: number,
  settled: number,
): Pick<AttemptRecord, "startBand" | "bodyBand"> => ({
  startBand: [Math.max(0, setUp - asked), Math.max(0, last - asked)],
  bodyBand: [0, Math.max(0, settled - setUp)],
});
