import "@/lib/protocol/no-eval";
import * as z from "zod";
import {
  CROSSING_ERROR_MAX_LENGTH,
  CROSSING_LOG_LINE_MAX_LENGTH,
  CROSSING_PREVIEW_MAX_LENGTH,
  ERROR_MAX_PATH,
  INT32_MAX,
  LIMITS_BY_SOURCE,
  MAX_LOGS,
  METER_NAME_MAX_LENGTH,
  NAME_MAX_LENGTH,
  PROGRAM_MAX_BYTES,
  TRACE_FILE_MAX_ROWS,
  TRACE_FILE_MAX_TRIALS,
  TRACE_MAX_LANES,
  TRACE_MAX_NAMES,
  TRACE_MAX_NOTES,
} from "@/lib/model/limits";
import { TRIAL_SOURCES } from "@/lib/model/run";
import { STRATEGIES } from "@/lib/model/strategy";
import { reportSchema } from "@/lib/protocol/report";
import { COLUMN_NAMES } from "../columns";
import type { EncodedColumns } from "./format";

const { workers, timeMs } = LIMITS_BY_SOURCE.imported;

/** As the page takes them from its own engine: lib/protocol/page.ts. */
const text = (max: number) => z.string().max(max);
const name = text(NAME_MAX_LENGTH);
const time = z.number().min(-timeMs).max(timeMs);
/** Left out where it is not known. */
const knownTime = time.optional().transform((ms) => ms ?? Number.NaN);
const int32 = z.int().min(-1).max(INT32_MAX);

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
  message: text(CROSSING_ERROR_MAX_LENGTH),
  line: z.int().optional(),
  column: z.int().optional(),
  path: z.array(name).max(ERROR_MAX_PATH).optional(),
  stack: text(CROSSING_ERROR_MAX_LENGTH).optional(),
});

const noteSchema = z.object({
  row: z.int().min(0).max(TRACE_FILE_MAX_ROWS),
  key: name.optional(),
  args: text(CROSSING_PREVIEW_MAX_LENGTH).optional(),
  result: text(CROSSING_PREVIEW_MAX_LENGTH).optional(),
  error: errorSchema.optional(),
  meters: z.record(text(METER_NAME_MAX_LENGTH), z.number()).optional(),
});

const lineSchema = z.object({
  time: knownTime,
  level: z.enum(["debug", "info", "log", "warn", "error"]),
  span: z.number(),
  task: name,
  attempt: z.int(),
  worker: z.int(),
  text: text(CROSSING_LOG_LINE_MAX_LENGTH),
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
  workers: z.int().min(0).max(workers),
  wallMs: z.number().min(0).max(timeMs),
  names: z.array(name).max(TRACE_MAX_NAMES + 1),
  columns: columnsSchema,
  lanes: z.array(laneSchema).max(TRACE_MAX_LANES),
  notes: z.array(noteSchema).max(TRACE_MAX_NOTES),
  logs: z.array(lineSchema).max(MAX_LOGS),
  logsDropped: z.int().min(0),
});
export type EncodedTrial = z.infer<typeof trialSchema>;

const runSchema = z.object({
  code: text(PROGRAM_MAX_BYTES),
  language: text(40),
  report: reportSchema,
});

export const traceFileSchema = z.object({
  run: runSchema.optional(),
  trials: z.array(trialSchema).min(1).max(TRACE_FILE_MAX_TRIALS),
});
