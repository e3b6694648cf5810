"use client";

import { NumberField } from "@/components/ui/number-field";
import { usePlayground } from "@/lib/playground/use-playground";
import { RoundsSelect } from "./rounds-select";
import { RunButton } from "./run-button";
import { RunProgress } from "./run-progress";
import { SettingsPopover } from "./settings-popover";
import { StrategyToggles } from "./strategy-toggles";

/** Everything that starts a run and says how. On a narrow screen the row scrolls; Run stays first. */
export function RunBar() {
  const workers = usePlayground((state) => state.settings.workers);
  const change = usePlayground((state) => state.changeSettings);
  return (
    <div className="relative shrink-0 border-b bg-subtle">
      <fieldset
        aria-label="Run"
        className="flex h-11 min-w-0 items-center gap-3 overflow-x-auto px-3 [scrollbar-width:none]"
      >
        <RunButton />
        <StrategyToggles />
        <NumberField
          label="Workers"
          integer
          min={1}
          max={64}
          value={workers}
          onChange={(value) => change({ workers: value })}
          width="w-12"
        />
        <RoundsSelect />
        <SettingsPopover />
        <RunProgress />
      </fieldset>
    </div>
  );
}
