import type { DifferentResults } from "@/lib/analysis/advice/different-results";
import { capitalize, formatList } from "@/lib/base/format";
import { tameText } from "@/lib/base/tame-text";

interface DifferenceProps {
  readonly different: DifferentResults;
}

/** UTF-16 units shown of each value. */
const SHOWN_VALUE = 400;

/** Where the results of the two largest groups of strategies first part, and what each has there. */
export function Difference({ different: { groups, path, values } }: DifferenceProps) {
  return (
    <div className="flex flex-col gap-1 rounded-md border p-3">
      <p>
        First difference:{" "}
        <code className="font-mono">{tameText(path === "" ? "the whole result" : path, 200)}</code>
      </p>
      <dl className="grid grid-cols-[minmax(0,max-content)_minmax(0,1fr)] gap-x-4 gap-y-1">
        {groups.slice(0, 2).map((labels, at) => (
          <div key={labels.join(" ")} className="col-span-2 grid grid-cols-subgrid">
            <dt>{capitalize(formatList(labels))}</dt>
            <dd className="wrap-anywhere font-mono">{valueText(values[at])}</dd>
          </div>
        ))}
      </dl>
      {groups.length > 2 && (
        <p className="text-muted">
          {capitalize(formatList(groups.slice(2).flat()))} returned yet other results.
        </p>
      )}
    </div>
  );
}

/** As JSON, in one line. */
function valueText(value: unknown): string {
  return value === undefined ? "nothing" : tameText(JSON.stringify(value), SHOWN_VALUE);
}
