import { Pause, Play } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { formatDuration } from "@/lib/base/format";
import { RATES } from "./rate";
import { type Clock, rateNamed } from "./use-clock";

/** Steps of the slider. */
const STEPS = 1_000;

interface PlayToolbarProps {
  readonly clock: Clock;
  /** ms of the longest trial shown. */
  readonly wallMs: number;
  readonly children?: ReactNode;
}

export function PlayToolbar({ clock, wallMs, children }: PlayToolbarProps) {
  const { at, playing, rate } = clock;
  const step = wallMs / STEPS || 1;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b px-2 py-1.5">
      <Button onClick={clock.toggle} className="min-w-20">
        {playing ? <Pause /> : <Play />}
        {playing ? "Pause" : at >= wallMs ? "Replay" : "Play"}
      </Button>
      <Select
        label="Speed"
        value={String(rate)}
        onChange={(name) => clock.setRate(rateNamed(name))}
        options={RATES.map((each) => ({ value: String(each), label: `${each}×` }))}
      />
      <input
        type="range"
        aria-label="Moment of the run"
        aria-valuetext={`${formatDuration(at)} of ${formatDuration(wallMs)}`}
        min={0}
        max={wallMs}
        step={step}
        value={at}
        onChange={(event) => clock.seek(event.target.valueAsNumber)}
        className="h-control min-w-32 flex-1 accent-accent"
      />
      <span className="w-32 whitespace-nowrap text-muted text-sm tabular-nums">
        {formatDuration(at)} of {formatDuration(wallMs)}
      </span>
      {children}
    </div>
  );
}
