import { formatList } from "@/lib/base/format";
import type { Settings } from "@/lib/model/settings";
import { type PlaygroundDocument, sameValue } from "./document";

/** Settings with their own control, in its words. */
const NAMED: Partial<Readonly<Record<keyof Settings, string>>> = {
  strategies: "strategies",
  workers: "workers",
  rounds: "rounds",
  standIns: "stand-ins",
};

/** What differs between two documents: "code and workers". Undefined if nothing does. */
export function changedBetween(before: PlaygroundDocument, now: PlaygroundDocument): string | undefined {
  const words = new Set<string>();
  if (before.code !== now.code) words.add("code");
  if (before.language !== now.language) words.add("language");
  if (!sameValue(before.inputs, now.inputs)) words.add("inputs");
  for (const key of Object.keys({ ...before.settings, ...now.settings }) as (keyof Settings)[]) {
    if (!sameValue(before.settings[key], now.settings[key])) words.add(NAMED[key] ?? "settings");
  }
  return words.size === 0 ? undefined : formatList([...words]);
}
