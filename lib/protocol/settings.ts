import "./no-eval";
import * as z from "zod";
import { STRATEGIES } from "@/lib/trace/rows";

/** Of a run. Unknown keys are refused by name. */
export const settingsSchema = z.strictObject({
  /** In the order shown; at least one. */
  strategies: z.array(z.enum(STRATEGIES)).min(1).max(STRATEGIES.length),
  /** Lanes of the pool, and op runs at once under dynamic and hybrid. */
  workers: z.int().min(1).max(64),
  /** Bodies at once in each pool worker. */
  concurrency: z.int().min(1).max(64),
  /** Nodes at once in a workflow that does not say otherwise. */
  maxParallelism: z.int().min(1).max(10_000),
  rounds: z.union([z.literal("auto"), z.int().min(1).max(31)]),
  start: z.enum(["cold", "warm"]),
  chunk: z.union([z.literal("auto"), z.literal("python"), z.int().min(1).max(1_000_000)]),
  seed: z.int().min(0).max(0xffffffff),
  /** One run is stopped after this. */
  timeoutMs: z.int().min(100).max(3_600_000),
  /** With rounds "auto": rounds are repeated until this is used, at least once. */
  timeBudgetMs: z.int().min(0).max(600_000),
});

export type Settings = z.infer<typeof settingsSchema>;
