import { KINDS, type Kind } from "@/lib/model/kind";
import { STATUSES } from "@/lib/model/status";
import { isSpan } from "@/lib/trace/row";
import type { Trace } from "@/lib/trace/trace";

/** A span that a program means. */
export interface MeantSpan {
  readonly kind: Kind;
  readonly name: string;
  /** In its map; -1 outside one. */
  readonly index: number;
  status: "succeeded" | "failed";
  /** Attempts that it took. */
  attempts: number;
  readonly children: MeantSpan[];
}

/** A span and all below it, as text: those below in the order of their texts, because calls may be made in any order. */
function textOf(
  kind: string | undefined,
  name: string | undefined,
  index: number,
  status: string | undefined,
  attempts: number,
  children: readonly string[],
): string {
  const head = `${kind} ${name}${index < 0 ? "" : `[${index}]`} ${status} ${attempts}`;
  return [head, ...[...children].sort().map((child) => child.replace(/^/gm, "  "))].join("\n");
}

export const meantTree = ({ kind, name, index, status, attempts, children }: MeantSpan): string =>
  textOf(kind, name, index, status, attempts, children.map(meantTree));

export function recordedTree(trace: Trace): string {
  const below = new Map<number, number[]>();
  for (let row = 0; row < trace.count; row++) {
    if (!isSpan(trace, row)) continue;
    const parent = trace.parent[row] as number;
    below.set(parent, [...(below.get(parent) ?? []), row]);
  }
  const visit = (row: number): string =>
    textOf(
      KINDS[trace.kind[row] as number],
      trace.names[trace.name[row] as number],
      trace.index[row] as number,
      STATUSES[trace.status[row] as number],
      trace.attempt[row] as number,
      (below.get(row) ?? []).map(visit),
    );
  return (below.get(-1) ?? []).map(visit).join("\n");
}
