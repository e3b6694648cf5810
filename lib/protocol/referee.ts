import "./no-eval";
import * as z from "zod";
import {
  CROSSING_ERROR_MAX_LENGTH,
  CROSSING_LOG_LINE_MAX_LENGTH,
  NAME_MAX_LENGTH,
  OUTPUT_REPR_MAX_LENGTH,
  REFEREE_MAX_LENGTH,
} from "@/lib/model/limits";

/**
 * The referee: the real package of a platform runs a program, in a worker of Python's sandbox. What comes from there is what a stranger's
 * program says, and is checked here.
 */

/** The packs that there can be, by the module that programs import. */
export const REFEREES = ["dagster", "flytekit", "flyte"] as const;
export type RefereeId = (typeof REFEREES)[number];

/** What lib/python/_referee is asked. */
export interface RefereeRequest {
  readonly module: RefereeId;
  readonly program: RefereeProgram;
}

export interface RefereeProgram {
  readonly source: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** What runs of a program that starts nothing, by its variable. */
  readonly entry?: string | undefined;
  /** A function that the program leaves to the page to call. */
  readonly calls?: "main" | undefined;
}

/** From the referee's worker: how far it is, and then what happened, as base64 of zlib of JSON (`RefereeRecord`). */
export const fromRefereeSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("stage"), stage: z.enum(["unpacking", "importing", "running"]) }),
  z.object({ type: z.literal("record"), packed: z.string().max(REFEREE_MAX_LENGTH) }),
  z.object({ type: z.literal("failed"), message: z.string().max(CROSSING_ERROR_MAX_LENGTH) }),
]);
export type FromReferee = z.infer<typeof fromRefereeSchema>;
export type RefereeStage = Extract<FromReferee, { type: "stage" }>["stage"];

const text = z.string().max(CROSSING_LOG_LINE_MAX_LENGTH * 4);

const errorSchema = z.looseObject({ class: z.string().max(NAME_MAX_LENGTH * 4), message: text });

/** An event or a line of the log of a run's step, or of the run (null). What else it has is compared, and not shown. */
const lineSchema = z.looseObject({
  step: z
    .string()
    .max(NAME_MAX_LENGTH * 4)
    .nullable(),
  event: z.string().max(NAME_MAX_LENGTH).optional(),
  /** The level of a line that a context logged. */
  log: z.string().max(NAME_MAX_LENGTH).optional(),
  message: text.nullish(),
});
export type RefereeLine = z.infer<typeof lineSchema>;

export const refereeRecordSchema = z.object({
  /** Of the package. */
  version: z.string().max(NAME_MAX_LENGTH),
  /** The program started nothing itself: its entry was run. */
  isEntry: z.boolean().default(false),
  /** The value of the last line, or of what was run, as Python writes it. Of a Dagster job there is none. */
  output: z.string().max(OUTPUT_REPR_MAX_LENGTH).nullable(),
  /** The same as the page shows it, of a run in Fanout: of a job, the outputs that nothing uses. */
  pageOutput: z.string().max(OUTPUT_REPR_MAX_LENGTH).nullish(),
  raised: errorSchema.nullable(),
  printed: z.array(text),
  log: z.array(lineSchema),
  /** Values of the outputs of each step, by its name. */
  outputs: z.record(z.string(), z.string().max(OUTPUT_REPR_MAX_LENGTH)),
});
/** What happened when a program ran, with Fanout's library or the real one. */
export type RefereeRecord = z.infer<typeof refereeRecordSchema>;
