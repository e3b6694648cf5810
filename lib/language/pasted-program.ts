export interface PastedProgram {
  readonly program: string;
  /** Prompts, Markdown or indentation around it were taken away. */
  readonly isCleaned: boolean;
}

/** The line that begins or ends a block of code in Markdown. */
const FENCE = /^[ \t]*(```+|~~~+)[ \t]*([\w+-]*)/;
/** What the blocks of one language are called. */
const PYTHON_BLOCK = /^(?:py|python3?|pycon|ipython3?)$/i;

/** Python's own prompt and IPython's; the second one continues a statement. */
const PROMPT = /^[ \t]*(?:>>>|In \[\d+\]:)(?: |$)/;
const CONTINUED = /^[ \t]*\.\.\.:?(?: |$)/;

/**
 * The program in a text that somebody copied from a page, a chat or a terminal: without the marks of a Markdown code block, without prompts
 * and what they answered, and not indented as a whole.
 */
export function pastedProgram(text: string): PastedProgram {
  const program = withoutIndent(withoutPrompts(withoutFences(text)));
  return { program, isCleaned: program !== text };
}

function withoutFences(text: string): string {
  const blocks: { readonly mark: string; readonly isPython: boolean; readonly lines: string[] }[] = [];
  let isOpen = false;
  for (const line of text.split(/\r\n|\r|\n/)) {
    // A block in a text of the program.
    if (blocks.length === 0 && /"""|'''/.test(line)) return text;
    const [, mark = "", name = ""] = FENCE.exec(line) ?? [];
    const block = blocks.at(-1);
    if (isOpen && mark !== "" && mark === block?.mark) isOpen = false;
    else if (isOpen) block?.lines.push(`${line}\n`);
    else if (mark !== "") {
      isOpen = true;
      blocks.push({ mark, isPython: PYTHON_BLOCK.test(name), lines: [] });
    }
  }
  if (isOpen) blocks.pop();
  const named = blocks.filter(({ isPython }) => isPython);
  const chosen = named.length > 0 ? named : blocks.slice(0, 1);
  return chosen.length === 0 ? text : chosen.map(({ lines }) => lines.join("")).join("\n");
}

function withoutPrompts(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  // Prompts further down are examples in the program's own texts.
  if (!PROMPT.test(lines.find((line) => line.trim() !== "") ?? "")) return text;
  let isOpen = false;
  const kept = lines.flatMap((line) => {
    isOpen = PROMPT.test(line) || (isOpen && CONTINUED.test(line));
    return isOpen ? [line.replace(PROMPT.test(line) ? PROMPT : CONTINUED, "")] : [];
  });
  return `${kept.join("\n")}\n`;
}

/** Takes away what every line is indented by. */
function withoutIndent(text: string): string {
  const first = /^(?:[ \t]*(?:\r\n|\r|\n))*([ \t]+)\S/.exec(text)?.[1];
  if (first === undefined) return text;
  const lines = text.split("\n");
  const isIndented = lines.every((line) => line.trim() === "" || line.startsWith(first));
  return isIndented ? lines.map((line) => line.slice(first.length)).join("\n") : text;
}
