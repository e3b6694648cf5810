import { bare, isFunction, type Node } from "../syntax";
import { functionOf, mapCallOf } from "./calls";
import { freeName, insertAfter, insertAt, insertBefore, replace, sdkFunction } from "./fix-edits";
import type { Finding, Rule } from "./rule";
import type { Subject } from "./subject";

/** `map(parse, files)`, where `parse` is a function: only a task has a name that workers find it by. */
export const plainFunction: Rule = (subject) =>
  subject.nodes.flatMap((node): Finding[] => {
    const call = mapCallOf(node, subject);
    if (!call) return [];
    const traced = subject.definitionOf(call.task);
    const isTraced = traced?.kind === "traced";
    if (!isTraced && !functionOf(call.task, subject)) return [];
    const named = bare(call.task);
    const name = named.type === "Identifier" ? named.name : freeName("step", subject);
    const what = isTraced
      ? `${call.name}\` needs a task, not a traced function`
      : `${call.name}\` needs a task`;
    return [
      {
        ...subject.at(named),
        message: `\`${what}. Wrap it: \`const ${name} = task(…)\`.`,
        fix: isTraced ? undefined : fixOf(named, name, subject),
      },
    ];
  });

function fixOf(named: Node, name: string, subject: Subject): Finding["fix"] {
  const task = sdkFunction("task", subject);
  if (!task) return undefined;
  if (named.type !== "Identifier") return isFunction(named) ? hoisted(named, name, task, subject) : undefined;
  const variable = subject.variableOf(named);
  const { init, declaration } = variable ?? {};
  // Tasks are made at the top level.
  if (!variable?.isTopLevel || !init || !declaration) return undefined;
  if (variable.reads.length === 1 && declaration.type === "VariableDeclarator" && isFunction(bare(init))) {
    const wrap = [insertBefore(init, `${task.text}(`, subject), insertAfter(init, ")", subject)];
    return { title: `Wrap \`${name}\` in \`task(…)\``, edits: [...task.edits, ...wrap] };
  }
  // Others call it as a function: the task is another variable.
  const made = freeName(`${name}Task`, subject);
  const statement = subject.topLevelOf(declaration);
  const after = insertAt(subject.at(statement).end, `\nconst ${made} = ${task.text}(${name});`);
  return {
    title: `Make a task of \`${name}\``,
    edits: [...task.edits, after, replace(named, made, subject)],
  };
}

/** A function that is written in the call, and uses nothing of what is around it. */
function hoisted(
  fn: Node,
  name: string,
  task: NonNullable<ReturnType<typeof sdkFunction>>,
  subject: Subject,
): Finding["fix"] {
  const inside = subject.within(fn);
  const isOwn = (declaration: Node) => declaration.start >= fn.start && declaration.end <= fn.end;
  for (const node of inside) {
    const variable = node.type === "Identifier" ? subject.variables.of(node) : undefined;
    if (variable && !variable.isTopLevel && !(variable.declaration && isOwn(variable.declaration)))
      return undefined;
  }
  const text = `const ${name} = ${task.text}(${subject.textOf(fn)});\n\n`;
  return {
    title: `Move it into a task \`${name}\``,
    edits: [...task.edits, insertBefore(subject.topLevelOf(fn), text, subject), replace(fn, name, subject)],
  };
}
