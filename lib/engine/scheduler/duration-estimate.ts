/** Recent durations of map items, by task. */
export class DurationEstimates {
  private readonly tasks = new Map<string, { items: number; ms: number }>();

  /** @param ms total of `items` items run in sequence. Each chunk halves the weight of those before it. */
  add(task: string, items: number, ms: number): void {
    const estimate = this.tasks.get(task) ?? { items: 0, ms: 0 };
    estimate.items = estimate.items / 2 + items;
    estimate.ms = estimate.ms / 2 + Math.max(0, ms);
    this.tasks.set(task, estimate);
  }

  /** ms of one item; NaN before the first chunk came back. */
  meanMs(task: string): number {
    const estimate = this.tasks.get(task);
    return estimate && estimate.items > 0 ? estimate.ms / estimate.items : Number.NaN;
  }
}
