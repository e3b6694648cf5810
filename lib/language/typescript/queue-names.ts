import type { Module } from "./definitions";
import type { Edits } from "./edits";
import { sdkNameOf } from "./imports";
import { bare, children, keyOf, type Node } from "./syntax";

/** Gives each `new Queue()` the name of the variable or property that it is put into, for messages. */
export function nameQueues({ program, names, found }: Module, code: string, edits: Edits): void {
  const isQueue = (node: Node) =>
    node.type === "NewExpression" && sdkNameOf(node.callee, names, found) === "Queue";

  function name(value: Node | null | undefined, text: string | undefined): void {
    const made = value && bare(value);
    if (made?.type !== "NewExpression" || text === undefined || made.arguments.length > 0 || !isQueue(made))
      return;
    const options = `{ name: ${JSON.stringify(text)} }`;
    if (code[made.end - 1] === ")") edits.close(made.end - 1, options);
    else edits.close(made.end, `(${options})`);
  }

  function visit(node: Node): void {
    if (node.type === "VariableDeclarator" && node.id.type === "Identifier") name(node.init, node.id.name);
    else if (node.type === "AssignmentExpression" && node.operator === "=" && node.left.type === "Identifier")
      name(node.right, node.left.name);
    else if (node.type === "Property" && node.kind === "init") name(node.value, keyOf(node));
    for (const child of children(node)) visit(child);
  }
  visit(program);
}
