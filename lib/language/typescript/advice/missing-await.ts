import { bare, type Node } from "../syntax";
import { calledBy, isPromise, mapCallOf, partsOf } from "./calls";
import { allowAwait, insertBefore } from "./fix-edits";
import type { Finding, Rule } from "./rule";
import type { Subject } from "./subject";

/** `map(parse, files)` or `merge(files)`, where `files` is a promise: what is passed on is copied, and a promise cannot be. */
export const missingAwait: Rule = (subject) =>
  subject.nodes.flatMap((node) => {
    if (node.type !== "CallExpression") return [];
    const mapped = mapCallOf(node, subject);
    const given = mapped?.items ? [mapped.items] : calledBy(node, subject) ? node.arguments : [];
    return given
      .flatMap((part) => (part.type === "SpreadElement" ? [] : [...partsOf(part)]))
      .filter((part) => isPromise(part, subject))
      .map((part) => finding(part, subject));
  });

function finding(node: Node, subject: Subject): Finding {
  const named = bare(node);
  // Nobody else uses the promise: its variable can hold the value, if its type is not written out.
  const { init, declaration, reads } = subject.variableOf(named) ?? {};
  const isTyped = declaration?.type === "VariableDeclarator" && isTypedName(declaration.id, subject);
  const isFree = init && !isTyped && reads?.length === 1;
  const at = isFree && subject.functionAround(init) === subject.functionAround(node) ? init : named;
  const { end } = subject.at(named);
  const allowed = allowAwait(at, subject);
  const what = named.type === "Identifier" ? `\`${named.name}\`` : "This";
  const line = subject.lineOf(at);
  return {
    start: subject.at(named).start,
    end,
    message: `${what} is a promise. Add \`await\`${named.type === "Identifier" ? ` on line ${line}` : ""}.`,
    fix: allowed && {
      title: line === subject.lineOf(named) ? "Add `await`" : `Add \`await\` on line ${line}`,
      edits: [...allowed, insertBefore(at, "await ", subject)],
    },
  };
}

const isTypedName = (id: Node, subject: Subject): boolean =>
  subject.tokensAfter(id).next().value?.text === ":";
