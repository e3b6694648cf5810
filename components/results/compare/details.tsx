import { Durations, hasDurations } from "@/components/results/advice/durations";
import { FindingList } from "@/components/results/advice/finding-list";
import { DataTable } from "@/components/results/shared/table/data-table";
import type { TableData } from "@/components/results/shared/table/table-data";
import { NumberField } from "@/components/ui/number-field";
import type { Advice } from "@/lib/analysis/advice/advice";
import type { Answer } from "@/lib/analysis/advice/answer";

interface DetailsProps {
  readonly answer: Answer;
  readonly advice: Advice | undefined;
  readonly source: string | undefined;
  readonly table: TableData;
  /** Dollars. */
  readonly pricePerOpRun: number;
  readonly onPrice: (price: number) => void;
}

const SUMMARY = "w-fit font-semibold text-lg";

/** What few readers need, folded. */
export function Details({ answer, advice, source, table, pricePerOpRun, onPrice }: DetailsProps) {
  return (
    <>
      {answer.details.length > 0 && (
        <details>
          <summary className={SUMMARY}>Workers, chunks and overhead</summary>
          <div className="pt-2">
            <FindingList findings={answer.details} />
          </div>
        </details>
      )}
      {answer.isRanked && advice && hasDurations(advice) && (
        <details>
          <summary className={SUMMARY}>By item duration</summary>
          <div className="pt-2">
            <Durations advice={advice} strategy={answer.strategy} source={source} />
          </div>
        </details>
      )}
      <details>
        <summary className={SUMMARY}>All figures</summary>
        <div className="flex flex-col gap-4 pt-2">
          <DataTable table={table} />
          <NumberField
            label="Price per op run, to estimate a platform's bill"
            unit="$"
            value={pricePerOpRun}
            onChange={onPrice}
            min={0}
            max={1_000_000}
            step={0.01}
          />
        </div>
      </details>
    </>
  );
}
