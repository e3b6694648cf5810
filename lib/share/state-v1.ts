import "@/lib/protocol/no-eval";
import * as z from "zod";
import { LANGUAGE_MAX_LENGTH, PROGRAM_MAX_BYTES } from "@/lib/model/limits";
import { reportV1 } from "./report-v1";
import { settingsV1 } from "./settings-v1";

/** What the payload of a link holds, schema version 1, as JSON. */
export const stateV1 = z.strictObject({
  code: z
    .string()
    .refine(
      (code) => new TextEncoder().encode(code).length <= PROGRAM_MAX_BYTES,
      "the program is longer than 256 KiB",
    ),
  /** Left out for the default. One that is not known is refused in words by link.ts. */
  language: z.string().max(LANGUAGE_MAX_LENGTH).optional(),
  inputs: z.record(z.string(), z.unknown()).optional(),
  settings: settingsV1.optional(),
  view: z.enum(["code", "compare", "tree", "timeline", "split", "scale"]).optional(),
  report: reportV1.optional(),
});
export type StateV1 = z.infer<typeof stateV1>;
