import type { Program } from "acorn";
import { type DefinitionCall, WHAT } from "./definitions";
import type { Diagnostics } from "./failure";
import { references } from "./scope";
import { bare, children, type Node } from "./syntax";

/**
 * Finds definitions whose function calls itself by its own name, as in `const fib = dynamic(async function fib(n) { … fib(n - 1) … })`:
 * within a function expression its name is the plain function, not what is defined.
 * Adds a warning at the first call. @returns what the run's log says of each such definition
 */
export function checkOwnNames(
  calls: readonly DefinitionCall[],
  warnings: Diagnostics,
  toSource: (offset: number) => number,
): ReadonlyMap<DefinitionCall, string> {
  const found = new Map<DefinitionCall, string>();
  for (const call of calls) {
    const [first] = call.node.arguments;
    const fn = first && bare(first);
    if (fn?.type !== "FunctionExpression" || !fn.id) continue;
    const { name } = fn.id;
    const inside = [...fn.params, ...fn.body.body];
    const called = calledIn(inside);
    // As a module, what the function declares is the module's, and its own name is a global.
    const uses = references({ type: "Program", body: inside } as unknown as Program).all;
    const use = uses.find((each) => each.name === name && !each.declared && called.has(each.start));
    if (!use) continue;
    const message = `${plainFunction(name, WHAT[call.kind].replace(/^an? /, ""))} ${advice(name, call)}`;
    const offset = toSource(use.start);
    warnings.add(message, offset);
    found.set(call, `Line ${warnings.place(offset).line}: ${message}`);
  }
  return found;
}

const plainFunction = (name: string, what: string) =>
  `\`${name}\` is the plain function here, not the ${what}, so what it does is not recorded as a call.`;

function advice(name: string, { binding, kind }: DefinitionCall): string {
  const what = WHAT[kind].replace(/^an? /, "");
  if (binding === name) return `Remove the name after \`function\`, so that \`${name}\` is the ${what}.`;
  if (binding !== undefined) return `Call \`${binding}\`, which is the ${what}.`;
  return `To call the ${what}, put it in a variable and remove the name after \`function\`.`;
}

/** Offsets of the identifiers that are called, or passed to a call. */
function calledIn(nodes: readonly Node[]): ReadonlySet<number> {
  const offsets = new Set<number>();
  const visit = (node: Node): void => {
    if (node.type === "CallExpression") {
      for (const part of [node.callee, ...node.arguments]) {
        const named = bare(part);
        if (named.type === "Identifier") offsets.add(named.start);
      }
    }
    children(node).forEach(visit);
  };
  nodes.forEach(visit);
  return offsets;
}
