import { useEffect, useMemo, useState } from "react";
import { runYielding } from "@/lib/base/yield-to-main";
import type { Definition } from "@/lib/language/program";
import type { Trace } from "@/lib/trace/trace";
import { definitionsOfRun } from "../editor/definitions-of-run";
import { countingNotes, type LineNote, lineNotes } from "../editor/line-notes";
import { isSameStrategy } from "../run/run";
import { activeRunOf } from "../store/active-run";
import { activeTrialOf } from "../store/active-trial";
import { usePlayground, usePlaygroundState } from "./use-playground";

export interface InTheCode {
  /** For the line of each definition that ran: what became of it in the shown trial. */
  readonly notes: readonly LineNote[];
  readonly activeLine: number | undefined;
  /** Lines of definitions that run at the moment that is played. */
  readonly playedLines: readonly number[];
}

/** Rows past which the notes are counted in steps, between which the page has its turn. */
const ONE_STEP_MAX_ROWS = 20_000;
const NONE: readonly LineNote[] = [];

function useNotes(
  definitions: readonly Definition[] | undefined,
  trace: Trace | undefined,
  label: string | undefined,
): readonly LineNote[] {
  const isLong = trace !== undefined && trace.count > ONE_STEP_MAX_ROWS;
  const inOneStep = useMemo(
    () => (definitions && trace && label && !isLong ? lineNotes(definitions, trace, label) : NONE),
    [definitions, trace, label, isLong],
  );
  const [counted, setCounted] = useState<{ readonly of: Trace; readonly notes: readonly LineNote[] }>();
  useEffect(() => {
    if (!definitions || !trace || !label || !isLong) return;
    let isWanted = true;
    void runYielding(countingNotes(definitions, trace, label)).then((notes) => {
      if (isWanted) setCounted({ of: trace, notes });
    });
    return () => {
      isWanted = false;
    };
  }, [definitions, trace, label, isLong]);
  if (!isLong) return inOneStep;
  return counted?.of === trace ? counted.notes : NONE;
}

export function useLineNotes(): InTheCode {
  const active = usePlayground(activeTrialOf);
  const run = usePlayground(activeRunOf);
  const { runs, selectedSpan: selected } = usePlaygroundState("runs", "selectedSpan");
  const compiled = usePlayground((state) => state.program?.definitions);
  const code = usePlayground((state) => state.code);
  const ran = run?.document.code;
  const definitions = useMemo(
    () => (compiled && ran !== undefined ? definitionsOfRun(compiled, ran, code) : compiled),
    [compiled, ran, code],
  );
  // A growing trace is counted when it is complete: until then the notes are those of the trial before. A recording may
  // leave calls out.
  const complete =
    active?.report || !active ? active : run?.trials.find(({ info }) => isSameStrategy(info, active.info));
  const isCounted = complete !== undefined && runs[complete.info.runId]?.reportOnly === false;
  const counted = isCounted ? complete : undefined;
  const notes = useNotes(definitions, counted?.trace, counted?.info.label);
  const trace = active?.trace;
  const name = selected === undefined ? undefined : trace?.names[trace.name[selected] ?? -1];
  const activeLine = definitions?.find((each) => each.name === name)?.line;
  const played = usePlayground((state) => state.playedNames);
  const playedLines = useMemo(
    () => (definitions ?? []).filter((each) => played.includes(each.name)).map(({ line }) => line),
    [definitions, played],
  );
  return { notes, activeLine, playedLines };
}
