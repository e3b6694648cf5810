import "@/lib/protocol/no-eval";
import * as z from "zod";
import {
  INT32_MAX,
  LANGUAGE_MAX_LENGTH,
  LIMITS_BY_SOURCE,
  MAX_LOGS,
  METER_MAX_AMOUNT,
  METER_NAME_MAX_LENGTH,
  NAME_MAX_LENGTH,
  PROGRAM_MAX_BYTES,
  SPAN_MAX_METERS,
  TRACE_FILE_MAX_ROWS,
  TRACE_FILE_MAX_TRIALS,
  TRACE_MAX_LANES,
  TRACE_MAX_NAMES,
  TRACE_MAX_NOTES,
} from "@/lib/model/limits";
import { TRIAL_SOURCES } from "@/lib/model/run";
import { STRATEGIES } from "@/lib/model/strategy";
import { laneSchema, logSchema, noteSchema } from "@/lib/protocol/page";
import { reportSchema } from "@/lib/protocol/report";
import { COLUMN_NAMES, LATER_COLUMNS } from "../columns";
import type { EncodedColumns } from "./format";
import { recordSchema } from "./record-schema";

const { workers, timeMs } = LIMITS_BY_SOURCE.imported;

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
  language: text(LANGUAGE_MAX_LENGTH),
  startedAt: z.number().min(0).max(8.64e15),
});

const fileLaneSchema = laneSchema.extend({
  lane: int32,
  requested: knownTime,
  ready: knownTime,
  ended: knownTime,
});

/** Files of before may have any number of meters, of any size: those that are too many or too large are left out. */
const metersSchema = z.record(text(METER_NAME_MAX_LENGTH), z.number()).transform((meters) =>
  Object.fromEntries(
    Object.entries(meters)
      .filter(([, amount]) => Math.abs(amount) <= METER_MAX_AMOUNT)
      .slice(0, SPAN_MAX_METERS),
  ),
);

const fileNoteSchema = noteSchema
  .omit({ id: true, attempt: true })
  .extend({ row: z.int().min(0).max(TRACE_FILE_MAX_ROWS), meters: metersSchema.optional() });

const NEEDED_COLUMNS = COLUMN_NAMES.filter((each) => !LATER_COLUMNS.includes(each));

/** Their items, of which there may be millions, are read by `decode-column.ts`. */
const columnsSchema = z.custom<EncodedColumns>(
  (columns) =>
    typeof columns === "object" && columns !== null && NEEDED_COLUMNS.every((each) => each in columns),
  `must hold ${NEEDED_COLUMNS.join(", ")}`,
);

const trialSchema = z.object({
  info: infoSchema,
  rows: z.int().min(0).max(TRACE_FILE_MAX_ROWS),
  workers: z.int().min(0).max(workers),
  wallMs: z.number().min(0).max(timeMs),
  names: z.array(name).max(TRACE_MAX_NAMES + 1),
  columns: columnsSchema,
  lanes: z.array(fileLaneSchema).max(TRACE_MAX_LANES),
  notes: z.array(fileNoteSchema).max(TRACE_MAX_NOTES),
  logs: z.array(logSchema.extend({ time: knownTime, span: z.number(), worker: z.int() })).max(MAX_LOGS),
  logsDropped: z.int().min(0),
  record: recordSchema.optional(),
});
export type EncodedTrial = z.infer<typeof trialSchema>;

const runSchema = z.object({
  code: text(PROGRAM_MAX_BYTES),
  language: text(LANGUAGE_MAX_LENGTH),
  report: reportSchema,
});

export const traceFileSchema = z.object({
  run: runSchema.optional(),
  trials: z.array(trialSchema).min(1).max(TRACE_FILE_MAX_TRIALS),
});
