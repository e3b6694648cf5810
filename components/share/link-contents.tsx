import clsx from "clsx";
import type { LinkSummary } from "@/lib/app/documents/link-summary";

export function LinkContents({ held }: { readonly held: readonly LinkSummary[] }) {
  return (
    <section aria-labelledby="link-contents">
      <h3 id="link-contents" className="font-medium">
        What it holds
      </h3>
      <dl className="mt-1 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5">
        {held.map(({ what, value, there }) => (
          <div key={what} className="contents">
            <dt className="text-muted">{what}</dt>
            <dd className={clsx("wrap-anywhere", !there && "text-muted")}>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
