/**
 * Time that passes only when nothing else can happen: `run` lets all that is ready go on, then jumps to the next
 * timer. A run that would last seconds takes a few milliseconds, and every duration in it is exact.
 */
export class VirtualTime {
  /** ms since the start. */
  now = 0;
  readonly #timers: { readonly at: number; readonly wake: () => void }[] = [];

  sleep(ms: number): Promise<void> {
    return new Promise((wake) => {
      this.#timers.push({ at: this.now + ms, wake });
    });
  }

  /** @throws what `work` throws, or an error if it waits for something that no timer brings. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    let settled = false;
    const result = work().finally(() => {
      settled = true;
    });
    result.catch(() => {}); // reported below
    for (;;) {
      await new Promise((drained) => setImmediate(drained)); // every promise that can go on has gone on
      if (settled) return result;
      if (this.#timers.length === 0) throw new Error("Nothing is left that could wake the program");
      this.now = Math.min(...this.#timers.map((timer) => timer.at));
      const due = this.#timers.filter((timer) => timer.at <= this.now);
      const later = this.#timers.filter((timer) => timer.at > this.now);
      this.#timers.splice(0, this.#timers.length, ...later);
      for (const timer of due) timer.wake();
    }
  }
}
