/** ms until the address of a saved file is given up; browsers have read it long before. */
const KEPT = 60_000;

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
  const plain = name.replace(/[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu, "-").replace(/^[.\s-]+/, "");
  return plain.slice(0, 120) || "fanout";
}
