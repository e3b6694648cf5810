import type { Change, WhatIf } from "@/lib/analysis/record/what-if";
import { capitalize, formatCount, formatLongDuration, formatPercent, formatPlural } from "@/lib/base/format";
import type { HeldTime, RecordInfo } from "@/lib/trace/record-info";

/** A part of the time in which steps held a slot. */
export interface HeldPart {
  readonly name: "start" | "work" | "around" | "unknown";
  readonly label: string;
  readonly ms: number;
  readonly share: number;
  /** Tailwind color. */
  readonly color: string;
}

const PARTS: readonly Pick<HeldPart, "name" | "label" | "color">[] = [
  { name: "start", label: "worker start", color: "bg-spawn" },
  { name: "work", label: "work", color: "bg-compute" },
  { name: "around", label: "inputs and outputs", color: "bg-transfer" },
  { name: "unknown", label: "unknown", color: "bg-idle" },
];

/** Largest first is not wanted: the order is that of a step's life. Parts of nothing are left out. */
export const heldParts = (held: HeldTime): HeldPart[] =>
  PARTS.map((part) => ({
    ...part,
    ms: held[part.name],
    share: held.total > 0 ? held[part.name] / held.total : 0,
  })).filter(({ share }) => share > 0.0005);

/** "82% of the time that steps held a slot was worker start." */
export function headlineOf({ held, inProcess }: RecordInfo): string {
  const [most] = heldParts(held).sort((a, b) => b.share - a.share);
  if (!most) return "The record does not show how long steps ran.";
  const held_ = inProcess ? "that steps took" : "that steps held a slot";
  if (most.name === "unknown") {
    return most.share > 0.9995
      ? `The record does not show what was done in the time ${held_}.`
      : `For ${formatPercent(most.share)} of the time ${held_}, the record does not show what was done.`;
  }
  return `${formatPercent(most.share)} of the time ${held_} was ${most.label}.`;
}

/** "fan24 · Dagster 1.13.28 · 63.4 s · multiprocess, spawn · 4 at a time" */
export function sublineOf(record: RecordInfo, wallMs: number): string {
  const { name, tool, executor, startMethod, limit, counts, status } = record;
  return [
    name,
    tool,
    `${formatLongDuration(wallMs)}${status === undefined || status === "succeeded" ? "" : `, ${status}`}`,
    [executor, startMethod].filter(Boolean).join(", "),
    limit === undefined ? `at most ${formatCount(counts.peak)} at a time` : `${formatCount(limit)} at a time`,
  ]
    .filter((each) => each !== "")
    .join(" · ");
}

/** No record says it, and without it nothing can be said of other settings. Of a run that did not reach its end, nothing can anyway. */
export const asksForCores = ({ hosts, cores, inProcess, status, counts, ...record }: RecordInfo): boolean =>
  hosts === "one" &&
  cores === undefined &&
  !inProcess &&
  record.knowsStarts &&
  !record.leftOut &&
  status !== "cancelled" &&
  status !== "running" &&
  counts.unfinished === 0;

function changeText(change: Change): string {
  switch (change.kind) {
    case "limit":
      return `${formatPlural(change.slots, "step")} at a time`;
    case "pool":
      return `kept workers (a pool of ${formatCount(change.slots)})`;
    case "start":
      return `starts of ${formatLongDuration(change.startMs)}`;
    case "one process":
      return "one process";
    case "bodies":
      return `work that takes ${change.times} times as long`;
    case "no failures":
      return "no failed attempts";
  }
}

/** "about 18 s instead of 63 s (16 to 22)" */
export function answerText(answer: WhatIf & { readonly ok: true }, wallMs: number): string {
  const { wallMs: said, lowMs, highMs } = answer;
  return `about ${formatLongDuration(said)} instead of ${formatLongDuration(wallMs)} (${formatLongDuration(lowMs)} to ${formatLongDuration(highMs)})`;
}

/** "Kept workers (a pool of 4): about 18 s instead of 63 s (16 s to 22 s)." */
export const bestText = (change: Change, answer: WhatIf & { readonly ok: true }, wallMs: number): string =>
  `${capitalize(changeText(change))}: ${answerText(answer, wallMs)}.`;

interface Fact {
  readonly label: string;
  readonly value: string;
}

export function factsOf(record: RecordInfo, wallMs: number): Fact[] {
  const { counts, medians, held } = record;
  const median = (label: string, ms: number | undefined): Fact[] =>
    ms === undefined ? [] : [{ label, value: formatLongDuration(ms) }];
  return [
    {
      label: "Steps",
      value: `${formatCount(counts.steps)}, of which ${formatPlural(counts.items, "item")} in ${formatPlural(counts.maps, "map")}`,
    },
    {
      label: "Attempts",
      value: `${formatCount(counts.attempts)}, ${formatCount(counts.failedAttempts)} failed${counts.unfinished > 0 ? `, ${formatCount(counts.unfinished)} without an end` : ""}`,
    },
    { label: "Workers", value: counts.workers === undefined ? "unknown" : formatCount(counts.workers) },
    {
      label: "At a time",
      value:
        record.limit === undefined
          ? `unknown; at most ${formatCount(counts.peak)} were seen`
          : formatCount(record.limit),
    },
    { label: "Wall time", value: formatLongDuration(wallMs) },
    ...median("Median queue", medians.queue),
    ...median("Median start", medians.start),
    ...median("Median body", medians.body),
    ...median("Before the run began", record.launchMs),
    ...median("Free slots while steps waited", held.orchestrator),
    {
      label: "Resolution",
      value: `${formatLongDuration(record.resolutionMs)}: shorter times cannot be distinguished`,
    },
    { label: "Clock", value: record.clock },
  ];
}
