import { type ReactNode, useLayoutEffect } from "react";
import { Group, Panel, Separator, useGroupRef } from "react-resizable-panels";
import { keepSplit, keptSplit } from "@/lib/app/documents/boot-preferences";

/** Two panes side by side with a line between them that moves: by pointer, by arrow keys, by Home and End. */
export function Splitter({ left, right }: { readonly left: ReactNode; readonly right: ReactNode }) {
  const group = useGroupRef();
  // Before the browser paints again, so that nothing is seen to move.
  useLayoutEffect(() => {
    const program = keptSplit();
    if (program !== undefined) group.current?.setLayout({ program, results: 100 - program });
  }, [group]);
  return (
    <Group
      groupRef={group}
      orientation="horizontal"
      className="h-full min-h-0"
      onLayoutChanged={({ program }, { isUserInteraction }) => {
        if (isUserInteraction && program !== undefined) keepSplit(program);
      }}
    >
      <Panel id="program" defaultSize="46%" minSize="20%">
        {left}
      </Panel>
      <Separator
        aria-label="Width of the program"
        className="after:-inset-x-1.5 relative w-px bg-line outline-offset-0 after:absolute after:inset-y-0 hover:bg-accent focus-visible:bg-accent data-[separator=active]:bg-accent"
      />
      <Panel id="results" minSize="25%">
        {right}
      </Panel>
    </Group>
  );
}
