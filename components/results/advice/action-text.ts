import type { FindingAction } from "@/lib/analysis/advice/finding";
import { formatCount } from "@/lib/base/format";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";

/** What is on the button. */
export function actionText(action: FindingAction): string {
  switch (action.do) {
    case "run also":
      return `Run ${STRATEGY_TEXTS[action.strategy].label} too`;
    case "set":
      return action.setting === "rounds"
        ? `Run ${formatCount(action.value)} rounds`
        : `Raise to ${formatCount(action.value)}`;
    case "show difference":
      return "Show the difference";
    case "run again":
      return "Run from the start";
  }
}
