import { X } from "lucide-react";
import { formatCount } from "@/lib/base/format";
import { assessLength } from "@/lib/share/address-limits";

/** How long the link is, and the services for which it is too long. */
export function LinkLength({ length }: { readonly length: number }) {
  const tooLong = assessLength(length).filter(({ ok }) => !ok);
  return (
    <section aria-labelledby="link-length">
      <h3 id="link-length" className="font-medium">
        {formatCount(length)} characters{" "}
        <span className="font-normal text-muted">
          · {tooLong.length === 0 ? "works everywhere" : "too long for some services"}
        </span>
      </h3>
      <ul className="mt-1.5 flex flex-wrap gap-1 empty:hidden">
        {tooLong.map(({ where, limit, past }) => (
          <li
            key={where}
            className="inline-flex items-center gap-1 rounded-sm bg-failed-soft px-1.5 py-0.5 text-sm text-text"
          >
            <X role="img" aria-label="too long for" className="size-3.5 shrink-0 text-failed" />
            <span>
              {where} <span className="tabular-nums">{formatCount(limit)}</span>: {past}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
