import { type AnyFunction, bare, type Node } from "../syntax";
import { functionOf, mapCallOf } from "./calls";
import { replace, sdkFunction } from "./fix-edits";
import type { Finding, Rule } from "./rule";
import type { Subject } from "./subject";

/** `map(add, pairs)`, where `add` needs two arguments: `map` passes one. */
export const severalArguments: Rule = (subject) =>
  subject.nodes.flatMap((node): Finding[] => {
    const call = mapCallOf(node, subject);
    if (!call || call.name === "starmap") return [];
    const definition = subject.definitionOf(call.task);
    const [first] = definition?.node.arguments ?? [];
    if (!first || (definition?.kind !== "task" && definition?.kind !== "dynamic")) return [];
    const fn = functionOf(first, subject);
    if (!fn || !needsSeveral(fn, subject)) return [];
    const message =
      call.name === "map"
        ? "Use `starmap` for a task with several arguments."
        : "`mapUnordered` passes one argument for each item. Use a task with one argument, such as an object.";
    return [{ ...subject.at(bare(call.task)), message, fix: fixOf(call, subject) }];
  });

/** Whether a second parameter has to be given: its type, if it is written out, allows nothing else. */
function needsSeveral({ params }: AnyFunction, subject: Subject): boolean {
  const second = params[1];
  if (second === undefined || second.type === "AssignmentPattern" || second.type === "RestElement")
    return false;
  const [colon, ...type] = typeAfter(second, subject);
  return colon === ":" && !type.some((text) => /^(?:any|unknown|undefined|void|never)$/.test(text));
}

/** The texts of a type that is written behind a parameter, with the `:` or `?` before it. */
function typeAfter(parameter: Node, subject: Subject): string[] {
  const texts: string[] = [];
  for (const { text, isType } of subject.tokensAfter(parameter)) {
    if (!isType) break;
    texts.push(text);
  }
  return texts;
}

function fixOf(call: NonNullable<ReturnType<typeof mapCallOf>>, subject: Subject): Finding["fix"] {
  const items = call.items && subject.valueOf(call.items);
  if (call.name !== "map" || (items && isSurelyNoTuples(items))) return undefined;
  const starmap = sdkFunction("starmap", subject);
  return (
    starmap && {
      title: "Use `starmap`",
      edits: [...starmap.edits, replace(bare(call.node.callee), starmap.text, subject)],
    }
  );
}

const isSurelyNoTuples = (items: Node) =>
  items.type === "ArrayExpression" &&
  items.elements.some((element) => {
    const part = element && bare(element);
    return part?.type === "Literal" || part?.type === "TemplateLiteral" || part?.type === "ObjectExpression";
  });
