import type { Edit } from "../../advice/finding";
import type { Subject } from "../advice/subject";
import type { Node } from "../advice/syntax";

/** A whole number that a call is given, or may be given. */
export interface NumberArgument {
  /** Offset that no other has. */
  readonly at: number;
  readonly value: number | undefined;
  edits(value: number): readonly Edit[];
}

interface Wanted {
  readonly name: string;
  /** From 0, where it may be given without its name. */
  readonly position?: number;
  /** What is written where the call has no such argument. Without it, only what is there counts. */
  readonly added?: (value: number) => string;
}

/**
 * @param list the call's arguments; undefined for a decorator without any
 * @param end of what is called, where its arguments would begin
 * @returns undefined where the argument is an expression, or may be among `**options`
 */
export function numberArgument(
  list: Node | undefined,
  end: number,
  { name, position = Number.POSITIVE_INFINITY, added }: Wanted,
  subject: Subject,
): NumberArgument | undefined {
  if (!list) {
    if (!added) return undefined;
    return { at: end, value: undefined, edits: (value) => [{ start: end, end, text: `(${added(value)})` }] };
  }
  const { positional, named, isOpen } = subject.argumentsOf(list.parent ?? list);
  const given = named.get(name) ?? positional[position];
  if (given) return numberAt(subject.valueOf(given), subject);
  const last = list.children.at(-2);
  if (isOpen || !added || !last) return undefined;
  const [before, after] = last.type === "(" ? ["", ""] : last.type === "," ? [" ", ","] : [", ", ""];
  return {
    at: last.end,
    value: undefined,
    edits: (value) => [{ start: last.end, end: last.end, text: `${before}${added(value)}${after}` }],
  };
}

/** A whole number as the program writes it: `1_000`. */
export function numberAt(node: Node, subject: Subject): NumberArgument | undefined {
  const text = subject.textOf(node);
  if (node.type !== "Number" || !/^\d[\d_]{0,8}$/.test(text)) return undefined;
  return {
    at: node.start,
    value: Number(text.replaceAll("_", "")),
    edits: (value) => [{ start: node.start, end: node.end, text: String(value) }],
  };
}
