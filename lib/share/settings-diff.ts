import type { Settings } from "@/lib/model/settings";

/** Those settings that are not what `defaults` says. Undefined where all are. */
export function settingsThatDiffer(
  settings: Partial<Settings>,
  defaults: Settings,
): Partial<Settings> | undefined {
  const different = Object.entries(settings).filter(([key, value]) => {
    const usual = key in defaults ? defaults[key as keyof Settings] : undefined;
    return value !== undefined && JSON.stringify(value) !== JSON.stringify(usual);
  });
  return different.length > 0 ? Object.fromEntries(different) : undefined;
}
