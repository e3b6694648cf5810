import type { Breakdown } from "@/lib/protocol/report";

const PARTS = [
  "compute",
  "transfer",
  "queue",
  "spawn",
  "idle",
] as const satisfies readonly (keyof Breakdown)[];

/** Each part's share of all lanes' time; they sum to 1, or all are 0. */
export function partShares(breakdown: Breakdown): Readonly<Breakdown> {
  const lanesMs = PARTS.reduce((sum, part) => sum + Math.max(0, breakdown[part]), 0);
  const share = (part: keyof Breakdown): number => (lanesMs > 0 ? Math.max(0, breakdown[part]) / lanesMs : 0);
  return Object.fromEntries(PARTS.map((part) => [part, share(part)])) as unknown as Breakdown;
}
