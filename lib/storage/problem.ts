/** Why something could not be kept, in words for the person who wrote it. */
export interface StorageProblem {
  /**
   * blocked: the browser allows no storage here. full: its quota is used up. unclonable: the value holds what cannot be
   * stored, a function say. failed: anything else.
   */
  readonly kind: "blocked" | "full" | "unclonable" | "failed";
  readonly message: string;
}

/** Where something is after a write. Only "disk" survives the tab. */
export type Kept =
  | { readonly where: "disk" }
  | { readonly where: "memory" | "nowhere"; readonly problem: StorageProblem };

const LOST_WITH_TAB = "Your work is lost when you close this tab.";

const MESSAGES: Readonly<Record<StorageProblem["kind"], string>> = {
  blocked: `This browser blocks storage for this page. ${LOST_WITH_TAB}`,
  full: `This browser's storage is full. ${LOST_WITH_TAB} Delete drafts or earlier runs to free space.`,
  unclonable: "This value cannot be stored: it contains a function or another value that cannot be cloned.",
  failed: `This browser's storage failed. ${LOST_WITH_TAB}`,
};

const KINDS: Readonly<Record<string, StorageProblem["kind"]>> = {
  QuotaExceededError: "full",
  NS_ERROR_DOM_QUOTA_REACHED: "full",
  SecurityError: "blocked",
  // There is no `indexedDB` at all.
  ReferenceError: "blocked",
  DataCloneError: "unclonable",
};

/** @param error whatever was thrown */
export function problemOf(error: unknown): StorageProblem {
  const name = typeof error === "object" && error !== null && "name" in error ? String(error.name) : "";
  const kind = KINDS[name] ?? "failed";
  const detail = kind === "failed" && error instanceof Error && error.message ? ` (${error.message})` : "";
  return { kind, message: MESSAGES[kind] + detail };
}

export const blocked: StorageProblem = { kind: "blocked", message: MESSAGES.blocked };
