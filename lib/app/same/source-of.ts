/** Lines of a definition that are shown. */
const MAX_LINES = 30;
const MAX_WIDTH = 160;

/** The text of a definition: its first line, and those after it that are deeper, or close it. @param line from 1 */
export function sourceOf(code: string, line: number): string {
  const lines = code.split("\n");
  const first = lines[line - 1];
  if (first === undefined) return "";
  const own = indentOf(first);
  let end = line;
  while (end < lines.length && end - line < MAX_LINES) {
    const next = lines[end] ?? "";
    if (next.trim() !== "" && indentOf(next) <= own) {
      if (/^\s*[)\]}]/.test(next)) end += 1;
      break;
    }
    end += 1;
  }
  return lines
    .slice(line - 1, end)
    .map((each) => each.slice(own, own + MAX_WIDTH))
    .join("\n")
    .trimEnd();
}

const indentOf = (line: string): number => line.length - line.trimStart().length;
