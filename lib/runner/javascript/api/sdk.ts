import { EXECUTED, KINDS } from "@/lib/model/kind";
import { OPTION_NAMES } from "@/lib/model/option-names";
import type { SpanContext } from "../../execute/span-context";
import type { Thread } from "../../execute/thread";
import type { HostApi } from "../../host/host-api";
import type { Body } from "../../host/language";
import { FanoutError, NonRecoverable, QueueClosed, TimeoutError } from "../../remote/errors";
import { artifactClasses } from "./artifacts";
import { createDefine } from "./define";
import { createMaps } from "./map";
import { processClass } from "./process";
import { queueClass } from "./queue";
import { checkFunction, checkOptions, nameOf, type Registry } from "./registry";
import { compute, sleep } from "./work";

/** What the SDK of one thread is built on. The span that makes a call is `thread.current`. */
export interface SdkParts {
  readonly thread: Thread;
  readonly host: HostApi;
  readonly registry: Registry;
  nameOfExport(fn: Body): string | undefined;
}

/** The span around whose body a worker runs: groups and traced calls are parts of it. */
function bodyAt(span: SpanContext | null): SpanContext | null {
  let at = span;
  while (at && !isExecuted(at)) at = at.place.parent;
  return at;
}

const isExecuted = ({ place }: SpanContext): boolean => EXECUTED[KINDS.indexOf(place.kind)] === true;

/** Names the task call, or the workflow, that a span belongs to. */
function callName(span: SpanContext): string {
  let at = span;
  while (at.place.parent && at.place.kind !== "task" && at.place.kind !== "dynamic") at = at.place.parent;
  const which = at.key ?? (at.index < 0 ? undefined : at.index);
  return which === undefined ? at.place.name : `${at.place.name} ${which}`;
}

/** The module `fanout` of one thread. */
export function createSdk(parts: SdkParts) {
  const { thread, host, registry } = parts;
  const span = (what: string) => {
    if (thread.current) return thread.current;
    throw new FanoutError(`\`${what}\` works only inside a workflow or a task`);
  };
  return {
    ...createDefine(parts),
    ...createMaps(parts),
    group: async (name: unknown, fn: unknown) => {
      const site = thread.takeSite();
      return host.group(thread.current, site, String(name).slice(0, 200), checkFunction(fn, "group"));
    },
    traced: (fn: unknown, given?: unknown) => {
      const options = checkOptions(given, OPTION_NAMES.traced, "traced");
      const body = checkFunction(fn, "traced");
      const name = nameOf(body, options.name, registry.place(), "traced function");
      return (...args: unknown[]): Promise<unknown> =>
        host.traced(thread.current, thread.takeSite(), name, body, args);
    },
    ...artifactClasses(() => (thread.current ? callName(thread.current) : "")),
    Queue: queueClass(parts),
    Process: processClass(parts),
    sleep: (ms: number) => {
      const body = bodyAt(thread.current);
      return sleep(ms, thread, body);
    },
    compute: (units: number) => {
      const began = thread.now();
      try {
        return compute(units);
      } finally {
        const ms = thread.now() - began;
        thread.computedMs += ms;
        const body = bodyAt(thread.current);
        body?.spend(ms);
      }
    },
    random: () => host.random(span("random()")),
    meter: (name: unknown, amount: unknown) => {
      if (typeof amount !== "number" || Number.isNaN(amount))
        throw new TypeError("meter: the amount must be a number");
      host.meter(thread.current, String(name).slice(0, 100), amount);
    },
    cpuCount: () => thread.init.cores,
    context: () => {
      const { place, key, index, attempt } = span("context()");
      return {
        name: place.name,
        key,
        index: index < 0 ? undefined : index,
        attempt,
        worker: thread.init.worker,
      };
    },
    NonRecoverable,
    TimeoutError,
    QueueClosed,
  };
}

export type Sdk = ReturnType<typeof createSdk>;
