import type { LanguageId } from "@/lib/model/language";

/** Called by the page through Comlink; `workers/compiler.ts` exposes it. Both are our own code: nothing is checked. */
export interface CompilerApi<Result> {
  compile(source: string, language: LanguageId): Result | Promise<Result>;
}
