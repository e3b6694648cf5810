import type { CompileResult, Program } from "./program";

/**
 * What a page knows about a language before it compiles anything. It is in the page's first script, so it imports little. A
 * language's `Compile` is loaded by the compiler's worker, its `MapError` with the first run. What runs a program is a
 * `RunnerLanguage` (lib/runner/host/language.ts).
 */
export interface Language {
  readonly editor: {
    /** Monaco's name of the language. */
    readonly languageId: string;
    /** Name of the file that the editor keeps the program in. */
    readonly file: string;
    /** Spaces of one level. */
    readonly indent: number;
    /** What comes before the end of a line after which the next one is a level deeper. */
    readonly opensBlock: RegExp;
  };
  /**
   * Colors for code before the editor is loaded, and where it never is (on touch screens, in an embed before a click).
   * @returns the tokens of each line; joined with "\n" their texts are `source` again.
   */
  highlight(source: string): readonly (readonly Token[])[];
  /** The entry's name in code that has not been compiled, as far as it can be seen. */
  guessTitle(code: string): string | undefined;
  /**
   * ms that starting one worker takes where many are started, several at a time, until it is measured on this machine.
   * The interface calls it an estimate.
   */
  readonly usualStartMs: number;
}

/**
 * Compiles one program: checks it, and makes what a runner of its language can load. Nothing of it is run. Whatever is
 * wrong with a program is an error of the result.
 */
export type Compile = (source: string) => CompileResult | Promise<CompileResult>;

/** Puts an error into the source: the engine knows positions in the compiled program, and the user wrote another text. */
export type MapError = <E extends PlacedError>(error: E, program: Program) => E;

/** Line and column from 1. */
export interface PlacedError {
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  readonly stack?: string | undefined;
}

export type TokenKind = "plain" | "comment" | "string" | "number" | "keyword" | "call";

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
}
