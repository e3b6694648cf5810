import type { Numbers } from "@/lib/estimate/numbers";
import type { LanguageId } from "@/lib/model/language";
import type { Settings } from "@/lib/model/settings";
import type { Report } from "@/lib/protocol/report";
import type { LinkLesson } from "./lesson-v1";

export const VIEWS = ["code", "compare", "tree", "timeline", "play", "split", "scale"] as const;
export type View = (typeof VIEWS)[number];

/** A view that has become a part of another one opens that. */
const MERGED: ReadonlyMap<string, View> = new Map([["advice", "compare"]]);

export const viewNamed = (name: string): View | undefined =>
  VIEWS.find((known) => known === name) ?? MERGED.get(name);

/** How a document is to be opened, apart from its code. */
export interface LinkOptions {
  /** Those that differ from the program's own defaults. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  /** Those that differ from the reader's defaults. */
  readonly settings?: Partial<Settings>;
  readonly view?: View;
  /** Fields of "Your numbers". */
  readonly numbers?: Numbers;
}

/** What a link holds. */
export interface LinkState extends LinkOptions {
  readonly code: string;
  /** Left out for the default. */
  readonly language?: LanguageId;
  /** What the sender saw, with the environment in which they saw it. */
  readonly report?: Report;
  /** The trace of a run that another tool recorded, as trace files hold one. Not checked yet. */
  readonly record?: { readonly rows: number };
  /** Steps through the program. Its texts are a stranger's. */
  readonly lesson?: LinkLesson | undefined;
  /** When `report` was recorded, ISO 8601, to the second. */
  readonly recordedAt?: string;
}
