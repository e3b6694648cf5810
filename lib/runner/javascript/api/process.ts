import { KINDS } from "@/lib/model/kind";
import { currentContext, type ObjectDecoders, reserve } from "../../execute/calls";
import { trailOf } from "../../execute/span-context";
import type { Thread } from "../../execute/thread";
import { CallResults, callRemote } from "../../remote/call-remote";
import { FanoutError } from "../../remote/errors";
import { inspect, refusal } from "../../remote/payload";
import { decodeObjects } from "../decode-objects";
import { checkFunction, definitionOf, type Fn } from "./registry";

/** The class `Process` of one thread: a worker started by hand, under every strategy. */
export function processClass(threadOf: () => Thread, decoders: ObjectDecoders) {
  return class Process {
    readonly #fn: Fn;
    readonly #args: readonly unknown[];
    #ended: Promise<unknown> | undefined;

    constructor(fn: unknown, ...args: unknown[]) {
      this.#fn = checkFunction(fn, "Process");
      this.#args = args;
    }

    async start(): Promise<void> {
      if (this.#ended) throw new FanoutError("this process was already started");
      const thread = threadOf();
      const definition = definitionOf(this.#fn);
      const exported = definition
        ? undefined
        : Object.keys(thread.exports).find((name) => thread.exports[name] === this.#fn);
      const name = definition?.name ?? exported;
      if (name === undefined)
        throw new FanoutError(
          "Process takes a task or a function that the program exports, because the new worker finds it by its name",
        );
      const ctx = currentContext(thread, `Process ${name}`);
      const found = inspect(this.#args, "arguments");
      const refused = refusal(name, found);
      if (refused) throw refused;
      const results = new CallResults(1, (value) => decodeObjects(value, decoders(thread)));
      const { place } = ctx;
      const post = thread.post;
      const settled = callRemote(
        // The message is a process's, not a call's; everything else about it is the same.
        Object.assign(Object.create(thread) as Thread, {
          post: (message: Parameters<typeof post>[0], transfer?: Transferable[]) =>
            message.type === "call"
              ? post({ type: "process", call: message, exported }, transfer)
              : post(message, transfer),
        }),
        // Starting does not wait: the slot is given up by join, not by start.
        ctx,
        {
          id: reserve(thread, 1),
          parent: ctx.span,
          task: name,
          kind: KINDS.indexOf("process"),
          map: false,
          payload: { form: "tuples", list: [this.#args] },
          options: { concurrency: 0, minSuccessRatio: 1, chunkSize: 1, finishRunnable: true, stream: false },
          strategy: place.strategy,
          scopes: [],
          depth: place.depth + 1,
          path: ctx.nextPath(name),
          trail: trailOf(ctx),
          chunk: place.chunk,
          issued: thread.now(),
          bytes: found.bytes,
        },
        results,
        found.encoded,
      );
      this.#ended = settled.then(() => results.values[0]);
      this.#ended.catch(() => undefined);
    }

    join(): Promise<unknown> {
      if (!this.#ended) throw new FanoutError("start the process before joining it");
      return this.#ended;
    }
  };
}
