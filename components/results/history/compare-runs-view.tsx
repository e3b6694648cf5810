"use client";

import { useId, useMemo } from "react";
import { sourceText } from "@/components/results/compare/environment-text";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import { ticksTo } from "@/components/results/shared/chart/ticks";
import { useWidth } from "@/components/results/shared/chart/use-width";
import { Button } from "@/components/ui/button";
import { durationScale, formatDuration, formatList } from "@/lib/base/format";
import type { Report, StrategyReport } from "@/lib/protocol/report";
import { type Change, changesOf, changeTable, changeTitle, differences } from "./compare-runs";

export interface BeforeAfterProps {
  readonly before: { readonly title: string; readonly report: Report };
  readonly after: { readonly title: string; readonly report: Report };
  /** Ends the comparison. */
  readonly onClose?: () => void;
}

/** A run beside an earlier one: this code before and after a change. */
export function CompareRunsView({ before, after, onClose }: BeforeAfterProps) {
  const changes = useMemo(() => changesOf(before.report, after.report), [before, after]);
  const table = useMemo(() => changeTable(changes), [changes]);
  const changed = useMemo(() => differences(before.report, after.report), [before, after]);
  return (
    <ChartFrame
      title={changeTitle(changes)}
      sentence={
        <>
          Before: {before.title}. After: {after.title}.{" "}
          {changed.length > 0 ? `Different: ${formatList(changed)}.` : "Nothing else is different."} The two
          did not run in turns, so small differences say nothing.
        </>
      }
      marks={[
        { label: `Before: ${before.title}`, color: "line-strong" },
        { label: `After: ${after.title}`, color: "accent" },
      ]}
      source={sourceText(after.report)}
      table={table}
      tableOpen
      fileName="before-after"
      actions={onClose && <Button onClick={onClose}>End comparison</Button>}
    >
      <Pairs changes={changes} />
    </ChartFrame>
  );
}

const ROW = 44;
const BAR = 14;
const AXIS = 24;
const GUTTER = 84;
const FIGURE = 80;

/** Two bars a strategy: outlined before, filled after, each with the interval of its median. */
function Pairs({ changes }: { readonly changes: readonly Change[] }) {
  const label = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const end = Math.max(
    0,
    ...changes.flatMap(({ before, after }) => [before?.wallMs.high ?? 0, after?.wallMs.high ?? 0]),
  );
  const scale = durationScale([end]);
  const room = Math.max(1, width - GUTTER - FIGURE);
  const ticks = ticksTo(end, room < 350 ? 3 : 6, scale.size);
  const x = (ms: number): number => GUTTER + (ms / (ticks.at(-1) ?? 1)) * room;
  const height = changes.length * ROW + AXIS;
  const bar = (report: StrategyReport | undefined, y: number, className: string, words: string) =>
    report && report.rounds.length > 0 ? (
      <g>
        <rect
          x={x(0)}
          y={y}
          width={Math.max(1, x(report.wallMs.median) - x(0))}
          height={BAR}
          className={className}
        />
        <path
          d={`M${x(report.wallMs.low)} ${y + BAR / 2}H${x(report.wallMs.high)}m0 -3v6M${x(report.wallMs.low)} ${y + BAR / 2 - 3}v6`}
          className="fill-none stroke-muted"
        />
        <text
          x={x(Math.max(report.wallMs.median, report.wallMs.high)) + 6}
          y={y + BAR / 2}
          dy="0.35em"
          className="fill-text text-sm"
        >
          {formatDuration(report.wallMs.median)} {words}
        </text>
      </g>
    ) : null;
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <svg data-chart width={width} height={height} role="img" aria-labelledby={label} className="block">
          <title id={label}>{changeTitle(changes)}</title>
          {ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${x(tick)} 0V${height - AXIS}`} className="stroke-grid" />
              <text x={x(tick)} y={height - 8} textAnchor="middle" className="fill-muted text-sm">
                {scale.formatTick(tick)} {scale.unit}
              </text>
            </g>
          ))}
          {changes.map(({ strategy, before, after }, at) => (
            <g key={strategy}>
              <text
                x={GUTTER - 8}
                y={at * ROW + ROW / 2}
                dy="0.35em"
                textAnchor="end"
                className="fill-text text-base"
              >
                {strategy}
              </text>
              {bar(before, at * ROW + 6, "fill-surface stroke-line-strong", "before")}
              {bar(after, at * ROW + 6 + BAR + 3, "fill-accent", "after")}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
