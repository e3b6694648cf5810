import { Play, Square } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { PLAIN_EDITOR, useMediaQuery } from "@/components/ui/use-media-query";
import { usePlaygroundState } from "@/lib/app/hooks/use-playground";

/** Longer than between the presses of a double click, and than a press takes that was already under way. */
const SETTLE_MS = 400;

/** False for a short time after `value` changed; true at the start. */
function useSettled<T>(value: T): boolean {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled === value;
}

/**
 * Run, and while something runs, Stop: one button in one place, so that neither the eye nor the focus has to move. Where
 * it turns by itself, or under a double click, a press meant for the one would be the other: it takes none for a moment.
 * A press before the page works is kept until it does (`lib/app/early-input.ts`), so Run is never disabled for that.
 */
export function RunButton() {
  const { phase, run, stop } = usePlaygroundState("phase", "run", "stop");
  const touch = useMediaQuery(PLAIN_EDITOR);
  const idle = phase === "idle";
  const settled = useSettled(idle);
  const press = (): void => {
    if (!settled) return;
    if (idle) void run();
    else stop();
  };
  return (
    <Button
      variant={idle ? "primary" : "danger"}
      icon={idle ? <Play aria-hidden fill="currentColor" /> : <Square aria-hidden fill="currentColor" />}
      onClick={press}
      // Not `disabled`, which would take the focus away.
      aria-disabled={!settled}
      disabled={phase === "stopping"}
      {...(idle && touch === false ? { keys: "Mod+Enter" } : {})}
      className="min-w-24 sm:min-w-32"
    >
      {idle ? "Run" : phase === "stopping" ? "Stopping…" : "Stop"}
    </Button>
  );
}
