/** How long items of maps took lately, by task. */
export class DurationEstimates {
  private readonly tasks = new Map<string, { items: number; ms: number }>();

  /** @param ms what `items` of that task took one after the other. Older chunks count half as much each time. */
  add(task: string, items: number, ms: number): void {
    const pace = this.tasks.get(task) ?? { items: 0, ms: 0 };
    pace.items = pace.items / 2 + items;
    pace.ms = pace.ms / 2 + Math.max(0, ms);
    this.tasks.set(task, pace);
  }

  /** ms of one item; NaN before the first chunk came back. */
  meanMs(task: string): number {
    const pace = this.tasks.get(task);
    return pace && pace.items > 0 ? pace.ms / pace.items : Number.NaN;
  }
}
