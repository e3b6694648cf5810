import * as z from "zod";
import { languageSchema } from "@/lib/protocol/language";
import type { Drafts } from "@/lib/storage/drafts";
import { readUnsavedEdits, removeUnsavedEdits, unsavedEditKeys } from "./unsaved-edits";

const fromSchema = z.object({ origin: z.string().optional(), foreign: z.literal(true).optional() });

const schema = z.object({
  base: fromSchema.extend({ id: z.string(), revision: z.number(), created: z.number() }).optional(),
  from: fromSchema.optional(),
  saving: z.string().optional(),
  content: z.object({
    title: z.string(),
    code: z.string(),
    language: languageSchema.optional(),
    inputs: z.record(z.string(), z.unknown()),
    settings: z.record(z.string(), z.unknown()),
  }),
});

/** Saves what closed tabs had not saved into their drafts. */
export async function recoverUnsavedEdits(drafts: Drafts): Promise<void> {
  for (const key of unsavedEditKeys()) {
    const edits = parse(readUnsavedEdits(key));
    // Left as they are: a newer page may have written them.
    if (edits === undefined) continue;
    // First, so that another tab does not save them too.
    removeUnsavedEdits(key);
    const { base, saving, content, from: began = {} } = edits;
    const id = base?.id ?? (saving === undefined ? undefined : (await drafts.list())[0]?.id);
    const kept = id === undefined ? undefined : await drafts.get(id);
    // It was saved after all.
    if (kept?.code === content.code) continue;
    // The tab's own save arrived: a newer revision, and yet what these edits were made from.
    const from = kept !== undefined && kept.code === saving ? kept : base;
    if (from === undefined) await drafts.create(content, began);
    else await drafts.save(from, content);
  }
}

function parse(text: string | undefined): z.infer<typeof schema> | undefined {
  try {
    return schema.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}
