import { LOCKED_IN_NAVIGATOR, LOCKED_NAMES, NO_BROWSER } from "@/lib/model/locked-names";
import { bare, keyOf, type Node } from "../syntax";
import { isGlobal } from "./calls";
import type { Finding, Rule } from "./rule";
import type { Subject } from "./subject";

const PAGE = ": programs run in workers, which have no page.";
const STORAGE = LOCKED_NAMES.indexedDB;
const NODE = ": programs run in the browser, not in Node.";

/** What a worker does not have, and pages or Node do: a use of it is a ReferenceError. */
const MISSING: Readonly<Record<string, string | undefined>> = {
  document: PAGE,
  window: PAGE,
  alert: PAGE,
  confirm: PAGE,
  prompt: PAGE,
  localStorage: STORAGE,
  sessionStorage: STORAGE,
  process: NODE,
  require: NODE,
  Buffer: NODE,
};

const SCOPES = ["globalThis", "self"];

/** `fetch(…)` and others that a program may not use, in the words of the run; and what only pages or Node have. */
export const unavailableName: Rule = (subject) => {
  const asked = new Set(
    subject.nodes.flatMap((node) =>
      node.type === "UnaryExpression" && node.operator === "typeof"
        ? [subject.textOf(bare(node.argument))]
        : [],
    ),
  );
  return subject.nodes.flatMap((node): Finding[] => {
    const used = usedBy(node);
    const found = used && nameAndReason(used, subject);
    // Whoever asks first whether it is there knows.
    if (!used || !found?.[1] || asked.has(subject.textOf(used))) return [];
    return [{ ...subject.at(used), message: `\`${found[0]}\` is unavailable${found[1]}` }];
  });
};

/** What a call, a `new` or a member is of: only these fail. */
function usedBy(node: Node): Node | undefined {
  if (node.type === "CallExpression" || node.type === "NewExpression") return bare(node.callee);
  return node.type === "MemberExpression" ? bare(node.object) : undefined;
}

function nameAndReason(node: Node, subject: Subject): readonly [string, string | undefined] | undefined {
  if (node.type === "Identifier")
    return isGlobal(node, node.name, subject) ? [node.name, reasonOf(node.name)] : undefined;
  if (node.type !== "MemberExpression") return undefined;
  const object = bare(node.object);
  const key = keyOf(node) ?? "";
  if (SCOPES.some((scope) => isGlobal(object, scope, subject))) return [key, reasonOf(key)];
  const isLocked = isGlobal(object, "navigator", subject) && LOCKED_IN_NAVIGATOR.includes(key);
  return isLocked ? [key, NO_BROWSER] : undefined;
}

const reasonOf = (name: string): string | undefined =>
  Object.hasOwn(LOCKED_NAMES, name)
    ? LOCKED_NAMES[name]
    : Object.hasOwn(MISSING, name)
      ? MISSING[name]
      : undefined;
