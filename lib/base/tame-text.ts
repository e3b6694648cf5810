/** Marks over one letter that are drawn; no script needs more. */
const MARKS = /(\p{M}{8})\p{M}+/gu;
/** Characters that turn the direction of the text. */
const DIRECTION = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
/** Of them in one text. */
const MAX_DIRECTIONS = 200;
/** What the two above are not in. */
const PLAIN = /^[\0-\u02ff]*$/;

/**
 * A stranger's text, as far as it is shown in one place: at most `max` UTF-16 units, without the marks and changes of direction
 * that a browser takes seconds to lay out.
 */
export function tameText(text: string, max: number): string {
  const cut = text.length > max ? `${text.slice(0, isSplit(text, max) ? max - 1 : max)}…` : text;
  if (PLAIN.test(cut)) return cut;
  let directions = 0;
  return cut.replace(MARKS, "$1").replace(DIRECTION, (found) => {
    directions += 1;
    return directions > MAX_DIRECTIONS ? "" : found;
  });
}

/** Whether a cut there would split a surrogate pair. */
export const isSplit = (text: string, at: number): boolean =>
  /[\ud800-\udbff]/.test(text[at - 1] ?? "") && /[\udc00-\udfff]/.test(text[at] ?? "");
