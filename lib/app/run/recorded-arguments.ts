import type { SpanNote } from "@/lib/protocol/rows";

/**
 * The arguments of a span, from its note: JSON where they are plain data and short enough to be recorded whole. Undefined
 * otherwise.
 */
export function argumentsOf(note: SpanNote | undefined): readonly unknown[] | undefined {
  if (note?.args === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(`[${note.args}]`);
    return Array.isArray(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
