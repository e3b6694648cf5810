import "@/lib/protocol/no-eval";
import * as z from "zod";
import { LANGUAGE_MAX_LENGTH, LINK_MAX_ROWS, PROGRAM_MAX_BYTES } from "@/lib/model/limits";
import { lessonV1 } from "./lesson-v1";
import { reportV1 } from "./report-v1";
import { settingsV1 } from "./settings-v1";

/** What the payload of a link holds, schema version 1, as JSON. */
export const stateV1 = z.strictObject({
  code: z
    .string()
    .refine(
      (code) => new TextEncoder().encode(code).length <= PROGRAM_MAX_BYTES,
      "the program is larger than 256 KiB, the limit",
    ),
  /** Left out for the default. One that is not known is refused in words by link.ts. */
  language: z.string().max(LANGUAGE_MAX_LENGTH).optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  settings: settingsV1.optional(),
  view: z.enum(["code", "compare", "tree", "timeline", "play", "split", "scale"]).optional(),
  report: reportV1.optional(),
  /** Steps through the program, for its readers. */
  lesson: lessonV1.optional(),
  /**
   * The trace of a run that another tool recorded, as trace files hold one; everything else in it is checked when it is read
   * (lib/trace/file). The program may be empty then: one is made from the record.
   */
  record: z.looseObject({ rows: z.int().min(1).max(LINK_MAX_ROWS) }).optional(),
});
export type StateV1 = z.infer<typeof stateV1>;
