import type { LanguageId } from "@/lib/model/language";
import type { Language } from "./language";
import { python } from "./python";
import { typescript } from "./typescript";

/** Every language that programs can be written in. A new one is a line here, in compilers.ts, in error-maps.ts and in lib/model/language.ts. */
export const languages: Readonly<Record<LanguageId, Language>> = { typescript, python };
