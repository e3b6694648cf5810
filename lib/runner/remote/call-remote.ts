import type { CallMessage, Payload, ToRunner } from "@/lib/protocol/runner";
import type { SpanContext } from "../execute/span-context";
import type { Thread } from "../execute/thread";
import { encodeObjects } from "../javascript/object-codec";
import { fromWire } from "./errors";
import { transferables } from "./payload";

type Draft = Omit<CallMessage, "type">;

/** Takes results as they come. */
export interface ResultSink {
  part(index: number, payload: Payload): void;
}

/** Results of a call, filled part by part. */
export class CallResults implements ResultSink {
  private room: unknown[] | undefined;

  constructor(
    private readonly n: number,
    private readonly decode: (value: unknown) => unknown,
  ) {}

  get values(): unknown[] {
    this.room ??= new Array(this.n);
    return this.room;
  }

  /**
   * Makes room while the call is under way.
   * @param forNumbers room for doubles at once: engines would else move a long list when the first comes that is no small integer
   */
  prepare(forNumbers: boolean): void {
    const { values } = this;
    if (forNumbers && this.n > 0) values[0] = 0.5;
  }

  part(index: number, payload: Payload): void {
    const { values } = this;
    if (payload.form === "numbers") {
      const { numbers } = payload;
      for (let i = 0; i < numbers.length; i++) values[index + i] = numbers[i];
    } else for (let i = 0; i < payload.list.length; i++) values[index + i] = this.decode(payload.list[i]);
  }
}

/**
 * Has the coordinator carry out a call. The promise settles when the coordinator says so, which it does only once the
 * calling body has its slot again.
 * @param encoded the arguments hold artifacts or queues.
 */
export function callRemote(
  thread: Thread,
  ctx: SpanContext,
  draft: Draft,
  sink: ResultSink,
  encoded: boolean,
): Promise<void> {
  const payload =
    encoded && draft.payload.form !== "numbers"
      ? ({ ...draft.payload, list: encodeObjects(draft.payload.list) } as Payload)
      : draft.payload;
  const holder = ctx.place.holder;
  const key = `call ${draft.id}`;
  const settled = new Promise<void>((resolve, reject) => {
    thread.answers.set(key, (message: ToRunner) => {
      if (message.type === "part") sink.part(message.index, message.payload);
      else if (message.type === "settled") {
        thread.answers.delete(key);
        if (message.part) sink.part(message.part.index, message.part.payload);
        const wait = holder?.resume();
        const done = () => {
          if (message.error) reject(fromWire(message.error));
          else {
            for (const index of message.nulls ?? []) sink.part(index, { form: "list", list: [null] });
            resolve();
          }
        };
        if (wait) void wait.then(done);
        else done();
      }
    });
    try {
      thread.post({ type: "call", ...draft, payload }, transferables(payload));
    } catch (error) {
      thread.answers.delete(key);
      throw error;
    }
    holder?.suspend();
  });
  ctx.add({ settled, cancel: () => thread.post({ type: "cancel", calls: [draft.id] }) });
  return settled;
}
