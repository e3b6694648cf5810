/** Recent durations of map items and of single calls, by task: a single call has costs of its own. */
export class DurationEstimates {
  private readonly tasks = new Map<string, { items: number; ms: number }>();

  /** @param ms total of `items` items run in sequence. Each chunk halves the weight of those before it. */
  add(task: string, inMap: boolean, items: number, ms: number): void {
    const key = keyOf(task, inMap);
    const estimate = this.tasks.get(key) ?? { items: 0, ms: 0 };
    estimate.items = estimate.items / 2 + items;
    estimate.ms = estimate.ms / 2 + Math.max(0, ms);
    this.tasks.set(key, estimate);
  }

  /** ms of one item or call; NaN before the first came back. */
  meanMs(task: string, inMap: boolean): number {
    const estimate = this.tasks.get(keyOf(task, inMap));
    return estimate && estimate.items > 0 ? estimate.ms / estimate.items : Number.NaN;
  }
}

const keyOf = (task: string, inMap: boolean): string => (inMap ? `map ${task}` : `call ${task}`);
