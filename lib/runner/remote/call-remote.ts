import type { CallMessage, Payload } from "@/lib/protocol/calls";
import type { OpenCall, SpanContext } from "../execute/span-context";
import type { Thread } from "../execute/thread";
import type { LanguageValues } from "../host/language";
import { fromWire, toWire } from "./errors";
import { ARGUMENTS, accepted, sendArguments, transferables } from "./payload";

/** Results of a call, filled part by part. */
export class CallResults {
  private room: unknown[] | undefined;
  /** By index: whether `onResult` had it. What a worker gave before it was lost comes again. */
  private given: Uint8Array | undefined;

  /** @param onResult called with each result as it arrives, once for each index */
  constructor(
    private readonly n: number,
    private readonly decode: (value: unknown) => unknown,
    private readonly onResult?: (index: number, value: unknown) => void,
  ) {}

  get values(): unknown[] {
    this.room ??= new Array(this.n);
    return this.room;
  }

  /**
   * Allocates the list while the call is under way.
   * @param forNumbers allocate for doubles: engines otherwise convert a long list when the first value comes that is no small integer
   */
  prepare(forNumbers: boolean): void {
    const { values } = this;
    if (forNumbers && this.n > 0) values[0] = 0.5;
  }

  part(index: number, payload: Payload): void {
    const { values, onResult } = this;
    const n = payload.form === "numbers" ? payload.numbers.length : payload.list.length;
    if (payload.form === "numbers") for (let i = 0; i < n; i++) values[index + i] = payload.numbers[i];
    else for (let i = 0; i < n; i++) values[index + i] = this.decode(payload.list[i]);
    if (!onResult) return;
    this.given ??= new Uint8Array(this.n);
    for (let i = index; i < index + n; i++) {
      if (this.given[i]) continue;
      this.given[i] = 1;
      onResult(i, values[i]);
    }
  }

  /** The results of items whose failure is allowed. Where results are streamed, each has come as a part already. */
  setNulls(indexes: readonly number[]): void {
    for (const index of indexes) this.values[index] = null;
  }
}

/** Estimated bytes of arguments up to which a call waits for those made right after it: it is copied once more. */
const MAX_BYTES_TOGETHER = 4096;

/** Arguments as they are now. */
function copyOf(
  values: LanguageValues,
  task: string,
  list: readonly (readonly unknown[])[],
): readonly (readonly unknown[])[] {
  const isPlain = !list.some((args) => args.some((each) => values.isCopied(each)));
  return isPlain ? list : (accepted(task, values.encode(list, ARGUMENTS)) as readonly (readonly unknown[])[]);
}

/**
 * Sends a call to the coordinator. It settles when the coordinator answers, which it does once the calling body has its
 * slot again.
 * @param encoded the arguments hold objects that are encoded
 * @param post posts the call in another message; by default single calls with few arguments go together
 */
export function callRemote(
  thread: Thread,
  ctx: SpanContext,
  draft: Omit<CallMessage, "type">,
  results: CallResults,
  encoded: boolean,
  post?: (call: CallMessage, transfer: Transferable[]) => void,
): OpenCall {
  const holder = ctx.place.holder;
  const key = `call ${draft.id}`;
  if (draft.scopes.length > 0) thread.slots.share(draft.scopes);
  const settled = new Promise<void>((resolve, reject) => {
    thread.answers.set(key, (message) => {
      if (message.type === "part") results.part(message.index, message.payload);
      if (message.type !== "settled") return;
      thread.answers.delete(key);
      if (message.part) results.part(message.part.index, message.part.payload);
      const done = () => {
        if (message.error) reject(fromWire(thread.values, message.error));
        else {
          results.setNulls(message.nulls ?? []);
          resolve();
        }
      };
      const wait = holder?.resume();
      if (wait) void wait.then(done);
      else done();
    });
    const { payload } = draft;
    const send = (sent: Payload) =>
      (post ?? thread.post)({ type: "call", ...draft, payload: sent }, transferables(sent));
    try {
      if (!post && !draft.map && payload.form === "tuples" && draft.bytes <= MAX_BYTES_TOGETHER) {
        const list = copyOf(thread.values, draft.task, payload.list);
        thread.postCall({ type: "call", ...draft, payload: { ...payload, list } }, (error) =>
          thread.receive({ type: "settled", call: draft.id, error: toWire(error, draft.trail) }),
        );
      } else if (payload.form === "numbers") send(payload);
      else
        sendArguments(thread.values, draft.task, payload.list, encoded, (list) =>
          send({ ...payload, list } as Payload),
        );
    } catch (error) {
      thread.answers.delete(key);
      throw error;
    }
    holder?.suspend();
  });
  const calls = [draft.id];
  return {
    settled,
    cancel: () => thread.post({ type: "cancel", calls }),
    stop: () => thread.post({ type: "stop", calls }),
  };
}
