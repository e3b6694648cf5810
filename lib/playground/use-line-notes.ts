"use client";

import { useMemo } from "react";
import { type LineNote, lineNotes } from "./line-notes";
import { shownOf } from "./shown";
import { usePlayground } from "./use-playground";

export interface InTheCode {
  /** Above each definition that ran: what became of it under the shown strategy. */
  readonly notes: readonly LineNote[];
  /** Where the selected span was written. */
  readonly activeLine: number | undefined;
}

/** What the results say about lines of the code. */
export function useLineNotes(): InTheCode {
  const phase = usePlayground((state) => state.phase);
  const chosen = usePlayground((state) => state.shown);
  const live = usePlayground((state) => state.live);
  const results = usePlayground((state) => state.results);
  const recorded = usePlayground((state) => state.recorded);
  const definitions = usePlayground((state) => state.program?.definitions);
  const selected = usePlayground((state) => state.selected);
  const { strategy, trace } = shownOf({ phase, shown: chosen, live, results, recorded });
  // A run that goes on is counted at its end: until then the notes are those of the run before.
  const last = strategy === undefined ? undefined : results?.result.strategies.get(strategy)?.trace;
  const notes = useMemo(
    () => (definitions && last && strategy ? lineNotes(definitions, last, strategy) : []),
    [definitions, last, strategy],
  );
  const name = selected === undefined ? undefined : trace?.names[trace.name[selected] ?? -1];
  const activeLine = definitions?.find((each) => each.name === name)?.line;
  return { notes, activeLine };
}
