import { bare, type CallExpression, isFunction, keyOf, type Node } from "../syntax";
import { calledBy, isGlobal } from "./calls";
import type { Subject } from "./subject";
import type { Variable } from "./variables";

export interface Loop {
  readonly node: Node;
  /** What decides how many turns there are, and about what. */
  readonly head: readonly Node[];
  readonly body: Node;
}

/** Statements and expressions that end a loop early, or that nothing is known about. */
const REFUSED: ReadonlySet<Node["type"]> = new Set<Node["type"]>([
  "BreakStatement",
  "ReturnStatement",
  "ThrowStatement",
  "YieldExpression",
  "ClassDeclaration",
  "ClassExpression",
  "FunctionDeclaration",
  "NewExpression",
  "TaggedTemplateExpression",
  "ThisExpression",
  "ImportExpression",
]);

/** Collects a value and gives nothing back. */
const COLLECTING: ReadonlySet<string | undefined> = new Set(["push", "add", "set"]);

/** Change nothing, whatever they are called on. */
const READING: ReadonlySet<string | undefined> = new Set(
  "at charAt concat endsWith entries every filter find findIndex flat flatMap get has includes indexOf join keys lastIndexOf map padEnd padStart reduce repeat replace replaceAll slice some split startsWith toFixed toLowerCase toString toUpperCase trim values with".split(
    " ",
  ),
);

/** Functions of these change nothing, but for what the console shows. */
const HARMLESS = ["Math", "JSON", "Number", "String", "Object", "Array", "Boolean", "console"];

/**
 * Whether the turns of a loop can run in any order: nothing that a turn changes is used by another turn. Only forms that are surely harmless
 * are accepted; tasks get copies, so a call of one changes nothing here.
 */
export function isIndependent(loop: Loop, subject: Subject): boolean {
  const inside = subject.within(loop.body);
  const own = (variable: Variable | undefined) =>
    variable?.declaration !== undefined &&
    variable.declaration.start >= loop.node.start &&
    variable.declaration.end <= loop.node.end;
  /** Collections and sums that the turns add to. */
  const sinks = new Map<Variable, Set<Node>>();
  const addTo = (node: Node | undefined): boolean => {
    if (!node) return false;
    const inner = bare(node);
    const variable = subject.variableOf(inner);
    if (!variable) return false;
    if (!own(variable)) sinks.set(variable, (sinks.get(variable) ?? new Set()).add(inner));
    return true;
  };

  const isFine = (node: Node): boolean => {
    if (REFUSED.has(node.type)) return false;
    switch (node.type) {
      case "ContinueStatement":
        return !node.label;
      case "AwaitExpression":
        return calledBy(node.argument, subject) !== undefined;
      case "UnaryExpression":
        return node.operator !== "delete";
      case "UpdateExpression":
        return addTo(node.argument);
      case "ForOfStatement":
        return !node.await;
      case "AssignmentExpression":
        return addTo(isSum(node) ? node.left : elementOf(node.left));
      case "CallExpression":
        return isFineCall(node);
      default:
        return true;
    }
  };

  function isFineCall(node: CallExpression): boolean {
    if (calledBy(node, subject)) return true;
    const callee = bare(node.callee);
    if (callee.type === "Identifier") return HARMLESS.some((name) => isGlobal(callee, name, subject));
    if (callee.type !== "MemberExpression") return false;
    const object = bare(callee.object);
    if (HARMLESS.some((name) => isGlobal(object, name, subject))) return keyOf(callee) !== "assign";
    const method = keyOf(callee);
    if (READING.has(method)) return true;
    return COLLECTING.has(method) && subject.parentOf(node)?.type === "ExpressionStatement" && addTo(object);
  }

  if (!inside.every(isFine)) return false;
  if (inside.some((node) => isFunction(node) && node.async)) return false;
  // What the head counts with is not changed by the body.
  const counted = new Set(
    loop.head.flatMap((node) => subject.within(node)).map((node) => subject.variableOf(node)),
  );
  const written = inside.some(
    (node) =>
      node.type === "Identifier" && counted.has(subject.variables.of(node)) && isWritten(node, subject),
  );
  if (written) return false;
  // What the turns add to is not read by them.
  return inside.concat(loop.head.flatMap((node) => [...subject.within(node)])).every((node) => {
    const variable = node.type === "Identifier" ? subject.variables.of(node) : undefined;
    const added = variable && sinks.get(variable);
    return !added || added.has(node);
  });
}

const isSum = (node: Node) => node.type === "AssignmentExpression" && /^[+*|&^-]=$/.test(node.operator);

/** `out` of `out[i]`. */
const elementOf = (node: Node) => (node.type === "MemberExpression" ? node.object : undefined);

const isWritten = (node: Node, subject: Subject) =>
  node.type === "Identifier" && subject.variables.of(node)?.writes.includes(node);
