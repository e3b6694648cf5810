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
  if (ofRun) return "This browser, from your run";
  return `${KINDS[preset.source.kind]}, ${dateText(preset.source.date)}`;
}

export const sourceText = ({ source }: Preset): string =>
  `${KINDS[source.kind]}, ${dateText(source.date)}. ${source.because}`;

/** @param date YYYY-MM-DD */
const dateText = (date: string): string =>
  new Date(`${date}T00:00:00Z`).toLocaleDateString("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    timeZone: "UTC",
  });
