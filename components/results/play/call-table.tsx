import clsx from "clsx";
import type { CallTimes, Progress } from "@/lib/analysis/time/call-times";
import { progressAt } from "@/lib/analysis/time/call-times";
import { formatCount } from "@/lib/base/format";

/** More definitions than this are not shown; programs have about ten. */
const MAX_ROWS = 40;

export interface PlayedCalls {
  readonly label: string;
  readonly calls: readonly CallTimes[];
}

interface CallTableProps {
  readonly played: readonly PlayedCalls[];
  readonly at: number;
  readonly onShowLine?: ((name: string) => void) | undefined;
}

/** The calls of each definition at a moment: how many are done and how many run, under each strategy. */
export function CallTable({ played, at, onShowLine }: CallTableProps) {
  const depths = new Map<string, number>();
  for (const { calls } of played)
    for (const { name, depth } of calls) if (!depths.has(name)) depths.set(name, depth);
  const names = [...depths].slice(0, MAX_ROWS);
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">Calls at the moment shown, done and in total</caption>
      <thead>
        <tr className="text-left text-muted">
          <th scope="col" className="px-3 py-1 font-normal">
            Calls
          </th>
          {played.map(({ label }) => (
            <th key={label} scope="col" className="px-3 py-1 font-normal">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {names.map(([name, depth]) => (
          <tr key={name} className="border-t">
            <th
              scope="row"
              className="max-w-40 truncate px-3 py-1 text-left font-mono font-normal"
              style={{ paddingLeft: `${0.75 + Math.min(depth, 6) * 0.75}rem` }}
            >
              {onShowLine ? (
                <button type="button" className="hover:underline" onClick={() => onShowLine(name)}>
                  {name}
                </button>
              ) : (
                name
              )}
            </th>
            {played.map(({ label, calls }) => {
              const own = calls.find((each) => each.name === name);
              return (
                <td key={label} className="w-1/4 px-3 py-1">
                  {own ? <Bar {...progressAt(own, at)} /> : <span className="text-muted">none</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Bar({ total, running, done }: Progress) {
  const share = (count: number): string => `${(count / total) * 100}%`;
  return (
    <span className="flex items-center gap-2 tabular-nums">
      <span aria-hidden className="keep-colors flex h-2 min-w-8 flex-1 overflow-hidden rounded-sm bg-pressed">
        <span className="bg-compute" style={{ width: share(done) }} />
        <span className="bg-transfer" style={{ width: share(running) }} />
      </span>
      <span className={clsx("shrink-0", running === 0 && "text-muted")}>
        {formatCount(done)} of {formatCount(total)}
      </span>
    </span>
  );
}
