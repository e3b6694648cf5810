import * as z from "zod";
import type { Drafts } from "@/lib/storage/drafts";
import { takeUnsavedEdits, unsavedEditKeys } from "./unsaved-edits";

const schema = z.object({
  base: z
    .object({ id: z.string(), revision: z.number(), created: z.number(), origin: z.string().optional() })
    .optional(),
  content: z.object({
    title: z.string(),
    code: z.string(),
    inputs: z.record(z.string(), z.unknown()),
    settings: z.record(z.string(), z.unknown()),
  }),
});

/** Saves what closed tabs had not saved into their drafts. */
export async function recoverUnsavedEdits(drafts: Drafts): Promise<void> {
  for (const key of unsavedEditKeys()) {
    const edits = parse(takeUnsavedEdits(key));
    if (edits === undefined) continue;
    const { base, content } = edits;
    const kept = base && (await drafts.get(base.id));
    // It was saved after all.
    if (kept?.code === content.code) continue;
    if (base === undefined) await drafts.create(content);
    else {
      const { origin, ...rest } = base;
      await drafts.save({ ...rest, ...(origin !== undefined && { origin }) }, content);
    }
  }
}

function parse(text: string | undefined): z.infer<typeof schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}
