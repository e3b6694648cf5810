import { Amount } from "@/components/results/shared/text/amount";
import { FLOAT } from "@/components/ui/layer";
import { formatDuration } from "@/lib/base/format";
import type { Trace } from "@/lib/trace/trace";
import { describeSpan, phasesOf } from "./describe";

/** px from the pointer. */
const POINTER_DISTANCE = 12;

interface HintProps {
  readonly trace: Trace;
  readonly row: number;
  /** Where the pointer is in the frame, and how large that is, px. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export function Hint({ trace, row, x, y, width, height }: HintProps) {
  if (row >= trace.count) return null;
  const stretches = phasesOf(trace, row);
  const sideways = x > width / 2 ? { right: width - x + POINTER_DISTANCE } : { left: x + POINTER_DISTANCE };
  const upright = y > height / 2 ? { bottom: height - y + POINTER_DISTANCE } : { top: y + POINTER_DISTANCE };
  return (
    <div
      aria-hidden
      className={`${FLOAT} pointer-events-none absolute max-w-72 px-2.5 py-1.5 text-sm`}
      style={{ ...sideways, ...upright }}
    >
      <div className="wrap-anywhere font-medium">{describeSpan(trace, row)}</div>
      {stretches.length > 1 && (
        <table className="mt-1 text-muted">
          <tbody>
            {stretches.map(({ label, ms }) => (
              <tr key={label}>
                <td className="pr-4">{label}</td>
                <td className="text-right">
                  <Amount text={formatDuration(ms)} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
