import clsx from "clsx";
import { Ban, Check, LoaderCircle, SkipForward, Unplug, X } from "lucide-react";
import type { ReactNode } from "react";
import { STATUSES, type Status } from "@/lib/model/status";

const LOOKS = {
  running: { word: "Running", icon: LoaderCircle, ink: "text-accent animate-spin" },
  succeeded: { word: "Succeeded", icon: Check, ink: "text-succeeded" },
  failed: { word: "Failed", icon: X, ink: "text-failed" },
  interrupted: { word: "Interrupted", icon: Unplug, ink: "text-warning" },
  skipped: { word: "Skipped", icon: SkipForward, ink: "text-muted" },
  cancelled: { word: "Cancelled", icon: Ban, ink: "text-muted" },
} as const satisfies Readonly<Record<Status, unknown>>;

export const statusWord = (status: Status): string => LOOKS[status].word;

export interface StatusGlyphProps {
  readonly status: Status;
  /** The word is read but not seen, where a column or a legend beside it says it. */
  readonly compact?: boolean;
  readonly className?: string;
}

/** Made once: long lists draw hundreds of each. */
const GLYPHS: ReadonlyMap<Status, ReactNode> = new Map(
  STATUSES.map((status) => {
    const { icon: Icon, ink } = LOOKS[status];
    return [status, <Icon key={status} aria-hidden className={clsx("size-3.5 shrink-0", ink)} />];
  }),
);

/** A glyph and a word: never the color alone. */
export function StatusGlyph({ status, compact, className }: StatusGlyphProps) {
  const word = statusWord(status);
  const look = clsx("inline-flex items-center gap-1", className);
  return compact ? (
    <span role="img" aria-label={word} title={word} className={look}>
      {GLYPHS.get(status)}
    </span>
  ) : (
    <span className={look}>
      {GLYPHS.get(status)}
      <span>{word}</span>
    </span>
  );
}
