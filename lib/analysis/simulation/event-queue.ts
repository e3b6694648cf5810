/** Things to do at simulated times, earliest first, and in the order added where times are equal. */
export class EventQueue {
  /** ms; the time of the event being done. */
  now = 0;
  private readonly times: number[] = [];
  private readonly orders: number[] = [];
  private readonly actions: (() => void)[] = [];
  private added = 0;

  get length(): number {
    return this.times.length;
  }

  /** @param time never before `now` */
  at(time: number, action: () => void): void {
    let i = this.times.length;
    const when = Math.max(time, this.now);
    const order = this.added;
    this.added += 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if ((this.times[up] as number) <= when) break;
      this.move(up, i);
      i = up;
    }
    this.put(i, when, order, action);
  }

  /** Does the next one. @returns false when there was none. */
  next(): boolean {
    const action = this.actions[0];
    if (action === undefined) return false;
    this.now = this.times[0] as number;
    const time = this.times.pop() as number;
    const order = this.orders.pop() as number;
    const last = this.actions.pop() as () => void;
    if (this.times.length > 0) this.sink(time, order, last);
    action();
    return true;
  }

  private sink(time: number, order: number, action: () => void): void {
    let i = 0;
    for (;;) {
      const left = 2 * i + 1;
      if (left >= this.times.length) break;
      const right = left + 1;
      const child = right < this.times.length && this.before(right, left) ? right : left;
      const sooner =
        (this.times[child] as number) < time ||
        (this.times[child] === time && (this.orders[child] as number) < order);
      if (!sooner) break;
      this.move(child, i);
      i = child;
    }
    this.put(i, time, order, action);
  }

  private before(a: number, b: number): boolean {
    const difference = (this.times[a] as number) - (this.times[b] as number);
    return difference < 0 || (difference === 0 && (this.orders[a] as number) < (this.orders[b] as number));
  }

  private move(from: number, to: number): void {
    this.put(to, this.times[from] as number, this.orders[from] as number, this.actions[from] as () => void);
  }

  private put(i: number, time: number, order: number, action: () => void): void {
    this.times[i] = time;
    this.orders[i] = order;
    this.actions[i] = action;
  }
}
