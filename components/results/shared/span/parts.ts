import type { PictureMark } from "@/components/results/shared/chart/picture";
import { partShares } from "@/lib/analysis/report/part-shares";
import type { Breakdown } from "@/lib/protocol/report";

/** The parts of a lane's time in the order in which they are drawn, and in words. */
export const PART_ORDER: readonly PartName[] = ["compute", "transfer", "queue", "spawn", "idle"];
export type PartName = keyof Breakdown;

export const PART_WORDS: Readonly<Record<PartName, { readonly label: string; readonly meaning: string }>> = {
  compute: { label: "Compute", meaning: "The program's own code ran, or waited for a timer." },
  transfer: { label: "Transfer", meaning: "Arguments or results were on their way between threads." },
  queue: { label: "Queue", meaning: "Calls were waiting: for the scheduler, a limit or their turn." },
  spawn: { label: "Spawn", meaning: "A worker was starting." },
  idle: { label: "Idle", meaning: "There was nothing to do on this lane." },
};

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

export const partMarks = (parts: readonly PartName[] = PART_ORDER): readonly PictureMark[] =>
  parts.map((part) => ({
    label: PART_WORDS[part].label,
    color: part,
    ...(part === "idle" && { shape: "hatch" as const }),
  }));
