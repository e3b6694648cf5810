import "@/lib/protocol/no-eval";
import * as z from "zod";
import { LIMITS_BY_SOURCE, NAME_MAX_LENGTH, TRACE_FILE_MAX_ROWS } from "@/lib/model/limits";

const { timeMs } = LIMITS_BY_SOURCE.imported;
const name = z.string().max(NAME_MAX_LENGTH);
const words = z.array(name).max(50);
const count = z.int().min(0).max(TRACE_FILE_MAX_ROWS);
/** Of many workers together, so that there is no bound but that of numbers. */
const total = z.number().min(0);

/** `RecordInfo`, as a trace file holds it. */
export const recordSchema = z.object({
  format: name,
  tool: name,
  name,
  run: name,
  status: z.enum(["succeeded", "failed", "cancelled", "running"]).optional(),
  executor: name.optional(),
  startMethod: name.optional(),
  limit: count.optional(),
  hosts: z.enum(["one", "separate"]).optional(),
  cores: count.optional(),
  inProcess: z.boolean(),
  slotFrom: z.enum(["asked", "ready"]),
  knowsStarts: z.boolean(),
  knowsBodies: z.boolean(),
  resolutionMs: z.number().min(0).max(timeMs),
  clock: name,
  launchMs: z.number().min(-timeMs).max(timeMs).optional(),
  counts: z.object({
    steps: count,
    items: count,
    maps: count,
    attempts: count,
    failedAttempts: count,
    skipped: count,
    unfinished: count,
    workers: count.optional(),
    peak: count,
  }),
  held: z.object({
    total,
    start: total,
    work: total,
    around: total,
    unknown: total,
    orchestrator: total.optional(),
  }),
  medians: z.object({
    queue: total.max(timeMs).optional(),
    start: total.max(timeMs).optional(),
    body: total.max(timeMs).optional(),
  }),
  unknown: words,
  derived: words,
  dropped: words,
  incomplete: words,
  leftOut: count.optional(),
  links: z
    .array(z.int().min(0))
    .max(2 * TRACE_FILE_MAX_ROWS)
    .optional(),
});
