import { ID_SPACE } from "@/lib/protocol/rows";
import type { ObjectDecoders } from "../../execute/calls";
import type { Thread } from "../../execute/thread";
import { QueueClosed } from "../../remote/errors";
import { decodeObjects } from "../decode-objects";
import { EncodableObject, encodeObjects, OBJECT_TAG } from "../object-codec";

/** The class `Queue` of one thread. The items are at the coordinator; every put and get is a message there and back. */
export function queueClass(threadOf: () => Thread, decoders: ObjectDecoders) {
  return class Queue extends EncodableObject {
    #id: string | undefined;

    static revive(record: Record<string, unknown>): Queue {
      const queue = new Queue();
      queue.#id = String(record.id);
      return queue;
    }

    get byteLength(): number {
      return 16;
    }

    encode(): Record<string, unknown> {
      return { [OBJECT_TAG]: "Queue", id: this.#name() };
    }

    #name(): string {
      const thread = threadOf();
      this.#id ??= `queue ${thread.init.lane * ID_SPACE + thread.nextRequest()}`;
      return this.#id;
    }

    async put(item: unknown): Promise<void> {
      await this.#ask("put", encodeObjects(item));
    }

    async get(): Promise<unknown> {
      const answer = await this.#ask("get");
      if (!answer.ok) throw new QueueClosed("the queue is closed and empty");
      return decodeObjects(answer.value, decoders(threadOf()));
    }

    async close(): Promise<void> {
      await this.#ask("close");
    }

    async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
      for (;;) {
        const answer = await this.#ask("get");
        if (!answer.ok) return;
        yield decodeObjects(answer.value, decoders(threadOf()));
      }
    }

    /** A body that waits for an item gives up its slot meanwhile, as when it waits for a nested call. */
    #ask(op: "put" | "get" | "close", value?: unknown): Promise<{ ok: boolean; value?: unknown }> {
      const thread = threadOf();
      const queue = this.#name();
      const place = thread.current?.place;
      const holder = op === "get" ? place?.holder : undefined;
      const req = thread.nextRequest();
      return new Promise((resolve) => {
        thread.answers.set(`queue ${req}`, (message) => {
          if (message.type !== "queue") return;
          thread.answers.delete(`queue ${req}`);
          const wait = holder?.resume();
          if (wait) void wait.then(() => resolve(message));
          else resolve(message);
        });
        thread.post({ type: "queue", req, queue, op, value, chunk: op === "get" ? (place?.chunk ?? 0) : 0 });
        holder?.suspend();
      });
    }
  };
}
