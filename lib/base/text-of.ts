/** Text of anything. An object may have no text: `{ toString: 1 }`, or one without a prototype. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `[${typeof value}]`;
  }
}

/** The message of whatever was thrown. Code of a program, and a forged message, may throw anything. */
export const reasonOf = (thrown: unknown): string =>
  textOf(thrown instanceof Error ? thrown.message : thrown);
