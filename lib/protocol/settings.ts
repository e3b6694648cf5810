import "./no-eval";
import * as z from "zod";
import type { Settings } from "@/lib/model/settings";
import { STRATEGIES } from "@/lib/model/strategy";

/** Settings as they are stored, linked and posted. Unknown keys are refused by name. */
export const settingsSchema = z.strictObject({
  strategies: z.array(z.enum(STRATEGIES)).min(1).max(STRATEGIES.length),
  workers: z.int().min(1).max(64),
  concurrency: z.int().min(1).max(64),
  maxParallelism: z.int().min(1).max(10_000),
  rounds: z.union([z.literal("auto"), z.int().min(1).max(31)]),
  start: z.enum(["cold", "warm"]),
  chunk: z.union([z.literal("auto"), z.literal("python"), z.int().min(1).max(1_000_000)]),
  seed: z.int().min(0).max(0xffffffff),
  timeoutMs: z.int().min(100).max(3_600_000),
  timeBudgetMs: z.int().min(0).max(600_000),
}) satisfies z.ZodType<Settings>;
