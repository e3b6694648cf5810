import type { PictureMark } from "@/components/results/shared/chart/picture";
import { partShares } from "@/lib/analysis/report/part-shares";
import type { TermName } from "@/lib/model/terms";
import type { Breakdown } from "@/lib/protocol/report";
import type { Trace } from "@/lib/trace/trace";

/** The parts of a lane's time in the order in which they are drawn, and in words. */
export const PART_ORDER: readonly PartName[] = ["compute", "transfer", "queue", "spawn", "idle"];
export type PartName = keyof Breakdown;

export type PartWords = Readonly<Record<PartName, { readonly label: string; readonly term: TermName }>>;

/** "Spawn" is the name that reports have for a worker's start. */
export const PART_WORDS: PartWords = {
  compute: { label: "Compute", term: "compute" },
  transfer: { label: "Transfer", term: "transfer" },
  queue: { label: "Queue", term: "queue" },
  spawn: { label: "Start", term: "start" },
  idle: { label: "Idle", term: "idle" },
};

/** Of a run that another tool recorded. */
const RECORD_WORDS: PartWords = {
  ...PART_WORDS,
  compute: { label: "Work", term: "step's work" },
  transfer: { label: "Inputs and outputs", term: "inputs and outputs" },
};

export const partWordsOf = (trace: Pick<Trace, "record"> | undefined): PartWords =>
  trace?.record ? RECORD_WORDS : PART_WORDS;

export const PART_FILLS: Readonly<Record<PartName, string>> = {
  compute: "bg-compute",
  transfer: "bg-transfer",
  queue: "bg-queue",
  spawn: "bg-spawn",
  idle: "hatch",
};

export type Parts = Readonly<Breakdown>;

export const byPart = (value: (part: PartName) => number): Parts =>
  Object.fromEntries(PART_ORDER.map((part) => [part, value(part)])) as Parts;

/** Each part's share of all lanes' time. */
export const shares: (breakdown: Breakdown) => Parts = partShares;

export const partMarks = (
  parts: readonly PartName[] = PART_ORDER,
  words: PartWords = PART_WORDS,
): readonly PictureMark[] =>
  parts.map((part) => ({
    label: words[part].label,
    color: part,
    ...(part === "idle" && { shape: "hatch" as const }),
  }));
