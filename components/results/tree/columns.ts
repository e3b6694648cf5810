import type { SortColumn } from "@/lib/analysis/find/order";

export const TREE_COLUMNS = [
  "name",
  "status",
  "kind",
  "time",
  "start",
  "queued",
  "took",
  "attempts",
  "worker",
  "sent",
] as const;
export type TreeColumn = (typeof TREE_COLUMNS)[number];

interface ColumnKind {
  readonly label: string;
  readonly tip: string;
  /** By which it is sorted; the time scale is sorted by the start. */
  readonly sort: SortColumn;
  /** For figures. */
  readonly end: boolean;
  /** rem. */
  readonly width: number;
  /** rem of the tree from which it is shown; Infinity: only when it is chosen. */
  readonly from: number;
}

const ON_CHOICE = Number.POSITIVE_INFINITY;

export const COLUMN_KINDS: Readonly<Record<TreeColumn, ColumnKind>> = {
  name: { label: "Name", tip: "Key or name of the call", sort: "name", end: false, width: 12, from: 0 },
  status: { label: "Status", tip: "How it ended", sort: "status", end: false, width: 6.5, from: 60 },
  kind: {
    label: "Kind",
    tip: "Task, map, group or workflow",
    sort: "kind",
    end: false,
    width: 6,
    from: ON_CHOICE,
  },
  time: { label: "Time", tip: "When it waited and ran", sort: "start", end: false, width: 6, from: 32 },
  start: {
    label: "Started",
    tip: "Since the run's start",
    sort: "start",
    end: true,
    width: 5.5,
    from: ON_CHOICE,
  },
  queued: {
    label: "Queued",
    tip: "From the call until it was sent or started",
    sort: "queued",
    end: true,
    width: 5.5,
    from: ON_CHOICE,
  },
  took: { label: "Duration", tip: "How long it ran", sort: "took", end: true, width: 5.5, from: 0 },
  attempts: {
    label: "Attempts",
    tip: "The first one and its retries",
    sort: "attempts",
    end: true,
    width: 5.5,
    from: 60,
  },
  worker: { label: "Worker", tip: "Where it ran last", sort: "worker", end: true, width: 5, from: 32 },
  sent: {
    label: "Transferred",
    tip: "Bytes of arguments and result",
    sort: "sent",
    end: true,
    width: 6.5,
    from: 60,
  },
};

/** rem: with less room than this there is no list of columns to choose, only the names. */
const MIN_NAME = 8;

/**
 * The columns to show, in their order.
 * @param rem width of the tree
 * @param chosen what the reader chose; unknown names are of another version
 */
export function columnsFor(rem: number, chosen: readonly string[] | undefined): readonly TreeColumn[] {
  const wanted = TREE_COLUMNS.filter(
    (name) => name === "name" || (chosen ? chosen.includes(name) : rem >= COLUMN_KINDS[name].from),
  );
  // What has no room is left out from the right, so that names are never squeezed away.
  let room = rem - MIN_NAME;
  return wanted.filter((name) => {
    if (name === "name") return true;
    const { width } = COLUMN_KINDS[name];
    if (room < width) return false;
    room -= width;
    return true;
  });
}

/** @param names percent of the width that names have where there is a time scale */
export function templateOf(columns: readonly TreeColumn[], names: number): string {
  const hasTime = columns.includes("time");
  return columns
    .map((name) => {
      if (name === "name") return hasTime ? `minmax(${MIN_NAME}rem,${names}%)` : "minmax(0,1fr)";
      const { width } = COLUMN_KINDS[name];
      return name === "time" ? `minmax(${width}rem,1fr)` : `${width}rem`;
    })
    .join(" ");
}
