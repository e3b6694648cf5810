import type { LanguageId } from "@/lib/model/language";
import type { Compile } from "./language";
import { compileWithAdvice as python } from "./python/compile-with-advice";
import { compile as typescript } from "./typescript/compile";

/** Large: for the compiler's worker, or loaded when something is compiled. */
export const compilers: Readonly<Record<LanguageId, Compile>> = { typescript, python };
