import type { LanguageId } from "@/lib/model/language";
import type { DraftBase } from "../store/slices/document-slice";
import type { CacheProgram } from "../store/slices/run-slice";

interface Document {
  readonly code: string;
  readonly language: LanguageId;
  readonly foreign: boolean;
  readonly draft: Pick<DraftBase, "id"> | undefined;
  readonly openedAs: { readonly code: string; readonly language: LanguageId };
}

/**
 * The programs whose cached results a document may use, the one that it adds to first. A draft is one program however often it is
 * edited; any other text is a program of its own. A draft also finds what the text that it was made of has stored.
 */
export async function cachePrograms({
  code,
  language,
  foreign,
  draft,
  openedAs,
}: Document): Promise<readonly [CacheProgram, ...CacheProgram[]]> {
  const opened = await textProgram(openedAs.language, openedAs.code, foreign);
  if (draft !== undefined) return [{ id: `draft:${draft.id}`, persistent: !foreign }, opened];
  return code === openedAs.code && language === openedAs.language
    ? [opened]
    : [await textProgram(language, code, foreign), opened];
}

/** By the SHA-256 of the whole text; on pages served without TLS, which have no digest, by the text itself, in memory. */
async function textProgram(language: LanguageId, code: string, foreign: boolean): Promise<CacheProgram> {
  const text = `${language}\n${code}`;
  const { subtle }: { readonly subtle?: SubtleCrypto } = crypto;
  if (subtle === undefined) return { id: `text:${text}`, persistent: false };
  const digest = new Uint8Array(await subtle.digest("SHA-256", new TextEncoder().encode(text)));
  const hex = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { id: `text:${hex}`, persistent: !foreign };
}
