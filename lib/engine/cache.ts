import type { CacheEntry } from "@/lib/protocol/page";

type Waiting = (found: { readonly hit: true; readonly value: unknown } | { readonly hit: false }) => void;

/** Results by key, and the calls that wait for one in flight: identical calls share one execution. */
export class Cache {
  private readonly values = new Map<string, unknown>();
  private readonly flights = new Map<string, Waiting[]>();
  /** New since the run began. */
  readonly added: CacheEntry[] = [];

  constructor(entries: Iterable<CacheEntry>) {
    for (const entry of entries) this.values.set(entry.key, entry.value);
  }

  /**
   * Answers immediately on a hit, and on a miss that nobody computes yet: the asker then computes it and must call `put` or
   * `fail`. Otherwise the answer waits until it is computed.
   */
  get(key: string, answer: Waiting): void {
    if (this.values.has(key)) {
      answer({ hit: true, value: this.values.get(key) });
      return;
    }
    const flight = this.flights.get(key);
    if (flight) {
      flight.push(answer);
      return;
    }
    this.flights.set(key, []);
    answer({ hit: false });
  }

  put(key: string, task: string, value: unknown): void {
    this.values.set(key, value);
    this.added.push({ key, task, value });
    const flight = this.flights.get(key);
    this.flights.delete(key);
    for (const answer of flight ?? []) answer({ hit: true, value });
  }

  /** The computation failed: the next waiting call takes over. */
  fail(key: string): void {
    const flight = this.flights.get(key);
    const next = flight?.shift();
    if (next) next({ hit: false });
    else this.flights.delete(key);
  }
}
