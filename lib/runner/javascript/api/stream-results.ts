/**
 * Results as an async iterable, in the order they arrive. The work starts immediately, not when the first result is asked
 * for; its failure is thrown after the results that came before it.
 */
export function streamResults<T>(
  start: (onResult: (result: T) => void) => Promise<unknown>,
): AsyncIterable<T> {
  const ready: T[] = [];
  let wake: (() => void) | undefined;
  let over: { readonly failed: boolean; readonly error?: unknown } | undefined;
  const end = (how: NonNullable<typeof over>) => {
    over = how;
    wake?.();
  };
  start((result) => {
    ready.push(result);
    wake?.();
  }).then(
    () => end({ failed: false }),
    (error: unknown) => end({ failed: true, error }),
  );
  return {
    async *[Symbol.asyncIterator]() {
      for (let head = 0; ; ) {
        if (head < ready.length) {
          yield ready[head++] as T;
        } else if (over) {
          if (over.failed) throw over.error;
          return;
        } else {
          await new Promise<void>((go) => {
            wake = go;
          });
        }
      }
    },
  };
}
