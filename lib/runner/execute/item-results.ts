import type { Payload } from "@/lib/protocol/runner";
import type { LanguageValues } from "../host/language";
import { packList, refusal } from "../remote/payload";

/** Results of items: a typed array while all of them are numbers. */
export class ItemResults {
  /** Null once the results are in `list`. */
  numbers: Float64Array | null;
  list: unknown[] | null;
  /** Bytes of all results. */
  bytes = 0;
  /** Bytes of the last result that was inspected. */
  lastBytes = 8;
  /** A result holds objects that are encoded before they cross. */
  encoded = false;

  /**
   * @param expectsNumbers start with a typed array: the results come in order, so it can become a list later
   * @param crosses the results leave this thread
   */
  constructor(
    private readonly n: number,
    expectsNumbers: boolean,
    private readonly crosses: boolean,
    private readonly task: string,
    private readonly languageValues: LanguageValues,
  ) {
    this.numbers = expectsNumbers ? new Float64Array(n) : null;
    this.list = expectsNumbers ? null : new Array(n);
  }

  /** @returns the error for a result that has to cross and cannot */
  refusal(value: unknown): Error | undefined {
    this.lastBytes = 8;
    if (!this.crosses || typeof value === "number" || typeof value === "boolean" || value === undefined)
      return undefined;
    const found = this.languageValues.inspect(value, "the result");
    this.lastBytes = found.bytes;
    this.encoded ||= found.encoded;
    return refusal(this.task, found);
  }

  store(i: number, value: unknown): void {
    this.bytes += this.lastBytes;
    if (this.numbers) {
      if (typeof value === "number") {
        this.numbers[i] = value;
        return;
      }
      this.list = new Array(this.n);
      for (let j = 0; j < i; j++) this.list[j] = this.numbers[j];
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
    if (this.numbers)
      return { form: "numbers", numbers: ran === this.n ? this.numbers : this.numbers.slice(0, ran) };
    const list = this.list as unknown[];
    const payload = packList(ran === this.n ? list : list.slice(0, ran));
    if (!this.encoded || payload.form === "numbers") return payload;
    return { form: "list", list: payload.list.map((value) => this.languageValues.encode(value)) };
  }
}
