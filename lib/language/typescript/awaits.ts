import type { AwaitExpression, ForOfStatement, Program, TryStatement } from "acorn";
import type { Edits } from "./edits";
import { type AnyFunction, children, isFunction, type Node } from "./syntax";

/** The runner's global that the edited program calls. Programs may not use names that begin with it. */
export const GLOBAL = "__fanout";

/**
 * Keeps the runtime's idea of "which span is this" right across awaits, which browsers have nothing for:
 *
 *     await X                     → __fanout.resume(__fanout.save(), await __fanout.settle(X))
 *     for await (LEFT of Y) BODY  → { const c = __fanout.save(); try {
 *                                     for await (const s of __fanout.iterate(Y)) { LEFT = __fanout.unwrap(s); BODY }
 *                                   } finally { __fanout.enter(c); } }
 *
 * An asynchronous generator waits for what it returns, too, before a `catch` or `finally` around that has its turn:
 *
 *     try { … return X … }        → { let t; try { … return (t = [__fanout.save()], X) … }
 *     catch { C } finally { F }     catch { if (t) __fanout.enter(t[0]); C } finally { if (t) __fanout.enter(t[0]); F } }
 *
 * `save()` is evaluated before the wait; `settle` makes an outcome of a rejection, so that `resume` can go back to the
 * saved context before it throws. A call binds more tightly than `await` and begins with a name as well, so nothing
 * around it needs a look.
 */
export function editAwaits(program: Program, edits: Edits): void {
  let loops = 0;
  let tries = 0;
  /** In an asynchronous generator: where the tries around keep the context of what is returned, the outermost first. */
  let kept: readonly string[] | undefined;

  /** @param start where a statement begins, its labels included */
  function visit(node: Node, start: number): void {
    if (node.type === "AwaitExpression") visitAwait(node);
    else if (node.type === "ForOfStatement" && node.await) visitLoop(node, start);
    // A label must stay right before its loop, or `continue` could not name it.
    else if (node.type === "LabeledStatement") visit(node.body, start);
    else if (isFunction(node)) visitFunction(node);
    else if (node.type === "TryStatement" && kept) visitTry(node, start, kept);
    else if (node.type === "ReturnStatement" && node.argument && kept?.length) {
      edits.open(node.argument.start, `(${kept.join(" = ")} = [${GLOBAL}.save()], `);
      visit(node.argument, node.argument.start);
      edits.close(node.argument.end, ")");
    } else visitChildren(node);
  }

  function visitChildren(node: Node): void {
    for (const child of children(node)) visit(child, child.start);
  }

  function visitFunction(node: AnyFunction): void {
    const before = kept;
    kept = node.async && node.generator ? [] : undefined;
    visitChildren(node);
    kept = before;
  }

  function visitTry(
    { block, handler, finalizer, end }: TryStatement,
    start: number,
    outer: readonly string[],
  ): void {
    const name = `${GLOBAL}_t${tries++}`;
    const enter = `if (${name}) ${GLOBAL}.enter(${name}[0]); `;
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
