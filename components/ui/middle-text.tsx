import clsx from "clsx";
import { tameText } from "@/lib/base/tame-text";
import { splitForMiddle } from "./middle";

/** UTF-16 units of a name. */
const MAX_SHOWN = 1_000;

interface MiddleTextProps {
  readonly text: string;
  /** In its tooltip, where that is longer than the text. */
  readonly title?: string;
  readonly className?: string;
}

/**
 * A name that shortens in the middle where there is no room; whole in its tooltip, for screen readers, and when it is
 * selected and copied. Its two ends are drawn under the text, which is there once, without a color: as pieces of it they
 * would be read as two words, and copied as two.
 */
export function MiddleText({ text: name, title, className }: MiddleTextProps) {
  const text = tameText(name, MAX_SHOWN);
  const [head, tail] = splitForMiddle(text);
  const whole = tameText(title ?? text, MAX_SHOWN);
  if (tail === "") {
    return (
      <bdi className={clsx("truncate", className)} title={whole === text ? undefined : whole}>
        {text}
      </bdi>
    );
  }
  return (
    <bdi className={clsx("relative inline-flex min-w-0", className)} title={whole}>
      <span className="absolute inset-0 overflow-hidden whitespace-pre text-transparent">{text}</span>
      <span
        aria-hidden
        data-text={head}
        className="truncate whitespace-pre before:content-[attr(data-text)]"
      />
      <span
        aria-hidden
        data-text={tail}
        className="shrink-0 whitespace-pre before:content-[attr(data-text)]"
      />
    </bdi>
  );
}
