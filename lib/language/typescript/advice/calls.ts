import type { Kind } from "../definitions";
import { sdkNameOf } from "../imports";
import { type AnyFunction, bare, type CallExpression, isFunction, keyOf, type Node } from "../syntax";
import type { Subject } from "./subject";

/** The SDK's functions that run a task once for each item. */
const MAPS = ["map", "starmap", "mapUnordered"] as const;
type MapName = (typeof MAPS)[number];

/** The kinds whose calls may run in a worker. */
const CALLED: ReadonlySet<Kind> = new Set<Kind>(["task", "dynamic", "workflow", "launchPlan"]);

/** SDK functions that give a promise. */
const PROMISING: ReadonlySet<string | undefined> = new Set(["map", "starmap", "group", "sleep"]);

export interface MapCall {
  readonly name: MapName;
  readonly node: CallExpression;
  readonly task: Node;
  readonly items: Node | undefined;
}

/** `map(task, items, …)` and its siblings, written without a spread before the items. */
export function mapCallOf(node: Node, { compiled: { module } }: Subject): MapCall | undefined {
  if (node.type !== "CallExpression") return undefined;
  const name = sdkNameOf(node.callee, module.names, module.found);
  const known = MAPS.find((each) => each === name);
  const [task, items] = node.arguments;
  if (!known || !task || task.type === "SpreadElement" || items?.type === "SpreadElement") return undefined;
  return { name: known, node, task, items };
}

/** The definition that a call runs, where each call may have a worker of its own. */
export function calledBy(node: Node, subject: Subject) {
  const call = bare(node);
  if (call.type !== "CallExpression") return undefined;
  const definition = subject.definitionOf(call.callee);
  return definition && CALLED.has(definition.kind) ? definition : undefined;
}

/** A function that an expression stands for: written out, or a name of one. */
export function functionOf(node: Node, subject: Subject): AnyFunction | undefined {
  const value = subject.valueOf(node);
  return value && isFunction(value) ? value : undefined;
}

/** Whether the value of an expression is a promise, whatever happens. Names are followed. */
export function isPromise(node: Node, subject: Subject): boolean {
  const value = subject.valueOf(node);
  if (value?.type !== "CallExpression") return false;
  const { module } = subject.compiled;
  if (PROMISING.has(sdkNameOf(value.callee, module.names, module.found))) return true;
  const definition = subject.definitionOf(value.callee);
  if (definition) return CALLED.has(definition.kind) || definition.kind === "traced";
  const called = functionOf(value.callee, subject);
  if (called) return called.async && !called.generator;
  const callee = bare(value.callee);
  if (callee.type !== "MemberExpression") return false;
  const object = bare(callee.object);
  return isGlobal(object, "Promise", subject) && PROMISE_METHODS.has(keyOf(callee));
}

const PROMISE_METHODS: ReadonlySet<string | undefined> = new Set([
  "all",
  "allSettled",
  "any",
  "race",
  "reject",
  "resolve",
]);

/** Whether a node is a name that nothing in the program declares. */
export function isGlobal(node: Node, name: string, { compiled: { module } }: Subject): boolean {
  return (
    node.type === "Identifier" && node.name === name && module.found.at.get(node.start)?.declared === false
  );
}

/** Values that are in an expression as it is written: of lists and objects their parts. */
export function* partsOf(node: Node): Generator<Node> {
  const value = bare(node);
  if (value.type === "ArrayExpression") {
    for (const element of value.elements)
      if (element && element.type !== "SpreadElement") yield* partsOf(element);
  } else if (value.type === "ObjectExpression") {
    for (const property of value.properties)
      if (property.type === "Property" && property.kind === "init") yield* partsOf(property.value);
  } else yield value;
}
