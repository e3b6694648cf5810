import type { Program } from "acorn";
import type { Definition } from "../program";
import type { Binding } from "./bindings";
import type { Diagnostics } from "./failure";
import { type SdkNames, sdkNameOf } from "./imports";
import { type References, referring } from "./scope";
import { bare, type CallExpression, isClass, isFunction, isLoop, keyOf, type Node } from "./syntax";

export type Kind = Definition["kind"];

/** A call that defines something, and what holds its value. */
export interface DefinitionCall {
  readonly kind: Kind;
  readonly node: CallExpression;
  /** The top-level variable that is initialised with it. */
  readonly binding: string | undefined;
  /** The property that is, where it stands in an object. */
  readonly key: string | undefined;
}

/** How a message names each of them. */
export const WHAT: Readonly<Record<Kind, string>> = {
  task: "a task",
  workflow: "a workflow",
  dynamic: "a dynamic task",
  launchPlan: "a launch plan",
  environment: "an environment",
  traced: "a traced function",
};

/** "this task" */
export const thisOne = (kind: Kind) => WHAT[kind].replace(/^an? /, "this ");

const isKind = (name: string | undefined): name is Kind => name !== undefined && Object.hasOwn(WHAT, name);

/** Everything about one module that tells a definition from another call. */
export interface Module {
  readonly program: Program;
  readonly found: References;
  readonly names: SdkNames;
  readonly bindings: ReadonlyMap<string, Binding>;
}

/** What a call defines: `task(…)`, `f.task(…)`, or `ENV.task(…)`. */
export function kindOf(node: Node, module: Module): Kind | undefined {
  if (node.type !== "CallExpression") return undefined;
  return definerOf(bare(node.callee), module);
}

/** The kind that calling an expression defines. */
function definerOf(callee: Node, module: Module): Kind | undefined {
  const name = sdkNameOf(callee, module.names, module.found);
  if (isKind(name)) return name;
  const isTask =
    callee.type === "MemberExpression" && keyOf(callee) === "task" && isEnvironment(callee.object, module);
  return isTask ? "task" : undefined;
}

function isEnvironment(node: Node, module: Module): boolean {
  const object = bare(node);
  if (object.type === "CallExpression")
    return sdkNameOf(object.callee, module.names, module.found) === "environment";
  if (object.type !== "Identifier" || !module.found.at.get(object.start)?.declared) return false;
  const binding = module.bindings.get(object.name);
  const made = binding?.kind === "variable" && binding.node.init ? bare(binding.node.init) : undefined;
  return (
    made?.type === "CallExpression" && sdkNameOf(made.callee, module.names, module.found) === "environment"
  );
}

/** Where a node stands: what it may not be in, and what is being defined around it. */
interface Around {
  readonly place: "top" | "loop" | "function";
  readonly defining: Kind | undefined;
}

/**
 * Finds the definitions, outer before inner, and refuses those that are not made exactly once by every worker that
 * loads the program.
 */
export function findDefinitions(
  module: Module,
  report: Diagnostics,
  toSource: (offset: number) => number,
): DefinitionCall[] {
  const calls: DefinitionCall[] = [];
  const bindings = new Map<Node, string>();
  const keys = new Map<Node, string>();
  const callees = new Set<Node>();
  for (const [name, binding] of module.bindings) {
    if (binding.kind === "variable" && binding.node.init) bindings.set(bare(binding.node.init), name);
  }

  function visit(node: Node, around: Around): void {
    if (node.type === "Property" && node.kind === "init") {
      const key = keyOf(node);
      if (key !== undefined) keys.set(bare(node.value), key);
    }
    if (node.type === "AwaitExpression" && around.defining) {
      const what = WHAT[around.defining];
      report.add(
        `await is not allowed inside the definition of ${what}. Await the value on an earlier line.`,
        toSource(node.start),
      );
    }
    const kind = kindOf(node, module);
    if (kind && node.type === "CallExpression") {
      callees.add(bare(node.callee));
      if (around.place !== "top") report.add(misplaced(kind, around.place), toSource(node.start));
      else calls.push({ kind, node, binding: bindings.get(node), key: keys.get(node) });
    } else if (!callees.has(node) && (node.type === "Identifier" || node.type === "MemberExpression")) {
      const made = definerOf(node, module);
      if (made) report.add(`\`${made}\` can only be called, as in \`${made}(…)\`.`, toSource(node.start));
    }
    const inner = innerOf(node, kind, around);
    for (const child of referring(node)) if (child) visit(child, inner);
  }
  for (const statement of module.program.body) {
    if (statement.type !== "ImportDeclaration") visit(statement, { place: "top", defining: undefined });
  }
  return calls;
}

function innerOf(node: Node, kind: Kind | undefined, around: Around): Around {
  if (isFunction(node) || isClass(node)) return { place: "function", defining: undefined };
  if (isLoop(node) && around.place === "top") return { ...around, place: "loop" };
  return kind ? { ...around, defining: kind } : around;
}

function misplaced(kind: Kind, place: "loop" | "function"): string {
  const it = thisOne(kind);
  return place === "function"
    ? `Move ${it} to the top level. Every worker creates it when it loads the program.`
    : `Move ${it} out of the loop. Each definition needs its own name and line.`;
}
