import type { Lines } from "../lines";
import { SCRIPT_BREAKS } from "../lines";
import type { PositionMap } from "../program";
import type { Origins } from "./origins";

/** Text to write, or a stretch of the JavaScript that is written here with the edits inside it. */
export type Part = string | { readonly from: number; readonly to: number };

interface Edit {
  readonly at: number;
  /** What ends at an offset comes before what begins there. */
  readonly closes: boolean;
  readonly order: number;
  readonly parts: readonly Part[];
  /** The JavaScript up to here is left out. */
  readonly to: number;
}

/**
 * Edits of a text by its offsets. They are made while walking down a syntax tree, an outer node's before those of the
 * nodes within, and closing ones on the way up; at one offset they then nest as the nodes do.
 */
export class Edits {
  private readonly edits: Edit[] = [];

  /** Writes before what begins at an offset. */
  open(at: number, ...parts: Part[]): void {
    this.add(at, false, parts, at);
  }

  /** Writes after what ends at an offset. */
  close(at: number, ...parts: Part[]): void {
    this.add(at, true, parts, at);
  }

  /** Puts something in the place of a stretch, which another part may still name. */
  replace(from: number, to: number, ...parts: Part[]): void {
    this.add(from, false, parts, to);
  }

  private add(at: number, closes: boolean, parts: readonly Part[], to: number): void {
    this.edits.push({ at, closes, order: this.edits.length, parts, to });
  }

  /** @param out gets the stretches of the text and the inserted texts in their order */
  write(
    text: string,
    out: { copy(from: number, to: number): void; insert(text: string, at: number): void },
  ): void {
    const edits = [...this.edits].sort(
      (a, b) => a.at - b.at || Number(b.closes) - Number(a.closes) || a.order - b.order,
    );
    const copy = (from: number, to: number) => {
      if (from < to) out.copy(from, to);
    };
    const isWithin = (edit: Edit, to: number) => edit.at < to || (edit.at === to && edit.closes);

    const run = (first: number, from: number, to: number): void => {
      let done = from;
      for (let index = first; index < edits.length; index++) {
        const edit = edits[index];
        if (!edit || !isWithin(edit, to)) break;
        copy(done, edit.at);
        done = edit.to;
        for (const part of edit.parts) {
          if (typeof part === "string") out.insert(part, edit.at);
          else run(insideOf(part.from), part.from, part.to);
        }
        if (edit.to > edit.at) {
          let next = edits[index + 1];
          while (next && isWithin(next, edit.to)) next = edits[++index + 1];
        }
      }
      copy(done, to);
    };
    const replaced = new Map(edits.flatMap(({ at, to }, index) => (to > at ? [[at, index] as const] : [])));
    /** Index of the first edit inside a stretch that has been replaced. */
    const insideOf = (from: number) => (replaced.get(from) ?? -1) + 1;
    run(0, 0, text.length);
  }
}

/** Writes the edited JavaScript and how its positions map to the source. */
export function render(
  text: string,
  edits: Edits,
  origins: Origins,
  lines: Lines,
): { code: string; positions: PositionMap } {
  const pieces: string[] = [];
  const positions: [number, number, number][][] = [[]];
  let column = 1;

  const mark = (offset: number, inserted: boolean) => {
    const place = lines.place(offset);
    const line = positions.at(-1);
    const last = line?.at(-1);
    const goesOn =
      !inserted &&
      last &&
      last[2] > 0 &&
      last[1] === place.line &&
      place.column - last[2] === column - last[0];
    if (!goesOn) line?.push([column, place.line, inserted ? -place.column : place.column]);
  };

  edits.write(text, {
    insert(inserted, at) {
      mark(origins.toSource(at), true);
      pieces.push(inserted);
      column += inserted.length;
    },
    copy(from, to) {
      const stretch = text.slice(from, to);
      pieces.push(stretch);
      // A segment where the stretch begins, at each token and at each line; those that say nothing new are left out.
      const lineStarts = [...stretch.matchAll(SCRIPT_BREAKS)].map(
        ({ 0: found, index }) => from + index + found.length,
      );
      let token = origins.indexAt(from) + 1;
      let line = 0;
      let at = from;
      for (;;) {
        mark(origins.toSource(at), false);
        const nextToken = origins.generated[token] ?? Number.POSITIVE_INFINITY;
        const nextLine = lineStarts[line] ?? Number.POSITIVE_INFINITY;
        const next = Math.min(nextToken, nextLine, to);
        column += next - at;
        at = next;
        if (nextToken === next) token++;
        if (nextLine === next) {
          line++;
          column = 1;
          positions.push([]);
        }
        if (next === to) break;
      }
    },
  });
  return { code: pieces.join(""), positions };
}
