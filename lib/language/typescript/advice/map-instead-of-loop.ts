import { bare, type CallExpression, isFunction, type Node } from "../syntax";
import { replace, sdkFunction } from "./fix-edits";
import type { Loop } from "./independent-turns";
import type { Finding } from "./rule";
import type { Subject } from "./subject";

/**
 * The fix of `for (const file of files) out.push(await parse(file));`, where the loop does nothing else: `map` in its place, and in that of
 * an empty list right before it.
 */
export function mapInsteadOf(loop: Loop, call: CallExpression, subject: Subject): Finding["fix"] {
  const items = itemsOf(loop, subject);
  const statement = onlyStatement(loop.body);
  if (!items || !statement || call.arguments.some(({ type }) => type === "SpreadElement")) return undefined;
  // The call, its await, and what takes its result are all there is.
  const awaited = subject.parentOf(call);
  const taken = awaited && subject.parentOf(awaited);
  const push = taken?.type === "CallExpression" && taken.arguments.length === 1 ? taken : undefined;
  if (awaited?.type !== "AwaitExpression" || (push ? subject.parentOf(push) : taken) !== statement)
    return undefined;
  const list = push && pushedTo(push, subject);
  if (push && !list) return undefined;
  // Functions in the arguments may use what the loop has around them in other ways.
  if (call.arguments.some((given) => subject.within(given).some(isFunction))) return undefined;

  const name = call.arguments.length > 1 ? "starmap" : "map";
  const sdk = sdkFunction(name, subject);
  const [first] = call.arguments;
  if (!sdk || !first) return undefined;
  const args = call.arguments.map((given) => subject.textOf(given)).join(", ");
  const isItem = name === "map" && first.type === "Identifier" && first.name === items.name;
  const each = name === "starmap" ? `[${args}]` : first.type === "ObjectExpression" ? `(${args})` : args;
  const given = isItem && items.list ? items.list : items.mapped(each);
  const text = `await ${sdk.text}(${subject.textOf(call.callee)}, ${given})`;
  const title = `Use \`${name}\``;
  if (!list) return { title, edits: [...sdk.edits, replace(loop.node, `${text};`, subject)] };
  const empty = emptyListBefore(loop, list, subject);
  const edit = empty
    ? { start: subject.at(empty).start, end: subject.at(loop.node).end, text: `${text};` }
    : replace(loop.node, `${subject.textOf(list)}.push(...(${text}));`, subject);
  return { title, edits: [...sdk.edits, edit] };
}

interface Items {
  readonly name: string;
  /** Where a turn is about an item of it. */
  readonly list: string | undefined;
  /** The list of what an expression gives for each turn. */
  mapped(each: string): string;
}

function itemsOf({ node, head: [declaration] }: Loop, subject: Subject): Items | undefined {
  // A `var` may be used after the loop.
  if (declaration?.type !== "VariableDeclaration" || declaration.kind === "var") return undefined;
  if (node.type === "ForOfStatement" && node.left.type === "VariableDeclaration") {
    const [declared] = node.left.declarations;
    if (declared?.id.type !== "Identifier") return undefined;
    const { name } = declared.id;
    const list = subject.textOf(node.right);
    return { name, list, mapped: (each) => `Array.from(${list}, (${name}) => ${each})` };
  }
  // for (let i = 0; i < n; i++)
  if (node.type !== "ForStatement" || node.init?.type !== "VariableDeclaration") return undefined;
  const [declared, ...others] = node.init.declarations;
  const { test, update } = node;
  if (others.length > 0 || declared?.id.type !== "Identifier" || test?.type !== "BinaryExpression")
    return undefined;
  const { name } = declared.id;
  const isCounter = (each: Node | null | undefined) => each?.type === "Identifier" && each.name === name;
  const starts = declared.init?.type === "Literal" && declared.init.value === 0;
  const counts =
    update?.type === "UpdateExpression" && update.operator === "++" && isCounter(update.argument);
  if (!starts || !counts || test.operator !== "<" || !isCounter(test.left)) return undefined;
  const length = subject.textOf(test.right);
  const counted = length === "length" ? "length" : `length: ${length}`;
  return { name, list: undefined, mapped: (each) => `Array.from({ ${counted} }, (_, ${name}) => ${each})` };
}

function onlyStatement(body: Node): Node | undefined {
  if (body.type !== "BlockStatement") return body;
  return body.body.length === 1 ? body.body[0] : undefined;
}

function pushedTo(push: CallExpression, subject: Subject): Node | undefined {
  const callee = bare(push.callee);
  if (callee.type !== "MemberExpression" || callee.object.type === "Super") return undefined;
  const isPush = callee.property.type === "Identifier" && callee.property.name === "push";
  return isPush && subject.variableOf(callee.object) ? callee.object : undefined;
}

/** `[]` in `const out = [];` directly before a loop, where it is the list that the loop fills. */
function emptyListBefore({ node: loop }: Loop, list: Node, subject: Subject): Node | undefined {
  const block = subject.parentOf(loop);
  if (block?.type !== "BlockStatement") return undefined;
  const statements: readonly Node[] = block.body;
  const before = statements[statements.indexOf(loop) - 1];
  if (before?.type !== "VariableDeclaration" || before.declarations.length !== 1) return undefined;
  const [{ id, init }] = before.declarations as [(typeof before.declarations)[0]];
  if (init?.type !== "ArrayExpression" || init.elements.length > 0) return undefined;
  if (subject.variableOf(id) !== subject.variableOf(list)) return undefined;
  // A comment between the two would be lost.
  const between = subject.compiled.source.slice(subject.at(init).end, subject.at(loop).start);
  return /^;?\s*$/.test(between) ? init : undefined;
}
