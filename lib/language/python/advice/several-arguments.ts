import type { Finding } from "../../advice/finding";
import { type Handing, handings } from "./pools";
import type { Rule } from "./rule";
import type { Subject } from "./subject";
import { bare, type Node } from "./syntax";

/** `pool.map(f, pairs)` where `f` needs two arguments: it gets the pair as its one argument. */
export const severalArguments: Rule = (subject) =>
  handings(subject).flatMap((handing): Finding[] => {
    const { task, positional, named, isOpen, place, method, workers } = handing;
    const fn = subject.functionOf(task);
    const needed = fn && requiredOf(fn, subject);
    if (!fn || needed === undefined || isOpen || fn.parent?.type === "DecoratedStatement") return [];
    const given = givenBy(handing);
    if (given === undefined || needed <= given || named.has("iterable")) return [];
    const what = `\`${subject.textOf(task)}\` needs ${needed} arguments, and \`${method}\` passes ${given}.`;
    const instead = STARRED[method];
    const isPool = workers.api === "pool";
    const [items] = positional;
    return [
      {
        start: place.start,
        end: place.end,
        message: isPool
          ? `${what} Use \`starmap\` with a tuple for each call.`
          : `${what} Give \`map\` an iterable for each argument.`,
        fix:
          isPool && instead !== undefined && items && areTuples(items, needed, subject)
            ? { title: `Use \`${instead}\``, edits: [{ start: place.start, end: place.end, text: instead }] }
            : undefined,
      },
    ];
  });

const STARRED: Readonly<Record<string, string>> = { map: "starmap", map_async: "starmap_async" };

/** How many arguments each call gets; undefined where the method passes them in another way. */
function givenBy({ workers, method, positional }: Handing): number | undefined {
  if (workers.api === "executor")
    return method === "map" && positional.length > 0 ? positional.length : undefined;
  return /^(?:map|map_async|imap|imap_unordered)$/.test(method) ? 1 : undefined;
}

/** Parameters without a default that can be given by position. */
function requiredOf(fn: Node, subject: Subject): number | undefined {
  const list = fn.child("ParamList")?.children.slice(1, -1) ?? [];
  const text = list.map((node) => (/[([{]/.test(node.type) ? "" : node.type)).join(" ");
  if (text.includes("*")) return undefined;
  const names = list.filter(({ type }) => type === "VariableName");
  const parts = subject.textOf({ start: list[0]?.start ?? 0, end: list.at(-1)?.end ?? 0 });
  if (names.length === 0 || parts === "") return names.length;
  let required = 0;
  let isDefault = false;
  for (const [at, node] of list.entries()) {
    const isName = node.type === "VariableName" && (at === 0 || list[at - 1]?.type === ",");
    if (isName) isDefault = false;
    if (node.type === "AssignOp") isDefault = true;
    const isLast = at === list.length - 1 || list[at + 1]?.type === ",";
    if (isLast && node.type !== "," && node.type !== "/" && !isDefault) required += 1;
  }
  return required;
}

function areTuples(items: Node, size: number, subject: Subject): boolean {
  const value = subject.valueOf(items);
  const isTuple = (node: Node | undefined): boolean =>
    node?.type === "TupleExpression" && node.children.filter(({ type }) => type === ",").length >= size - 1;
  if (value.type === "ArrayExpression") {
    const entries = value.children.slice(1, -1).filter(({ type }) => type !== ",");
    return entries.length > 0 && entries.every((each) => isTuple(bare(each)));
  }
  if (value.type === "ArrayComprehensionExpression") return isTuple(value.children[1]);
  const callee = value.type === "CallExpression" ? value.children[0] : undefined;
  const name = callee && subject.qualified(callee);
  return name === "zip" && subject.argumentsOf(value).positional.length === size;
}
