import { Lines, SOURCE_BREAKS } from "../lines";
import type { CompileResult } from "../program";
import { compile } from "./compile";

/**
 * Compiles a program, and looks for mistakes in one that compiles, and for what it uses that is not there: with a parser that only Python
 * programs load.
 */
export async function compileWithAdvice(text: string): Promise<CompileResult> {
  const result = compile(text);
  if (!result.ok) return result;
  // Without advice the program runs as well.
  const found = await studied(text.replace(/^\uFEFF/, "")).catch(() => undefined);
  const warnings = [...(result.program.warnings ?? []), ...(found?.warnings ?? [])];
  const needs = found?.needs ?? [];
  const program = {
    ...result.program,
    ...(warnings.length > 0 && { warnings }),
    ...(needs.length > 0 && { needs }),
  };
  return { ok: true, program };
}

async function studied(source: string) {
  const { study } = await import("./advice");
  const lines = new Lines(source, SOURCE_BREAKS);
  return study(source, (offset) => lines.place(offset));
}
