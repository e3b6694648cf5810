"use client";

import { Play, Square } from "lucide-react";
import { PLAIN_EDITOR, useMediaQuery } from "@/components/layout/use-media-query";
import { Button } from "@/components/ui/button";
import { usePlayground } from "@/lib/playground/use-playground";

/** Run, and while something runs, Stop: one button in one place, so that neither the eye nor the focus has to move. */
export function RunButton() {
  const opened = usePlayground((state) => state.opened);
  const phase = usePlayground((state) => state.phase);
  const run = usePlayground((state) => state.run);
  const stop = usePlayground((state) => state.stop);
  const touch = useMediaQuery(PLAIN_EDITOR);
  const idle = phase === "idle";
  return (
    <Button
      variant={idle ? "primary" : "danger"}
      icon={idle ? <Play aria-hidden fill="currentColor" /> : <Square aria-hidden fill="currentColor" />}
      onClick={() => (idle ? void run() : stop())}
      disabled={!opened || phase === "stopping"}
      {...(idle && touch === false ? { keys: "Mod+Enter" } : {})}
      className="min-w-24 sm:min-w-32"
    >
      {idle ? "Run" : phase === "stopping" ? "Stopping…" : "Stop"}
    </Button>
  );
}
