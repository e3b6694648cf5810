import { useMemo } from "react";
import PlayView from "@/components/results/play/play-view";
import { marksOf } from "@/components/results/shared/text/marks";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { activeRunOf } from "@/lib/app/store/active-run";

interface ActivePlayProps {
  readonly running: boolean;
  /** Under a picture: which program, which machine. */
  readonly source: string | undefined;
}

/** The trials of the active run on one clock, with the code in step. */
export function ActivePlay({ running, source }: ActivePlayProps) {
  const run = usePlayground(activeRunOf);
  const { showPlayed, showPlace } = usePlaygroundState("showPlayed", "showPlace");
  const definitions = usePlayground((state) => state.program?.definitions);
  const trials = useMemo(
    () =>
      (run?.trials ?? []).flatMap(({ info, trace }) =>
        trace && trace.count > 0 ? [{ info, trace, label: info.label }] : [],
      ),
    [run],
  );
  const marks = useMemo(
    () => [...new Set((run?.trials ?? []).flatMap(({ report }) => marksOf(report)))],
    [run],
  );
  return (
    <PlayView
      marks={marks}
      trials={trials}
      running={running}
      source={source}
      lacksStarts={run?.reportOnly ?? false}
      runKey={run?.id ?? ""}
      onRunning={showPlayed}
      onShowLine={(name) => {
        const definition = definitions?.find((each) => each.name === name);
        if (definition) showPlace(definition.line, definition.column);
      }}
    />
  );
}
