import type { CacheEntry } from "@/lib/protocol/page";

export type CacheAnswer = { readonly hit: true; readonly value: unknown } | { readonly hit: false };

/** Who asks for a key: a worker, for an inline call, or a call that goes to workers. */
export type CacheAsker = object;

interface Asked {
  readonly by: CacheAsker;
  readonly task: string;
  answer(found: CacheAnswer): void;
}

/** A key that somebody computes. */
interface Flight extends Pick<Asked, "by" | "task"> {
  waiting: Asked[];
}

/**
 * Results by key, and the calls that wait for one in flight: identical calls share one execution. A result is taken only
 * from whoever was told that there is none: a runner holds a stranger's code, and can name any key.
 */
export class Cache {
  private readonly values = new Map<string, unknown>();
  private readonly flights = new Map<string, Flight>();
  /** New since the run began. */
  readonly added: CacheEntry[] = [];

  constructor(entries: Iterable<CacheEntry>) {
    for (const entry of entries) this.values.set(entry.key, entry.value);
  }

  /**
   * Answers immediately on a hit, and on a miss that nobody computes yet: the asker then computes it and must call `put` or
   * `fail`. Otherwise the answer waits until it is computed.
   */
  get(key: string, task: string, by: CacheAsker, answer: Asked["answer"]): void {
    const flight = this.flights.get(key);
    if (this.values.has(key)) answer({ hit: true, value: this.values.get(key) });
    else if (flight) flight.waiting.push({ by, task, answer });
    else this.begin(key, { by, task, answer }, []);
  }

  put(key: string, task: string, by: CacheAsker, value: unknown): void {
    const flight = this.flights.get(key);
    if (flight?.by !== by || flight.task !== task) return;
    this.values.set(key, value);
    this.added.push({ key, task, value });
    this.flights.delete(key);
    for (const { answer } of flight.waiting) answer({ hit: true, value });
  }

  /** The computation failed: the next waiting call takes over. */
  fail(key: string, by: CacheAsker): void {
    const flight = this.flights.get(key);
    if (flight?.by !== by) return;
    this.flights.delete(key);
    const next = flight.waiting.shift();
    if (next) this.begin(key, next, flight.waiting);
  }

  /** It is gone: it computes nothing more, and waits for nothing. @param keys that it has asked for */
  leave(by: CacheAsker, keys: Iterable<string>): void {
    for (const key of keys) {
      const flight = this.flights.get(key);
      if (!flight) continue;
      flight.waiting = flight.waiting.filter((asked) => asked.by !== by);
      this.fail(key, by);
    }
  }

  private begin(key: string, { by, task, answer }: Asked, waiting: Asked[]): void {
    this.flights.set(key, { by, task, waiting });
    answer({ hit: false });
  }
}
