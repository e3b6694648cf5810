import { IMPORT_MAX_STEPS } from "@/lib/model/limits";
import type { Members, Part } from "../bytes/part";
import type { AttemptRecord, RunRecord, StepRecord } from "../record/run-record";
import { ImportRefused } from "../refused";
import { countOf, isoTimeOf, listOf, lookUp, membersOf, textOf } from "../values";
import type { Adapter, RecordReader } from "./adapter";
import { asMaps } from "./as-maps";

/** Jobs of a GitHub Actions run: `gh api --paginate repos/OWNER/REPO/actions/runs/RUN/jobs`. */
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
  return job?.run_id !== undefined && job.name !== undefined && "started_at" in job;
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

class JobsReader implements RecordReader {
  private readonly runs = new Map<string, { name: string; jobs: Map<string, StepRecord> }>();
  /** Of a job that is a document: they come before its end. */
  private readonly steps: unknown[] = [];
  private total = 0;
  private jobs = 0;

  take(part: Part): void {
    if (part.type === "document") {
      const steps = this.steps.splice(0);
      if (isJob(part.value)) this.job({ ...part.value, steps });
      this.total = Math.max(this.total, countOf(part.value.total_count) ?? 0);
      return;
    }
    if (part.type !== "item") return;
    if (isJob(part.value)) this.job(membersOf(part.value) ?? {});
    else if (part.at === "steps" && this.steps.length < MAX_STEPS_OF_JOB) this.steps.push(part.value);
  }

  private job(job: Members): void {
    const number = textOf(job.run_attempt) ?? "1";
    const id = `${textOf(job.run_id)} ${number}`;
    let run = this.runs.get(id);
    if (!run) {
      run = { name: textOf(job.workflow_name) ?? "GitHub Actions run", jobs: new Map() };
      this.runs.set(id, run);
    }
    const step = stepOf(job);
    if (run.jobs.has(step.id)) return;
    this.jobs += 1;
    if (this.jobs > IMPORT_MAX_STEPS)
      throw new ImportRefused("holds more than 250,000 jobs, the limit of records.");
    run.jobs.set(step.id, step);
  }

  finish(): readonly RunRecord[] {
    if (this.runs.size === 0)
      throw new ImportRefused(
        "holds no jobs. Make one with: gh api repos/OWNER/REPO/actions/runs/RUN/jobs --paginate",
      );
    return [...this.runs].map(([id, { name, jobs }]) => this.run(id, name, [...jobs.values()]));
  }

  private run(id: string, name: string, jobs: readonly StepRecord[]): RunRecord {
    const all = jobs.flatMap(({ attempts }) => attempts);
    const isOver = all.every(({ settled }) => settled !== undefined);
    const has = (status: AttemptRecord["status"]): boolean => all.some((each) => each.status === status);
    return {
      format: "github-jobs",
      tool: "GitHub Actions",
      name,
      runId: id.split(" ")[0] ?? "",
      status: !isOver ? "running" : has("failed") ? "failed" : has("cancelled") ? "cancelled" : "succeeded",
      executor: "one runner a job",
      hosts: "separate",
      resolutionMs: RESOLUTION_MS,
      clock: "whole seconds",
      steps: asMaps(jobs, ({ name: job, key }) => (key === undefined ? undefined : job)),
      unknown: [
        "needs (dependencies)",
        "limit on runners",
        "bytes",
        "earlier run attempts",
        "which steps of a job are its start, and which its work",
        "the run's own start and end",
        "machines (numbers of hosted runners say nothing of them)",
        "number of cores",
      ],
      derived: [
        "which jobs are of one matrix (the same name)",
        "start of a job (its set-up steps, at least)",
      ],
      dropped: ["addresses, branches and hashes of commits", "labels and groups of runners"],
      incomplete:
        this.total > this.jobs
          ? [`${this.total - this.jobs} of ${this.total} jobs: open the other pages too`]
          : [],
    };
  }
}

function stepOf(job: Members): StepRecord {
  const full = textOf(job.name) ?? "job";
  const [, name = full, key] = /^(.*?)(?: \((.*)\))?$/s.exec(full) ?? [];
  const attempt = attemptOf(job);
  return {
    id: textOf(job.id) ?? full,
    name,
    key,
    skipped: attempt.status === "skipped",
    attempts: attempt.status === "skipped" ? [] : [attempt],
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
