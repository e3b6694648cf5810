import type { LanguageId } from "@/lib/model/language";

/** From the page to `workers/compiler.ts`. Both are our own code: nothing is checked. */
export interface ToCompiler {
  readonly type: "compile";
  readonly id: number;
  readonly source: string;
  readonly language: LanguageId;
}

/** The answer. `failed`: the compiler itself did, with this message. */
export type FromCompiler<Result> =
  | { readonly type: "compiled"; readonly id: number; readonly result: Result }
  | { readonly type: "failed"; readonly id: number; readonly message: string };
