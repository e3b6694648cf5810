import type { Part } from "../../bytes/part";
import type { RunRecord } from "../../record/run-record";
import { at, countOf, isoTimeOf, listOf, membersOf, secondsOf, textOf } from "../../values";
import type { Adapter, RecordReader } from "../adapter";
import { DagsterRun } from "./dagster-run";
import { errorOf, typeOf } from "./event";
import type { Plan } from "./plan";

/** "Download debug file" in the menu of a run, or `dagster debug export`. */
export const dagsterDebug: Adapter = {
  format: "dagster-debug",
  skipped: [
    "pipeline_snapshot",
    "job_snapshot",
    // More than half of an event.
    "logging_tags",
    "step_handle",
    "solid_handle",
    "node_handle",
    "metadata_entries",
    "type_check_data",
  ],
  recognises: (part) =>
    part.type === "item"
      ? part.at === "event_list" && membersOf(part.value)?.dagster_event !== undefined
      : part.type === "document" && part.value.__class__ === "DebugRunPayload",
  reader: () => new DebugFileReader(),
};

class DebugFileReader implements RecordReader {
  private readonly runs = new Map<string, DagsterRun>();

  take(part: Part): void {
    if (part.type === "item" && part.at === "event_list") this.event(part.value);
    else if (part.type === "document") this.payload(part.value);
  }

  finish(): readonly RunRecord[] {
    return [...this.runs.values()].map((run) => run.finish());
  }

  private runNamed(id: string): DagsterRun {
    let run = this.runs.get(id);
    if (!run) {
      run = new DagsterRun(id, "dagster-debug");
      this.runs.set(id, run);
    }
    return run;
  }

  private event(value: unknown): void {
    const entry = membersOf(value);
    const event = membersOf(entry?.dagster_event);
    const time = secondsOf(entry?.timestamp) ?? isoTimeOf(entry?.timestamp);
    const id = textOf(entry?.run_id);
    if (!entry || !event || time === undefined || id === undefined) return;
    const run = this.runNamed(id);
    const type = typeOf(textOf(event.event_type_value) ?? "");
    if (type === "ENGINE_EVENT") run.engineMessage(textOf(entry.user_message ?? event.message, 1_000) ?? "");
    const data = event.event_specific_data;
    run.add({
      type,
      time,
      step: textOf(event.step_key ?? entry.step_key) ?? "",
      pid: textOf(event.pid),
      mappingKey: textOf(at(data, "step_output_handle", "mapping_key")),
      error: errorOf(at(data, "error"), "cls_name"),
    });
  }

  private payload(value: Readonly<Record<string, unknown>>): void {
    const described = membersOf(value.pipeline_run ?? value.dagster_run ?? value.job_run);
    const id = textOf(described?.run_id);
    if (!described || id === undefined) return;
    const run = this.runNamed(id);
    run.name = textOf(described.pipeline_name ?? described.job_name) ?? "";
    run.version = textOf(value.version) ?? "";
    const status = textOf(at(described.status, "__enum__")) ?? textOf(described.status);
    run.status ||= status?.split(".").pop() ?? "";
    readExecution(run, at(described.run_config, "execution"));
    const snapshot = value.execution_plan_snapshot;
    run.executor ??= textOf(at(snapshot, "executor_name"));
    run.plan = planOf(at(snapshot, "steps"));
  }
}

/** The only part of a run's configuration that is read: how many steps at a time, and how processes start. */
function readExecution(run: DagsterRun, execution: unknown, depth = 0): void {
  const members = membersOf(execution);
  if (!members || depth > 4) return;
  const limit = countOf(members.max_concurrent);
  if (limit !== undefined && limit > 0) run.limit = limit;
  const method = members.start_method;
  run.startMethod ??= textOf(method) ?? Object.keys(membersOf(method) ?? {})[0];
  for (const value of Object.values(members)) if (value !== method) readExecution(run, value, depth + 1);
}

function planOf(steps: unknown): Plan | undefined {
  const plan = new Map<string, string[]>();
  for (const step of listOf(steps)) {
    const key = textOf(at(step, "key"));
    if (key === undefined) continue;
    const upstream = new Set<string>();
    for (const input of listOf(at(step, "inputs")))
      for (const handle of listOf(at(input, "upstream_output_handles"))) {
        const from = textOf(at(handle, "step_key"));
        if (from !== undefined) upstream.add(from);
      }
    plan.set(key, [...upstream]);
  }
  return plan.size > 0 ? plan : undefined;
}
