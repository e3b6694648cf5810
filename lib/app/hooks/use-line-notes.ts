"use client";

import { useEffect, useMemo, useState } from "react";
import { runYielding } from "@/lib/base/yield-to-main";
import type { Definition } from "@/lib/language/typescript/program";
import type { Trace } from "@/lib/trace/trace";
import { countingNotes, type LineNote, lineNotes } from "../editor/line-notes";
import { activeResultOf } from "../store/active-result";
import { usePlayground } from "./use-playground";

export interface InTheCode {
  /** Above each definition that ran: what became of it under the shown strategy. */
  readonly notes: readonly LineNote[];
  /** Where the selected span was written. */
  readonly activeLine: number | undefined;
}

/** Rows past which the notes are counted in turns with the page. */
const LONG = 20_000;
const NONE: readonly LineNote[] = [];

function useNotes(
  definitions: readonly Definition[] | undefined,
  trace: Trace | undefined,
  strategy: string | undefined,
): readonly LineNote[] {
  const isLong = trace !== undefined && trace.count > LONG;
  const atOnce = useMemo(
    () => (definitions && trace && strategy && !isLong ? lineNotes(definitions, trace, strategy) : NONE),
    [definitions, trace, strategy, isLong],
  );
  const [counted, setCounted] = useState<{ readonly of: Trace; readonly notes: readonly LineNote[] }>();
  useEffect(() => {
    if (!definitions || !trace || !strategy || !isLong) return;
    let isWanted = true;
    void runYielding(countingNotes(definitions, trace, strategy)).then((notes) => {
      if (isWanted) setCounted({ of: trace, notes });
    });
    return () => {
      isWanted = false;
    };
  }, [definitions, trace, strategy, isLong]);
  if (!isLong) return atOnce;
  return counted?.of === trace ? counted.notes : NONE;
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
  const { strategy, trace } = activeResultOf({ phase, shown: chosen, live, results, recorded });
  // A run that goes on is counted at its end: until then the notes are those of the run before.
  const last = strategy === undefined ? undefined : results?.result.strategies.get(strategy)?.trace;
  const notes = useNotes(definitions, last, strategy);
  const name = selected === undefined ? undefined : trace?.names[trace.name[selected] ?? -1];
  const activeLine = definitions?.find((each) => each.name === name)?.line;
  return { notes, activeLine };
}
