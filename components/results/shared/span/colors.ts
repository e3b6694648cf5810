import { KINDS } from "@/lib/model/kind";
import type { Status } from "@/lib/model/status";
import { isExecuted, statusAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { ColorBy } from "./span-preferences";

/** Tokens of the palette that bars are painted with. */
export type BarColor =
  | "compute"
  | "transfer"
  | "queue"
  | "spawn"
  | "driver"
  | "idle-hatch"
  | "succeeded"
  | "failed"
  | "warning"
  | "accent"
  | "muted";

/** The data colors, which stay apart under every kind of color vision; other tasks share the last. */
const TASK_COLORS: readonly BarColor[] = ["compute", "transfer", "queue", "driver", "spawn"];
const OTHER_TASKS: BarColor = "idle-hatch";

const STATUS_COLORS: Readonly<Record<Status, BarColor>> = {
  running: "accent",
  succeeded: "succeeded",
  failed: "failed",
  interrupted: "warning",
  skipped: "muted",
  cancelled: "muted",
};

const ATTEMPT_COLORS: readonly BarColor[] = ["compute", "queue", "transfer", "spawn"];

/** The color of a body. @param ranks by name, see `taskRanks` */
export function colorAt(trace: Trace, row: number, by: ColorBy, ranks: Int32Array): BarColor {
  switch (by) {
    case "part":
      return "compute";
    case "task": {
      if (!isExecuted(trace, row)) return OTHER_TASKS;
      return TASK_COLORS[ranks[trace.name[row] as number] ?? -1] ?? OTHER_TASKS;
    }
    case "status":
      return STATUS_COLORS[statusAt(trace, row)];
    case "attempt":
      return ATTEMPT_COLORS[Math.min(ATTEMPT_COLORS.length, trace.attempt[row] ?? 1) - 1] ?? "compute";
  }
}

export interface ColorMark {
  readonly label: string;
  readonly color: BarColor;
}

/** What the colors mean, for the legend. None by part: the parts have their own legend. */
export function colorMarks(trace: Trace, by: ColorBy, ranks: Int32Array): readonly ColorMark[] {
  switch (by) {
    case "part":
      return [];
    case "task": {
      const names = [...ranks.keys()]
        .filter((name) => (ranks[name] as number) >= 0)
        .sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
      const own = TASK_COLORS.flatMap((color, rank) => {
        const name = names[rank];
        return name === undefined ? [] : [{ label: trace.names[name] ?? "", color }];
      });
      return names.length > own.length ? [...own, { label: "Other tasks", color: OTHER_TASKS }] : own;
    }
    case "status":
      return STATUS_LEGEND;
    case "attempt":
      return ATTEMPT_COLORS.map((color, at) => ({
        label: at + 1 < ATTEMPT_COLORS.length ? `Attempt ${at + 1}` : `Attempt ${at + 1} or later`,
        color,
      }));
  }
}

const STATUS_LEGEND: readonly ColorMark[] = [
  { label: "Succeeded", color: "succeeded" },
  { label: "Failed", color: "failed" },
  { label: "Interrupted", color: "warning" },
  { label: "Running", color: "accent" },
  { label: "Cancelled", color: "muted" },
];

/** Kinds that only group others: drawn as a bracket, whatever the colors say. */
const GROUPS = new Set(["workflow", "launchPlan", "map", "group"]);
export const isGroup = (trace: Trace, row: number): boolean =>
  GROUPS.has(KINDS[trace.kind[row] as number] ?? "");
