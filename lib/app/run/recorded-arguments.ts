import type { SpanNote } from "@/lib/protocol/rows";

/**
 * The arguments of a span as text by which its call can be made again. Undefined where they were not kept: they are too long,
 * or of a kind that has no such text.
 */
export function givenOf(note: SpanNote | undefined): string | undefined {
  if (note?.given !== undefined || note?.args === undefined) return note?.given;
  // Recordings of before have a preview only, with "…" where something was left out.
  if (note.args.includes("…")) return undefined;
  const text = `[${note.args}]`;
  try {
    JSON.parse(text);
    return text;
  } catch {
    return undefined;
  }
}
