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
  python: {
    name: "Python",
    extension: "py",
    mediaType: "text/x-python",
    opens: ["py", "pyw"],
  },
} as const;

export type LanguageId = keyof typeof LANGUAGES;
export const LANGUAGE_IDS = Object.keys(LANGUAGES) as [LanguageId, ...LanguageId[]];

/** Of programs that name none: links, drafts and earlier runs from before there was a choice. */
export const DEFAULT_LANGUAGE: LanguageId = "typescript";
