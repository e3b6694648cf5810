import clsx from "clsx";
import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";

export interface BannerProps {
  readonly tone?: "info" | "warning" | "error";
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** False where a live region elsewhere says it already. Default true. */
  readonly announced?: boolean;
  /** What there is to do stays beside the text, also in a narrow pane. */
  readonly line?: boolean;
  readonly className?: string;
}

const TONES = {
  info: { icon: Info, ground: "bg-subtle", ink: "text-muted", word: "Note" },
  warning: { icon: TriangleAlert, ground: "bg-warning-soft", ink: "text-warning", word: "Warning" },
  error: { icon: CircleAlert, ground: "bg-failed-soft", ink: "text-failed", word: "Error" },
} as const;

/** A message beside its cause. An error is announced at once, the others when there is time. */
export function Banner({
  tone = "info",
  title,
  children,
  actions,
  announced = true,
  line = false,
  className,
}: BannerProps) {
  const { icon: Icon, ground, ink, word } = TONES[tone];
  return (
    <div
      role={announced ? (tone === "error" ? "alert" : "status") : undefined}
      className={clsx(
        "flex gap-2 rounded-md px-3 py-2",
        line ? "items-center" : "items-start",
        ground,
        className,
      )}
    >
      <Icon aria-label={word} role="img" className={clsx("size-4 shrink-0", !line && "mt-0.5", ink)} />
      <div className={clsx("flex min-w-0 flex-1 gap-x-3 gap-y-1.5", line ? "items-center" : "flex-wrap")}>
        <div className="wrap-anywhere min-w-0 flex-[1_1_14rem]">
          {title && <div className="font-medium">{title}</div>}
          {children}
        </div>
        {actions && <div className="flex flex-wrap items-start gap-1">{actions}</div>}
      </div>
    </div>
  );
}
