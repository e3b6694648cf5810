import { IMPORT_MAX_STEPS } from "@/lib/model/limits";
import { STATUSES } from "@/lib/model/status";
import type { Members, Part } from "../bytes/part";
import type { AttemptRecord, RunRecord, StepRecord } from "../record/run-record";
import { ImportRefused } from "../refused";
import { at, countOf, membersOf, numberOf, textOf } from "../values";
import type { Adapter, RecordReader } from "./adapter";
import { asMaps } from "./as-maps";

/** A Chrome trace that Fanout exported. Those of other programs are declined: their slices have no meaning as steps. */
export const chrome: Adapter = {
  format: "fanout-chrome",
  recognises: (part) =>
    part.type === "item" && part.at === "traceEvents" && textOf(at(part.value, "ph")) !== undefined,
  reader: () => new ChromeReader(),
};

const KINDS: ReadonlySet<string> = new Set([
  "task",
  "dynamic",
  "workflow",
  "launchPlan",
  "map",
  "group",
  "trace",
]);
/** Kinds whose slices are steps; the others enclose them. */
const EXECUTED: ReadonlySet<string> = new Set(["task", "dynamic"]);

class ChromeReader implements RecordReader {
  private readonly slices: { event: Members; end: number }[] = [];
  private readonly open = new Map<string, Members>();
  private readonly threads = new Map<number, string>();
  /** Of a thread: when its worker was asked for, and was ready. */
  private readonly starts = new Map<number, { readonly start: number; readonly end: number }>();
  private wallMs: number | undefined;
  private title = "";

  take(part: Part): void {
    if (part.type === "document") {
      this.wallMs ??= numberOf(at(part.value.otherData, "wallMs"));
      this.title ||= textOf(at(part.value.otherData, "title")) ?? "";
      return;
    }
    const event = part.type === "item" ? membersOf(part.value) : undefined;
    if (!event) return;
    const [kind, thread] = [textOf(event.ph), countOf(event.tid) ?? 0];
    const start = numberOf(event.ts);
    if (kind === "M" && event.name === "thread_name")
      this.threads.set(thread, textOf(at(event.args, "name")) ?? "");
    if (start === undefined) return;
    if (kind === "X" && event.cat === "spawn")
      this.starts.set(thread, { start, end: start + (numberOf(event.dur) ?? 0) });
    else if (kind === "X") this.add(event, start + (numberOf(event.dur) ?? 0));
    else if (kind === "b") this.open.set(`${textOf(event.cat)} ${textOf(event.id)}`, event);
    else if (kind === "e") {
      const id = `${textOf(event.cat)} ${textOf(event.id)}`;
      const begin = this.open.get(id);
      if (begin) this.add(begin, start);
      this.open.delete(id);
    }
  }

  finish(): readonly RunRecord[] {
    if (this.wallMs === undefined || this.slices.length === 0)
      throw new ImportRefused(
        "is a Chrome trace of another program. Its slices are not steps of a run, so that it cannot be opened as one.",
      );
    const steps = this.slices.filter(({ event }) => EXECUTED.has(textOf(event.cat) ?? ""));
    return [
      {
        format: "fanout-chrome",
        tool: "Fanout (Chrome trace)",
        name: this.title || "Fanout run",
        runId: "",
        status: undefined,
        begin: 0,
        end: this.wallMs,
        hosts: "one",
        slotFrom: "ready",
        resolutionMs: 0.1,
        clock: "one clock, from the start of the run",
        steps: asMaps(
          steps.map((slice, i) => this.step(slice, i)),
          ({ name, index }) => (index === undefined ? undefined : name),
        ),
        unknown: ["dependencies", "queue", "the limit", "bytes", "number of cores", "callers of steps"],
        derived: [],
        dropped: ["messages of errors", "arrows between calls"],
        incomplete: [],
      },
    ];
  }

  private add(event: Members, end: number): void {
    if (!KINDS.has(textOf(event.cat) ?? "")) return;
    if (this.slices.length >= IMPORT_MAX_STEPS)
      throw new ImportRefused("holds more than 250,000 slices, the limit of records.");
    this.slices.push({ event, end });
  }

  private step({ event, end }: { readonly event: Members; readonly end: number }, i: number): StepRecord {
    const thread = countOf(event.tid) ?? 0;
    const start = numberOf(event.ts) as number;
    const status = textOf(at(event.args, "status"));
    const ownStart = this.threads.get(thread)?.startsWith("op ") ? this.starts.get(thread) : undefined;
    const attempt: AttemptRecord = {
      attempt: 1,
      status: STATUSES.find((each) => each === status) ?? "succeeded",
      asked: ownStart && ownStart.start / 1e3,
      ready: ownStart ? Math.min(ownStart.end, start) / 1e3 : start / 1e3,
      started: start / 1e3,
      ended: end / 1e3,
      settled: end / 1e3,
      worker: `thread ${thread}`,
    };
    return {
      id: `${i}`,
      name: textOf(event.name) ?? "task",
      key: textOf(at(event.args, "key")),
      index: countOf(at(event.args, "index")),
      attempts: [attempt],
    };
  }
}
