import clsx from "clsx";
import { tameText } from "@/lib/base/tame-text";
import { splitForMiddle } from "./middle";

/** UTF-16 units of a name. */
const MAX_SHOWN = 1_000;

/**
 * A name that shortens in the middle where there is no room; whole in its tooltip and for screen readers. Its two ends
 * are drawn beside the text, which is there once: as pieces of it they would be read as two words, and copied as two.
 */
export function MiddleText({
  text: name,
  className,
}: {
  readonly text: string;
  readonly className?: string;
}) {
  const text = tameText(name, MAX_SHOWN);
  const [head, tail] = splitForMiddle(text);
  if (tail === "") return <bdi className={clsx("truncate", className)}>{text}</bdi>;
  return (
    <bdi className={clsx("relative inline-flex min-w-0", className)} title={text}>
      <span className="sr-only">{text}</span>
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
