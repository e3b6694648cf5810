import { ArrowUpRight } from "lucide-react";
import type { Lesson, TryLink } from "@/lib/examples/lessons";
import { Inline } from "./markdown";

interface TryListProps {
  readonly tries: Lesson["tries"];
  /** Opens the lesson's subject with a change made. */
  readonly link: (change: TryLink) => string;
}

export function TryList({ tries, link }: TryListProps) {
  return (
    <ol className="wide grid gap-px overflow-hidden rounded-md border bg-line">
      {tries.map(({ change: text, see, open }) => (
        <li
          key={text}
          className="grid gap-x-8 gap-y-2 bg-surface px-4 py-4 sm:px-5 md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_12rem]"
        >
          <p className="read font-medium">
            <Inline text={text} />
          </p>
          <p className="read text-muted">
            <Inline text={see} />
          </p>
          <ul className="flex flex-wrap content-start gap-x-4 gap-y-1 md:flex-col md:items-start">
            {Object.entries(open).map(([label, change]) => (
              <li key={label}>
                <a href={link(change)} className="learn-link inline-flex items-center gap-1 py-0.5 text-lg">
                  <span className="sr-only">Open in Fanout: </span>
                  {label}
                  <ArrowUpRight aria-hidden className="size-3.5" />
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
