import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { logTicks, timeTicks } from "@/components/results/shared/chart/log-ticks";
import {
  ChartTip,
  LABELS,
  LOG_AXIS,
  PLAIN_LINE,
  TOOLTIP,
} from "@/components/results/shared/chart/recharts-parts";
import { useWidth } from "@/components/results/shared/chart/use-width";
import { formatCount, formatDuration } from "@/lib/base/format";
import type { ScaleRow } from "./scale-data";

const HEIGHT_PX = 300;

export interface ScaleChartProps {
  readonly rows: readonly ScaleRow[];
  /** ms of the longest chain. */
  readonly span: number;
  readonly workers: number;
  /** False: the simulation is too far off, so it is dimmed. */
  readonly trusted: boolean;
}

export default function ScaleChart({ rows, span, workers, trusted }: ScaleChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const [first, last] = [rows[0]?.workers ?? 1, rows.at(-1)?.workers ?? 1];
  const times = rows
    .flatMap(({ low, high, bound, measured }) => [low, high, bound, measured?.median ?? Number.NaN])
    .filter((ms) => ms > 0);
  const [least, most] = [
    Math.min(span > 0 ? span : Number.POSITIVE_INFINITY, ...times) * 0.8,
    Math.max(...times) * 1.15,
  ];
  const data = rows.map((row) => ({
    ...row,
    band: [row.low, row.high],
    seen: row.measured?.median,
  }));
  return (
    <div ref={ref} style={{ height: HEIGHT_PX }}>
      {width > 0 && times.length > 0 && (
        <ComposedChart
          width={width}
          height={HEIGHT_PX}
          data={data}
          margin={{ top: 16, right: 16, bottom: 4, left: 0 }}
          title="Time by worker count"
        >
          <CartesianGrid stroke="var(--grid)" />
          <XAxis
            dataKey="workers"
            {...LOG_AXIS}
            domain={[first, last]}
            ticks={logTicks(first, last, 2, width < 500 ? 6 : 11)}
            tickFormatter={formatCount}
            height={44}
            label={{ value: "workers", position: "insideBottom", offset: 2, ...LABELS }}
          />
          <YAxis
            {...LOG_AXIS}
            domain={[least, most]}
            ticks={timeTicks(least, most)}
            tickFormatter={formatDuration}
            width={68}
            allowDataOverflow
          />
          <Tooltip
            {...TOOLTIP}
            content={({ active, label }) => (
              <Details row={active ? rows.find((row) => row.workers === label) : undefined} />
            )}
          />
          <Area
            dataKey="band"
            stroke="none"
            fill="var(--accent)"
            fillOpacity={trusted ? 0.18 : 0.08}
            isAnimationActive={false}
            activeDot={false}
          />
          <Line
            dataKey="mid"
            stroke="var(--accent)"
            strokeWidth={2}
            strokeOpacity={trusted ? 1 : 0.4}
            {...PLAIN_LINE}
          />
          <Line dataKey="bound" stroke="var(--text)" strokeDasharray="4 3" {...PLAIN_LINE} />
          {span > 0 && (
            <ReferenceLine
              y={span}
              stroke="var(--line-strong)"
              label={{ value: "longest chain", position: "insideBottomLeft", ...LABELS }}
            />
          )}
          <ReferenceLine
            x={workers}
            stroke="var(--line-strong)"
            strokeDasharray="2 3"
            label={{ value: "this run", position: "top", ...LABELS }}
          />
          <Scatter
            dataKey="seen"
            fill="var(--surface)"
            stroke="var(--text)"
            strokeWidth={1.5}
            isAnimationActive={false}
          />
        </ComposedChart>
      )}
    </div>
  );
}

function Details({ row }: { readonly row: ScaleRow | undefined }) {
  if (!row) return null;
  const lines: readonly (readonly [string, string])[] = [
    ...(row.measured ? ([["Measured", formatDuration(row.measured.median)]] as const) : []),
    ["Simulated", `${formatDuration(row.low)} to ${formatDuration(row.high)}`],
    ...(Number.isFinite(row.bound) ? ([["Lower bound", formatDuration(row.bound)]] as const) : []),
  ];
  const title = row.workers === 1 ? "1 worker" : `${formatCount(row.workers)} workers`;
  return <ChartTip title={title} rows={lines} />;
}
