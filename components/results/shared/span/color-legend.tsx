import { tameText } from "@/lib/base/tame-text";
import type { BarColor, ColorMark } from "./colors";

/** Whole class names, so that they are found when the style sheet is made. */
export const BAR_FILLS: Readonly<Record<BarColor, string>> = {
  compute: "bg-compute",
  transfer: "bg-transfer",
  queue: "bg-queue",
  spawn: "bg-spawn",
  driver: "bg-driver",
  "idle-hatch": "bg-idle-hatch",
  succeeded: "bg-succeeded",
  failed: "bg-failed",
  warning: "bg-warning",
  accent: "bg-accent",
  muted: "bg-muted",
};

const SHOWN_NAME = 40;

export function ColorLegend({ marks }: { readonly marks: readonly ColorMark[] }) {
  return marks.map(({ label, color }) => (
    <li key={label} className="keep-colors inline-flex min-w-0 items-center gap-1.5">
      <span aria-hidden className={`block h-3 w-5 shrink-0 ${BAR_FILLS[color]}`} />
      <bdi className="truncate">{tameText(label, SHOWN_NAME)}</bdi>
    </li>
  ));
}
