"use client";

import { useMemo } from "react";
import { usePlayground } from "@/lib/app/hooks/use-playground";
import { comparedPairs, comparisonDifferences, formatMoment } from "@/lib/app/run/compare-with-recorded";
import { machineOf } from "@/lib/app/run/machine";
import { formatDuration, formatList, formatRatio } from "@/lib/base/format";

/**
 * After a run of a program that came with its sender's report: the sender's figures and one's own, side by side. What we
 * recorded of an example only stands in until there is something better.
 */
export default function BesideRecorded() {
  const recorded = usePlayground((state) => (state.recorded?.by === "sender" ? state.recorded : undefined));
  const here = usePlayground((state) =>
    state.phase === "idle" && !state.results?.partial ? state.results?.result.report : undefined,
  );
  const pairs = useMemo(
    () => (recorded && here ? comparedPairs(recorded.report, here) : []),
    [recorded, here],
  );
  if (recorded === undefined || here === undefined) return null;
  const longest = Math.max(...pairs.flatMap(({ recordedMs, hereMs }) => [recordedMs ?? 0, hereMs ?? 0]));
  const differences = comparisonDifferences(recorded.report, here);
  const date = formatMoment(recorded.recordedAt);
  return (
    <section
      aria-labelledby="beside-recorded"
      className="max-h-[45%] shrink-0 overflow-y-auto border-b bg-subtle px-4 py-3"
    >
      <h3 id="beside-recorded" className="font-semibold">
        Recorded and here
      </h3>
      <p className="text-muted">
        Recorded{date !== undefined && ` on ${date}`} on {machineOf(recorded.report.environment)}; here on{" "}
        {machineOf(here.environment)}.
        {differences.length > 0 && ` Also different: ${formatList(differences)}.`}
      </p>
      <table className="mt-2 w-full border-collapse">
        <caption className="sr-only">Wall times as recorded and here</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Strategy</th>
            <th scope="col">Recorded</th>
            <th scope="col">Here</th>
          </tr>
        </thead>
        <tbody>
          {pairs.map(({ strategy, recordedMs, hereMs }) => (
            <tr
              key={strategy}
              className="grid grid-cols-[4.75rem_minmax(0,1fr)_9rem] items-center gap-x-3 py-1"
            >
              <th scope="row" className="row-span-2 text-left font-normal">
                {strategy}
              </th>
              <td className="contents text-sm">
                <Bar ms={recordedMs} longest={longest} outlined />
                <span>
                  {recordedMs === undefined ? "not recorded" : `${formatDuration(recordedMs)} recorded`}
                </span>
              </td>
              <td className="contents text-sm">
                <Bar ms={hereMs} longest={longest} />
                <span>
                  {hereMs === undefined ? "not measured here" : `${formatDuration(hereMs)} here`}
                  {recordedMs !== undefined && hereMs !== undefined && (
                    <span className="text-muted">, {formatRatio(hereMs / recordedMs)}</span>
                  )}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Bar({
  ms,
  longest,
  outlined,
}: {
  readonly ms: number | undefined;
  readonly longest: number;
  readonly outlined?: boolean;
}) {
  return (
    <span aria-hidden className="h-2.5">
      <span
        className={`block h-full ${outlined ? "border border-line-strong bg-surface" : "bg-accent"}`}
        style={{ width: `${((ms ?? 0) / longest) * 100}%`, display: ms === undefined ? "none" : undefined }}
      />
    </span>
  );
}
