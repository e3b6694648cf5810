import type { TrialInfo } from "@/lib/model/run";
import { type ActiveTrial, isSameStrategy, type LiveTrial } from "../run/run";
import { activeRunOf, baselineRunOf } from "./active-run";
import type { PlaygroundState } from "./store";

type TrialParts = Pick<
  PlaygroundState,
  "phase" | "runs" | "activeRunId" | "baselineRunId" | "live" | "chosenTrial"
>;

/**
 * The trial that the user chose, or the one of the same strategy that took its place; else the one that is being
 * recorded; else the last, which is usually the most parallel one and has the most to show.
 */
export function activeTrialOf(parts: TrialParts): ActiveTrial | undefined {
  const { chosenTrial: chosen } = parts;
  const live = liveTrialOf(parts);
  const [active, baseline] = [activeRunOf(parts), baselineRunOf(parts)];
  const home = [active, baseline].find((run) => run !== undefined && run.id === chosen?.runId);
  const found =
    home?.trials.find(({ info }) => info.trialId === chosen?.trialId) ??
    active?.trials.find(({ info }) => chosen && isSameStrategy(info, chosen));
  if (found === undefined) return live ?? active?.trials.at(-1);
  const isReplaced = live && found.info.runId !== baseline?.id && isSameStrategy(live.info, found.info);
  return isReplaced ? live : found;
}

const liveTrialOf = ({ phase, live }: TrialParts): LiveTrial | undefined =>
  phase === "idle" ? undefined : live;

/** The trials to choose from: those of the active run, each replaced by the one of its strategy that is being recorded. */
export function trialChoicesOf(parts: TrialParts): readonly TrialInfo[] {
  const live = liveTrialOf(parts)?.info;
  const infos = (activeRunOf(parts)?.trials ?? []).map(({ info }) => info);
  const choices = infos.map((info) => (live && isSameStrategy(info, live) ? live : info));
  for (const info of [live, activeTrialOf(parts)?.info])
    if (info && !choices.some(({ trialId }) => trialId === info.trialId)) choices.push(info);
  return choices;
}
