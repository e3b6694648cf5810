import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceDot,
  ReferenceLine,
  Tooltip,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { timeTicks } from "@/components/results/shared/chart/log-ticks";
import {
  ChartTip,
  LABELS,
  LOG_AXIS,
  PLAIN_LINE,
  TOOLTIP,
} from "@/components/results/shared/chart/recharts-parts";
import { spread } from "@/components/results/shared/chart/spread";
import { useWidth } from "@/components/results/shared/chart/use-width";
import type { Durations } from "@/lib/analysis/advice/crossover";
import { formatDuration, formatRatio } from "@/lib/base/format";
import type { StrategyName } from "@/lib/model/strategy";
import { STRATEGIES } from "@/lib/model/strategy";
import { crossingHeight, type RelativeDurations, relativeDurations } from "./duration-data";

/**
 * Strategies as lines: the chosen one in the accent color, the others neutral, each with its own dashes and its name at
 * its end. Other colors are for kinds of time.
 */
const DASHES = ["1 3", "2 5", "7 4", "0", "10 3 2 3"];

interface LineLook {
  readonly stroke: string;
  readonly strokeWidth: number;
  readonly strokeDasharray: string;
}

function lineLook(strategy: StrategyName, chosen: StrategyName | undefined): LineLook {
  const own = strategy === chosen;
  return {
    stroke: own ? "var(--accent)" : "var(--text)",
    strokeWidth: own ? 2.5 : 1.5,
    strokeDasharray: DASHES[STRATEGIES.indexOf(strategy) % DASHES.length] ?? "",
  };
}

const HEIGHT_PX = 260;

interface DurationChartProps {
  readonly data: Durations;
  readonly chosen: StrategyName | undefined;
}

export default function DurationChart({ data, chosen }: DurationChartProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const { strategies, points, most } = relativeDurations(data);
  const [first, last] = [points[0]?.itemMs ?? 1, points.at(-1)?.itemMs ?? 1];
  const top = Math.max(2, most * 1.1);
  const times = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 1e4, 1e5, 1e6].filter((ratio) => ratio <= top);
  return (
    <div ref={ref} style={{ height: HEIGHT_PX }}>
      {width > 0 && (
        <LineChart
          width={width}
          height={HEIGHT_PX}
          data={[...points]}
          margin={{ top: 16, right: 76, bottom: 4, left: 0 }}
          title="Time relative to the fastest, by item duration"
        >
          <CartesianGrid stroke="var(--grid)" />
          <XAxis
            dataKey="itemMs"
            {...LOG_AXIS}
            domain={[first, last]}
            ticks={timeTicks(first, last, width < 500 ? 4 : 8)}
            tickFormatter={formatDuration}
            height={44}
            label={{ value: `an item of ${data.task} takes`, position: "insideBottom", offset: 2, ...LABELS }}
          />
          <YAxis
            {...LOG_AXIS}
            domain={[1, top]}
            ticks={times}
            tickFormatter={formatRatio}
            width={52}
            allowDataOverflow
          />
          <Tooltip
            {...TOOLTIP}
            content={({ active, label }) => {
              const point = points.find(({ itemMs }) => itemMs === label);
              const timeOf = (strategy: StrategyName) =>
                [strategy, formatRatio(point?.times[strategy] ?? Number.NaN)] as const;
              if (!active || !point) return null;
              return (
                <ChartTip title={`Item of ${formatDuration(point.itemMs)}`} rows={strategies.map(timeOf)} />
              );
            }}
          />
          <ReferenceLine
            x={data.itemMs}
            stroke="var(--text)"
            strokeDasharray="4 3"
            label={{ value: "now", position: "top", ...LABELS }}
          />
          {strategies.map((strategy) => (
            <Line
              key={strategy}
              name={strategy}
              dataKey={(point: (typeof points)[number]) => point.times[strategy]}
              {...lineLook(strategy, chosen)}
              type="linear"
              {...PLAIN_LINE}
            />
          ))}
          <LineEnds points={points} strategies={strategies} />
          {data.crossovers.map((crossover) => (
            <ReferenceDot
              key={`${crossover.below} ${crossover.above}`}
              x={crossover.itemMs}
              y={crossingHeight(points, crossover)}
              r={4}
              fill="var(--surface)"
              stroke="var(--accent)"
              strokeWidth={2}
            />
          ))}
        </LineChart>
      )}
    </div>
  );
}

/** px */
const LINE = 14;

/** The lines' names at their ends, apart where the lines are not. */
function LineEnds({ points, strategies }: Pick<RelativeDurations, "points" | "strategies">) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const area = usePlotArea();
  const last = points.at(-1);
  if (!x || !y || !area || !last) return null;
  const ends = strategies.flatMap((strategy) => {
    const height = y(last.times[strategy]);
    return height === undefined || Number.isNaN(height) ? [] : [{ strategy, height }];
  });
  const heights = spread(
    ends.map(({ height }) => height),
    LINE,
    area.y,
    area.y + area.height,
  );
  return ends.map(({ strategy }, at) => (
    <text
      key={strategy}
      x={(x(last.itemMs) ?? 0) + 6}
      y={heights[at]}
      dy="0.35em"
      className="fill-text text-sm"
    >
      {strategy}
    </text>
  ));
}
