import type { FindingAction } from "@/lib/analysis/advice/finding";
import type { Settings } from "@/lib/model/settings";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";

/** What the button beside a finding changes before it runs the program. @returns undefined where it changes nothing */
export function settingsFor(
  action: FindingAction,
  strategies: readonly StrategyName[],
): Partial<Settings> | undefined {
  switch (action.do) {
    case "run also": {
      const { strategy } = action;
      return { strategies: STRATEGIES.filter((name) => name === strategy || strategies.includes(name)) };
    }
    case "set":
      return { [action.setting]: action.value };
    default:
      return undefined;
  }
}
