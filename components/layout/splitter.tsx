"use client";

import type { ReactNode } from "react";
import { Group, Panel, Separator } from "react-resizable-panels";

/** Two panes side by side with a line between them that moves: by pointer, by arrow keys, by Home and End. */
export function Splitter({ left, right }: { readonly left: ReactNode; readonly right: ReactNode }) {
  return (
    <Group orientation="horizontal" className="h-full min-h-0">
      <Panel id="program" defaultSize="46%" minSize="20%">
        {left}
      </Panel>
      <Separator
        aria-label="Width of the program"
        className="relative w-px bg-line outline-offset-0 after:absolute after:inset-y-0 after:-inset-x-1.5 hover:bg-accent focus-visible:bg-accent data-[separator=active]:bg-accent"
      />
      <Panel id="results" minSize="25%">
        {right}
      </Panel>
    </Group>
  );
}
