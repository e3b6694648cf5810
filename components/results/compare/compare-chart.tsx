import { memo, useId, useRef } from "react";
import {
  Bar,
  BarChart,
  CartesianGrid,
  DefaultZIndexes,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from "recharts";
import { fitText, labelWidth } from "@/components/results/shared/chart/fit-text";
import { HatchPattern, hatchFill, ReusedPattern } from "@/components/results/shared/chart/hatch";
import { AXIS, LABELS } from "@/components/results/shared/chart/recharts-parts";
import { ticksTo } from "@/components/results/shared/chart/ticks";
import { useWidth } from "@/components/results/shared/chart/use-width";
import { PART_ORDER, type PartName } from "@/components/results/shared/span/parts";
import { marksOf } from "@/components/results/shared/text/marks";
import { capitalize, durationScale, formatDuration } from "@/lib/base/format";
import { STRATEGY_TEXTS } from "@/lib/model/strategy-texts";
import { type Axis, nextAxis } from "./axis";
import { BarButtons } from "./bar-buttons";
import { AXIS_PX, type Bar as BarData, chartHeight, endText, ROW_PX, reusedIn } from "./bars";

const BAR_PX = 18;
const MARKS_Z = DefaultZIndexes.line + 100;
/** From the row's middle to the line of its rounds. */
const ROUNDS_OFFSET_PX = 17;
const Y_AXIS_PX = 84;
/** With a short description under each strategy. */
const WIDE_Y_AXIS_PX = 148;
const WIDE_PX = 560;
/** Of the sign before a name. */
const SIGN_PX = 18;
/** Between a name and its bar. */
const TICK_GAP_PX = 10;
/** After the longest bar, for its figure; and for how it ended, where that is shown too. */
const FIGURE_PX = 84;
const ENDED_FIGURE_PX = 140;
const PREVIOUS_OPACITY = 0.4;

export interface CompareChartProps {
  readonly bars: readonly BarData[];
  /** ms that must fit on the axis. */
  readonly needed: number;
  /** Of the run whose bars the axis was begun with. */
  readonly axisKey: string;
  readonly measuring: boolean;
  /** The line without overhead: ms, and the labels of the bars that it applies to. */
  readonly ideal?: { readonly ms: number; readonly labels: readonly string[] } | undefined;
  /** The text of each row without a result: a line for each of `bars`. */
  readonly waiting: string;
  readonly onShow: (key: string) => void;
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
        {/* With a rim: the line without overhead may run through it. */}
        <text
          x={median + 6}
          y={middle}
          dy="0.32em"
          className={
            bar.previous ? "fill-muted stroke-surface text-base" : "fill-text stroke-surface text-base"
          }
          strokeWidth={4}
          paintOrder="stroke"
        >
          {endText(bar, formatDuration)}
        </text>
        {bar.samples.length > 1 && !bar.previous && (
          <>
            <path
              d={`M${low} ${line}H${high}M${low} ${line - 4}v8M${high} ${line - 4}v8`}
              className="stroke-muted"
            />
            {bar.samples.map((ms, round) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a round is its place in the list
              <circle key={round} cx={x(ms)} cy={line} r={2.5} className="fill-surface stroke-text" />
            ))}
            <path d={`M${median} ${line - 6}v12`} strokeWidth={2} className="stroke-text" />
          </>
        )}
      </g>
    );
  });
}

/** Over the bars of trials that reused results. */
function Reused({ bars, pattern }: { readonly bars: readonly BarData[]; readonly pattern: string }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  const start = x(0) ?? 0;
  return bars
    .filter((bar) => reusedIn(bar) > 0)
    .map((bar) => (
      <rect
        key={bar.key}
        x={start}
        y={(y(bar.key, { position: "middle" }) ?? 0) - BAR_PX / 2}
        width={Math.max(0, (x(bar.median) ?? 0) - start)}
        height={BAR_PX}
        fill={hatchFill(pattern)}
      />
    ));
}

interface NoOverheadProps {
  readonly bars: readonly BarData[];
  readonly ideal: NonNullable<CompareChartProps["ideal"]>;
}

/** The line without overhead, through the rows that it applies to: one event loop needs no worker for each call. */
function NoOverhead({ bars, ideal: { ms, labels } }: NoOverheadProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!x || !y) return null;
  const rows = bars.filter(({ label }) => labels.includes(label));
  const top = (bar: BarData): number => (y(bar.key, { position: "middle" }) ?? 0) - ROW_PX / 2;
  const [first] = rows;
  return (
    <g>
      <path
        d={rows.map((bar) => `M${x(ms)} ${top(bar)}v${ROW_PX}`).join("")}
        className="stroke-text"
        strokeDasharray="4 3"
      />
      {first && (
        <text x={(x(ms) ?? 0) + 5} y={top(first) + 10} fill={LABELS.fill} fontSize={LABELS.fontSize}>
          no overhead
        </text>
      )}
    </g>
  );
}

interface TickProps {
  readonly bars: readonly BarData[];
  readonly isWide: boolean;
  readonly x?: number | string;
  readonly y?: number | string;
  readonly payload?: { readonly value?: unknown };
}

/** A strategy: its name and a short description. */
function NameTick({ bars, isWide, x, y = 0, payload }: TickProps) {
  const bar = bars.find(({ key }) => key === payload?.value);
  if (!bar) return null;
  const texts = isWide && bar.strategy ? STRATEGY_TEXTS[bar.strategy] : undefined;
  const brief = texts?.brief;
  const middle = Number(y);
  const name = fitText(
    capitalize(bar.label),
    (isWide ? WIDE_Y_AXIS_PX - SIGN_PX : Y_AXIS_PX) - TICK_GAP_PX,
    labelWidth,
  );
  return (
    <g>
      {texts && (
        <path
          d={texts.sign}
          transform={`translate(${Number(x) - labelWidth(name) - SIGN_PX} ${middle - 15}) scale(0.875)`}
          className="fill-none stroke-text"
          strokeWidth={1.4}
          strokeLinejoin="round"
          strokeLinecap="round"
        />
      )}
      <text
        x={x}
        y={brief === undefined ? middle : middle - 8}
        dy="0.32em"
        textAnchor="end"
        className="fill-text text-base"
      >
        {name}
      </text>
      {brief !== undefined && (
        <text x={x} y={middle + 9} dy="0.32em" textAnchor="end" className="fill-muted text-sm">
          {brief}
        </text>
      )}
    </g>
  );
}

/** Wall times as bars, divided into where the workers' time went. */
function CompareChart({ bars, needed, axisKey, measuring, ideal, waiting, onShow }: CompareChartProps) {
  const hatch = useId();
  const reused = useId();
  const axis = useRef<Axis>(undefined);
  axis.current = nextAxis(axis.current, needed, axisKey, measuring);
  const { end } = axis.current;
  const scale = durationScale([end]);
  const [ref, width] = useWidth<HTMLDivElement>();
  const ticks = ticksTo(end, width < 500 ? 3 : 6, scale.size);
  const height = chartHeight(bars.length);
  const isPlain = bars.every(
    (bar) =>
      !bar.previous &&
      bar.report?.status !== "failed" &&
      bar.report?.status !== "cancelled" &&
      (!bar.report || marksOf(bar.report).length === 0) &&
      reusedIn(bar) === 0,
  );
  const isWide = width >= WIDE_PX;
  const data = bars.map((bar) => ({ ...bar, fillOpacity: bar.previous ? PREVIOUS_OPACITY : 1 }));
  return (
    <div ref={ref} style={{ height }} className="relative">
      {width > 0 && (
        <BarChart
          width={width}
          height={height}
          layout="vertical"
          data={data}
          margin={{ top: 0, right: isPlain ? FIGURE_PX : ENDED_FIGURE_PX, bottom: 0, left: 0 }}
          barSize={BAR_PX}
          className="keep-colors"
          title="Wall time by strategy"
          accessibilityLayer={false}
        >
          <defs>
            <HatchPattern id={hatch} />
            <ReusedPattern id={reused} />
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
            width={isWide ? WIDE_Y_AXIS_PX : Y_AXIS_PX}
            tickLine={false}
            axisLine={false}
            interval={0}
            tick={<NameTick bars={bars} isWide={isWide} />}
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
          <ZIndexLayer zIndex={MARKS_Z}>
            <Reused bars={bars} pattern={reused} />
            {ideal && <NoOverhead bars={bars} ideal={ideal} />}
            <Rounds bars={bars} waiting={waiting} />
          </ZIndexLayer>
        </BarChart>
      )}
      <BarButtons bars={bars} onShow={onShow} />
    </div>
  );
}

/** Drawing it takes tens of ms: not for updates that change nothing in it. */
export default memo(CompareChart);
