import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import type { Program } from "@/lib/language/program";
import type { Settings } from "@/lib/model/settings";
import { STRATEGIES } from "@/lib/model/strategy";

/**
 * The settings with which a program really runs. In the local mode every strategy would run it in the same way, so one does. A program
 * that has no local mode runs as ever.
 */
export function runSettings(settings: Settings, program: Pick<Program, "hasLocalMode">): Settings {
  if (settings.mode === undefined) return settings;
  const { mode, ...others } = settings;
  if (!program.hasLocalMode) return others;
  return { ...others, mode, strategies: STRATEGIES.filter((name) => isOneAtATime(strategyNamed(name))) };
}
