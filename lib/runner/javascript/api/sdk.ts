import type { ObjectDecoders } from "../../execute/calls";
import { group } from "../../execute/nodes";
import type { Thread } from "../../execute/thread";
import { traced } from "../../execute/traced";
import { FanoutError, NonRecoverable, QueueClosed, TimeoutError } from "../../remote/errors";
import { Dir, File } from "./artifacts";
import { createDefine } from "./define";
import { createMaps } from "./map";
import { processClass } from "./process";
import { queueClass } from "./queue";
import { checkFunction, checkOptions } from "./registry";
import { compute, sleep } from "./work";

/** The module `fanout` of one thread. @param threadOf the thread whose code is running. */
export function createSdk(threadOf: () => Thread) {
  const decoders: ObjectDecoders = () => ({ Queue: (record) => Queue.revive(record) });
  const Queue = queueClass(threadOf, decoders);
  const Process = processClass(threadOf, decoders);

  return {
    ...createDefine(threadOf, decoders),
    ...createMaps(threadOf, decoders),
    group: (name: unknown, fn: unknown) =>
      group(threadOf(), String(name).slice(0, 200), checkFunction(fn, "group")),
    traced: (fn: unknown, options?: unknown) =>
      traced(threadOf, () => threadOf().registry, decoders, fn, checkOptions(options, ["name"], "traced")),
    Dir,
    File,
    Queue,
    Process,
    sleep: (ms: number) => sleep(ms, threadOf().clock),
    compute,
    random: () => {
      const thread = threadOf();
      if (!thread.current)
        throw new FanoutError(
          "random() is seeded by the span it is called in: call it from a workflow or a task",
        );
      return thread.current.draw(thread.init.seed);
    },
    meter: (name: unknown, amount: unknown) => {
      if (typeof amount !== "number" || Number.isNaN(amount))
        throw new TypeError("meter: the amount is a number");
      threadOf().current?.meter(String(name).slice(0, 100), amount);
    },
    cpuCount: () => threadOf().init.cores,
    context: () => {
      const thread = threadOf();
      const ctx = thread.current;
      if (!ctx)
        throw new FanoutError(
          "context() is about the span it is called in: call it from a workflow or a task",
        );
      return {
        name: ctx.place.name,
        key: ctx.key,
        index: ctx.index < 0 ? undefined : ctx.index,
        attempt: ctx.attempt,
        worker: thread.init.lane,
      };
    },
    NonRecoverable,
    TimeoutError,
    QueueClosed,
  };
}

export type Sdk = ReturnType<typeof createSdk>;
