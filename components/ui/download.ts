/** ms until the address of a saved file is given up; browsers have read it long before. */
const KEPT = 60_000;

/** Hands a file to the browser's downloads. @param name with its extension */
export function download(name: string, content: Blob | string, type = "text/plain"): void {
  const blob = typeof content === "string" ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = safeFileName(name);
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEPT);
}

/** A name that every system takes: no separators, no control characters, not too long. */
export function safeFileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must go
  const plain = name
    .replace(/[\\/:*?"<>|\u0000-\u001f\u202a-\u202e\u2066-\u2069]+/g, "-")
    .replace(/^[.\s-]+/, "");
  return plain.slice(0, 120) || "fanout";
}
