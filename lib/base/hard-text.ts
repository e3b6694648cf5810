/** Marks that are drawn over the letter before them; more of them in a row take a time that grows with the square. */
const MARK_RUN = /\p{M}{65,}/u;
/** Characters that turn the direction of the text. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const MAX_DIRECTIONS = 1_000;

/** Why a program with such a text is refused. */
export const HARD_TEXT =
  "It holds text that a browser takes seconds to show: more than 64 combining marks in a row, or more than 1,000 changes of direction.";

/** Whether a browser takes seconds to lay a text out. */
export function isHardText(text: string): boolean {
  if (MARK_RUN.test(text)) return true;
  let directions = 0;
  for (const _ of text.matchAll(DIRECTION)) {
    directions += 1;
    if (directions > MAX_DIRECTIONS) return true;
  }
  return false;
}
