import { QueueClosed } from "../../remote/errors";
import { EncodableObject } from "../copy/object-codec";
import { OBJECT_TAG } from "../copy/object-tag";
import type { SdkParts } from "./sdk";

/** The class `Queue` of one thread. The items are at the coordinator; every put and get is a round trip. */
export function queueClass({ thread, host }: Pick<SdkParts, "thread" | "host">) {
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
      this.#id ??= host.newQueueId();
      return this.#id;
    }

    #ask(op: "put" | "get" | "close", value?: unknown) {
      return host.queue(thread.current, this.#name(), op, value);
    }

    async put(item: unknown): Promise<void> {
      await this.#ask("put", item);
    }

    async get(): Promise<unknown> {
      const answer = await this.#ask("get");
      if (!answer.ok) throw new QueueClosed("the queue is closed and empty");
      return answer.value;
    }

    async close(): Promise<void> {
      await this.#ask("close");
    }

    async *[Symbol.asyncIterator](): AsyncGenerator<unknown> {
      for (;;) {
        const answer = await this.#ask("get");
        if (!answer.ok) return;
        yield answer.value;
      }
    }
  };
}
