import { ToggleSet } from "@/components/ui/toggle-group";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { STRATEGIES } from "@/lib/model/strategy";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";

const OPTIONS = STRATEGIES.map((value) => ({
  value,
  label: STRATEGY_TEXTS[value].label,
  tip: STRATEGY_TEXTS[value].note,
}));

export function StrategyToggles() {
  const strategies = usePlayground((state) => state.settings.strategies);
  const change = usePlayground((state) => state.changeSettings);
  return (
    <ToggleSet
      label="Strategies to run"
      options={OPTIONS}
      value={strategies}
      // The last one stays on: a run needs a strategy.
      onChange={(next) => next.length > 0 && change({ strategies: next })}
    />
  );
}
