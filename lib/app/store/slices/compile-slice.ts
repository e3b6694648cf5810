import type { CompileResult, Diagnostic, Program } from "@/lib/language/program";
import type { Compiler } from "../../run/compiler";
import type { DocumentSlice } from "./document-slice";
import type { Change, Read } from "./slice";

export interface CompileSlice {
  /** The newest program that compiled; while there are errors, an earlier one. Gives the inputs' form its fields. */
  readonly program: Program | undefined;
  readonly compileErrors: readonly Diagnostic[];
  /** The text that `program` or `compileErrors` is about. */
  readonly compiledCode: string | undefined;
  /** What the editor's type checker found in a text; undefined until it has been loaded. */
  readonly typeErrors: { readonly code: string; readonly count: number } | undefined;
  /** Of the present text. */
  foundTypeErrors(count: number): void;
  /** Compiles the present text unless that has been done. */
  compile(): Promise<CompileResult>;
}

export function createCompileSlice(
  set: Change<CompileSlice>,
  get: Read<CompileSlice & DocumentSlice>,
  compiler: Compiler,
): CompileSlice {
  let newest:
    | { readonly code: string; readonly language: string; readonly result: Promise<CompileResult> }
    | undefined;

  return {
    program: undefined,
    compileErrors: [],
    compiledCode: undefined,
    typeErrors: undefined,
    foundTypeErrors: (count) => set({ typeErrors: { code: get().code, count } }),
    compile() {
      const { code, language, documentId } = get();
      if (newest?.code === code && newest.language === language) return newest.result;
      const result = compiler.compile(code, language);
      newest = { code, language, result };
      void result.then((compiled) => {
        // The text has changed since.
        if (newest?.result !== result) return;
        // Another document is on the screen, with another text.
        if (get().documentId !== documentId && get().code !== code) return;
        if (compiled.ok) set({ program: compiled.program, compileErrors: [], compiledCode: code });
        else set({ compileErrors: compiled.errors, compiledCode: code });
      });
      return result;
    },
  };
}

/** Type errors of a text, as far as they are known. */
export const typeErrorsIn = (code: string, { typeErrors }: Pick<CompileSlice, "typeErrors">): number =>
  typeErrors?.code === code ? typeErrors.count : 0;
