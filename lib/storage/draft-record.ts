import "@/lib/protocol/no-eval";
import * as z from "zod";
import { DRAFT_NAME_MAX_LENGTH } from "@/lib/model/limits";
import type { Settings } from "@/lib/model/settings";
import { languageSchema } from "@/lib/protocol/language";
import { firstVersion } from "@/lib/share/versions";

/** A document as somebody left it. */
const draftV1 = z.object({
  id: z.string().min(1),
  /** The program's own name. */
  title: z.string(),
  /** Given by the user, in place of the title. */
  name: z.string().min(1).max(DRAFT_NAME_MAX_LENGTH).optional(),
  code: z.string(),
  language: languageSchema.optional(),
  inputs: z.record(z.string(), z.unknown()),
  settings: z.record(z.string(), z.unknown()),
  /** Goes up by one with every save; a save names the revision it started from. */
  revision: z.int().min(1),
  /** ms since 1970. */
  created: z.number(),
  updated: z.number(),
  /** Name of the example that it began as. */
  origin: z.string().optional(),
  /** Somebody else wrote the program that it began as, and the user has not made it their own. */
  foreign: z.literal(true).optional(),
  /** Draft of which this is the copy that two tabs made necessary. */
  copyOf: z.string().optional(),
  /** ms since 1970: deleted then, and can still be brought back. */
  deleted: z.number().optional(),
});

export type Draft = Readonly<Omit<z.infer<typeof draftV1>, "inputs" | "settings">> & {
  readonly inputs: Readonly<Record<string, unknown>>;
  /** As they were then: a page of today looks at each of them again before it uses them. */
  readonly settings: Partial<Settings>;
};

/** The part that is edited. */
export type DraftContent = Pick<Draft, "title" | "code" | "language" | "inputs" | "settings">;

/** Every version drafts were stored in. A new one is a schema and a line here: `.next(draftV2, (older) => …)`. */
export const draftVersions = firstVersion(draftV1);
