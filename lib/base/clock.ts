/** Ends what has not happened yet; afterwards it does nothing. */
export type Cancel = () => void;

/** Where time comes from: real in a browser, virtual in tests and in the simulator. Times in ms. */
export interface Clock {
  /** Since a moment that all who share the clock agree on. */
  now(): number;
  /** Calls back once after `ms`, however long that is. */
  after(ms: number, then: () => void): Cancel;
  /** Calls back once what is under way has been done, at the same time. */
  soon(then: () => void): void;
}

/** Times are counted from here, not from 1970: a double then holds a hundredth of a microsecond. */
const ORIGIN = Date.UTC(2026, 0, 1);
const offset = performance.timeOrigin - ORIGIN;

/** Longest delay that browsers count; a longer one would be over at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Browsers hold timers that are set from timers back to 4 ms (HTML, "timer nesting level" above 5); not those set from a message. */
const NESTED_TIMER_MS = 5;

/** ms since the start of 2026, the same in every thread. */
export const realClock: Clock = {
  now: () => performance.now() + offset,
  after(ms, then) {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let cancelled = false;
    const wait = (left: number): void => {
      if (cancelled) return;
      const step = Math.min(left, LONGEST_TIMER_MS);
      timer = setTimeout(() => (left > step ? wait(left - step) : then()), step);
    };
    if (ms >= NESTED_TIMER_MS) wait(ms);
    else afterMessage(() => (ms > 0 || cancelled ? wait(ms) : then()));
    return () => {
      cancelled = true;
      clearTimeout(timer);
    };
  },
  soon: (then) => queueMicrotask(then),
};

const waiting: (() => void)[] = [];
let channel: MessageChannel | undefined;

/** Calls back from a message of this thread to itself. */
function afterMessage(callback: () => void): void {
  if (!channel) {
    channel = new MessageChannel();
    channel.port1.onmessage = () => waiting.shift()?.();
    // In Node an open port would keep the process alive.
    (channel.port1 as { unref?: () => void }).unref?.();
  }
  waiting.push(callback);
  channel.port2.postMessage(0);
}

/** Opens the channel of short timers, before anything can change what channels do. */
export const prepareClock = (): void => afterMessage(() => undefined);
