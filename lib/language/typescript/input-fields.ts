import { fieldType } from "../field-type";
import type { InputField } from "../program";
import type { Diagnostics } from "./failure";
import type { Reader } from "./literals";
import type { SourceToken } from "./sucrase";
import type { Node } from "./syntax";

/** The entry's inputs, from `inputs: { … }` in its options. */
export function readInputs(
  options: Node | undefined,
  reader: Reader,
  comments: Comments,
  report: Diagnostics,
  toSource: (offset: number) => number,
): InputField[] {
  const inputs = options && reader.properties(options)?.byName.get("inputs");
  if (!inputs) return [];
  const properties = inputs.kind === "init" && !inputs.method ? reader.properties(inputs.value) : undefined;
  if (!properties?.isComplete) {
    report.add(
      "Write inputs as an object literal. The input form is built from it before the program runs.",
      toSource(inputs.start),
    );
    return [];
  }
  return [...properties.byName].map(([name, property]) => {
    const known = property.kind === "init" && !property.method ? reader.read(property.value) : undefined;
    const description = comments.of(toSource(property.start));
    return {
      name,
      type: fieldType(known?.value),
      ...(known && known.value !== undefined ? { default: known.value } : {}),
      ...(description ? { description } : {}),
    };
  });
}

/** Comments of the source, which stand between its tokens. */
export class Comments {
  private readonly at: ReadonlyMap<number, number>;

  constructor(
    private readonly source: string,
    private readonly tokens: readonly SourceToken[],
  ) {
    this.at = new Map(tokens.map(({ start }, index) => [start, index]));
  }

  /**
   * The comment that describes a property: directly above it, before it in its line, or behind it at the line's end.
   * @param start where the property begins
   * @returns one line, or undefined
   */
  of(start: number): string | undefined {
    const index = this.at.get(start);
    if (index === undefined) return undefined;
    return this.above(index) ?? this.behind(index);
  }

  /** The text between a token and the one before it. */
  private gap(index: number): string {
    return this.source.slice(
      this.tokens[index - 1]?.end ?? 0,
      this.tokens[index]?.start ?? this.source.length,
    );
  }

  private above(index: number): string | undefined {
    const gap = this.gap(index);
    const lines = gap.split(/\r\n|\r|\n/);
    // What follows the token before in its own line belongs to that, unless all of it is one line.
    const own = lines.length > 1 ? lines.slice(1) : lines;
    const before = own.slice(0, -1);
    let first = before.length;
    while (first > 0 && before[first - 1]?.trim() !== "") first--;
    return textOf([...before.slice(first), own.at(-1) ?? ""].join("\n"));
  }

  private behind(index: number): string | undefined {
    let depth = 0;
    let at = index;
    for (; at < this.tokens.length; at++) {
      const text = this.tokens[at]?.text ?? "";
      if (depth === 0 && (text === "," || text === "}")) break;
      if (/^(?:[([{]|\$\{)$/.test(text)) depth++;
      else if (/^[)\]}]$/.test(text)) depth--;
    }
    // Before the comma, or behind it where nothing else stands in the line.
    const before = this.gap(at);
    const [inLine, ...below] = before.split(/\r\n|\r|\n/);
    const own = textOf(inLine ?? "");
    if (own || this.tokens[at]?.text !== ",") return own;
    if (below.length > 0) return undefined;
    const [rest, ...after] = this.gap(at + 1).split(/\r\n|\r|\n/);
    return after.length > 0 ? textOf(rest ?? "") : undefined;
  }
}

/** The words of comments, in one line. */
function textOf(comments: string): string | undefined {
  const words = comments
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/^(?:\/\/+|\/\*+|\*+(?!\/))/, "")
        .replace(/\*+\/$/, "")
        .trim(),
    )
    .join(" ")
    .replace(/\s+/g, " ")
    .trim();
  return words === "" ? undefined : words;
}
