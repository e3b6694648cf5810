import "./no-eval";
import * as z from "zod";
import {
  MAX_CHUNK,
  MAX_CONCURRENCY,
  MAX_PARALLELISM,
  MAX_ROUNDS,
  MAX_TIME_BUDGET_MS,
  MAX_TIMEOUT_MS,
  MAX_WORKERS,
  MIN_TIMEOUT_MS,
} from "@/lib/model/limits";
import type { Settings } from "@/lib/model/settings";
import { STRATEGIES } from "@/lib/model/strategy";
import { standInsSchema } from "./stand-ins";

/** The first that is there more than once. */
const namedTwice = ({ input }: { readonly input?: unknown }): string => {
  const named: readonly unknown[] = Array.isArray(input) ? input : [];
  const twice = named.find((name, at) => named.indexOf(name) !== at);
  return `each strategy can be there once, but ${JSON.stringify(twice)} is there more than once`;
};

/** Settings as they are stored, linked and posted. Unknown keys are refused by name. */
export const settingsSchema = z.strictObject({
  strategies: z
    .array(z.enum(STRATEGIES))
    .min(1)
    .max(STRATEGIES.length)
    .refine((named) => new Set(named).size === named.length, { error: namedTwice }),
  workers: z.int().min(1).max(MAX_WORKERS),
  concurrency: z.int().min(1).max(MAX_CONCURRENCY),
  maxParallelism: z.int().min(1).max(MAX_PARALLELISM),
  rounds: z.union([z.literal("auto"), z.int().min(1).max(MAX_ROUNDS)]),
  start: z.enum(["cold", "warm"]),
  chunk: z.union([z.literal("auto"), z.literal("python"), z.int().min(1).max(MAX_CHUNK)]),
  seed: z.int().min(0).max(0xffffffff),
  timeoutMs: z.int().min(MIN_TIMEOUT_MS).max(MAX_TIMEOUT_MS),
  timeBudgetMs: z.int().min(0).max(MAX_TIME_BUDGET_MS),
  mode: z.literal("local").optional(),
  standIns: standInsSchema.optional(),
}) satisfies z.ZodType<Settings>;
