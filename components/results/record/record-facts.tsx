import type { RecordInfo } from "@/lib/trace/record-info";
import { factsOf } from "./record-text";

interface RecordFactsProps {
  readonly record: RecordInfo;
  readonly wallMs: number;
}

/** What the record says, what was worked out, what nobody can know from it, and what was left in the file. */
export function RecordFacts({ record, wallMs }: RecordFactsProps) {
  const lists = [
    { title: "Unknown: the format does not hold it", items: record.unknown },
    { title: "Derived from other times", items: record.derived },
    { title: "Left out: private, and still in your file only", items: record.dropped },
  ].filter(({ items }) => items.length > 0);
  return (
    <section aria-label="Facts" className="flex flex-col gap-3">
      <h3 className="font-semibold">What this record contains</h3>
      <dl className="grid max-w-3xl grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        {factsOf(record, wallMs).map(({ label, value }) => (
          <div key={label} className="contents">
            <dt className="text-muted">{label}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      <div className="grid max-w-3xl gap-3 sm:grid-cols-2">
        {lists.map(({ title, items }) => (
          <div key={title}>
            <h4 className="font-medium">{title}</h4>
            <ul className="list-disc pl-5 text-muted">
              {items.map((item) => (
                <li key={item} className="wrap-anywhere">
                  {item}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </section>
  );
}
