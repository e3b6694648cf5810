import { NumberField } from "@/components/ui/number-field";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { RoundsSelect } from "./rounds-select";
import { RunButton } from "./run-button";
import { RunProgress } from "./run-progress";
import { RunWarning } from "./run-warning";
import { SettingsPopover } from "./settings-popover";
import { StrategyToggles } from "./strategy-toggles";

/**
 * Everything that starts a run and sets how. On a narrow screen the row scrolls, Run stays first, and the progress has a
 * row below, with a fixed height.
 */
export function RunBar() {
  const workers = usePlayground((state) => state.settings.workers);
  const opened = usePlayground((state) => state.opened);
  const change = usePlayground((state) => state.changeSettings);
  return (
    <div className="relative shrink-0 border-b bg-subtle">
      <div className="flex flex-wrap items-center lg:flex-nowrap">
        <fieldset
          aria-label="Run"
          className="scroll-hint flex h-11 min-w-0 max-w-full items-center gap-3 overflow-x-auto px-3 [scrollbar-width:none]"
        >
          <RunButton />
          <StrategyToggles />
          <NumberField
            label="Workers"
            integer
            min={1}
            max={64}
            value={workers}
            disabled={!opened}
            onChange={(value) => change({ workers: value })}
            width="w-12"
          />
          <RoundsSelect />
          <SettingsPopover />
        </fieldset>
        <div className="flex min-h-6 min-w-0 flex-auto basis-60 items-center px-3 lg:justify-end">
          <RunProgress />
        </div>
      </div>
      <RunWarning />
    </div>
  );
}
