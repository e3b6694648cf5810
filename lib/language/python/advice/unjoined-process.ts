import type { Finding } from "../../advice/finding";
import { makings } from "./pools";
import type { Rule } from "./rule";
import type { Subject } from "./subject";
import type { Node } from "./syntax";

/** What a process may share with the one that starts it. */
const SHARED = new Set(["multiprocessing.Value", "multiprocessing.Array"]);
/** Any of these may wait for the process. */
const WAITS = /\b(?:join|is_alive|exitcode|sentinel|wait|get|recv|acquire|sleep|poll)\b/;

/** A process that is started, and a value it was given that is read without waiting for its end. */
export const unjoinedProcess: Rule = (subject) => {
  if (WAITS.test(subject.source)) return [];
  return makings(subject).flatMap(({ call, workers }): Finding[] => {
    const variable = workers.name === "Process" ? keptIn(call, subject) : undefined;
    const start = variable?.reads.find((read) => isStarted(read, subject));
    const [statement, block] = start ? statementOf(start) : [];
    if (!variable || !start || !statement || !block) return [];
    const shared = sharedBy(call, subject);
    const after = block.children.slice(block.children.indexOf(statement) + 1);
    for (const next of after) {
      const read = [...next.within()].find((node) => shared.has(subject.scopes.variableOf(node)));
      if (!read) continue;
      return [
        {
          start: read.start,
          end: read.end,
          message: `\`${variable.name}\` may still run when \`${subject.textOf(read)}\` is read. Call \`${variable.name}.join()\` first.`,
          fix: {
            title: `Add ${variable.name}.join()`,
            edits: [
              {
                start: next.start,
                end: next.start,
                text: `${variable.name}.join()\n${subject.indentAt(next.start)}`,
              },
            ],
          },
        },
      ];
    }
    return [];
  });
};

/** The variable that is given what a call makes, and nothing else. */
function keptIn(call: Node, subject: Subject) {
  const name = call.parent?.type === "AssignStatement" ? call.parent.children[0] : undefined;
  const variable = name && subject.scopes.variableOf(name);
  return variable?.definitions.length === 1 && variable.definitions[0]?.node === call ? variable : undefined;
}

/** `name.start()`, as a statement. */
function isStarted(read: Node, subject: Subject): boolean {
  const member = read.parent;
  const property = member?.type === "MemberExpression" ? member.children[2] : undefined;
  return property !== undefined && member?.children[0] === read && subject.textOf(property) === "start";
}

/** The statement that a node is in, and the block that this is in. */
function statementOf(node: Node): readonly [statement: Node, block: Node] | readonly [] {
  let inner = node;
  for (const at of node.around()) {
    if (at.type === "Body" || at.type === "Script") return [inner, at];
    inner = at;
  }
  return [];
}

function sharedBy(call: Node, subject: Subject): ReadonlySet<unknown> {
  const given = subject.argumentsOf(call).named.get("args");
  const names = given ? [...given.within()].filter(({ type }) => type === "VariableName") : [];
  return new Set(
    names.flatMap((name) => {
      const value = subject.valueOf(name);
      const callee = value.type === "CallExpression" ? value.children[0] : undefined;
      const made = callee && subject.qualified(callee);
      return made !== undefined && SHARED.has(made) ? [subject.scopes.variableOf(name)] : [];
    }),
  );
}
