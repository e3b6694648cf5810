import "@/lib/protocol/no-eval";
import * as z from "zod";
import { firstVersion } from "@/lib/share/versions";
import { blocked, type Kept, problemOf, type StorageProblem } from "./problem";
import { fromRecord, toRecord } from "./record";

/** What somebody assumes; the page's own type is lib/app/store/assumptions.ts. Older pages stored more. */
const assumptionsSchema = z.object({
  /** Dollars. */
  pricePerOpRun: z.number().min(0),
});
type Assumptions = Readonly<z.infer<typeof assumptionsSchema>>;
const NO_ASSUMPTIONS: Assumptions = { pricePerOpRun: 0 };

/** How somebody likes the page. */
export interface Preferences {
  readonly theme: "system" | "light" | "dark";
  readonly assumptions: Assumptions;
}

export type PreferenceStore = ReturnType<typeof createPreferences>;

/**
 * The theme stands by itself, as its bare word: a script in the page's head reads it before anything is painted.
 * It is `THEME_KEY` of lib/app/theme/theme.ts.
 */
const THEME_KEY = "fanout:theme";
const KEY = "fanout:preferences";

const OTHERS: StorageProblem = {
  kind: "failed",
  message:
    "A newer version of Fanout stored these preferences, so they are left as they are. Changes are kept until this tab is closed.",
};

/** What of `localStorage` is used. */
export type TextStore = Pick<globalThis.Storage, "getItem" | "setItem">;

/** Loose: what another version of the page has kept here stays. */
const preferenceVersions = firstVersion(
  z.looseObject({ assumptions: assumptionsSchema.default({ ...NO_ASSUMPTIONS }) }),
);

/**
 * Preferences are read at once and not awaited, because a page is laid out by them: so they are in `localStorage`, and in
 * memory where that is shut.
 * @param open gives `localStorage`; may throw, as a browser does that blocks it
 */
export function createPreferences(open: () => TextStore) {
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

  const read = () => {
    const record = fromRecord(preferenceVersions, parse(readText(KEY)));
    return record.ok ? record.value : { assumptions: NO_ASSUMPTIONS };
  };

  /** What a newer page wrote is left as it is. */
  const isOthers = (key: string): boolean => {
    if (key !== KEY) return false;
    const text = attempt((store) => store.getItem(key)) ?? null;
    const record = text === null ? undefined : fromRecord(preferenceVersions, parse(text));
    return record?.ok === false && record.newer;
  };

  const write = (key: string, text: string): Kept => {
    if (isOthers(key)) {
      memory.set(key, text);
      return { where: "memory", problem: OTHERS };
    }
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
    get: (): Preferences => {
      const theme = readText(THEME_KEY);
      const { assumptions } = read();
      return { theme: theme === "light" || theme === "dark" ? theme : "system", assumptions };
    },
    /** Named parts take the place of their old ones; the others stay, those of another tab as well. */
    change: ({ theme, assumptions }: Partial<Preferences>): Kept => {
      const themeKept = theme && write(THEME_KEY, theme);
      if (assumptions === undefined) return themeKept ?? { where: "disk" };
      const kept = write(KEY, JSON.stringify(toRecord(preferenceVersions, { ...read(), assumptions })));
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
