import { KINDS } from "@/lib/model/kind";
import type { Status } from "@/lib/model/status";
import { isExecuted, statusAt } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";
import type { ColourBy } from "./span-preferences";

/** Tokens of the palette that bars are painted with. */
export type BarColour =
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

/** The data colours, which stay apart under every kind of colour vision; other tasks share the last. */
const TASK_COLOURS: readonly BarColour[] = ["compute", "transfer", "queue", "driver", "spawn"];
const OTHER_TASKS: BarColour = "idle-hatch";

const STATUS_COLOURS: Readonly<Record<Status, BarColour>> = {
  running: "accent",
  succeeded: "succeeded",
  failed: "failed",
  interrupted: "warning",
  skipped: "muted",
  cancelled: "muted",
};

const ATTEMPT_COLOURS: readonly BarColour[] = ["compute", "queue", "transfer", "spawn"];

/** The colour of a body. @param ranks by name, see `taskRanks` */
export function colourAt(trace: Trace, row: number, by: ColourBy, ranks: Int32Array): BarColour {
  switch (by) {
    case "part":
      return "compute";
    case "task": {
      if (!isExecuted(trace, row)) return OTHER_TASKS;
      return TASK_COLOURS[ranks[trace.name[row] as number] ?? -1] ?? OTHER_TASKS;
    }
    case "status":
      return STATUS_COLOURS[statusAt(trace, row)];
    case "attempt":
      return ATTEMPT_COLOURS[Math.min(ATTEMPT_COLOURS.length, trace.attempt[row] ?? 1) - 1] ?? "compute";
  }
}

export interface ColourMark {
  readonly label: string;
  readonly colour: BarColour;
}

/** What the colours mean, for the legend. None by part: the parts have their own legend. */
export function colourMarks(trace: Trace, by: ColourBy, ranks: Int32Array): readonly ColourMark[] {
  switch (by) {
    case "part":
      return [];
    case "task": {
      const names = [...ranks.keys()]
        .filter((name) => (ranks[name] as number) >= 0)
        .sort((a, b) => (ranks[a] as number) - (ranks[b] as number));
      const own = TASK_COLOURS.flatMap((colour, rank) => {
        const name = names[rank];
        return name === undefined ? [] : [{ label: trace.names[name] ?? "", colour }];
      });
      return names.length > own.length ? [...own, { label: "Other tasks", colour: OTHER_TASKS }] : own;
    }
    case "status":
      return STATUS_LEGEND;
    case "attempt":
      return ATTEMPT_COLOURS.map((colour, at) => ({
        label: at + 1 < ATTEMPT_COLOURS.length ? `Attempt ${at + 1}` : `Attempt ${at + 1} or later`,
        colour,
      }));
  }
}

const STATUS_LEGEND: readonly ColourMark[] = [
  { label: "Succeeded", colour: "succeeded" },
  { label: "Failed", colour: "failed" },
  { label: "Interrupted", colour: "warning" },
  { label: "Running", colour: "accent" },
  { label: "Cancelled", colour: "muted" },
];

/** Kinds that only group others: drawn as a bracket, whatever the colours say. */
const GROUPS = new Set(["workflow", "launchPlan", "map", "group"]);
export const isGroup = (trace: Trace, row: number): boolean =>
  GROUPS.has(KINDS[trace.kind[row] as number] ?? "");
