/**
 * A queue that gives the deepest entry first, and among equals the one that came first. Deepest first keeps the number
 * of bodies that wait for nested calls small, and with it the workers that they hold.
 */
export class PriorityQueue<T> {
  private readonly levels: { items: T[]; head: number }[] = [];
  private deepest = -1;
  length = 0;

  push(depth: number, item: T): void {
    while (this.levels.length <= depth) this.levels.push({ items: [], head: 0 });
    this.levels[depth]?.items.push(item);
    if (depth > this.deepest) this.deepest = depth;
    this.length++;
  }

  peek(): T | undefined {
    const level = this.settle();
    return level?.items[level.head];
  }

  shift(): T | undefined {
    const level = this.settle();
    if (!level) return undefined;
    const item = level.items[level.head++];
    this.length--;
    if (level.head === level.items.length) {
      level.items.length = 0;
      level.head = 0;
    } else if (level.head > 1024 && level.head * 2 > level.items.length) {
      level.items.splice(0, level.head);
      level.head = 0;
    }
    return item;
  }

  private settle() {
    while (this.deepest >= 0) {
      const level = this.levels[this.deepest];
      if (level && level.head < level.items.length) return level;
      this.deepest--;
    }
    return undefined;
  }
}
