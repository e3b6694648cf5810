import clsx from "clsx";
import { PART_FILLS, PART_ORDER } from "@/components/results/shared/span/parts";
import { durationScale, formatCount, formatDuration } from "@/lib/base/format";
import type { Figure, Row } from "./rows";

const NUMBER = "whitespace-nowrap py-1.5 pl-4 text-right align-bottom";

const COUNTS = [
  { label: "Op runs", count: "opRuns", className: "" },
  { label: "Workers started", count: "workersStarted", className: "max-sm:hidden" },
  { label: "In parallel", count: "peakParallel", className: "max-sm:hidden" },
  { label: "Retries", count: "retries", className: "" },
] as const;

export function BarsTable({ figure }: { readonly figure: Figure }) {
  const { rows, head } = figure;
  const most = Math.max(...rows.map(({ ms }) => ms));
  const times = durationScale(rows.map(({ ms }) => ms));
  const counts = head === "Strategy" ? COUNTS : [];
  const columns = counts.filter(
    ({ count }) => count !== "retries" || rows.some(({ report }) => report.counts.retries > 0),
  );
  return (
    <table className="w-full border-collapse">
      <caption className="sr-only">{figure.title}</caption>
      <thead className="text-muted text-sm">
        <tr>
          <th scope="col" className="w-full pb-1 text-left font-normal">
            {head}
          </th>
          <th scope="col" className={clsx(NUMBER, "font-normal")}>
            Time, {times.unit}
          </th>
          {columns.map(({ label, className }) => (
            <th key={label} scope="col" className={clsx(NUMBER, "font-normal", className)}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} className="border-t">
            <th scope="row" className="py-1.5 text-left font-normal sm:flex sm:items-center sm:gap-3">
              <span className="block whitespace-nowrap sm:w-36 sm:shrink-0">{row.label}</span>
              <Bar row={row} most={most} />
            </th>
            <td className={clsx(NUMBER, "font-medium")}>{times.formatFine(row.ms)}</td>
            {columns.map(({ label, count, className }) => (
              <td key={label} className={clsx(NUMBER, className)}>
                {formatCount(row.report.counts[count])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BarProps {
  readonly row: Pick<Row, "ms" | "parts">;
  readonly most: number;
  readonly thin?: boolean;
}

/** Its length is the time; where it is a whole strategy's, it is divided as its workers' time was. */
export function Bar({ row: { ms, parts }, most, thin = false }: BarProps) {
  return (
    <span
      aria-hidden
      title={formatDuration(ms)}
      className={clsx("flex min-w-0 grow", thin ? "h-1.5" : "h-3 max-sm:mt-1")}
    >
      <span
        className={clsx("keep-colors flex min-w-px overflow-hidden rounded-[2px]", parts || "bg-line-strong")}
        style={{ width: `${(ms / most) * 100}%` }}
      >
        {parts &&
          PART_ORDER.map((part) => (
            <span key={part} className={PART_FILLS[part]} style={{ width: `${parts[part] * 100}%` }} />
          ))}
      </span>
    </span>
  );
}
