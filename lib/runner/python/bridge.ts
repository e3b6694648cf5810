import { getOrCreate } from "@/lib/base/get-or-create";
import { INT32_MAX, MAX_SPANS, pythonMaxWorkers, tooManySpans } from "@/lib/model/limits";
import { whyMissing } from "@/lib/model/python-modules";
import { STRATEGIES } from "@/lib/model/strategy";
import type { CallOptions } from "@/lib/protocol/calls";
import type { LogLine } from "@/lib/protocol/rows";
import type { MapOptions } from "../execute/calls";
import type { OpenCall, SpanContext } from "../execute/span-context";
import { requireSpan, type Thread } from "../execute/thread";
import { type CallerSpan, HostApi } from "../host/host-api";
import type { Definition } from "../host/language";
import { FanoutError, markFinal } from "../remote/errors";
import type { DefinitionRecord, Definitions } from "./definitions";
import type { PythonFunction } from "./interpreter";
import { PythonItems } from "./items";
import { endNodes, openNode } from "./nodes";
import { PythonError } from "./python-error";
import { canSwitchStacks } from "./stacks";
import type { Turns } from "./turns";
import { digestOfPickle } from "./values";

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

/** A call that Python can end. @param start makes it */
function stoppable(start: (onOpen: (call: OpenCall) => void) => Promise<unknown>) {
  let open: OpenCall | undefined;
  const promise = handled(
    start((call) => {
      open = call;
    }),
  );
  return { promise, stop: () => (open?.stop ? open.stop() : open?.cancel()) };
}

/** What the program is run with. */
interface Settings {
  /** Whether processes know what `fork` would give them. */
  forks(): boolean;
  /** Whether a platform's steps run as in its local mode. */
  isLocal(): boolean;
  /** JSON; none where bodies run as they are. */
  standIns(): string | undefined;
  /** Of what runs in this worker. */
  readonly turns: Turns;
}

/** What Python finds as `_fanout.host.api`. No call expressions yet: `site` is 0. */
export function createBridge(thread: Thread, definitions: Definitions, enter: Enter, settings: Settings) {
  const host = new HostApi(thread);
  /** Of calls in pools that have not come back. */
  const stops = new Map<number, () => void>();
  /** What is called in pools, by the pool's name. */
  const inPools = new Map<string, Map<Definition, Definition>>();

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

  /** Whether bodies run one after the other in this thread. */
  const isSequential = (span: CallerSpan): boolean => {
    const here = span && thread.strategyOf(span.place.strategy);
    return here?.inline === true && here.inlineSlots === 1;
  };

  /** The strategy of a pool's calls. Where bodies run one after the other, a pool's do so too. */
  const poolFrom = (span: CallerSpan, strategy: string): number | undefined =>
    isSequential(span) ? undefined : strategyCode(strategy);

  /** The same object for the same pool: what is the same in several calls of a message crosses once. */
  const inPool = (name: string, environment: NonNullable<Definition["environment"]>): Definition => {
    const base = definitions.need(name);
    const known = getOrCreate(inPools, environment.name, () => new Map<Definition, Definition>());
    return getOrCreate(known, base, () => ({ ...base, environment }));
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

    isSequential,

    /** Whether a map's items cross in chunks. */
    isChunked: (span: CallerSpan): boolean =>
      span !== undefined && span !== null && thread.strategyOf(span.place.strategy).chunked,

    /** A platform's step, for `callStep`: its name and options are the platform's. */
    stepOf: (
      name: string,
      options: Omit<DefinitionRecord, "kind" | "name">,
      kind: DefinitionRecord["kind"] = "task",
    ) => definitions.made({ ...options, kind, name }),

    /** @param step what `stepOf` gave @param key that names the call among those of the step */
    callStep: (
      span: CallerSpan,
      step: Definition,
      key: string | undefined | null,
      args: readonly unknown[],
    ) => stoppable((onOpen) => host.call(span, 0, step, args, { onOpen, key: given(key) })),

    /** Calls a step once for each item: a tuple of arguments. */
    mapStep: (
      span: CallerSpan,
      step: Definition,
      list: readonly (readonly unknown[])[],
      options: PythonMapOptions,
      keys?: readonly string[],
    ) =>
      handled(
        host.map(span, {
          definition: step,
          site: 0,
          payload: { form: "tuples", list },
          map: mapOptions(options),
          keys,
        }),
      ),

    /** Calls a workflow or launch plan of a platform. */
    workflowStep: (span: CallerSpan, step: Definition, inputs: unknown) =>
      handled(host.workflow(span, 0, step, inputs)),

    /**
     * A call in a pool of the program's own: a pool wherever bodies may run in parallel. @param strategy of pools
     * @param id of the call @param comeBack is given the id, whether the call succeeded, and its value or its error
     */
    callIn(
      span: CallerSpan,
      name: string,
      args: readonly unknown[],
      environment: NonNullable<Definition["environment"]>,
      strategy: string,
      id: number,
      comeBack: PythonFunction,
    ): void {
      const definition = inPool(name, environment);
      // Its bytes tell what is called: to read the pickle would run the program's own code once more than CPython does.
      const digest = digestOfPickle(args[0] as Uint8Array);
      const { promise, stop } = stoppable((onOpen) =>
        host.call(span, 0, definition, args, { strategy: poolFrom(span, strategy), onOpen, digest }),
      );
      stops.set(id, stop);
      const over = (hasSucceeded: boolean, given: unknown): void => {
        stops.delete(id);
        if (!thread.isResting) comeBack(id, hasSucceeded, given);
      };
      promise.then(
        (value) => over(true, value),
        (error: unknown) => over(false, error),
      );
    },

    /** Ends a call in a pool, and the worker that runs it. */
    stopCall: (id: number): void => stops.get(id)?.(),

    endEnvironment(name: string): void {
      inPools.delete(name);
      host.endEnvironment(name);
    },

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
      return stoppable((onOpen) => host.process(span, 0, target, args, onOpen));
    },

    ...settings,

    openNode: (span: CallerSpan, kind: "group" | "trace", name: string) => openNode(thread, span, kind, name),
    endNodes: (span: SpanContext) => endNodes(span),
    openItems: (span: SpanContext, name: string, first: number, n: number) =>
      new PythonItems(thread, span, name, first, n),
    now: () => thread.now(),

    newQueueId: () => host.newQueueId(),
    put: (span: CallerSpan, id: string, name: string | undefined, value: unknown) =>
      handled(host.put(span, { id, name: given(name) }, value)),
    get: (
      span: CallerSpan,
      id: string,
      name: string | undefined,
      limitMs: number | undefined,
      keepsPlace: boolean,
    ) =>
      handled(
        host
          .get(span, { id, name: given(name) }, given(limitMs), keepsPlace)
          .then((item) => (item ? { isFound: true, value: item.value } : { isFound: false })),
      ),
    size: (span: CallerSpan, id: string) => handled(host.size(span, { id, name: undefined })),
    close: (span: CallerSpan, id: string, name: string | undefined) =>
      handled(host.close(span, { id, name: given(name) })),

    log: (span: CallerSpan, level: LogLine["level"], text: string) =>
      host.log(given(span) ?? null, level, text),
    meter: (span: CallerSpan, name: string, amount: number) => host.meter(given(span) ?? null, name, amount),
    random: (span: SpanContext) => host.random(span),
    sleep: (ms: number) => new Promise<void>((resolve) => void thread.clock.after(ms, resolve)),
    /** As `sleep`, noted as the span's. */
    async sleepIn(span: CallerSpan, ms: number): Promise<void> {
      given(span)?.fallAsleep(thread.now());
      await new Promise<void>((resolve) => void thread.clock.after(ms, resolve));
      given(span)?.wakeUp(thread.now());
    },
    /** Opens once, or after the time for which it is waited. */
    gate() {
      let open!: () => void;
      const opened = new Promise<void>((resolve) => {
        open = resolve;
      });
      const wait = (ms: number): Promise<void> => {
        if (ms > INT32_MAX) return opened;
        return new Promise((resolve) => {
          const cancel = thread.clock.after(ms, resolve);
          void opened.then(() => {
            cancel();
            resolve();
          });
        });
      };
      return { open, wait };
    },
    describe: ({ place, key, index, attempt }: SpanContext) => ({
      name: place.name,
      key,
      index: index < 0 ? undefined : index,
      attempt,
      worker: thread.init.worker,
    }),

    whyMissing,

    /** JSON: what runs in place of the program's bodies. */
    standIns: settings.standIns,

    /** Interrupts what does not wait. @param signal 0 ends that */
    giveTurns: (signal: number) => settings.turns.take(signal),
    beginTurn: () => settings.turns.begin(),

    /** Runs a thread of Python's: on a stack of its own. Only where stacks can be switched. */
    spawn(run: PythonFunction): void {
      const kept = run.copy();
      settings.turns.begin();
      void kept.callPromising().finally(() => kept.destroy());
    },
    /** Ends the worker as a process that exits abruptly. Nothing of Python may run after it. */
    exit() {
      thread.flush();
      globalThis.close();
    },
    workerNumber: () => thread.init.worker,
    cores: () => thread.init.cores,
    mostWorkers: () => pythonMaxWorkers(globalThis.crossOriginIsolated === true),
    canSwitch: () => canSwitchStacks,
    /** What the program made to run in parallel runs one after the other: this browser cannot switch. */
    ranInline: () => thread.post({ type: "inline" }),

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
