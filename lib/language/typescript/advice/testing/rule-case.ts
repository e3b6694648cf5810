import { applyEdits } from "../../../apply-edits";
import type { Diagnostic, Fix } from "../../../program";
import { programOf } from "../../testing";

/** A program that a rule has something to say of. It is the body: `programWith` puts the imports before it. */
export interface Trigger {
  readonly name: string;
  readonly code: string;
  /** The stretch that is marked. */
  readonly at: string;
  readonly message: string;
  /** The program after the fix; absent where there is none. */
  readonly fixed?: string;
  /** Default: all that rules need. */
  readonly imports?: string;
  /** Of the fixed program, if others. */
  readonly fixedImports?: string;
}

export interface RuleCases {
  readonly triggers: readonly Trigger[];
  /** Programs of which the rule says nothing, by what is right about them. */
  readonly silent: Readonly<Record<string, string>>;
}

const IMPORTS =
  "compute, dynamic, environment, group, launchPlan, map, mapUnordered, Process, Queue, random, sleep, starmap, task, traced, workflow";
const END = 'export default workflow(async () => 1, { name: "entry" });';

/** A whole program. Line 1 are its imports; an entry is added where the body has none. */
export const programWith = (code: string, imports = IMPORTS): string =>
  `import { ${imports} } from "fanout";\n${code}\n${code.includes("export default") ? "" : `${END}\n`}`;

/** The warnings of a program, each with the text that it marks. */
export function warningsOf(source: string): readonly (Diagnostic & { readonly at: string })[] {
  return (programOf(source).warnings ?? []).map((warning) => {
    const { line = 1, column = 1, endLine = line, endColumn = column } = warning;
    const [start, end] = [offsetOf(source, line, column), offsetOf(source, endLine, endColumn)];
    return { ...warning, at: source.slice(start, end) };
  });
}

function offsetOf(source: string, line: number, column: number): number {
  const before = source.split("\n").slice(0, line - 1);
  return before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
}

/** The text after all edits of a fix. */
export const applied = (source: string, { edits }: Fix): string => applyEdits(source, edits);
