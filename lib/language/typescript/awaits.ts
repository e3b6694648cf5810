import type { AwaitExpression, ForOfStatement, Program, TryStatement, YieldExpression } from "acorn";
import type { Edits } from "./edits";
import { type AnyFunction, bare, children, isFunction, type Node } from "./syntax";

/** The runner's global that the edited program calls. Programs may not use names that begin with it. */
export const GLOBAL = "__fanout";

/**
 * Around a `yield`: mostly the caller of `next` goes on with the generator, in its context. A call of `next` from before the generator came
 * here is answered later, when no context is current.
 */
const SENT = [
  `${GLOBAL}.second(0, ${GLOBAL}.hold(${GLOBAL}.save(), `,
  `) ? ${GLOBAL}.resume(${GLOBAL}.held(), await ${GLOBAL}.keep(${GLOBAL}.sent())) : ${GLOBAL}.sent())`,
] as const;

/** Keeps the context of the next wait. */
const keep = (names: readonly string[]) => `${names.join(" = ")} = [${GLOBAL}.save()]`;

/** Whether an expression may give an object with a `then`. A plain promise is left alone when the program runs. */
const mayBeThenable = (node: Node): boolean => !NEVER_THENABLE.has(bare(node).type);

const NEVER_THENABLE: ReadonlySet<Node["type"]> = new Set<Node["type"]>([
  "ArrayExpression",
  "ArrowFunctionExpression",
  "AwaitExpression",
  "BinaryExpression",
  "Literal",
  "TemplateLiteral",
  "UnaryExpression",
  "UpdateExpression",
]);

/**
 * Keeps the runtime's idea of "which span is this" right across awaits, which browsers have nothing for:
 *
 *     await X                     → __fanout.resume(__fanout.save(), await __fanout.settle(X))
 *     for await (LEFT of Y) BODY  → { const c = __fanout.save(); try {
 *                                     for await (const s of __fanout.iterate(Y)) { LEFT = __fanout.unwrap(s); BODY }
 *                                   } finally { __fanout.enter(c); } }
 *
 * What an async function returns may have a `then` that is called later: `return X` → `return __fanout.adopt(X)`.
 *
 * An asynchronous generator also waits at a `yield` and for what it returns, and a `catch` or `finally` may have its turn
 * after that wait:
 *
 *     yield X                     → __fanout.second(0, __fanout.hold(__fanout.save(), yield __fanout.adopt(X))
 *                                     ? __fanout.resume(__fanout.held(), await __fanout.keep(__fanout.sent())) : __fanout.sent())
 *     yield* X                    → __fanout.resume(__fanout.save(), await __fanout.keep(yield* X))
 *     try { … yield X … return X } → { let t; try { … __fanout.second(t = [__fanout.save()], yield X, t = undefined) …
 *                                      return (t = [__fanout.save()], X) }
 *     catch { C } finally { F }     catch { if (t) __fanout.resume(t[0], await __fanout.keep()); C } finally { …; F } }
 *
 * `save()` is evaluated before the wait; `settle` makes an outcome of a rejection, so that `resume` can go back to the
 * saved context before it throws. A call binds more tightly than `await` and begins with a name as well, so nothing
 * around it needs a look.
 */
export function editAwaits(program: Program, edits: Edits): void {
  let loops = 0;
  let tries = 0;
  /** In an asynchronous generator: where the tries around keep the context while it waits, the outermost first. */
  let kept: readonly string[] | undefined;
  let isAsync = false;

  /** @param start where a statement begins, its labels included */
  function visit(node: Node, start: number): void {
    if (node.type === "AwaitExpression") visitAwait(node);
    else if (node.type === "ForOfStatement" && node.await) visitLoop(node, start);
    // A label must stay right before its loop, or `continue` could not name it.
    else if (node.type === "LabeledStatement") visit(node.body, start);
    else if (isFunction(node)) visitFunction(node);
    else if (node.type === "TryStatement" && kept) visitTry(node, start, kept);
    else if (node.type === "YieldExpression" && kept) visitYield(node, kept);
    else if (node.type === "ReturnStatement" && node.argument && isAsync) {
      if (kept?.length) edits.open(node.argument.start, `(${keep(kept)}, `);
      visitResult(node.argument);
      if (kept?.length) edits.close(node.argument.end, ")");
    } else visitChildren(node);
  }

  /** What a promise is resolved with. */
  function visitResult(node: Node): void {
    const isWrapped = mayBeThenable(node);
    if (isWrapped)
      edits.open(node.start, node.type === "SequenceExpression" ? `${GLOBAL}.adopt((` : `${GLOBAL}.adopt(`);
    visit(node, node.start);
    if (isWrapped) edits.close(node.end, node.type === "SequenceExpression" ? "))" : ")");
  }

  function visitYield({ start, end, argument, delegate }: YieldExpression, names: readonly string[]): void {
    if (names.length > 0) edits.open(start, `${GLOBAL}.second(${keep(names)}, `);
    edits.open(start, delegate ? `${GLOBAL}.resume(${GLOBAL}.save(), await ${GLOBAL}.keep(` : SENT[0]);
    if (argument && delegate) visit(argument, argument.start);
    else if (argument) visitResult(argument);
    edits.close(end, delegate ? "))" : SENT[1]);
    if (names.length > 0) edits.close(end, `, ${names.join(" = ")} = undefined)`);
  }

  function visitChildren(node: Node): void {
    for (const child of children(node)) visit(child, child.start);
  }

  function visitFunction(node: AnyFunction): void {
    const before = { kept, isAsync };
    kept = node.async && node.generator ? [] : undefined;
    isAsync = node.async;
    for (const child of children(node)) {
      if (child === node.body && node.async && child.type !== "BlockStatement") visitResult(child);
      else visit(child, child.start);
    }
    ({ kept, isAsync } = before);
  }

  function visitTry(
    { block, handler, finalizer, end }: TryStatement,
    start: number,
    outer: readonly string[],
  ): void {
    const name = `${GLOBAL}_t${tries++}`;
    const enter = `if (${name}) ${GLOBAL}.resume(${name}[0], await ${GLOBAL}.keep()); `;
    edits.open(start, `{ let ${name}; `);
    kept = [...outer, name];
    visit(block, block.start);
    if (!finalizer) kept = outer;
    if (handler) {
      edits.open(handler.body.start + 1, enter);
      visit(handler, handler.start);
    }
    kept = outer;
    if (finalizer) {
      edits.open(finalizer.start + 1, enter);
      visit(finalizer, finalizer.start);
    }
    edits.close(end, " }");
  }

  function visitAwait(node: AwaitExpression): void {
    edits.replace(
      node.start,
      node.start + "await".length,
      `${GLOBAL}.resume(${GLOBAL}.save(), await ${GLOBAL}.settle(`,
    );
    visit(node.argument, node.argument.start);
    edits.close(node.end, "))");
  }

  function visitLoop({ left, right, body, end }: ForOfStatement, start: number): void {
    const saved = `${GLOBAL}_c${loops}`;
    const step = `${GLOBAL}_s${loops}`;
    loops++;
    edits.open(start, `{ const ${saved} = ${GLOBAL}.save(); try { `);
    edits.replace(left.start, left.end, `const ${step}`);
    visit(left, left.start);
    edits.open(right.start, `${GLOBAL}.iterate(`);
    visit(right, right.start);
    edits.close(right.end, ")");
    const target = { from: left.start, to: left.end };
    // A pattern such as `{ a }` would begin a block.
    if (left.type === "VariableDeclaration")
      edits.open(body.start, "{ ", target, ` = ${GLOBAL}.unwrap(${step}); `);
    else edits.open(body.start, "{ (", target, ` = ${GLOBAL}.unwrap(${step})); `);
    visit(body, body.start);
    edits.close(body.end, " }");
    edits.close(end, ` } finally { ${GLOBAL}.enter(${saved}); } }`);
  }

  visit(program, program.start);
}
