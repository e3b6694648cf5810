import type { StandInResult } from "@/lib/model/stand-ins";
import type { Subject } from "./subject";
import type { Node } from "./syntax";

const MIB = 1_048_576;
const KIB = 1_024;

const ITEMS: Readonly<Record<string, string>> = {
  str: '["a", "b", "c", "d"]',
  int: "[1, 2, 3, 4]",
  float: "[1.0, 2.0, 3.0, 4.0]",
};
const VALUES: Readonly<Record<string, string>> = {
  str: '"text"',
  int: "1",
  float: "1.0",
  bool: "True",
  dict: "{}",
  bytes: 'b""',
};

/** What a function most likely gives, by what it says of itself. */
export function usualResult(fn: Node, subject: Subject): StandInResult {
  const written = [
    ...subject
      .textOf(fn.parent ?? fn)
      .slice(0, 4_000)
      .matchAll(/DynamicOut(?:put)?\W+(str|int|float)\b/g),
  ];
  const text = resultType(fn, subject);
  const isMany = /\bDynamicOut/.test(subject.textOf(fn.parent ?? fn)) || yields(fn);
  const ofOutput = /Output\[(.*)\]$/.exec(text)?.[1];
  if (
    isMany ||
    /^(?:typing\.)?(?:list|List|Sequence|Iterable|Iterator|Generator|tuple|Tuple|set)\b/.test(text)
  ) {
    const inner = written[0]?.[1] ?? /\b(str|int|float)\b/.exec(text)?.[1] ?? "";
    const items = ITEMS[inner];
    return items ? { kind: "value", text: items } : { kind: "list", items: 4, bytes: KIB };
  }
  if (text === "None" || (text === "" && !gives(fn))) return { kind: "none" };
  const value = VALUES[/^\w+/.exec(ofOutput ?? text)?.[0] ?? ""];
  return value ? { kind: "value", text: value } : { kind: "data", bytes: MIB };
}

/** The annotation behind `->`. */
function resultType(fn: Node, subject: Subject): string {
  const at = fn.children.findIndex(({ type }) => type === "ParamList");
  const type = fn.children.slice(at + 1).find((each) => each.type === "TypeDef");
  return type
    ? subject
        .textOf(type)
        .replace(/^(?:->|:)\s*/, "")
        .replaceAll(/["']/g, "")
    : "";
}

const own = (fn: Node): Node[] =>
  [...fn.within()].filter((node) => {
    for (const at of node.around()) if (/^(?:FunctionDefinition|Lambda)/.test(at.type)) return at === fn;
    return false;
  });

const yields = (fn: Node): boolean => own(fn).some(({ type }) => type.startsWith("Yield"));
const gives = (fn: Node): boolean =>
  own(fn).some(({ type, children }) => type === "ReturnStatement" && children.length > 1);
