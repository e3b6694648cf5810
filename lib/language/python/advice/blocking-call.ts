import type { Edit, Finding } from "../../advice/finding";
import { importEdit } from "./fix-edits";
import { handings } from "./pools";
import type { Rule } from "./rule";
import type { Subject } from "./subject";
import type { Node } from "./syntax";

/** What holds the thread of an event loop, so that no other coroutine runs meanwhile. */
export const blockingCall: Rule = (subject) => {
  const isInCoroutine = (node: Node) => subject.isAsync(subject.functionAround(node));
  const sleeps = subject.calls
    .filter(({ call, name }) => name === "time.sleep" && isInCoroutine(call))
    .map(({ call, callee }) => sleepFinding(call, callee, subject));
  const pools = handings(subject)
    .filter(({ workers, method }) => workers.api === "pool" && /^(?:map|starmap|apply)$/.test(method))
    .filter(({ call }) => isInCoroutine(call))
    .map(({ call, place, method }) => ({
      start: call.start,
      end: place.end,
      message: `\`${method}\` waits for all results and holds the event loop. Use \`loop.run_in_executor\` with a \`ProcessPoolExecutor\`.`,
    }));
  return [...sleeps, ...pools];
};

function sleepFinding(call: Node, callee: Node, subject: Subject): Finding {
  const asyncio = importEdit("asyncio", subject);
  const list = call.child("ArgList");
  const edits: Edit[] | undefined = asyncio &&
    list && [
      ...asyncio.edits,
      {
        start: call.start,
        end: call.end,
        text: `await ${asyncio.name}.sleep${subject.textOf(list)}`,
      },
    ];
  return {
    start: callee.start,
    end: callee.end,
    message:
      "`time.sleep` holds the event loop: no other coroutine runs until it returns. Use `await asyncio.sleep(…)`.",
    fix: edits && { title: "Use `await asyncio.sleep`", edits },
  };
}
