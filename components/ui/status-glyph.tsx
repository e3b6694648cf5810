import clsx from "clsx";
import { Ban, Check, LoaderCircle, SkipForward, Unplug, X } from "lucide-react";
import type { Status } from "@/lib/trace/rows";

const LOOKS = {
  running: { icon: LoaderCircle, ink: "text-accent", word: "Running" },
  succeeded: { icon: Check, ink: "text-succeeded", word: "Succeeded" },
  failed: { icon: X, ink: "text-failed", word: "Failed" },
  interrupted: { icon: Unplug, ink: "text-warning", word: "Interrupted" },
  skipped: { icon: SkipForward, ink: "text-muted", word: "Skipped" },
  cancelled: { icon: Ban, ink: "text-muted", word: "Cancelled" },
} as const satisfies Readonly<Record<Status, unknown>>;

export const statusWord = (status: Status): string => LOOKS[status].word;

export interface StatusGlyphProps {
  readonly status: Status;
  /** The word is read but not seen, where a column or a legend beside it says it. */
  readonly compact?: boolean;
  readonly className?: string;
}

/** A glyph and a word: never the colour alone. */
export function StatusGlyph({ status, compact, className }: StatusGlyphProps) {
  const { icon: Icon, ink, word } = LOOKS[status];
  return (
    <span className={clsx("inline-flex items-center gap-1", className)} title={compact ? word : undefined}>
      <Icon aria-hidden className={clsx("size-3.5 shrink-0", ink, status === "running" && "animate-spin")} />
      <span className={clsx(compact && "sr-only")}>{word}</span>
    </span>
  );
}
