/** Where the brackets of a text are nested most deeply, taking those in texts and comments as well. */
export function deepest(text: string): number {
  let [depth, most, where] = [0, 0, 0];
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === "(" || character === "[" || character === "{") depth++;
    else if (character === ")" || character === "]" || character === "}") depth--;
    if (depth > most) [most, where] = [depth, index];
  }
  return where;
}

/** Both parsers, and what walks their trees, go down into nested code by calling themselves. */
export const isStackOverflow = (error: unknown): boolean =>
  error instanceof Error &&
  ((error instanceof RangeError && /call stack/i.test(error.message)) || error.name === "InternalError");
