import type { PlacedError } from "../language";
import type { PositionMap, Program, SourcePosition } from "../program";
import { PROGRAM_FILE } from "./program-file";

/**
 * The place in the source for one in `Program.code`.
 * A segment `[column, line, sourceColumn]` holds up to the next one of its line. Within it columns run on from
 * `sourceColumn`; a negative one stands for text of ours, all of which belongs to the place `-sourceColumn`.
 * @param line from 1
 * @param column from 1
 * @returns undefined for a line that has nothing of the source
 */
export function originalPosition(
  positions: PositionMap,
  line: number,
  column: number,
): SourcePosition | undefined {
  const segments = positions[line - 1];
  if (!segments || segments.length === 0) return undefined;
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((segments[middle]?.[0] ?? 0) <= column) low = middle;
    else high = middle - 1;
  }
  const [start, sourceLine, sourceColumn] = segments[low] ?? [1, 1, 1];
  return {
    line: sourceLine,
    column: sourceColumn < 0 ? -sourceColumn : Math.max(1, sourceColumn + column - start),
  };
}

const FRAME = /\bmain\.ts:(\d+):(\d+)/g;

/** Frames of the engine and the runner, whose names are minified and say nothing. */
const OURS = /^.*\bblob:.*\n?/gm;

/** A stack whose frames in the program name the source's lines and columns, without the frames of Fanout's own code. */
export function mapStack(positions: PositionMap, stack: string): string {
  return stack.replace(OURS, "").replace(FRAME, (frame, line: string, column: string) => {
    const place = originalPosition(positions, Number(line), Number(column));
    return place ? `${PROGRAM_FILE}:${place.line}:${place.column}` : frame;
  });
}

export function mapError<E extends PlacedError>(error: E, { positions }: Program): E {
  if (error.line === undefined)
    return error.stack === undefined ? error : { ...error, stack: error.stack.replace(OURS, "") };
  const place = originalPosition(positions, error.line, error.column ?? 1);
  const stack = error.stack && mapStack(positions, error.stack);
  return { ...error, line: place?.line, column: place?.column, ...(stack && { stack }) };
}
