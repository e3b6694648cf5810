import type { Node } from "./syntax";

export interface Arguments {
  readonly positional: readonly Node[];
  readonly named: ReadonlyMap<string, Node>;
  /** There are `*a` or `**b` among them, so that there may be more. */
  readonly isOpen: boolean;
}

/** What a call is given. */
export function argumentsOf(call: Node, textOf: (node: Node) => string): Arguments {
  const positional: Node[] = [];
  const named = new Map<string, Node>();
  let isOpen = false;
  const list = call.child("ArgList")?.children.slice(1, -1) ?? [];
  // `f(x for x in y)`: one argument, which has no node of its own.
  if (list.some(({ type }) => type === "for")) return { positional, named, isOpen: true };
  for (let at = 0; at < list.length; at++) {
    const [first, sign, value] = [list[at], list[at + 1], list[at + 2]];
    if (!first || first.type === ",") continue;
    if (first.type === "*" || first.type === "**") {
      isOpen = true;
      at += 1;
    } else if (sign?.type === "AssignOp" && value) {
      if (textOf(sign) === "=") named.set(textOf(first), value);
      else positional.push(value);
      at += 2;
    } else positional.push(first);
  }
  return { positional, named, isOpen };
}
