import { memo, useId } from "react";
import {
  Bar,
  BarChart,
  CartesianGrid,
  DefaultZIndexes,
  ReferenceLine,
  Tooltip,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from "recharts";
import { HatchPattern, hatchFill } from "@/components/results/shared/chart/hatch";
import { AXIS, LABELS } from "@/components/results/shared/chart/recharts-parts";
import { ticksTo } from "@/components/results/shared/chart/ticks";
import { useWidth } from "@/components/results/shared/chart/use-width";
import { PART_FILLS, PART_ORDER, PART_WORDS, type PartName } from "@/components/results/shared/span/parts";
import { FLOAT } from "@/components/ui/layer";
import { durationScale, formatDuration, formatPercent, formatPlural } from "@/lib/base/format";
import { AXIS_PX, type Bar as BarData, chartHeight, endText, reach } from "./bars";

const BAR_PX = 18;
const MARKS_Z = DefaultZIndexes.line + 100;
/** From the row's middle to the line of its rounds. */
const ROUNDS_OFFSET_PX = 17;
const Y_AXIS_PX = 84;
/** After the longest bar, for its figure; and for how it ended, where that is shown too. */
const FIGURE_PX = 84;
const ENDED_FIGURE_PX = 140;

export interface CompareChartProps {
  readonly bars: readonly BarData[];
  /** ms that no schedule can beat. */
  readonly ideal?: number | undefined;
  /** The text of each row without a result: a line for each of `bars`. */
  readonly waiting: string;
}

const fill = (part: PartName, hatch: string): string =>
  part === "idle" ? hatchFill(hatch) : `var(--${part})`;

function Rounds({ bars, waiting }: Pick<CompareChartProps, "bars" | "waiting">) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  const lines = waiting.split("\n");
  return bars.map((bar, row) => {
    const middle = y(bar.key, { position: "middle" }) ?? 0;
    if (bar.samples.length === 0) {
      return (
        <text key={bar.key} x={(x(0) ?? 0) + 6} y={middle} dy="0.32em" className="fill-muted text-base">
          {lines[row]}
        </text>
      );
    }
    const line = middle + ROUNDS_OFFSET_PX;
    const [low = 0, median = 0, high = 0] = [bar.low, bar.median, bar.high].map((ms) => x(ms) ?? 0);
    return (
      <g key={bar.key}>
        {/* With a rim: the ideal line may run through it. */}
        <text
          x={median + 6}
          y={middle}
          dy="0.32em"
          className="fill-text stroke-surface text-base"
          strokeWidth={4}
          paintOrder="stroke"
        >
          {endText(bar, formatDuration)}
        </text>
        {bar.samples.length > 1 && (
          <path
            d={`M${low} ${line}H${high}M${low} ${line - 4}v8M${high} ${line - 4}v8`}
            className="stroke-muted"
          />
        )}
        {bar.samples.map((ms, round) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a round is its place in the list
          <circle key={round} cx={x(ms)} cy={line} r={2.5} className="fill-surface stroke-text" />
        ))}
        {bar.samples.length > 1 && (
          <path d={`M${median} ${line - 6}v12`} strokeWidth={2} className="stroke-text" />
        )}
      </g>
    );
  });
}

function Details({ bar }: { readonly bar: BarData }) {
  return (
    <div className={`${FLOAT} px-3 py-2`}>
      <div className="mb-1 font-medium">
        {bar.label}, {formatPlural(bar.samples.length, "round")}
      </div>
      <table>
        <tbody>
          {PART_ORDER.map((part) => (
            <tr key={part}>
              <td className="pr-2">
                <span className={`keep-colors inline-block size-2.5 rounded-[2px] ${PART_FILLS[part]}`} />
              </td>
              <td className="pr-4">{PART_WORDS[part].label}</td>
              <td className="pr-4 text-right">{formatDuration(bar[part])}</td>
              <td className="text-right text-muted">
                {formatPercent(bar.median > 0 ? bar[part] / bar.median : 0)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Wall times as bars, divided into where the lanes' time went. */
function CompareChart({ bars, ideal, waiting }: CompareChartProps) {
  const hatch = useId();
  const end = reach(bars, ideal);
  const scale = durationScale([end]);
  const [ref, width] = useWidth<HTMLDivElement>();
  const ticks = ticksTo(end, width < 500 ? 3 : 6, scale.size);
  const height = chartHeight(bars.length);
  const isWhole = bars.every(({ report }) => report === undefined || report.status === "succeeded");
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <BarChart
          width={width}
          height={height}
          layout="vertical"
          data={[...bars]}
          margin={{ top: 0, right: isWhole ? FIGURE_PX : ENDED_FIGURE_PX, bottom: 0, left: 0 }}
          barSize={BAR_PX}
          className="keep-colors"
          title="Wall time by strategy"
        >
          <defs>
            <HatchPattern id={hatch} />
          </defs>
          <CartesianGrid horizontal={false} stroke="var(--grid)" />
          <XAxis
            {...AXIS}
            domain={[0, ticks.at(-1) ?? 1]}
            ticks={ticks}
            tickFormatter={scale.formatTick}
            unit={` ${scale.unit}`}
            height={AXIS_PX}
          />
          <YAxis
            type="category"
            dataKey="key"
            tickFormatter={(key) => bars.find((bar) => bar.key === key)?.label ?? ""}
            width={Y_AXIS_PX}
            tickLine={false}
            axisLine={false}
            tick={{ fill: "var(--text)", fontSize: 13 }}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--hover)" }}
            content={({ active, label }) => {
              const bar = bars.find((each) => each.key === label);
              return active && bar && bar.samples.length > 0 ? <Details bar={bar} /> : null;
            }}
          />
          {PART_ORDER.map((part) => (
            <Bar
              key={part}
              dataKey={part}
              stackId="parts"
              fill={fill(part, hatch)}
              isAnimationActive={false}
            />
          ))}
          {ideal !== undefined && ideal > 0 && (
            <ReferenceLine
              x={ideal}
              stroke="var(--text)"
              strokeDasharray="4 3"
              label={{ value: "ideal", position: "insideTopLeft", ...LABELS }}
            />
          )}
          <ZIndexLayer zIndex={MARKS_Z}>
            <Rounds bars={bars} waiting={waiting} />
          </ZIndexLayer>
        </BarChart>
      )}
    </div>
  );
}

/** Drawing it takes tens of ms: not for updates that change nothing in it. */
export default memo(CompareChart);
