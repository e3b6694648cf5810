import type { Node } from "../syntax";
import type { Edit } from "./rule";
import type { Subject } from "./subject";

/** Pieces that fixes are made of. Offsets are those of the source. */

export const insertAt = (offset: number, text: string): Edit => ({ start: offset, end: offset, text });

export const replace = (node: Node, text: string, subject: Subject): Edit => ({ ...subject.at(node), text });

export const insertBefore = (node: Node, text: string, subject: Subject): Edit =>
  insertAt(subject.at(node).start, text);

export const insertAfter = (node: Node, text: string, subject: Subject): Edit =>
  insertAt(subject.at(node).end, text);

/**
 * How the program writes a function of the SDK, and what imports it where it is not imported.
 * @returns undefined where its name stands for something else
 */
export function sdkFunction(
  name: string,
  subject: Subject,
): { readonly text: string; readonly edits: readonly Edit[] } | undefined {
  const { module, source, tokens } = subject.compiled;
  for (const [local, imported] of module.names.named)
    if (imported === name) return { text: local, edits: [] };
  for (const local of module.names.whole) return { text: `${local}.${name}`, edits: [] };
  // What is imported and not used is in the source alone.
  const { open, close } = subject.importedNames ?? { open: -1, close: -1 };
  for (let at = open + 1; at < close; at++) {
    if (tokens[at]?.text !== name || tokens[at - 1]?.text === "type") continue;
    return { text: (tokens[at + 1]?.text === "as" && tokens[at + 2]?.text) || name, edits: [] };
  }
  const [last, end] = [tokens[close - 1], tokens[close]];
  if (!last || !end || subject.names.has(name)) return undefined;
  const isComma = last.text === ",";
  const isMultiline = source.slice(last.end, end.start).includes("\n");
  const comma = isComma || last.text === "{" ? "" : ",";
  const text = isMultiline ? `${comma}\n  ${name}${isComma ? "," : ""}` : `${comma} ${name}`;
  return { text: name, edits: [insertAt(last.end, text)] };
}

/**
 * Makes `await` possible at a node: nothing to do in an async function, `async` before one that is made a task, workflow or the like of.
 * @returns undefined where it takes more than that
 */
export function allowAwait(node: Node, subject: Subject): readonly Edit[] | undefined {
  const fn = subject.functionAround(node);
  if (!fn || fn.generator) return undefined;
  if (fn.async) return [];
  const definition = subject.definedBy(subject.parentOf(fn));
  const isDefinitions = fn.type !== "FunctionDeclaration" && definition && definition.kind !== "environment";
  return isDefinitions ? [insertBefore(fn, "async ", subject)] : undefined;
}

/** A name that nothing in the program has: `parseTask`, or with a number behind. */
export function freeName(wanted: string, subject: Subject): string {
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}${n}`;
    if (!subject.names.has(name) && !subject.compiled.module.names.named.has(name)) return name;
  }
}
