import { mapStack, originalPosition } from "@/lib/language/typescript/positions";
import type { Program } from "@/lib/language/program";

/** The engine knows positions in the compiled module; the user wrote another text. */
export function inSource<E extends { line?: number; column?: number; stack?: string }>(
  error: E,
  { positions }: Program,
): E {
  if (error.line === undefined) return error;
  const place = originalPosition(positions, error.line, error.column ?? 1);
  const stack = error.stack && mapStack(positions, error.stack);
  return { ...error, line: place?.line, column: place?.column, ...(stack && { stack }) };
}
