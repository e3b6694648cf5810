import type { Settings } from "@/lib/model/settings";
import { settingsV1 } from "./settings-v1";

/** Of settings that were kept for a while, those that still mean something; the others are left out. */
export function knownSettings(kept: Readonly<Record<string, unknown>>): Partial<Settings> {
  const known: Partial<Settings> = {};
  for (const [name, value] of Object.entries(kept)) {
    const parsed = settingsV1.safeParse({ [name]: value });
    if (parsed.success) Object.assign(known, parsed.data);
  }
  return known;
}
