import type { Finding } from "../../advice/finding";
import { handings } from "./pools";
import type { Rule } from "./rule";

/** Work of which nobody asks for the result: what goes wrong in it is never seen. */
export const lostResult: Rule = (subject) =>
  handings(subject).flatMap(({ call, place, method, task, named }): Finding[] => {
    const isAsync = /_async$|^submit$/.test(method);
    if (!isAsync || named.has("callback") || named.has("error_callback")) return [];
    const isKept = call.parent?.type !== "ExpressionStatement";
    if (isKept) return [];
    const ask = method === "submit" ? "`.result()`" : "`.get()`";
    return [
      {
        start: place.start,
        end: place.end,
        message: `Nothing uses this result, so an exception in \`${subject.textOf(task)}\` is lost. Keep what \`${method}\` returns and call ${ask}.`,
      },
    ];
  });
