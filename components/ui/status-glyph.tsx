import clsx from "clsx";
import { Ban, Check, LoaderCircle, SkipForward, Unplug, X } from "lucide-react";
import type { ReactNode } from "react";
import type { Status } from "@/lib/model/status";
import { statusWord } from "./status-word";

const LOOKS = {
  running: { icon: LoaderCircle, ink: "text-accent" },
  succeeded: { icon: Check, ink: "text-succeeded" },
  failed: { icon: X, ink: "text-failed" },
  interrupted: { icon: Unplug, ink: "text-warning" },
  skipped: { icon: SkipForward, ink: "text-muted" },
  cancelled: { icon: Ban, ink: "text-muted" },
} as const satisfies Readonly<Record<Status, unknown>>;

export interface StatusGlyphProps {
  readonly status: Status;
  /** The word is read but not seen, where a column or a legend beside it says it. */
  readonly compact?: boolean;
  readonly className?: string;
}

const glyph = (status: Status): ReactNode => {
  const { icon: Icon, ink } = LOOKS[status];
  return (
    <Icon aria-hidden className={clsx("size-3.5 shrink-0", ink, status === "running" && "animate-spin")} />
  );
};

/** Made once: long lists draw hundreds of each. */
const GLYPHS: Readonly<Record<Status, ReactNode>> = {
  running: glyph("running"),
  succeeded: glyph("succeeded"),
  failed: glyph("failed"),
  interrupted: glyph("interrupted"),
  skipped: glyph("skipped"),
  cancelled: glyph("cancelled"),
};

/** A glyph and a word: never the colour alone. */
export function StatusGlyph({ status, compact, className }: StatusGlyphProps) {
  const word = statusWord(status);
  const look = clsx("inline-flex items-center gap-1", className);
  return compact ? (
    <span role="img" aria-label={word} title={word} className={look}>
      {GLYPHS[status]}
    </span>
  ) : (
    <span className={look}>
      {GLYPHS[status]}
      <span>{word}</span>
    </span>
  );
}
