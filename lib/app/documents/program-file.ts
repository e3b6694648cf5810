import { HARD_TEXT, isHardText } from "@/lib/base/hard-text";
import type { LanguageId } from "@/lib/model/language";
import { PROGRAM_MAX_BYTES } from "@/lib/model/limits";
import { readFileName } from "./file-name";

export type ProgramFile =
  | { readonly ok: true; readonly code: string; readonly language: LanguageId; readonly title: string }
  /** For the user. */
  | { readonly ok: false; readonly message: string };

/** Reads a file that the user chose or dropped. */
export async function readProgramFile(
  file: Pick<File, "name" | "size" | "arrayBuffer">,
): Promise<ProgramFile> {
  const tooLong = {
    ok: false,
    message: `${file.name} is larger than 256 KiB, the limit for a program.`,
  } as const;
  if (file.size > PROGRAM_MAX_BYTES) return tooLong;
  let bytes: ArrayBuffer;
  try {
    bytes = await file.arrayBuffer();
  } catch {
    // A folder, or a file that no longer exists.
    return { ok: false, message: `Could not read ${file.name}.` };
  }
  try {
    const code = new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("\r\n", "\n");
    if (code.includes("\0")) throw new TypeError("binary");
    if (isHardText(code)) return { ok: false, message: `${file.name} cannot be shown. ${HARD_TEXT}` };
    const { title, language } = readFileName(file.name);
    return { ok: true, code, language, title: title || "Untitled" };
  } catch {
    return { ok: false, message: `${file.name} is not a UTF-8 text file.` };
  }
}
