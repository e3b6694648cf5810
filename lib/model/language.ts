import { LANGUAGE_MAX_LENGTH } from "./limits";

/** What a program is written in: its names, in text and in files. lib/language has what each one does. */
export const LANGUAGES = {
  typescript: {
    name: "TypeScript",
    /** Of a saved program, and the name of its code blocks in Markdown and HTML. */
    extension: "ts",
    mediaType: "text/typescript",
    /** Extensions of files that can be opened as a program. */
    opens: ["ts", "mts", "cts", "tsx", "js", "mjs", "cjs", "jsx"],
  },
} as const;

export type LanguageId = keyof typeof LANGUAGES;
export const LANGUAGE_IDS = Object.keys(LANGUAGES) as [LanguageId, ...LanguageId[]];

/** Of programs that name none: links, drafts and earlier runs from before there was a choice. */
export const DEFAULT_LANGUAGE: LanguageId = "typescript";

export const isLanguage = (name: unknown): name is LanguageId =>
  typeof name === "string" && Object.hasOwn(LANGUAGES, name);

/** Why a program cannot be opened. @param name may be anything */
export const unknownLanguage = (name: unknown): string =>
  `the program is written in "${String(name).slice(0, LANGUAGE_MAX_LENGTH)}", and this version of Fanout knows ${Object.values(
    LANGUAGES,
  )
    .map((language) => language.name)
    .join(", ")} only`;
