import { sdkNameOf } from "../imports";
import { bare, type CallExpression, isFunction, isLoop, type Node } from "../syntax";
import { calledBy } from "./calls";
import { isIndependent, type Loop } from "./independent-turns";
import { mapInsteadOf } from "./map-instead-of-loop";
import type { Finding, Rule } from "./rule";
import type { Subject } from "./subject";

/** Nodes in a loop, past which it is not looked at. */
const LOOP_MAX_NODES = 2_000;

/** `for (const file of files) out.push(await parse(file))`: calls that do not need each other run one after another. */
export const awaitInLoop: Rule = (subject) => {
  // Tasks that share a queue may wait for one another, in an order that the loop gives.
  const { names, found } = subject.compiled.module;
  if (subject.nodes.some((node) => isNamed(node) && sdkNameOf(node, names, found) === "Queue")) return [];
  return subject.nodes.flatMap((node) => {
    const loop = loopOf(node);
    const inside = loop ? subject.within(node) : [];
    if (!loop || inside.length > LOOP_MAX_NODES) return [];
    const awaited = inside.filter((each) => isAwaitedCall(each, node, subject));
    const [first] = awaited;
    if (first?.type !== "AwaitExpression" || !isIndependent(loop, subject)) return [];
    return [findingOf(loop, first, awaited.length, subject)];
  });
};

const isNamed = (node: Node) => node.type === "Identifier" || node.type === "MemberExpression";

/** A loop whose turns are known before it starts, as far as its head goes. */
function loopOf(node: Node): Loop | undefined {
  if (node.type === "ForOfStatement") {
    if (node.await || node.left.type !== "VariableDeclaration") return undefined;
    return { node, head: [node.left, node.right], body: node.body };
  }
  if (node.type !== "ForStatement" || node.init?.type !== "VariableDeclaration") return undefined;
  if (!node.test || !node.update) return undefined;
  return { node, head: [node.init, node.test, node.update], body: node.body };
}

/** `await parse(…)` that belongs to this loop, and to no loop or function in it. */
function isAwaitedCall(node: Node, loop: Node, subject: Subject): boolean {
  if (node.type !== "AwaitExpression" || !calledBy(node.argument, subject)) return false;
  for (const around of subject.around(node)) {
    if (around === loop) return true;
    if (isFunction(around) || isLoop(around)) return false;
  }
  return false;
}

function findingOf(loop: Loop, first: Node, calls: number, subject: Subject): Finding {
  const call = first.type === "AwaitExpression" ? (bare(first.argument) as CallExpression) : undefined;
  const several = call && call.arguments.length > 1;
  const better = calls > 1 ? "Use `Promise.all`" : several ? "Use `starmap`" : "Use `map`";
  return {
    ...subject.at(first),
    message: `Each call on line ${subject.lineOf(first)} waits for the one before, so no strategy can run them in parallel. ${better}.`,
    fix: calls === 1 && call ? mapInsteadOf(loop, call, subject) : undefined,
  };
}
