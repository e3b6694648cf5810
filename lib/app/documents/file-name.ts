import { DEFAULT_LANGUAGE, LANGUAGE_IDS, LANGUAGES, type LanguageId } from "@/lib/model/language";

/** Names of files that can be opened: programs, traces, and records of other tools' runs. */
export const OPENED_FILES = [
  ...LANGUAGE_IDS.flatMap((id) => LANGUAGES[id].opens.map((extension) => `.${extension}`)),
  ".txt,text/plain,.json,.jsonl,.ndjson,.csv,.tsv,.gz,.zip",
].join();

/** Whether a file can only be a trace or a record: no program is called so. */
export const isRecordName = (name: string): boolean => /\.(jsonl?|ndjson|csv|tsv|gz|zip)$/i.test(name);

/** Whether a file that may be called anything begins like a record: packed, JSON, or a table with names of columns. */
export function beginsLikeRecord(name: string, head: Uint8Array): boolean {
  if (/\.(py|[cm]?[jt]sx?)$/i.test(name)) return false;
  if ((head[0] === 0x1f && head[1] === 0x8b) || (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3))
    return true;
  const text = new TextDecoder().decode(head);
  return /^\s*[[{]\s*["{]/.test(text) || /^[\w%]+([\t,][\w%]+){2,}\r?$/m.test(text.split("\n", 1)[0] ?? "");
}

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
