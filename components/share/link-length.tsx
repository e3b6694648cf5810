import clsx from "clsx";
import { Check, X } from "lucide-react";
import { formatCount } from "@/lib/base/format";
import { assessLength } from "@/lib/share/address-limits";

export function LinkLength({ length }: { readonly length: number }) {
  const limits = assessLength(length);
  const tooLong = limits.filter(({ ok }) => !ok);
  return (
    <section aria-labelledby="link-length">
      <h3 id="link-length" className="font-medium">
        {formatCount(length)} characters{" "}
        <span className="font-normal text-muted">
          {tooLong.length === 0 ? "go through everywhere that we know of" : "are too long for some"}
        </span>
      </h3>
      <ul className="mt-1.5 flex flex-wrap gap-1">
        {limits.map(({ where, limit, ok }) => (
          <li
            key={where}
            className={clsx(
              "inline-flex items-center gap-1 rounded-sm border px-1.5 py-0.5 text-sm",
              ok ? "text-muted" : "border-transparent bg-failed-soft text-text",
            )}
          >
            {ok ? (
              <Check role="img" aria-label="fits" className="size-3.5 text-succeeded" />
            ) : (
              <X role="img" aria-label="too long for" className="size-3.5 text-failed" />
            )}
            {where} <span className="tabular-nums">{formatCount(limit)}</span>
          </li>
        ))}
      </ul>
      {tooLong.length > 0 && (
        <ul className="mt-1.5 text-muted">
          {[...new Set(tooLong.map(({ past }) => past))].map((past) => (
            <li key={past}>
              {tooLong
                .filter((one) => one.past === past)
                .map(({ where }) => where)
                .join(", ")}
              : {past}.
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
