import type { DrawnKind } from "@/lib/preview/messages";

/** How a file can be shown, by its name and its first bytes. */
export type FileKind = DrawnKind | "text" | "json" | "binary";

/** Larger ones are not shown, only saved. */
export const MAX_PREVIEW_BYTES = 1024 * 1024;
/** The same for pictures. */
export const MAX_PICTURE_BYTES = 16 * 1024 * 1024;
/** Larger ones are shown when somebody asks for them. */
export const MAX_UNASKED_BYTES = 64 * 1024;

const IMAGES: Readonly<Record<string, string>> = {
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  gif: "image/gif",
  webp: "image/webp",
  avif: "image/avif",
  svg: "image/svg+xml",
};

const extension = (path: string): string => /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";

/** Bytes looked at to tell text from other things. */
const SNIFFED_BYTES = 4096;

function looksLikeText(content: Uint8Array): boolean {
  const head = content.subarray(0, SNIFFED_BYTES);
  if (head.includes(0)) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

export function kindOf(path: string, content: Uint8Array): FileKind {
  const ending = extension(path);
  if (ending === "svg") return "svg";
  if (Object.hasOwn(IMAGES, ending)) return "picture";
  if (!looksLikeText(content)) return "binary";
  if (ending === "md" || ending === "markdown") return "markdown";
  if (ending === "html" || ending === "htm") return "html";
  return ending === "json" ? "json" : "text";
}

export const mediaTypeOf = (path: string): string => IMAGES[extension(path)] ?? "application/octet-stream";

export const textOf = (content: Uint8Array): string => new TextDecoder().decode(content);
