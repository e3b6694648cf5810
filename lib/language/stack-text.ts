import type { SourcePosition } from "./program";

/** A piece of a stack or traceback. Those with a place stand for it. */
export interface StackPart {
  readonly text: string;
  readonly place?: Pick<SourcePosition, "line"> & Partial<SourcePosition>;
}

/** A frame of Python: what is before it (in a group of exceptions, its frame), the file, the line. */
const PYTHON_FRAME = /^([ |]*)File "([^"\n]*)", line \d+/;
const REPEATED = /^([ |]*)\[Previous line repeated /;
const PROGRAM = /(?:^|\/)main\.py$/;

/** Where a frame names a line of the program. */
const PLACE = /(?<=File "main\.py", )line (\d+)|\bmain\.ts:(\d+):(\d+)/g;

/**
 * A stack as it is shown: each line of the program that it names is a part of its own. Of a Python traceback only the program's own frames are
 * kept, those of chained causes, groups and other workers too; all where none is the program's.
 */
export function stackParts(stack: string): readonly StackPart[] {
  const text = ownFrames(stack);
  const parts: StackPart[] = [];
  let end = 0;
  for (const { 0: found, 1: python, 2: line, 3: column, index } of text.matchAll(PLACE)) {
    if (index > end) parts.push({ text: text.slice(end, index) });
    parts.push({
      text: found,
      place: { line: Number(python ?? line), ...(column !== undefined && { column: Number(column) }) },
    });
    end = index + found.length;
  }
  return end < text.length ? [...parts, { text: text.slice(end) }] : parts;
}

function ownFrames(stack: string): string {
  const lines = stack.split("\n");
  const fileOf = (line: string) => PYTHON_FRAME.exec(line)?.[2];
  if (!lines.some((line) => PROGRAM.test(fileOf(line) ?? ""))) return stack;
  /** What the lines that belong to a frame that is left out begin with. */
  let dropped: string | undefined;
  const kept = lines.filter((line) => {
    const [, before, file] = PYTHON_FRAME.exec(line) ?? [];
    if (before !== undefined && file !== undefined) {
      dropped = PROGRAM.test(file) ? undefined : before;
      return dropped === undefined;
    }
    if (dropped === undefined) return true;
    if (line.startsWith(`${dropped}  `) || REPEATED.exec(line)?.[1] === dropped) return false;
    dropped = undefined;
    return true;
  });
  return kept.join("\n").replace(/(?<=^[ |]*File ")[^"\n]*\/(?=main\.py", line )/gm, "");
}
