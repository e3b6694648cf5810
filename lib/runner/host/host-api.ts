import type { Payload } from "@/lib/protocol/calls";
import type { LogLine } from "@/lib/protocol/rows";
import { type CallRequest, invoke, type MapOptions } from "../execute/calls";
import { log } from "../execute/log";
import type { OpenCall, SpanContext } from "../execute/span-context";
import { requireSpan, type Thread } from "../execute/thread";
import { callTraced } from "../execute/traced";
import { callGroup, callWorkflow, inputsOf, mapWorkflow } from "../execute/workflows";
import { callProcess, type ProcessTarget } from "../remote/call-process";
import { closeQueue, getItem, type Item, putItem, type QueueName, queueSize } from "../remote/call-queue";
import type { Body, Definition } from "./language";

/** The span whose code makes a call; null outside of a run. */
export type CallerSpan = SpanContext | null;

export interface SingleCallOptions {
  /** Code; the caller's by default. */
  readonly strategy?: number | undefined;
  /** Called when it is under way. */
  readonly onOpen?: ((call: OpenCall) => void) | undefined;
  /** Names it among calls of one name. */
  readonly key?: string | undefined;
  /** Of its arguments, where the language knows it already. */
  readonly digest?: number | undefined;
}

/**
 * What a language's SDK is built on. What returns a promise rejects instead of throwing. Every call is given the span that makes
 * it, which the language keeps track of in its own way, and the call expression (`site`): a digest that is the same after an edit
 * elsewhere, or 0 where it cannot be known. Values are the language's and cross as its `LanguageValues` encode them.
 */
export class HostApi {
  constructor(private readonly thread: Thread) {}

  /** Calls a task. @throws FanoutError outside of a run, past a bound, or for arguments that cannot cross */
  async call(
    span: CallerSpan,
    site: number,
    definition: Definition,
    args: readonly unknown[],
    { strategy, onOpen, key, digest }: SingleCallOptions = {},
  ): Promise<unknown> {
    const payload: Payload = { form: "tuples", list: [args] };
    const from = requireSpan(this.thread, span, definition.name);
    const request = {
      definition,
      site,
      payload,
      map: undefined,
      strategy,
      keys: key === undefined ? undefined : [key],
      onOpen,
      digest,
    };
    const [value] = await invoke(this.thread, from, request);
    return value;
  }

  /** Calls a task or a workflow once for each item. @returns results in input order, null where a failure is allowed */
  async map(span: CallerSpan, request: CallRequest & { readonly map: MapOptions }): Promise<unknown[]> {
    const { definition, site, payload, map, keys, onResult, onOpen } = request;
    const from = requireSpan(this.thread, span, `map ${definition.name}`);
    if (definition.kind === "task" || definition.kind === "dynamic")
      return invoke(this.thread, from, request);
    const items = payload.form === "numbers" ? Array.from(payload.numbers) : payload.list;
    return mapWorkflow(this.thread, from, site, definition, items, map, keys, onResult, onOpen);
  }

  /** Calls a workflow or launch plan. */
  async workflow(span: CallerSpan, site: number, definition: Definition, inputs: unknown): Promise<unknown> {
    const from = requireSpan(this.thread, span, definition.name);
    return callWorkflow(this.thread, from, site, definition, inputsOf(this.thread, definition, inputs));
  }

  /** A node in the tree around what `body` calls. */
  async group(span: CallerSpan, site: number, name: string, body: Body): Promise<unknown> {
    return callGroup(this.thread, requireSpan(this.thread, span, `group "${name}"`), site, name, body);
  }

  /** A recorded call, whose result is reused when its task is retried. While the module loads it is a plain call. */
  async traced(
    span: CallerSpan,
    site: number,
    name: string,
    body: Body,
    args: readonly unknown[],
  ): Promise<unknown> {
    if (!span && this.thread.isLoading) return Reflect.apply(body, undefined, args as unknown[]);
    return callTraced(this.thread, requireSpan(this.thread, span, name), site, name, body, args);
  }

  /** Starts a worker for one call. @param onOpen called when it is under way */
  process(
    span: CallerSpan,
    site: number,
    target: ProcessTarget,
    args: readonly unknown[],
    onOpen?: (call: OpenCall) => void,
  ): Promise<unknown> {
    const from = requireSpan(this.thread, span, `Process ${target.name}`);
    return callProcess(this.thread, from, site, target, args, onOpen);
  }

  /** Ends the idle workers of an environment, which the program needs no more. */
  endEnvironment(environment: string): void {
    this.thread.post({ type: "stop", calls: [], environment });
  }

  /** Unique, and not to be guessed: only a worker that was given a queue can use it. */
  newQueueId(): string {
    return crypto.getRandomValues(new Uint32Array(4)).join("-");
  }

  /** Puts an item into a queue. @returns false where the queue is closed */
  put(span: CallerSpan, queue: QueueName, value: unknown): Promise<boolean> {
    return putItem(this.thread, span, queue, value);
  }

  /**
   * Waits for an item of a queue, at most `limitMs`. @param keepsPlace the body keeps its slot, as a process does
   * @returns null where the queue is closed and empty, or none came in time
   */
  get(span: CallerSpan, queue: QueueName, limitMs?: number, keepsPlace = false): Promise<Item> {
    return getItem(this.thread, span && requireSpan(this.thread, span, "get"), queue, limitMs, keepsPlace);
  }

  /** Nothing more can be put into a queue. */
  close(span: CallerSpan, queue: QueueName): Promise<void> {
    return closeQueue(this.thread, span, queue);
  }

  /** How many items are in a queue. */
  size(span: CallerSpan, queue: QueueName): Promise<number> {
    return queueSize(this.thread, span, queue);
  }

  log(span: CallerSpan, level: LogLine["level"], text: string): void {
    log(this.thread, span, level, text);
  }

  /** Adds to a meter of the span. Outside of a run it does nothing. @throws RangeError past the bounds of meters */
  meter(span: CallerSpan, name: string, amount: number): void {
    span?.meter(name, amount, this.thread.meterNames);
  }

  /** In [0, 1): the same draws for a span and attempt under every strategy. */
  random(span: SpanContext): number {
    return span.draw(this.thread.init.seed);
  }
}
