import { formatCount } from "@/lib/base/format";
import { bare, isFunction, isLoop, keyOf, type Node } from "../syntax";
import { calledBy, isGlobal, mapCallOf } from "./calls";
import type { Finding, Rule } from "./rule";
import type { Subject } from "./subject";

/** Values of a list from which on copying it with every call is worth a word. */
const LARGE = 1_000;

/** `starmap(find, words.map((word) => [word, table]))`: a large value that every call gets a copy of. */
export const repeatedValue: Rule = (subject) =>
  subject.nodes.flatMap((node) => {
    const given = argumentsIn(node, subject);
    return given.flatMap((part): Finding[] => {
      const named = bare(part);
      const variable = subject.variableOf(named);
      const size =
        variable && variable.writes.length === 0 && variable.init ? sizeOf(variable.init, subject) : 0;
      if (!variable?.declaration || size < LARGE || !isRepeated(node, variable.declaration, subject))
        return [];
      return [
        {
          ...subject.at(named),
          message: `\`${variable.name}\` (${formatCount(size)} items) is copied for each call. Create it in the task or at the top level, or pass only what a call needs.`,
        },
      ];
    });
  });

/** What a call of a task is given, or, in a list of tuples, each call of it. */
function argumentsIn(node: Node, subject: Subject): readonly Node[] {
  if (node.type === "CallExpression" && calledBy(node, subject)) return node.arguments;
  if (node.type !== "ArrayExpression") return [];
  const fn = subject.functionAround(node);
  const isResult = fn && (bare(fn.body) === node || subject.parentOf(node)?.type === "ReturnStatement");
  const call = isResult ? subject.parentOf(fn) : undefined;
  if (!call || !isTuples(call, subject)) return [];
  return node.elements.filter((element) => element !== null);
}

/** Whether a list, or the constant that it is, is what `starmap` gets. */
function isTuples(list: Node, subject: Subject): boolean {
  const parent = subject.parentOf(list);
  if (parent && mapCallOf(parent, subject)?.name === "starmap") return true;
  if (parent?.type !== "VariableDeclarator") return false;
  const uses = subject.variableOf(parent.id)?.reads ?? [];
  return uses.some((use) => {
    const call = subject.parentOf(use);
    return call !== undefined && mapCallOf(call, subject)?.name === "starmap";
  });
}

/** Whether a loop or a list's method runs something again and again, outside of which a variable is declared. */
function isRepeated(node: Node, declaration: Node, subject: Subject): boolean {
  for (const around of subject.around(node)) {
    if (around.start <= declaration.start && around.end >= declaration.end) return false;
    if (isLoop(around)) return true;
    const call = isFunction(around) ? subject.parentOf(around) : undefined;
    const callee = call?.type === "CallExpression" ? bare(call.callee) : undefined;
    if (callee?.type === "MemberExpression" && /^(?:map|flatMap|forEach|from)$/.test(keyOf(callee) ?? ""))
      return true;
  }
  return false;
}

/** Items of a list that is made in a way that says how many it has; 0 where that is open. */
function sizeOf(init: Node, subject: Subject): number {
  const value = bare(init);
  const { reader } = subject.compiled;
  const numberOf = (node: Node | null | undefined) => {
    const known = node ? reader.read(node)?.value : undefined;
    return typeof known === "number" ? known : 0;
  };
  if (value.type === "ArrayExpression")
    return value.elements.some((element) => element?.type === "SpreadElement") ? 0 : value.elements.length;
  if (value.type === "NewExpression") {
    const callee = bare(value.callee);
    const isList =
      callee.type === "Identifier" &&
      /^(?:Array|\w+\d+Array)$/.test(callee.name) &&
      isGlobal(callee, callee.name, subject);
    return isList && value.arguments.length === 1 ? numberOf(value.arguments[0]) : 0;
  }
  if (value.type !== "CallExpression") return 0;
  const callee = bare(value.callee);
  if (callee.type !== "MemberExpression") return 0;
  const method = keyOf(callee);
  const object = bare(callee.object);
  if (
    /^(?:map|fill|sort|reverse|slice)$/.test(method ?? "") &&
    (method !== "slice" || value.arguments.length === 0)
  )
    return sizeOf(object, subject);
  if (method !== "from" || !isGlobal(object, "Array", subject)) return 0;
  const [length] = value.arguments;
  const property = length && reader.properties(length)?.byName.get("length");
  return property?.kind === "init" ? numberOf(property.value) : 0;
}
