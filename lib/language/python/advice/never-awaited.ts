import type { Finding } from "../../advice/finding";
import type { Rule } from "./rule";
import type { Node } from "./syntax";

/** A statement that calls a coroutine function of the program and leaves what it returns. */
export const neverAwaited: Rule = (subject) =>
  subject.calls.flatMap(({ call, callee }): Finding[] => {
    if (call.parent?.type !== "ExpressionStatement" || callee.type !== "VariableName") return [];
    const fn = subject.functionOf(callee);
    if (!fn || !subject.isAsync(fn) || fn.parent?.type === "DecoratedStatement" || isGenerator(fn)) return [];
    const name = subject.textOf(callee);
    const isInCoroutine = subject.isAsync(subject.functionAround(call));
    return [
      {
        start: callee.start,
        end: callee.end,
        message: `\`${name}\` is a coroutine function: without \`await\` its body never runs.`,
        fix: isInCoroutine
          ? { title: "Add `await`", edits: [{ start: call.start, end: call.start, text: "await " }] }
          : undefined,
      },
    ];
  });

/** What is iterated over, and not awaited. Functions in it have their own `yield`. */
function isGenerator(fn: Node): boolean {
  const isIn = (node: Node): boolean =>
    node.type === "YieldExpression" ||
    node.type === "YieldStatement" ||
    node.children.some(
      (child) => !/^(?:FunctionDefinition|LambdaExpression)$/.test(child.type) && isIn(child),
    );
  return fn.children.some(isIn);
}
