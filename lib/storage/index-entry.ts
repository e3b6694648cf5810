import "@/lib/protocol/no-eval";
import * as z from "zod";

/** What is known of a stored item without reading it. */
export const entrySchema = z.object({
  key: z.string(),
  /** A line about it for lists. */
  label: z.string(),
  /** ms since 1970. */
  at: z.number(),
  bytes: z.number().min(0),
  /** Items of one group share a bound, and make room for one another first. */
  group: z.string().optional(),
});
export type IndexEntry = Readonly<z.infer<typeof entrySchema>>;
