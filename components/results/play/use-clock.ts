import { useCallback, useEffect, useState } from "react";
import { advanced, RATES, type Rate, rateFor } from "./rate";

export interface Clock {
  /** ms of the run. */
  readonly at: number;
  readonly playing: boolean;
  readonly rate: Rate;
  seek(at: number): void;
  /** From the start again, where the run has been played. */
  toggle(): void;
  setRate(rate: Rate): void;
}

const prefersStill = (): boolean => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The moment of a run that is shown. It plays from the start, unless the reader prefers reduced motion. */
export function useClock(wallMs: number): Clock {
  const [{ at, playing }, setState] = useState(() => {
    const still = prefersStill();
    return { at: still ? wallMs : 0, playing: !still };
  });
  const [rate, setRate] = useState<Rate>(() => rateFor(wallMs));

  useEffect(() => {
    if (!playing) return;
    let last: number | undefined;
    let frame = requestAnimationFrame(function tick(now) {
      const took = last === undefined ? 0 : now - last;
      last = now;
      setState((state) => advanced(state.at, took, rate, wallMs));
      frame = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing, rate, wallMs]);

  const toggle = useCallback(
    () =>
      setState((state) => ({
        at: !state.playing && state.at >= wallMs ? 0 : state.at,
        playing: !state.playing,
      })),
    [wallMs],
  );
  const seek = useCallback(
    (to: number) => setState({ at: Math.min(wallMs, Math.max(0, to)), playing: false }),
    [wallMs],
  );
  return { at: Math.min(at, wallMs), playing, rate, seek, toggle, setRate };
}

export const rateNamed = (name: string): Rate => RATES.find((rate) => String(rate) === name) ?? 1;
