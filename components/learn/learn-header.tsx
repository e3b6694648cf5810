import { ArrowUpRight } from "lucide-react";
import { Mark } from "@/components/workbench/mark";
import { sitePath } from "./site-path";

/** @param here the page is the index itself, or the reference. @param open where "Open in Fanout" leads */
export function LearnHeader({
  here = false,
  open,
}: {
  readonly here?: boolean | "reference";
  readonly open: string;
}) {
  return (
    <header className="border-b">
      <div className="flex h-11 items-center gap-2 px-4 sm:px-6">
        <a
          href={sitePath("/")}
          className="-mx-1 flex items-center gap-2 rounded-md px-1 font-semibold text-lg"
        >
          <Mark />
          <span className="max-sm:sr-only">Fanout</span>
        </a>
        <span aria-hidden className="mx-1 h-4 border-l max-sm:hidden" />
        <a
          href={sitePath("/learn/")}
          aria-current={here === true ? "page" : undefined}
          className="rounded-md px-1.5 py-1 hover:bg-hover"
        >
          Learn
        </a>
        <a
          href={sitePath("/reference/")}
          aria-current={here === "reference" ? "page" : undefined}
          className="rounded-md px-1.5 py-1 hover:bg-hover"
        >
          Reference
        </a>
        <a
          href={open}
          className="ml-auto inline-flex h-control shrink-0 items-center gap-1.5 rounded-md border px-2.5 font-medium hover:bg-hover"
        >
          Open in Fanout
          <ArrowUpRight aria-hidden className="size-3.5" />
        </a>
      </div>
    </header>
  );
}
