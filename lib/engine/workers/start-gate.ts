/**
 * How many workers start at the same time. A start is mostly work of a core, so a few more than there are cores only make all of them
 * late, the first ones too; one more keeps the cores busy while another start waits for a message.
 */
export const startsAtOnce = (cores: number): number => Math.max(1, cores) + 1;

/** Has workers started a few at a time, in the order asked for. */
export class StartGate {
  private starting = 0;
  private readonly waiting = new Set<() => void>();

  /** @param most starts at the same time */
  constructor(private readonly most: number) {}

  /**
   * @param begin starts a worker, now or later
   * @returns to be called once it is up, or is not wanted any more: then it is never begun. Whether it had been.
   */
  enter(begin: () => void): () => boolean {
    let begun = false;
    let left = false;
    const turn = () => {
      begun = true;
      this.starting += 1;
      begin();
    };
    this.waiting.add(turn);
    this.next();
    return () => {
      if (left) return begun;
      left = true;
      this.waiting.delete(turn);
      if (begun) this.starting -= 1;
      this.next();
      return begun;
    };
  }

  private next(): void {
    for (const turn of this.waiting) {
      if (this.starting >= this.most) return;
      this.waiting.delete(turn);
      turn();
    }
  }
}
