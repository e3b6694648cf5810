import "@/lib/protocol/no-eval";
import * as z from "zod";
import {
  MAX_IMPORTED_WORKERS,
  MAX_TRACE_MS,
  TRACE_FILE_MAX_ROWS,
  TRACE_FILE_MAX_TRIALS,
} from "@/lib/model/limits";
import { TRIAL_SOURCES } from "@/lib/model/run";
import { STRATEGIES } from "@/lib/model/strategy";
import { reportSchema } from "@/lib/protocol/report";
import { COLUMN_NAMES } from "../columns";
import type { EncodedColumns } from "./format";

/** As the page takes them from its own engine: lib/protocol/page.ts. */
const text = (max: number) => z.string().max(max);
const name = text(300);
const time = z.number().min(-MAX_TRACE_MS).max(MAX_TRACE_MS);
/** Left out where it is not known. */
const knownTime = time.optional().transform((ms) => ms ?? Number.NaN);
const int32 = z
  .int()
  .min(-1)
  .max(2 ** 31 - 1);

const infoSchema = z.object({
  runId: text(100).min(1),
  trialId: text(100).min(1),
  label: name,
  source: z.enum(TRIAL_SOURCES),
  strategy: z.enum(STRATEGIES).optional(),
  language: text(40),
  startedAt: z.number().min(0).max(8.64e15),
});

const laneSchema = z.object({
  lane: int32,
  role: z.enum(["driver", "pool", "op", "process"]),
  label: name,
  requested: knownTime,
  ready: knownTime,
  ended: knownTime,
  end: z.enum(["finished", "died", "stopped", "timeout"]).optional(),
});

const errorSchema = z.object({
  name,
  message: text(20_000),
  line: z.int().optional(),
  column: z.int().optional(),
  path: z.array(name).max(600).optional(),
  stack: text(20_000).optional(),
});

const noteSchema = z.object({
  row: z.int().min(0).max(TRACE_FILE_MAX_ROWS),
  key: name.optional(),
  args: text(2_100).optional(),
  result: text(2_100).optional(),
  error: errorSchema.optional(),
  meters: z.record(text(100), z.number()).optional(),
});

const lineSchema = z.object({
  time: knownTime,
  level: z.enum(["debug", "info", "log", "warn", "error"]),
  span: z.number(),
  task: name,
  attempt: z.int(),
  worker: z.int(),
  text: text(11_000),
});

/** Their items, of which there may be millions, are read by `decode-column.ts`. */
const columnsSchema = z.custom<EncodedColumns>(
  (columns) =>
    typeof columns === "object" && columns !== null && COLUMN_NAMES.every((each) => each in columns),
  `must hold ${COLUMN_NAMES.join(", ")}`,
);

const trialSchema = z.object({
  info: infoSchema,
  rows: z.int().min(0).max(TRACE_FILE_MAX_ROWS),
  workers: z.int().min(0).max(MAX_IMPORTED_WORKERS),
  wallMs: z.number().min(0).max(MAX_TRACE_MS),
  names: z.array(name).max(100_001),
  columns: columnsSchema,
  lanes: z.array(laneSchema).max(1_000_000),
  notes: z.array(noteSchema).max(200_000),
  logs: z.array(lineSchema).max(10_000),
  logsDropped: z.int().min(0),
});
export type EncodedTrial = z.infer<typeof trialSchema>;

const runSchema = z.object({
  code: text(256 * 1024),
  language: text(40),
  report: reportSchema,
});

export const traceFileSchema = z.object({
  run: runSchema.optional(),
  trials: z.array(trialSchema).min(1).max(TRACE_FILE_MAX_TRIALS),
});
