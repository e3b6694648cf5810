/** What input, select and textarea look like. */
export const FIELD =
  "min-w-0 rounded-md border border-line-strong bg-surface px-2 text-text placeholder:text-muted disabled:opacity-60 aria-invalid:border-failed";
