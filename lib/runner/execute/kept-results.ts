import { MAX_RESULTS } from "@/lib/model/limits";
import type { KeptResults } from "@/lib/protocol/flush";
import { type ReusableCall, reuseNames } from "../host/identity";
import type { LanguageValues } from "../host/language";
import { RESULT } from "../remote/payload";

/** Results of calls that ran in this thread, for a run from the failure or from where this one was stopped. */
export class ResultKeeper {
  private names: number[] = [];
  private values: unknown[] = [];
  private count = 0;

  constructor(private readonly language: LanguageValues) {}

  /** Keeps what succeeded of a call. @param failed offsets of the items that failed */
  add(call: ReusableCall, values: readonly unknown[], failed: ReadonlySet<number>): void {
    if (this.count + values.length > MAX_RESULTS) return;
    this.count += values.length;
    const names = reuseNames(call);
    for (let i = 0; i < values.length; i++) {
      const name = names[i] as number;
      if (!failed.has(i) && !Number.isNaN(name)) this.keep(name, values[i]);
    }
  }

  private keep(name: number, result: unknown): void {
    // A copy: whoever has the result may change it. What cannot be copied cannot be reused.
    const { value, problem } = this.language.encode(result, RESULT);
    if (problem !== undefined) return;
    this.names.push(name);
    this.values.push(value);
  }

  /** What was kept since the last call. */
  take(): KeptResults | undefined {
    if (this.names.length === 0) return undefined;
    const taken = { names: Float64Array.from(this.names), values: this.values };
    this.names = [];
    this.values = [];
    return taken;
  }

  /** Before another trial. */
  clear(): void {
    this.take();
    this.count = 0;
  }
}
