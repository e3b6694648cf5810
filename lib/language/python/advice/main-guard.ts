import type { Finding } from "../../advice/finding";
import { makings } from "./pools";
import type { Rule } from "./rule";
import type { Subject } from "./subject";
import type { Node } from "./syntax";

const GUARD = 'if __name__ == "__main__":';

/** Each worker process runs the file from its top, so what starts workers there must not run in them. */
export const mainGuard: Rule = (subject) => {
  const made = makings(subject).filter(
    ({ workers }) => workers.isApart && workers.name !== "InterpreterPoolExecutor",
  );
  const direct = made.find(({ call }) => isRunByImport(call, subject));
  const place =
    direct?.call.children[0] ??
    callThatMakes(
      made.map(({ call }) => call),
      subject,
    );
  if (!place) return [];
  const name = subject.textOf(place);
  return [
    {
      start: place.start,
      end: place.end,
      message: `Each worker process runs this file from the top, and would run \`${name}\` again. Put it under \`${GUARD}\`.`,
      fix: guardFrom(subject.topLevelOf(place), subject),
    },
  ];
};

const isRunByImport = (node: Node, subject: Subject): boolean =>
  subject.functionAround(node) === undefined && !subject.isGuarded(node);

/** A call at the top level of a function that starts workers, itself or through others. */
function callThatMakes(made: readonly Node[], subject: Subject): Node | undefined {
  const starters = new Set(made.flatMap((call) => subject.functionAround(call) ?? []));
  const calls = subject.calls.flatMap(({ call, callee }) => {
    const fn = subject.functionOf(callee);
    return fn ? [{ call, callee, fn }] : [];
  });
  for (let size = -1; size !== starters.size; ) {
    size = starters.size;
    for (const { call, fn } of calls) {
      const caller = subject.functionAround(call);
      if (starters.has(fn) && caller) starters.add(caller);
    }
  }
  return calls.find(({ call, fn }) => starters.has(fn) && isRunByImport(call, subject))?.callee;
}

/** Indents everything from a statement to the end, if that is not more than running: no definitions, no text of several lines. */
function guardFrom(first: Node, subject: Subject): Finding["fix"] {
  const { children } = subject.root;
  const from = children.indexOf(first);
  const rest = children.slice(from);
  const isDefinition = ({ type }: Node) =>
    /^(?:FunctionDefinition|ClassDefinition|DecoratedStatement)$/.test(type);
  const isLong = rest.some((each) =>
    [...each.within()].some((node) => /String$/.test(node.type) && subject.textOf(node).includes("\n")),
  );
  const end = rest.at(-1)?.end ?? first.end;
  const text = subject.source.slice(first.start, end);
  if (from < 0 || rest.some(isDefinition) || isLong || subject.indentAt(first.start) !== "") return undefined;
  const indented = text.replace(/^(?=[^\r\n])/gm, "    ");
  return {
    title: "Add the guard",
    edits: [{ start: first.start, end, text: `${GUARD}\n${indented}` }],
  };
}
