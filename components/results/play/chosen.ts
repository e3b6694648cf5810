import { defaultSettings } from "@/lib/model/settings";

/** Lanes of more trials would be too small to follow. */
export const MOST_PLAYED = 3;

/** Those that a program runs under until its reader chooses others: most people compare these. */
const PREFERRED: readonly string[] = defaultSettings(1).strategies;

/** Which trials are played until the reader chooses, in the order of the run. @param labels of a run's trials */
export function chosenFirst(labels: readonly string[]): readonly string[] {
  const ranked = labels.toSorted((a, b) => rank(a) - rank(b)).slice(0, MOST_PLAYED);
  return labels.filter((label) => ranked.includes(label));
}

const rank = (label: string): number => {
  const at = PREFERRED.indexOf(label);
  return at < 0 ? PREFERRED.length : at;
};
