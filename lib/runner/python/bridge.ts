import { MAX_SPANS, tooManySpans } from "@/lib/model/limits";
import { STRATEGIES } from "@/lib/model/strategy";
import type { LogLine } from "@/lib/protocol/rows";
import type { CallOptions } from "@/lib/protocol/runner";
import type { MapOptions } from "../execute/calls";
import type { SpanContext } from "../execute/span-context";
import { requireSpan, type Thread } from "../execute/thread";
import { type CallerSpan, HostApi } from "../host/host-api";
import type { Definition } from "../host/language";
import { FanoutError, markFinal } from "../remote/errors";
import type { DefinitionRecord, Definitions } from "./definitions";
import type { PythonFunction } from "./interpreter";
import { PythonError } from "./python-error";

/** A map's options as Python gives them. */
interface PythonMapOptions {
  readonly concurrency: number;
  readonly minSuccessRatio: number;
  readonly strategy?: string;
  readonly chunkSize?: CallOptions["chunkSize"];
}

/** Calls a function of Python's in a span. */
export type Enter = (enter: PythonFunction, args: readonly unknown[]) => unknown;

/** Python's None is undefined here, and null where it was in a list. */
const given = <T>(value: T | null | undefined): T | undefined => value ?? undefined;

/** Its failure is Python's to raise: where nobody waits for it, it is none of the worker's. */
function handled<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => undefined);
  return promise;
}

/** What Python finds as `_fanout.host.api`. No call expressions yet: `site` is 0. */
export function createBridge(thread: Thread, definitions: Definitions, enter: Enter) {
  const host = new HostApi(thread);

  const nodeBody = (proxy: PythonFunction) => () => enter(proxy, [thread.current]);
  /** A node that runs a function of Python's, which is let go of when the node has ended. */
  const node = (proxy: PythonFunction, start: (body: () => unknown) => Promise<unknown>) => {
    const kept = proxy.copy();
    return handled(start(nodeBody(kept)).finally(() => kept.destroy()));
  };

  const strategyCode = (name: string | undefined): number | undefined => {
    if (name === undefined) return undefined;
    const code = STRATEGIES.indexOf(name as (typeof STRATEGIES)[number]);
    if (code < 0) throw new TypeError(`map: unknown strategy "${name}" (known: ${STRATEGIES.join(", ")})`);
    return code;
  };

  /** The strategy of a pool's calls. Where bodies run one after the other in this thread, a pool's do so too. */
  const poolFrom = (span: CallerSpan, strategy: string): number | undefined => {
    const here = span && thread.strategyOf(span.place.strategy);
    return here?.inline && here.inlineSlots === 1 ? undefined : strategyCode(strategy);
  };

  const mapOptions = (options: PythonMapOptions): MapOptions => ({
    concurrency: options.concurrency,
    minSuccessRatio: options.minSuccessRatio,
    strategy: strategyCode(options.strategy),
    chunkSize: options.chunkSize,
  });

  return {
    fromEntries: Object.fromEntries,

    define: (record: DefinitionRecord) => definitions.add(record),

    call: (span: CallerSpan, name: string, args: readonly unknown[]) =>
      handled(host.call(span, 0, definitions.need(name), args)),

    /** A call in a pool of the program's own: a pool wherever bodies may run in parallel. @param strategy of pools */
    callIn: (
      span: CallerSpan,
      name: string,
      args: readonly unknown[],
      environment: NonNullable<Definition["environment"]>,
      strategy: string,
    ) =>
      handled(host.call(span, 0, { ...definitions.need(name), environment }, args, poolFrom(span, strategy))),

    /** Before anything is pickled. @throws FanoutError for more items than a trial may have spans */
    checkCount(span: CallerSpan, name: string, n: number): void {
      requireSpan(thread, span, `map ${name}`);
      if (n > MAX_SPANS) throw new FanoutError(tooManySpans(MAX_SPANS));
    },

    map(
      span: CallerSpan,
      name: string,
      list: readonly unknown[],
      isTuples: boolean,
      keys: readonly string[] | undefined | null,
      options: PythonMapOptions,
      onResult: PythonFunction | undefined | null,
    ) {
      return handled(
        host.map(span, {
          definition: definitions.need(name),
          site: 0,
          payload: isTuples
            ? { form: "tuples", list: list as readonly (readonly unknown[])[] }
            : { form: "list", list },
          map: mapOptions(options),
          keys: given(keys),
          ...(onResult && { onResult: (index: number, value: unknown) => void onResult(index, value) }),
        }),
      );
    },

    workflow: (span: CallerSpan, name: string, inputs: unknown) =>
      handled(host.workflow(span, 0, definitions.need(name), inputs)),

    group: (span: CallerSpan, name: string, proxy: PythonFunction) =>
      node(proxy, (body) => host.group(span, 0, name, body)),

    traced: (span: CallerSpan, name: string, proxy: PythonFunction, args: readonly unknown[]) =>
      node(proxy, (body) => host.traced(span, 0, name, body, args)),

    process(span: CallerSpan, name: string, isExported: boolean, args: readonly unknown[]) {
      const target = isExported ? { name, isExported } : { ...definitions.need(name), isExported };
      return handled(host.process(span, 0, target, args));
    },

    newQueueId: () => host.newQueueId(),
    put: (span: CallerSpan, id: string, name: string | undefined, value: unknown) =>
      handled(host.put(span, { id, name: given(name) }, value)),
    get: (span: CallerSpan, id: string, name: string | undefined, limitMs: number | undefined) =>
      handled(
        host
          .get(span, { id, name: given(name) }, given(limitMs))
          .then((item) => (item ? { isFound: true, value: item.value } : { isFound: false })),
      ),
    close: (span: CallerSpan, id: string, name: string | undefined) =>
      handled(host.close(span, { id, name: given(name) })),

    log: (span: CallerSpan, level: LogLine["level"], text: string) =>
      host.log(given(span) ?? null, level, text),
    meter: (span: CallerSpan, name: string, amount: number) => host.meter(given(span) ?? null, name, amount),
    random: (span: SpanContext) => host.random(span),
    sleep: (ms: number) => new Promise<void>((resolve) => void thread.clock.after(ms, resolve)),
    describe: ({ place, key, index, attempt }: SpanContext) => ({
      name: place.name,
      key,
      index: index < 0 ? undefined : index,
      attempt,
      worker: thread.init.worker,
    }),

    /** Runs a thread of Python's: on a stack of its own. */
    spawn(run: PythonFunction): void {
      const kept = run.copy();
      void kept.callPromising().finally(() => kept.destroy());
    },
    /** Ends the worker as a process that exits abruptly. Nothing of Python may run after it. */
    exit: () => globalThis.close(),
    workerNumber: () => thread.init.worker,
    cores: () => thread.init.cores,

    /** Python's event loop: its callbacks and timers. Nothing of it runs while the worker rests. */
    schedule(callback: () => unknown, ms: number): void {
      thread.clock.after(ms, () => {
        if (!thread.isResting) callback();
      });
    },

    /** A promise for Python to settle: with a pickle, or with an error to be thrown. */
    deferred() {
      let settle!: (outcome: unknown) => void;
      const promise = new Promise<unknown>((resolve, reject) => {
        settle = (outcome) => (outcome instanceof Error ? reject(outcome) : resolve(outcome));
      });
      return { promise, settle };
    },

    error(
      name: string,
      message: string,
      stack: string,
      line: number | undefined,
      pickled: Uint8Array | undefined,
      isFinal: boolean,
    ): PythonError {
      const error = new PythonError(name, message, stack, given(line), given(pickled));
      if (isFinal) markFinal(error);
      return error;
    },
  };
}
