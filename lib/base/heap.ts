/** Gives the item with the smallest key first, and among equal keys the one that was pushed first. */
export class Heap<T> {
  private readonly keys: number[] = [];
  private readonly orders: number[] = [];
  private readonly items: T[] = [];
  private pushed = 0;

  get length(): number {
    return this.keys.length;
  }

  /** Key of the first item; NaN where there is none. */
  get key(): number {
    return this.keys[0] ?? Number.NaN;
  }

  peek(): T | undefined {
    return this.items[0];
  }

  push(key: number, item: T): void {
    let i = this.keys.length;
    const order = this.pushed;
    this.pushed += 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if ((this.keys[up] as number) <= key) break;
      this.move(up, i);
      i = up;
    }
    this.put(i, key, order, item);
  }

  pop(): T | undefined {
    const first = this.items[0];
    const key = this.keys.pop();
    const order = this.orders.pop() as number;
    const last = this.items.pop() as T;
    if (key !== undefined && this.keys.length > 0) this.sink(key, order, last);
    return first;
  }

  private sink(key: number, order: number, item: T): void {
    let i = 0;
    for (;;) {
      const left = 2 * i + 1;
      if (left >= this.keys.length) break;
      const right = left + 1;
      const child = right < this.keys.length && this.isBefore(right, left) ? right : left;
      const sooner =
        (this.keys[child] as number) < key ||
        (this.keys[child] === key && (this.orders[child] as number) < order);
      if (!sooner) break;
      this.move(child, i);
      i = child;
    }
    this.put(i, key, order, item);
  }

  private isBefore(a: number, b: number): boolean {
    const difference = (this.keys[a] as number) - (this.keys[b] as number);
    return difference < 0 || (difference === 0 && (this.orders[a] as number) < (this.orders[b] as number));
  }

  private move(from: number, to: number): void {
    this.put(to, this.keys[from] as number, this.orders[from] as number, this.items[from] as T);
  }

  private put(i: number, key: number, order: number, item: T): void {
    this.keys[i] = key;
    this.orders[i] = order;
    this.items[i] = item;
  }
}
