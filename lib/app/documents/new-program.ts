import { isOneAtATime, strategyNamed } from "@/lib/engine/strategies";
import type { LanguageId } from "@/lib/model/language";
import { defaultSettings } from "@/lib/model/settings";
import { STRATEGIES, type StrategyName } from "@/lib/model/strategy";
import type { PageServices } from "../effects/services";
import type { PlaygroundStore } from "../store/store";
import { leaveDocument } from "./leave-document";
import { type TemplateId, templateOf } from "./templates/templates";

/** A Python program makes its own pools: strategies that are neither one at a time nor a pool run it as the pool does. */
const differs = (name: StrategyName): boolean => {
  const strategy = strategyNamed(name);
  return isOneAtATime(strategy) || strategy.runs === "pool";
};

/** Opens a program to begin with. It is a draft as soon as it is edited. */
export async function openNewProgram(
  store: PlaygroundStore,
  services: PageServices,
  language: LanguageId,
  template: TemplateId = "fan-out",
): Promise<void> {
  const open = store.getState().beginOpening();
  const notices = await leaveDocument(store, services);
  const own = defaultSettings(services.cores);
  const settings = language === "python" ? { ...own, strategies: STRATEGIES.filter(differs) } : own;
  const document = {
    code: templateOf(language, template),
    language,
    inputs: {},
    settings,
  };
  open(document, { kind: "draft" }, { notices });
}
