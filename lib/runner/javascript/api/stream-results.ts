/** Work whose results come one by one. */
export interface ResultSource<T> {
  /** @param onResult called with each result as it comes */
  start(onResult: (result: T) => void): Promise<unknown>;
  /** Starts nothing further. */
  cancel(): void;
}

/**
 * Results as an async iterable, in the order they arrive. The work starts immediately, not when the first result is asked
 * for; its failure is thrown after the results that came before it. Each iterator gives every result. When the last loop
 * over it ends before the results do (`break`, `return`, an error), nothing further starts.
 */
export function streamResults<T>({ start, cancel }: ResultSource<T>): AsyncIterable<T> {
  const ready: T[] = [];
  const waiting = new Set<() => void>();
  let loops = 0;
  let over: { readonly failed: boolean; readonly error?: unknown } | undefined;
  const wake = () => {
    const all = [...waiting];
    waiting.clear();
    for (const go of all) go();
  };
  const end = (how: NonNullable<typeof over>) => {
    over = how;
    wake();
  };
  start((result) => {
    ready.push(result);
    wake();
  }).then(
    () => end({ failed: false }),
    (error: unknown) => end({ failed: true, error }),
  );

  function iterator(): AsyncIterableIterator<T> {
    let head = 0;
    let isDone = false;
    loops++;
    const finish = () => {
      if (isDone) return;
      isDone = true;
      loops--;
    };
    return {
      async next() {
        while (!isDone) {
          if (head < ready.length) return { done: false, value: ready[head++] as T };
          if (over) {
            finish();
            if (over.failed) throw over.error;
          } else await new Promise<void>((go) => waiting.add(go));
        }
        return { done: true, value: undefined };
      },
      async return(value) {
        finish();
        wake();
        if (loops === 0 && !over) cancel();
        return { done: true, value };
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }
  return { [Symbol.asyncIterator]: iterator };
}
