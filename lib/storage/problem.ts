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

const MEANWHILE = "What you do here is kept until this tab is closed.";

const MESSAGES: Readonly<Record<StorageProblem["kind"], string>> = {
  blocked: `This browser does not let the page store anything here. ${MEANWHILE}`,
  full: `This browser's storage for the page is full. ${MEANWHILE} Deleting drafts or history makes room.`,
  unclonable: "This cannot be stored: it holds a function or something else that cannot be copied.",
  failed: `This browser's storage does not answer as it should. ${MEANWHILE}`,
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
