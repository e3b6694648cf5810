import type { Program } from "acorn";
import { type DefinitionCall, WHAT } from "../definitions";
import { references } from "../scope";
import { bare, type Node } from "../syntax";
import { replace } from "./fix-edits";
import type { Finding } from "./rule";
import type { Subject } from "./subject";

export interface OwnName extends Finding {
  readonly definition: DefinitionCall;
}

/**
 * `const fib = dynamic(async function fib(n) { … fib(n - 1) … })`: within a function expression its name is the plain function, not what
 * is defined. The run's log says so too.
 */
export const ownNames = (subject: Subject): readonly OwnName[] =>
  subject.compiled.definitions.flatMap((definition) => {
    const [first] = definition.node.arguments;
    const fn = first && bare(first);
    if (fn?.type !== "FunctionExpression" || !fn.id) return [];
    const { name } = fn.id;
    const called = subject.within(fn).filter((node) => node.type === "Identifier" && isCalled(node, subject));
    if (!called.some((node) => node.type === "Identifier" && node.name === name)) return [];
    // As a module, what the function declares is the module's, and its own name is a global.
    const inside = { type: "Program", body: [...fn.params, ...fn.body.body] } as unknown as Program;
    const { at } = references(inside);
    const use = called.find(({ start }) => at.get(start)?.name === name && !at.get(start)?.declared);
    if (!use) return [];
    const kind = WHAT[definition.kind].replace(/^an? /, "");
    const { advice, fix } = remedy(definition, name, use, fn.id, kind, subject);
    const message = `\`${name}\` is the plain function here, not the ${kind}, so what it does is not recorded as a call. ${advice}`;
    return [{ ...subject.at(use), definition, message, fix }];
  });

/** Called, or passed to a call. */
function isCalled(node: Node, subject: Subject): boolean {
  const parent = subject.parentOf(node);
  return (
    parent?.type === "CallExpression" &&
    [parent.callee, ...parent.arguments].some((each) => bare(each) === node)
  );
}

function remedy(
  { binding }: DefinitionCall,
  name: string,
  use: Node,
  id: Node,
  kind: string,
  subject: Subject,
): { readonly advice: string; readonly fix?: Finding["fix"] } {
  const { start, end } = subject.at(id);
  // With the space before it.
  const space = /\s*$/.exec(subject.compiled.source.slice(0, start))?.[0].length ?? 0;
  const unnamed = { start: start - space, end, text: subject.compiled.source[end] === "(" ? " " : "" };
  if (binding === name)
    return {
      advice: `Remove the name after \`function\`, so that \`${name}\` is the ${kind}.`,
      fix: { title: "Remove the name after `function`", edits: [unnamed] },
    };
  if (binding !== undefined)
    return {
      advice: `Call \`${binding}\`, which is the ${kind}.`,
      fix: { title: `Call \`${binding}\``, edits: [replace(use, binding, subject)] },
    };
  return {
    advice: `To call the ${kind}, put it in a variable and remove the name after \`function\`.`,
  };
}
