import type { Identifier } from "acorn";
import type { Kind } from "../definitions";
import { sdkNameOf } from "../imports";
import { bare, isFunction, type Node } from "../syntax";
import { functionOf } from "./calls";
import type { Finding, Rule } from "./rule";
import type { Subject } from "./subject";
import type { Variable } from "./variables";

/** A top-level `let` that tasks read and somebody assigns: each worker has its own. */
export const sharedVariable: Rule = (subject) => {
  const inWorkers = functionsOf(["task", "dynamic"], subject);
  const inWorkflows = functionsOf(["workflow"], subject);
  const variables = new Set(
    subject.nodes.flatMap((node) => (node.type === "Identifier" ? (subject.variables.of(node) ?? []) : [])),
  );
  return [...variables].flatMap((variable): Finding[] => {
    if (!variable.isTopLevel || variable.declaration?.type !== "VariableDeclarator") return [];
    if (!variable.reads.some((node) => isIn(inWorkers, node, subject))) return [];
    const counted = variable.writes.find((node) => isIn(inWorkers, node, subject) && isCount(node, subject));
    if (counted)
      return [
        {
          ...subject.at(counted),
          message: messageOf(variable, subject, "Return a value from the task instead."),
        },
      ];
    // What workers assign for themselves, such as a table that each makes once, is their own.
    if (variable.writes.some((node) => isIn(inWorkers, node, subject))) return [];
    const assigned = variable.writes.find((node) => isIn(inWorkflows, node, subject));
    if (!assigned) return [];
    return [{ ...subject.at(assigned), message: messageOf(variable, subject, "Pass it as an argument.") }];
  });
};

function messageOf(variable: Variable, subject: Subject, advice: string): string {
  const known = variable.init && subject.compiled.reader.read(variable.init);
  const isShort = known && (known.value === null || typeof known.value !== "object");
  const isCounted = advice.startsWith("Return");
  const value = isShort && !isCounted ? JSON.stringify(known.value) : undefined;
  const fact = value
    ? `\`${variable.name}\` is ${value} in every worker.`
    : `each has its own \`${variable.name}\`.`;
  return `Workers do not share variables: ${fact} ${advice}`;
}

/** The functions of some kinds of definitions, and all that they name. Processes run as tasks do. */
function functionsOf(kinds: readonly Kind[], subject: Subject): ReadonlySet<Node> {
  const { definitions, module } = subject.compiled;
  const reached = new Set<Node>();
  const queue: Node[] = [];
  const add = (node: Node | undefined): void => {
    const fn = node && functionOf(node, subject);
    if (!fn || reached.has(fn)) return;
    reached.add(fn);
    queue.push(fn);
  };
  for (const { kind, node } of definitions) if (kinds.includes(kind)) add(node.arguments[0]);
  for (const node of kinds.includes("task") ? subject.nodes : [])
    if (node.type === "NewExpression" && sdkNameOf(node.callee, module.names, module.found) === "Process")
      add(node.arguments[0]);
  for (let fn = queue.pop(); fn; fn = queue.pop()) {
    for (const node of subject.within(fn)) {
      const variable = node.type === "Identifier" ? subject.variables.of(node) : undefined;
      if (variable?.isTopLevel && variable.init) add(node);
    }
  }
  return reached;
}

function isIn(functions: ReadonlySet<Node>, node: Node, subject: Subject): boolean {
  for (const around of subject.around(node)) if (isFunction(around) && functions.has(around)) return true;
  return false;
}

/** `count++`, `count += 1` and `count = count + 1`. */
function isCount(node: Identifier, subject: Subject): boolean {
  const parent = subject.parentOf(node);
  if (parent?.type === "UpdateExpression") return true;
  if (parent?.type !== "AssignmentExpression" || bare(parent.left) !== node) return false;
  if (parent.operator !== "=") return /^[-+*/%|&^]=$/.test(parent.operator);
  const right = bare(parent.right);
  return (
    right.type === "BinaryExpression" &&
    [right.left, right.right].some((side) => {
      const inner = bare(side);
      return inner.type === "Identifier" && inner.name === node.name;
    })
  );
}
