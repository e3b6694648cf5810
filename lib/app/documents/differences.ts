import type { Report } from "@/lib/protocol/report";

/** Settings that change the time of the same program. */
const KEYS = ["workers", "concurrency", "maxParallelism", "start", "chunk", "seed", "mode"] as const;

/** What differs between two reports, and may explain their figures. */
export interface Differences {
  readonly code: boolean;
  readonly inputs: boolean;
  readonly settings: readonly {
    readonly key: (typeof KEYS)[number];
    readonly one: string | number;
    readonly other: string | number;
  }[];
  readonly standIns: boolean;
  readonly machine: boolean;
}

export function differencesOf(one: Report, other: Report): Differences {
  const { environment: here } = one;
  const { environment: there } = other;
  return {
    code: one.program.hash !== other.program.hash,
    inputs: JSON.stringify(one.inputs) !== JSON.stringify(other.inputs),
    settings: KEYS.filter((key) => one.settings[key] !== other.settings[key]).map((key) => ({
      key,
      one: one.settings[key] ?? "platform",
      other: other.settings[key] ?? "platform",
    })),
    standIns: JSON.stringify(one.settings.standIns) !== JSON.stringify(other.settings.standIns),
    machine: here.userAgent !== there.userAgent || here.cores !== there.cores,
  };
}
