import clsx from "clsx";
import { splitForMiddle } from "./middle";

/** A name that shortens in the middle where there is no room; whole in its tooltip and for screen readers. */
export function MiddleText({ text, className }: { readonly text: string; readonly className?: string }) {
  const [head, tail] = splitForMiddle(text);
  if (tail === "") return <bdi className={clsx("truncate", className)}>{text}</bdi>;
  return (
    <bdi className={clsx("inline-flex min-w-0", className)} title={text}>
      <span className="truncate whitespace-pre">{head}</span>
      <span className="shrink-0 whitespace-pre">{tail}</span>
    </bdi>
  );
}
