import { formatUtcDay } from "@/lib/base/dates";
import type { Place } from "@/lib/estimate/numbers";
import { type Preset, presetNamed } from "@/lib/estimate/presets";

const KINDS = { measured: "Measured", documented: "Documented", assumption: "Assumption" } as const;

/** What the host and the budget decide, and a preset does not. */
const OWN_KEYS: ReadonlySet<string> = new Set(["cores", "pricePerHour"]);

/**
 * Whether the place is a preset's as it is: "Assumption, 29 Nov 2026"; or edited: "your own, from Celery executor".
 * @param ofRun of this browser, what the run showed
 */
export function presetState(place: Place, ofRun?: Partial<Place>): string {
  const preset = presetNamed(place.preset);
  if (place.preset === "own") return "Your own figures";
  const isEdited = (Object.keys(preset.place) as (keyof Place)[]).some(
    (key) =>
      !OWN_KEYS.has(key) &&
      JSON.stringify(place[key]) !== JSON.stringify(preset.place[key]) &&
      JSON.stringify(place[key]) !== JSON.stringify(ofRun?.[key]),
  );
  if (isEdited) return `Your own, from ${preset.label}`;
  if (ofRun) return `${preset.label}, from your run`;
  return `${KINDS[preset.source.kind]}, ${formatUtcDay(preset.source.date)}`;
}

export const sourceText = ({ source }: Preset): string =>
  `${KINDS[source.kind]}, ${formatUtcDay(source.date)}. ${source.because}`;
