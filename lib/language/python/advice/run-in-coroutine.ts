import type { Rule } from "./rule";

/** `asyncio.run` in a coroutine always raises. */
export const runInCoroutine: Rule = (subject) =>
  subject.calls.flatMap(({ call, callee, name }) => {
    if (name !== "asyncio.run" || !subject.isAsync(subject.functionAround(call))) return [];
    const { positional, named, isOpen } = subject.argumentsOf(call);
    const [coroutine] = positional;
    const isPlain = coroutine && positional.length === 1 && named.size === 0 && !isOpen;
    return [
      {
        start: callee.start,
        end: callee.end,
        message: "`asyncio.run` fails inside a coroutine: an event loop is already running. Use `await`.",
        fix: isPlain
          ? {
              title: "Use `await`",
              edits: [{ start: call.start, end: call.end, text: `await ${subject.textOf(coroutine)}` }],
            }
          : undefined,
      },
    ];
  });
