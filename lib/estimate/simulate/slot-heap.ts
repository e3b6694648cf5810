/** Slots by time, the earliest first; of equal ones, any. Each slot is in it at most once. */
export class SlotHeap {
  private readonly times: Float64Array;
  private readonly slots: Int32Array;
  size = 0;

  constructor(capacity: number) {
    this.times = new Float64Array(capacity);
    this.slots = new Int32Array(capacity);
  }

  /** Infinity where it is empty. */
  get time(): number {
    return this.size === 0 ? Number.POSITIVE_INFINITY : (this.times[0] as number);
  }

  push(time: number, slot: number): void {
    let i = this.size;
    this.size += 1;
    while (i > 0) {
      const up = (i - 1) >> 1;
      if ((this.times[up] as number) <= time) break;
      this.move(up, i);
      i = up;
    }
    this.times[i] = time;
    this.slots[i] = slot;
  }

  /** The earliest slot; there has to be one. */
  pop(): number {
    const first = this.slots[0] as number;
    this.size -= 1;
    const time = this.times[this.size] as number;
    const slot = this.slots[this.size] as number;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= this.size) break;
      if (child + 1 < this.size && (this.times[child + 1] as number) < (this.times[child] as number))
        child += 1;
      if ((this.times[child] as number) >= time) break;
      this.move(child, i);
      i = child;
    }
    this.times[i] = time;
    this.slots[i] = slot;
    return first;
  }

  private move(from: number, to: number): void {
    this.times[to] = this.times[from] as number;
    this.slots[to] = this.slots[from] as number;
  }
}
