import "@/lib/protocol/no-eval";
import * as z from "zod";
import type { Settings } from "@/lib/model/settings";
import { knownSettings } from "@/lib/share/known-settings";
import { firstVersion } from "@/lib/share/versions";
import { blocked, type Kept, problemOf } from "./problem";
import { fromRecord, toRecord } from "./record";

/** How somebody likes the page. */
export interface Preferences {
  readonly theme: "system" | "light" | "dark";
  /** Sizes of each group of panels, in percent, by the group's name. */
  readonly panels: Readonly<Record<string, readonly number[]>>;
  /** Anything else that is on or off, by name: a folded section, say. */
  readonly flags: Readonly<Record<string, boolean>>;
  /** Settings that new documents start with, where they are not the usual ones. */
  readonly settings: Partial<Settings>;
  readonly assumptions: Assumptions;
}

/** What somebody assumes of platforms; the page's own type is lib/app/store/assumptions.ts. */
export interface Assumptions {
  /** Dollars. */
  readonly pricePerOpRun: number;
  /** ms, by a platform's id. */
  readonly platforms: Readonly<Record<string, { readonly spawnMs: number; readonly transferMs: number }>>;
}

export interface PreferenceStore {
  get(): Preferences;
  /** Named parts take the place of their old ones; the others stay, those of another tab as well. */
  change(parts: Partial<Preferences>): Kept;
}

/**
 * The theme stands by itself, as its bare word: a script in the page's head reads it before anything is painted.
 * It is `THEME_KEY` of lib/app/theme/theme.ts.
 */
const THEME_KEY = "fanout:theme";
const KEY = "fanout:preferences";

/** What of `localStorage` is used. */
export type TextStore = Pick<globalThis.Storage, "getItem" | "setItem">;

const preferenceVersions = firstVersion(
  z.object({
    panels: z.record(z.string(), z.array(z.number().min(0).max(100)).max(20)).default({}),
    flags: z.record(z.string(), z.boolean()).default({}),
    settings: z.record(z.string(), z.unknown()).default({}),
    assumptions: z
      .object({
        pricePerOpRun: z.number().min(0),
        platforms: z.record(
          z.string(),
          z.object({ spawnMs: z.number().min(0), transferMs: z.number().min(0) }),
        ),
      })
      .default({ pricePerOpRun: 0, platforms: {} }),
  }),
);

/**
 * Preferences are read at once and not awaited, because a page is laid out by them: so they are in `localStorage`, and in
 * memory where that is shut.
 * @param open gives `localStorage`; may throw, as a browser does that blocks it
 */
export function createPreferences(open: () => TextStore): PreferenceStore {
  const memory = new Map<string, string>();
  const attempt = <T>(work: (store: TextStore) => T): T | undefined => {
    try {
      return work(open());
    } catch {
      return undefined;
    }
  };
  const readText = (key: string): string | null =>
    memory.get(key) ?? attempt((store) => store.getItem(key)) ?? null;

  const get = (): Preferences => {
    const theme = readText(THEME_KEY);
    const record = fromRecord(preferenceVersions, parse(readText(KEY)));
    const { panels, flags, settings, assumptions } = record.ok
      ? record.value
      : { panels: {}, flags: {}, settings: {}, assumptions: { pricePerOpRun: 0, platforms: {} } };
    return {
      theme: theme === "light" || theme === "dark" ? theme : "system",
      panels,
      flags,
      settings: knownSettings(settings),
      assumptions,
    };
  };

  const write = (key: string, text: string): Kept => {
    try {
      open().setItem(key, text);
      memory.delete(key);
      return { where: "disk" };
    } catch (error) {
      memory.set(key, text);
      const problem = problemOf(error);
      return { where: "memory", problem: problem.kind === "failed" ? blocked : problem };
    }
  };

  return {
    get,
    change: ({ theme, ...parts }) => {
      const themeKept = theme === undefined ? undefined : write(THEME_KEY, theme);
      if (Object.keys(parts).length === 0) return themeKept ?? { where: "disk" };
      const { theme: _, ...rest } = { ...get(), ...parts };
      const panels = Object.fromEntries(
        Object.entries(rest.panels).map(([name, sizes]) => [name, [...sizes]]),
      );
      const { pricePerOpRun, platforms } = rest.assumptions;
      const data = {
        panels,
        flags: { ...rest.flags },
        settings: { ...rest.settings },
        assumptions: { pricePerOpRun, platforms: { ...platforms } },
      };
      const kept = write(KEY, JSON.stringify(toRecord(preferenceVersions, data)));
      return themeKept && themeKept.where !== "disk" ? themeKept : kept;
    },
  };
}

function parse(text: string | null): unknown {
  try {
    return text === null ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
