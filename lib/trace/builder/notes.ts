import { TRACE_MAX_NOTES, TRACE_NOTES_MAX_LENGTH } from "@/lib/model/limits";
import type { SpanError, SpanNote } from "@/lib/protocol/rows";

/** Notes by row, and those whose row has not arrived yet. */
export class NoteStore {
  readonly notes = new Map<number, SpanNote>();
  readonly errors = new Map<number, SpanError>();
  private waiting: SpanNote[] = [];
  private text = 0;

  set(row: number, note: SpanNote): void {
    const known = this.notes.get(row);
    if (known === undefined && this.notes.size >= TRACE_MAX_NOTES) return;
    const { key = "", keys = [], args = "", result = "", given = "" } = note;
    this.text += key.length + args.length + result.length + given.length;
    for (const each of keys) this.text += each.length;
    const kept: SpanNote =
      this.text <= TRACE_NOTES_MAX_LENGTH
        ? note
        : { id: note.id, attempt: note.attempt, error: note.error, meters: note.meters };
    this.notes.set(row, known === undefined ? kept : { ...known, ...defined(kept) });
    if (note.error !== undefined) this.errors.set(row, note.error);
  }

  wait(note: SpanNote): void {
    if (this.waiting.length < TRACE_MAX_NOTES) this.waiting.push(note);
  }

  /** Stores the waiting notes whose row has arrived. @param find the row of a note, -1 where unknown */
  settle(find: (note: SpanNote) => number): void {
    if (this.waiting.length === 0) return;
    const waiting = this.waiting;
    this.waiting = [];
    for (const note of waiting) {
      const row = find(note);
      if (row >= 0) this.set(row, note);
      else this.waiting.push(note);
    }
  }

  move(from: number, to: number): void {
    moveKey(this.notes, from, to);
    moveKey(this.errors, from, to);
  }
}

function moveKey<T>(map: Map<number, T>, from: number, to: number): void {
  const value = map.get(from);
  if (value !== undefined) map.set(to, value);
  map.delete(from);
}

function defined(note: SpanNote): Partial<SpanNote> {
  return Object.fromEntries(Object.entries(note).filter(([, value]) => value !== undefined));
}
