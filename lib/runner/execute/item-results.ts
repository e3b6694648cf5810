import type { Payload } from "@/lib/protocol/calls";
import { packList, RESULT, refusal } from "../remote/payload";
import type { Thread } from "./thread";

/** A result as its receiver gets it, with the bytes and ms that its copy took. */
export interface Accepted {
  readonly value: unknown;
  readonly bytes: number;
  readonly ms: number;
}

/** Results of items: a typed array while all of them are numbers. */
export class ItemResults {
  /** Null once the results are in `list`. */
  numbers: Float64Array | null;
  list: unknown[] | null;
  /** Bytes of all results. */
  bytes = 0;
  /** Bytes of the last result that was copied. */
  lastBytes: number;
  /** Why the last result cannot be given to its receiver, where it cannot. */
  refused: Error | undefined;
  /** ms for copies within this thread since `takeCopyMs`. */
  private copyMs = 0;
  readonly primitiveBytes: number;

  /**
   * @param expectsNumbers start with a typed array, which becomes a list with the first result that is no number
   * @param crosses the results leave this thread
   */
  constructor(
    private readonly n: number,
    expectsNumbers: boolean,
    private readonly crosses: boolean,
    private readonly task: string,
    private readonly thread: Thread,
  ) {
    // What stays in this thread is counted where it has to be copied.
    this.primitiveBytes = crosses ? 8 : 0;
    this.lastBytes = this.primitiveBytes;
    this.numbers = expectsNumbers ? new Float64Array(n) : null;
    this.list = expectsNumbers ? null : new Array(n);
  }

  /** A result as its receiver gets it: a copy, so that nobody can change it any more. Sets `refused`. */
  received(value: unknown): unknown {
    this.lastBytes = this.primitiveBytes;
    this.refused = undefined;
    if (typeof value === "number" || typeof value === "boolean" || value === undefined) return value;
    const { thread, crosses } = this;
    const { values } = thread;
    if (!crosses && !values.isCopied(value)) return value;
    const from = crosses ? 0 : thread.now();
    const copied = crosses ? values.encode(value, RESULT) : values.copy(value, RESULT);
    if (!crosses) this.copyMs += thread.now() - from;
    this.lastBytes = copied.bytes;
    this.refused = refusal(this.task, copied);
    return copied.value;
  }

  /** As `received`, for a body that others interleave with. @throws Error for a value that cannot be copied */
  accept(value: unknown): Accepted {
    const received = this.received(value);
    if (this.refused) throw this.refused;
    return { value: received, bytes: this.lastBytes, ms: this.takeCopyMs() };
  }

  takeCopyMs(): number {
    const ms = this.copyMs;
    this.copyMs = 0;
    return ms;
  }

  store(i: number, value: unknown): void {
    this.bytes += this.lastBytes;
    if (this.numbers) {
      if (typeof value === "number") {
        this.numbers[i] = value;
        return;
      }
      this.list = new Array(this.n);
      for (let j = 0; j < this.n; j++) this.list[j] = this.numbers[j];
      this.numbers = null;
    }
    (this.list as unknown[])[i] = value;
  }

  /** As a plain list. */
  values(): unknown[] {
    if (this.list) return this.list;
    const numbers = this.numbers as Float64Array;
    const list: unknown[] = new Array(this.n);
    for (let i = 0; i < this.n; i++) list[i] = numbers[i];
    return list;
  }

  /** The first `ran`, as they cross. */
  packed(ran: number): Payload {
    // A list of one is cloned in less time than a typed array of one.
    if (this.n === 1) return { form: "list", list: this.values().slice(0, ran) };
    if (this.numbers)
      return { form: "numbers", numbers: ran === this.n ? this.numbers : this.numbers.slice(0, ran) };
    const list = this.list as unknown[];
    return packList(ran === this.n ? list : list.slice(0, ran));
  }
}
