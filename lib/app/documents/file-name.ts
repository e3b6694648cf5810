import { DEFAULT_LANGUAGE, LANGUAGE_IDS, LANGUAGES, type LanguageId } from "@/lib/model/language";

/** Names of files that can be opened: programs and traces. Others are read as programs, if they hold text. */
export const OPENED_FILES = [
  ...LANGUAGE_IDS.flatMap((id) => LANGUAGES[id].opens.map((extension) => `.${extension}`)),
  ".txt,text/plain,.json,.gz",
].join();

/** Whether a file can only be a trace: no program is called so. */
export const isTraceFile = (name: string): boolean => /\.(json|gz)$/i.test(name);

/** The name of a saved program. */
export const fileNameOf = (language: LanguageId, title: string | undefined): string =>
  `${title ?? "fanout"}.${LANGUAGES[language].extension}`;

/** What a program's file is called without its extension, and the language that it names: the default where it is none. */
export function readFileName(name: string): { readonly title: string; readonly language: LanguageId } {
  const dot = name.lastIndexOf(".");
  const extension = name.slice(dot + 1).toLowerCase();
  const language = LANGUAGE_IDS.find((id) => LANGUAGES[id].opens.some((each) => each === extension));
  const isKnown = dot >= 0 && (language !== undefined || extension === "txt");
  return { title: isKnown ? name.slice(0, dot) : name, language: language ?? DEFAULT_LANGUAGE };
}
