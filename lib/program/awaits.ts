import type { AwaitExpression, ForOfStatement, Program } from "acorn";
import type { Edits } from "./edits";
import { children, type Node } from "./syntax";

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
 * `save()` is evaluated before the wait; `settle` makes an outcome of a rejection, so that `resume` can go back to the
 * saved context before it throws. A call binds more tightly than `await` and begins with a name as well, so nothing
 * around it needs a look.
 */
export function editAwaits(program: Program, edits: Edits): void {
  let loops = 0;

  /** @param start where a statement begins, its labels included */
  function visit(node: Node, start: number): void {
    if (node.type === "AwaitExpression") visitAwait(node);
    else if (node.type === "ForOfStatement" && node.await) visitLoop(node, start);
    // A label must stay right before its loop, or `continue` could not name it.
    else if (node.type === "LabeledStatement") visit(node.body, start);
    else for (const child of children(node)) visit(child, child.start);
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
