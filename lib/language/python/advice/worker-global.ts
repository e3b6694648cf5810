import type { Finding } from "../../advice/finding";
import { handings, makings } from "./pools";
import type { Rule } from "./rule";
import type { Node } from "./syntax";

/** A global that a worker process changes, and that is read where the work is handed out: there it stays as it was. */
export const workerGlobal: Rule = (subject) => {
  const handed = handings(subject).filter(({ workers }) => workers.isApart);
  const tasks = new Set(handed.flatMap(({ task }) => subject.functionOf(task) ?? []));
  // An initializer's globals are for the tasks of its worker.
  for (const { call } of makings(subject)) {
    const initializer = subject.argumentsOf(call).named.get("initializer");
    const fn = initializer && subject.functionOf(initializer);
    if (fn) tasks.delete(fn);
  }
  const outside = new Set<Node | undefined>(handed.map(({ call }) => subject.functionAround(call)));
  return [...tasks].flatMap((fn) =>
    [...fn.within()].flatMap((node): Finding[] => {
      if (node.type !== "ScopeStatement" || node.children[0]?.type !== "global") return [];
      return node.children.slice(1).flatMap((name): Finding[] => {
        const variable = subject.module.variables.get(subject.textOf(name));
        const written = variable?.definitions.find((each) => fn.contains(each.name));
        const isRead = variable?.reads.some((read) => {
          const reader = subject.functionAround(read);
          return reader !== fn && (reader === undefined || outside.has(reader));
        });
        if (!written || !isRead) return [];
        const { start, end } = written.name;
        return [
          {
            start,
            end,
            message: `\`${subject.textOf(name)}\` changes only in the worker process: the main process keeps its own. Return the value instead.`,
          },
        ];
      });
    }),
  );
};
