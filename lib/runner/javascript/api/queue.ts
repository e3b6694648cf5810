import type { QueueName } from "../../remote/call-queue";
import { QueueClosed } from "../../remote/errors";
import { EncodableObject } from "../copy/object-codec";
import { OBJECT_TAG } from "../copy/object-tag";
import { checkOptions } from "./registry";
import type { SdkParts } from "./sdk";

/** The class `Queue` of one thread. The items are at the coordinator; every put and get is a round trip. */
export function queueClass({ thread, host, registry }: Pick<SdkParts, "thread" | "host" | "registry">) {
  return class Queue extends EncodableObject {
    #id: string | undefined;
    readonly #name: string | undefined;

    constructor(given?: unknown) {
      super();
      const { name } = checkOptions(given, ["name"], "Queue");
      if (name !== undefined && (typeof name !== "string" || name === ""))
        throw new TypeError("Queue: `name` must be a string");
      this.#name = name?.slice(0, 200);
      // Every worker makes it again when it loads the program: it is one queue.
      if (registry.loading) this.#id = registry.nextQueue();
    }

    static revive(record: Record<string, unknown>): Queue {
      const { name } = record;
      const queue = new Queue(typeof name === "string" ? { name } : undefined);
      queue.#id = String(record.id);
      return queue;
    }

    get byteLength(): number {
      return 16;
    }

    // Another queue, or the same one later, has other items.
    readonly comparable = undefined;

    encode(): Record<string, unknown> {
      return { [OBJECT_TAG]: "Queue", ...this.#queue() };
    }

    #queue(): QueueName {
      this.#id ??= host.newQueueId();
      return { id: this.#id, name: this.#name };
    }

    async put(item: unknown): Promise<void> {
      if (!(await host.put(thread.current, this.#queue(), item)))
        throw new QueueClosed(`${this.#words()} is closed: nothing can be put into it`);
    }

    async get(): Promise<unknown> {
      const item = await host.get(thread.current, this.#queue());
      if (!item) throw new QueueClosed(`${this.#words()} is closed and empty`);
      return item.value;
    }

    async close(): Promise<void> {
      await host.close(thread.current, this.#queue());
    }

    async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
      for (;;) {
        const item = await host.get(thread.current, this.#queue());
        if (!item) return;
        yield item.value;
      }
    }

    #words(): string {
      return this.#name === undefined ? "the queue" : `queue \`${this.#name}\``;
    }
  };
}
