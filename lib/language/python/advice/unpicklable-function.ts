import type { Finding } from "../../advice/finding";
import { freeName } from "./fix-edits";
import { handings, makings } from "./pools";
import type { Rule } from "./rule";
import type { Subject } from "./subject";
import type { Node } from "./syntax";

/** Functions that cross to a worker process are pickled by their name, which lambdas and inner functions do not have. */
export const unpicklableFunction: Rule = (subject) => {
  const tasks = handings(subject)
    .filter(({ workers }) => workers.isApart)
    .map(({ task }) => task);
  const initializers = makings(subject)
    .filter(({ workers }) => workers.isApart)
    .flatMap(({ call }) => subject.argumentsOf(call).named.get("initializer") ?? []);
  return [...tasks, ...initializers].flatMap((task) => check(task, subject) ?? []);
};

function check(task: Node, subject: Subject): Finding | undefined {
  const { start, end } = task;
  const lambda = subject.lambdaOf(task);
  if (lambda)
    return {
      start,
      end,
      message: "A lambda cannot be sent to a worker process. Define a function at the top level of the file.",
      fix: lambda === task ? asFunction(lambda, subject) : undefined,
    };
  const fn = subject.functionOf(task);
  const outer = fn && subject.functionAround(fn);
  if (!fn || !outer || fn.parent?.type === "DecoratedStatement") return undefined;
  const name = subject.textOf(task);
  return {
    start,
    end,
    message: `\`${name}\` is defined inside another function, so it cannot be sent to a worker process. Move it to the top level of the file.`,
  };
}

/** A function above the statement of the lambda, if that uses nothing of the functions around it. */
function asFunction(lambda: Node, subject: Subject): Finding["fix"] {
  const colon = lambda.children.findIndex(({ type }) => type === ":");
  const body = lambda.children[colon + 1];
  const names = [...lambda.within()].filter(({ type }) => type === "VariableName");
  const isOwn = names.every((name) => {
    const scope = subject.scopes.variableOf(name)?.scope;
    return scope === undefined || scope === subject.module || lambda.contains(scope.node);
  });
  const parameters = lambda.child("ParamList");
  if (!body || !isOwn || subject.textOf(lambda).includes("\n")) return undefined;
  const name = freeName("work", subject);
  const statement = subject.topLevelOf(lambda);
  const text = `def ${name}(${parameters ? subject.textOf(parameters) : ""}):\n    return ${subject.textOf(body)}\n\n\n`;
  return {
    title: "Define a function",
    edits: [
      { start: statement.start, end: statement.start, text },
      { start: lambda.start, end: lambda.end, text: name },
    ],
  };
}
