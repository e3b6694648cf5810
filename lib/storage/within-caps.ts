import { getOrCreate } from "@/lib/base/get-or-create";
import type { IndexEntry } from "./index-entry";

interface Cap {
  readonly count: number;
  /** By the estimate that each item is added with. */
  readonly bytes: number;
}

export interface Caps extends Cap {
  /** Of the items of one group. */
  readonly group?: Cap;
}

/**
 * The items that fit, newest first. Past the caps of all, the oldest of the largest group go, so that no group can take the
 * room of a smaller one. The very newest item always stays.
 */
export function newestWithin(caps: Caps, all: readonly IndexEntry[]): readonly IndexEntry[] {
  const sorted = all.toSorted((a, b) => b.at - a.at);
  const groups = new Map<string | undefined, IndexEntry[]>();
  for (const entry of sorted) getOrCreate(groups, entry.group, (): IndexEntry[] => []).push(entry);
  const kept = [...groups.values()].map((entries) => within(caps.group ?? caps, entries));
  let count = kept.reduce((sum, group) => sum + group.entries.length, 0);
  let bytes = kept.reduce((sum, group) => sum + group.bytes, 0);
  const share = ({ entries, bytes: own }: Group): number =>
    Math.max(entries.length / caps.count, own / caps.bytes);
  while (count > 1 && (count > caps.count || bytes > caps.bytes)) {
    const largest = kept.reduce((most, group) => (share(group) > share(most) ? group : most));
    const oldest = largest.entries.pop();
    if (oldest === undefined) break;
    largest.bytes -= oldest.bytes;
    count -= 1;
    bytes -= oldest.bytes;
  }
  const stays = new Set(kept.flatMap(({ entries }) => entries));
  return sorted.filter((entry) => stays.has(entry));
}

interface Group {
  readonly entries: IndexEntry[];
  bytes: number;
}

function within(cap: Cap, entries: readonly IndexEntry[]): Group {
  let bytes = 0;
  const fitting: IndexEntry[] = [];
  for (const entry of entries) {
    if (fitting.length > 0 && (fitting.length >= cap.count || bytes + entry.bytes > cap.bytes)) break;
    fitting.push(entry);
    bytes += entry.bytes;
  }
  return { entries: fitting, bytes };
}
