/** ms that Python runs without a wait before others get a turn. */
const TURN_MS = 10;

/** What `setInterruptBuffer` takes: Python reads it now and then between two steps, and handles the signal that it finds. */
export interface SignalBuffer {
  0: number;
}

/**
 * Turns of what runs in one worker: a stack that does not wait is interrupted by a signal, and its handler
 * (lib/python/_fanout/turns.py) suspends it.
 */
export class Turns implements SignalBuffer {
  private since = 0;
  private signal = 0;

  /** @param now ms @param listen connects Python with it; undefined disconnects it */
  constructor(
    private readonly now: () => number,
    private readonly listen: (buffer: SignalBuffer | undefined) => void,
  ) {}

  /** @param signal 0 where nobody waits for a turn */
  take(signal: number): void {
    this.signal = signal;
    this.begin();
    this.listen(signal === 0 ? undefined : this);
  }

  /** A stack goes on, or a new one begins. */
  begin(): void {
    if (this.signal !== 0) this.since = this.now();
  }

  get 0(): number {
    const now = this.now();
    if (now - this.since < TURN_MS) return 0;
    this.since = now;
    return this.signal;
  }

  set 0(_: number) {
    // Python takes the signal away.
  }
}
