import type { Finding } from "../../advice/finding";
import { makings } from "./pools";
import type { Rule } from "./rule";
import type { Subject } from "./subject";
import type { Node } from "./syntax";

/** A pool of the same size that each turn of a loop makes anew. */
export const poolInLoop: Rule = (subject) =>
  makings(subject).flatMap(({ call, workers }): Finding[] => {
    const loop = workers.api === "process" ? undefined : loopAround(call);
    const [callee] = call.children;
    if (!loop || !callee || dependsOn(call, loop, subject) || isMeasured(loop, subject)) return [];
    return [
      {
        start: callee.start,
        end: callee.end,
        message: `Each turn of the loop creates a ${workers.name} and starts its workers again. Create it once, before the loop.`,
      },
    ];
  });

function loopAround(node: Node): Node | undefined {
  let inner = node;
  for (const at of node.around()) {
    if (/^(?:FunctionDefinition|LambdaExpression)$/.test(at.type)) return undefined;
    // What a loop goes over is evaluated once.
    if (/^(?:For|While)Statement$/.test(at.type) && inner.type === "Body") return at;
    inner = at;
  }
  return undefined;
}

/** Whether something in the call is given its value in the loop. */
const dependsOn = (call: Node, loop: Node, subject: Subject): boolean =>
  [...call.within()].some((node) =>
    subject.scopes.variableOf(node)?.definitions.some(({ name }) => loop.contains(name)),
  );

/** Whoever takes times means to make it again. */
const isMeasured = (loop: Node, subject: Subject): boolean =>
  /\b(?:perf_counter|monotonic|process_time|time\.time|timeit)\b/.test(subject.textOf(loop));
