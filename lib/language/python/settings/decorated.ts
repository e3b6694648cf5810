import type { Subject } from "../advice/subject";
import type { Node } from "../advice/syntax";

/** A decorator of a function. */
export interface Decorated {
  /** As it is called where it comes from: `dagster.op`; methods of what a call makes: `flyte.TaskEnvironment().task`. */
  readonly name: string;
  /** Its arguments, if it has parentheses. */
  readonly list: Node | undefined;
  /** Where its arguments would begin. */
  readonly end: number;
  readonly functionName: string;
}

export function decoratedIn(subject: Subject): readonly Decorated[] {
  return subject.nodes.flatMap((node): Decorated[] => {
    const named = node.type === "Decorator" ? node.parent?.child("FunctionDefinition") : undefined;
    const functionName = named?.child("VariableName");
    const [first, ...rest] = node.children.filter(({ type }) => type === "VariableName");
    const last = rest.at(-1) ?? first;
    const owner = first && (subject.qualified(first) ?? madeBy(first, subject));
    if (!functionName || !last || owner === undefined) return [];
    return [
      {
        name: [owner, ...rest.map((each) => subject.textOf(each))].join("."),
        list: node.child("ArgList"),
        end: last.end,
        functionName: subject.textOf(functionName),
      },
    ];
  });
}

/** What makes the value of a variable: `flyte.TaskEnvironment()`. */
function madeBy(node: Node, subject: Subject): string | undefined {
  const value = subject.valueOf(node);
  const callee = value.type === "CallExpression" ? value.children[0] : undefined;
  const name = callee && subject.qualified(callee);
  return name === undefined ? undefined : `${name}()`;
}
