import type { Program } from "acorn";
import { type Diagnostics, ProgramFailure } from "./failure";
import { ScriptParser } from "./script-parser";
import { type Stripped, syntaxMessage } from "./strip";
import { children, type Node } from "./syntax";
import type { Span } from "./versions";

/**
 * Parses the JavaScript.
 * @returns its tree, in which parentheses are nodes of their own, and its tokens without comments
 * @throws ProgramFailure at the source's place
 */
export function parseScript({ code, origins }: Stripped): {
  readonly program: Program;
  readonly tokens: readonly Span[];
} {
  const tokens: Span[] = [];
  try {
    const program = ScriptParser.parse(code, {
      ecmaVersion: "latest",
      sourceType: "module",
      preserveParens: true,
      onToken: ({ start, end }) => tokens.push({ start, end }),
    });
    return { program, tokens };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const offset = "pos" in error && typeof error.pos === "number" ? error.pos : 0;
    throw new ProgramFailure(syntaxMessage(error.message, code, offset), origins.toSource(offset));
  }
}

/** Refuses what the parser takes and not every browser does. */
export function checkScript(
  program: Program,
  report: Diagnostics,
  toSource: (offset: number) => number,
): void {
  const visit = (node: Node): void => {
    if (node.type === "VariableDeclaration" && /using$/.test(node.kind)) {
      report.add(`\`${node.kind}\` is not supported: some browsers lack it.`, toSource(node.start));
    }
    for (const child of children(node)) visit(child);
  };
  visit(program);
}
