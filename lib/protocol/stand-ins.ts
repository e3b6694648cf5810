import "./no-eval";
import * as z from "zod";
import {
  MAX_STAND_INS,
  NAME_MAX_LENGTH,
  STAND_IN_MAX_BYTES,
  STAND_IN_MAX_ITEMS,
  STAND_IN_MAX_MS,
  STAND_IN_MAX_SCALE,
  STAND_IN_MAX_TEXT,
} from "@/lib/model/limits";
import type { StandIns } from "@/lib/model/stand-ins";

const bytes = z.int().min(0).max(STAND_IN_MAX_BYTES);

const result = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({ kind: z.literal("value"), text: z.string().max(STAND_IN_MAX_TEXT) }),
    z.strictObject({ kind: z.literal("data"), bytes }),
    z.strictObject({ kind: z.literal("list"), items: z.int().min(0).max(STAND_IN_MAX_ITEMS), bytes }),
  ])
  .refine((gives) => gives.kind !== "list" || gives.items * gives.bytes <= STAND_IN_MAX_BYTES, {
    error: "a stand-in gives more than 32 MiB",
  });

/** Stand-ins as they are stored, linked and posted. */
export const standInsSchema = z.strictObject({
  scale: z.number().min(1).max(STAND_IN_MAX_SCALE),
  tasks: z
    .array(
      z.strictObject({
        task: z.string().min(1).max(NAME_MAX_LENGTH),
        ms: z.number().min(0).max(STAND_IN_MAX_MS),
        spread: z.number().min(0).max(1),
        does: z.enum(["waits", "computes"]),
        gives: result,
      }),
    )
    .max(MAX_STAND_INS)
    .refine((tasks) => new Set(tasks.map(({ task }) => task)).size === tasks.length, {
      error: "a task has two stand-ins",
    }),
}) satisfies z.ZodType<StandIns>;
