import { type AnyFunction, bare, type CallExpression, isFunction, keyOf, type Node } from "../syntax";
import { calledBy, functionOf, isPromise } from "./calls";
import { replace, sdkFunction } from "./fix-edits";
import type { Finding, Rule } from "./rule";
import type { Subject } from "./subject";

/** `return files.map(parse)` in a workflow or task: its result is copied, and a list of promises cannot be. */
export const returnedPromises: Rule = (subject) => {
  const found = new Map<Node, Finding>();
  for (const { kind, node } of subject.compiled.definitions) {
    const [first] = node.arguments;
    const fn = kind === "environment" || kind === "traced" || !first ? undefined : functionOf(first, subject);
    if (!fn || fn.generator) continue;
    for (const result of resultsOf(fn, subject))
      for (const part of outerPartsOf(result)) {
        const list = listOf(part, subject);
        if (list) found.set(list.node, findingOf(list, fn, subject));
      }
  }
  return [...found.values()];
};

/** What a function returns, as it is written. */
function resultsOf(fn: AnyFunction, subject: Subject): Node[] {
  if (fn.body.type !== "BlockStatement") return [fn.body];
  return subject
    .within(fn)
    .flatMap((node) =>
      node.type === "ReturnStatement" && node.argument && subject.functionAround(node) === fn
        ? [node.argument]
        : [],
    );
}

/** A value, or of an object the values of its properties. */
function outerPartsOf(node: Node): Node[] {
  const value = bare(node);
  if (value.type !== "ObjectExpression") return [value];
  return value.properties.flatMap((property) =>
    property.type === "Property" && property.kind === "init" ? outerPartsOf(property.value) : [],
  );
}

interface PromiseList {
  /** What is returned. */
  readonly node: Node;
  /** `items.map(each)`. */
  readonly mapped?: { readonly items: Node; readonly each: Node } | undefined;
}

function listOf(node: Node, subject: Subject): PromiseList | undefined {
  const value = subject.valueOf(node);
  if (!value) return undefined;
  if (value.type === "CallExpression") {
    const mapped = mappedBy(value, subject);
    return mapped && { node, mapped: value === bare(node) ? mapped : undefined };
  }
  if (value.type !== "ArrayExpression") return undefined;
  const isOfPromises = value.elements.some((element) => element && isPromise(element, subject));
  return isOfPromises || isFilled(node, value.elements.length, subject) ? { node } : undefined;
}

/** `items.map(parse)`, where `parse` is a task, or a function that gives a promise. */
function mappedBy(call: CallExpression, subject: Subject): PromiseList["mapped"] {
  const callee = bare(call.callee);
  const [each] = call.arguments;
  if (callee.type !== "MemberExpression" || keyOf(callee) !== "map" || !each) return undefined;
  if (callee.object.type === "Super" || each.type === "SpreadElement") return undefined;
  const isTask = subject.definitionOf(each);
  const fn = functionOf(each, subject);
  const gives =
    (isTask && isTask.kind !== "environment") ||
    (fn && !fn.generator && (fn.async || (fn.body.type !== "BlockStatement" && isPromise(fn.body, subject))));
  return gives ? { items: callee.object, each } : undefined;
}

/** An empty list that gets promises by `push`, and is used in no other way. */
function isFilled(node: Node, length: number, subject: Subject): boolean {
  const variable = subject.variableOf(node);
  if (!variable || length > 0 || variable.reads.length < 2) return false;
  let pushes = 0;
  for (const read of variable.reads) {
    const parent = subject.parentOf(read);
    if (parent?.type === "ReturnStatement") continue;
    const isPush = parent?.type === "MemberExpression" && keyOf(parent) === "push";
    const call = isPush ? subject.parentOf(parent) : undefined;
    if (call?.type !== "CallExpression") return false;
    if (!call.arguments.some((given) => given.type !== "SpreadElement" && isPromise(given, subject)))
      return false;
    pushes++;
  }
  return pushes > 0;
}

function findingOf({ node, mapped }: PromiseList, fn: AnyFunction, subject: Subject): Finding {
  const better = mapped && sdkCall(mapped, subject);
  const call = better?.text ?? `Promise.all(${subject.textOf(node)})`;
  const isWhole = subject.parentOf(node) === fn || subject.parentOf(node)?.type === "ReturnStatement";
  const text = fn.async ? `await ${call}` : call;
  const named = bare(node);
  const shown = better
    ? `await ${better.text}`
    : named.type === "Identifier"
      ? `await ${call}`
      : "await Promise.all(…)";
  return {
    ...subject.at(named),
    message: `You returned a list of promises. Use \`${shown.includes("\n") ? `await ${better ? better.name : "Promise.all"}(…)` : shown}\`.`,
    // A property of an object has to be awaited, which takes an async function.
    fix:
      isWhole || fn.async
        ? {
            title: better ? `Use \`${better.name}\`` : "Use `Promise.all`",
            edits: [...(better?.edits ?? []), replace(named, text, subject)],
          }
        : undefined,
  };
}

/** `map(parse, items)` for `items.map(parse)`, and what imports it. */
function sdkCall({ items, each }: NonNullable<PromiseList["mapped"]>, subject: Subject) {
  const direct = subject.definitionOf(each);
  const fn = direct ? undefined : bare(each);
  if (direct) {
    const map = sdkFunction("map", subject);
    return (
      map && {
        name: "map",
        text: `${map.text}(${subject.textOf(each)}, ${subject.textOf(items)})`,
        edits: map.edits,
      }
    );
  }
  // (file) => parse(file), and (file) => parse(file, ms)
  if (!fn || !isFunction(fn) || fn.params.length !== 1 || fn.body.type === "BlockStatement") return undefined;
  const call = bare(fn.body);
  const [parameter] = fn.params;
  if (call.type !== "CallExpression" || !calledBy(call, subject) || parameter?.type !== "Identifier")
    return undefined;
  if (call.arguments.some(({ type }) => type === "SpreadElement")) return undefined;
  const [first] = call.arguments;
  const isItem = call.arguments.length === 1 && first?.type === "Identifier" && first.name === parameter.name;
  const name = call.arguments.length === 1 ? "map" : "starmap";
  const sdk = sdkFunction(name, subject);
  if (!sdk || !first) return undefined;
  const args = call.arguments.map((given) => subject.textOf(given)).join(", ");
  const each1 = call.arguments.length === 1 ? args : `[${args}]`;
  const list = subject.textOf(items);
  const mapped = isItem
    ? list
    : `${list}.map((${parameter.name}) => ${call.arguments.length === 1 && first.type === "ObjectExpression" ? `(${each1})` : each1})`;
  return { name, text: `${sdk.text}(${subject.textOf(call.callee)}, ${mapped})`, edits: sdk.edits };
}
