import "@/lib/protocol/no-eval";
import * as z from "zod";
import type { LanguageId } from "@/lib/model/language";
import type { Settings } from "@/lib/model/settings";
import { languageSchema } from "@/lib/protocol/language";
import { firstVersion } from "@/lib/share/versions";

/** A document as somebody left it. */
export interface Draft {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  /** Undefined in drafts from before there was a choice: the default. */
  readonly language?: LanguageId | undefined;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** As they were then: a page of today looks at each of them again before it uses them. */
  readonly settings: Partial<Settings>;
  /** Goes up by one with every save; whoever saves says which one they started from. */
  readonly revision: number;
  /** ms since 1970. */
  readonly created: number;
  readonly updated: number;
  /** Name of the example that it began as. */
  readonly origin?: string;
  /** Draft of which this is the copy that two tabs made necessary. */
  readonly copyOf?: string;
  /** ms since 1970: deleted then, and can still be brought back. */
  readonly deleted?: number;
}

/** The part that is edited. */
export type DraftContent = Pick<Draft, "title" | "code" | "language" | "inputs" | "settings">;

const draftV1 = z.object({
  id: z.string().min(1),
  title: z.string(),
  code: z.string(),
  language: languageSchema.optional(),
  inputs: z.record(z.string(), z.unknown()),
  settings: z.record(z.string(), z.unknown()),
  revision: z.int().min(1),
  created: z.number(),
  updated: z.number(),
  origin: z.string().optional(),
  copyOf: z.string().optional(),
  deleted: z.number().optional(),
});

/** Every version drafts were stored in. A new one is a schema and a line here: `.next(draftV2, (older) => …)`. */
export const draftVersions = firstVersion(draftV1);
