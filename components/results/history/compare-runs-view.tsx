import { useId } from "react";
import { sourceText } from "@/components/results/compare/environment-text";
import { ChartFrame } from "@/components/results/shared/chart/chart-frame";
import { ticksTo } from "@/components/results/shared/chart/ticks";
import { useWidth } from "@/components/results/shared/chart/use-width";
import { Button } from "@/components/ui/button";
import { runTitle } from "@/lib/app/run/history-run";
import { machineOf } from "@/lib/app/run/machine";
import { cameFromElsewhere, type Run, recordOf } from "@/lib/app/run/run";
import { formatAgo, formatDay } from "@/lib/base/dates";
import { capitalize, durationScale, formatDuration, formatList } from "@/lib/base/format";
import type { StrategyReport } from "@/lib/protocol/report";
import { type Change, changesOf, changeTable, changeTitle, differences, type RunWords } from "./compare-runs";
import { CompareSteps, traceLike } from "./compare-steps";

export interface CompareRunsProps {
  readonly active: Run;
  readonly baseline: Run;
  /** ms since 1970, for how long ago the runs were. */
  readonly now: number;
  readonly onClose?: () => void;
}

function titleOf(run: Run, isActive: boolean, now: number): string {
  const day = formatDay(run.startedAt);
  const record = recordOf(run)?.record;
  const machine = record ? `${record.name}, ${record.tool}` : machineOf(run.report.environment);
  if (isFromElsewhere(run)) return day === undefined ? machine : `${day}, ${machine}`;
  const when = formatAgo(run.startedAt, now);
  return isActive ? `this run (${when})` : `${runTitle(run.report)} (${when})`;
}

export default function CompareRunsView({ active, baseline, now, onClose }: CompareRunsProps) {
  const { before, after, words } = inOrder(active, baseline);
  const changes = changesOf(before, after);
  const title = changeTitle(before, after, changes);
  const table = changeTable(changes, words);
  const ofRecord = recordOf(before) ?? recordOf(after);
  const [one, other] = ofRecord ? [traceLike(before, ofRecord), traceLike(after, ofRecord)] : [];
  const changed = differences(before.report, after.report, words);
  const titles = {
    before: `${capitalize(words.before)}: ${titleOf(before, before === active, now)}`,
    after: `${capitalize(words.after)}: ${titleOf(after, after === active, now)}`,
  };
  return (
    <section aria-label="Run comparison" className="border-b pb-4">
      <ChartFrame
        title={title}
        sentence={
          <>
            {titles.before}. {titles.after}.{" "}
            {ofRecord ? (
              "A record is one run, so its time is not ranked."
            ) : (
              <>
                {changed.length > 0 ? `Different: ${formatList(changed)}.` : "No other differences."} The runs
                were not interleaved, so they are ranked only if their intervals do not overlap.
              </>
            )}
          </>
        }
        marks={[
          { label: titles.before, color: "line-strong" },
          { label: titles.after, color: "accent" },
        ]}
        source={sourceText(after.report)}
        table={table}
        tableOpen
        fileName="before-after"
        actions={onClose && <Button onClick={onClose}>Close comparison</Button>}
      >
        <Pairs title={title} changes={changes} words={words} />
      </ChartFrame>
      {one && other && <CompareSteps before={one} after={other} words={words} />}
    </section>
  );
}

const isFromElsewhere = (run: Run): boolean => cameFromElsewhere(run) || recordOf(run) !== undefined;

/** What came from elsewhere is what the other run is compared with; otherwise the older one is. */
function inOrder(
  active: Run,
  baseline: Run,
): { readonly before: Run; readonly after: Run; readonly words: RunWords } {
  const [isActive, isBaseline] = [isFromElsewhere(active), isFromElsewhere(baseline)];
  const isActiveFirst = isActive === isBaseline ? active.startedAt < baseline.startedAt : isActive;
  const [before, after] = isActiveFirst ? [active, baseline] : [baseline, active];
  return { before, after, words: isActive === isBaseline ? BEFORE_AND_AFTER : RECORDED_AND_HERE };
}

const BEFORE_AND_AFTER: RunWords = { before: "before", after: "after" };
const RECORDED_AND_HERE: RunWords = { before: "recorded", after: "here" };

const ROW_PX = 44;
const BAR_PX = 14;
const AXIS_PX = 24;
const LABEL_PX = 84;
const FIGURE_PX = 80;

interface PairsProps {
  readonly title: string;
  readonly changes: readonly Change[];
  readonly words: RunWords;
}

function Pairs({ title, changes, words }: PairsProps) {
  const label = useId();
  const [ref, width] = useWidth<HTMLDivElement>();
  const end = Math.max(
    0,
    ...changes.flatMap(({ before, after }) => [
      before?.report.wallMs.high ?? 0,
      after?.report.wallMs.high ?? 0,
    ]),
  );
  const scale = durationScale([end]);
  const room = Math.max(1, width - LABEL_PX - FIGURE_PX);
  const ticks = ticksTo(end, room < 350 ? 3 : 6, scale.size);
  const x = (ms: number): number => LABEL_PX + (ms / (ticks.at(-1) ?? 1)) * room;
  const height = changes.length * ROW_PX + AXIS_PX;
  const bar = (report: StrategyReport | undefined, y: number, className: string, word: string) =>
    report && report.rounds.length > 0 ? (
      <g>
        <rect
          x={x(0)}
          y={y}
          width={Math.max(1, x(report.wallMs.median) - x(0))}
          height={BAR_PX}
          className={className}
        />
        <path
          d={`M${x(report.wallMs.low)} ${y + BAR_PX / 2}H${x(report.wallMs.high)}m0 -3v6M${x(report.wallMs.low)} ${y + BAR_PX / 2 - 3}v6`}
          className="fill-none stroke-muted"
        />
        <text
          x={x(Math.max(report.wallMs.median, report.wallMs.high)) + 6}
          y={y + BAR_PX / 2}
          dy="0.35em"
          className="fill-text text-sm"
        >
          {formatDuration(report.wallMs.median)} {word}
        </text>
      </g>
    ) : null;
  return (
    <div ref={ref} style={{ height }}>
      {width > 0 && (
        <svg data-chart width={width} height={height} role="img" aria-labelledby={label} className="block">
          <title id={label}>{title}</title>
          {ticks.map((tick) => (
            <g key={tick}>
              <path d={`M${x(tick)} 0V${height - AXIS_PX}`} className="stroke-grid" />
              <text x={x(tick)} y={height - 8} textAnchor="middle" className="fill-muted text-sm">
                {scale.formatTick(tick)} {scale.unit}
              </text>
            </g>
          ))}
          {changes.map(({ key, label: name, before, after }, at) => (
            <g key={key}>
              <text
                x={LABEL_PX - 8}
                y={at * ROW_PX + ROW_PX / 2}
                dy="0.35em"
                textAnchor="end"
                className="fill-text text-base"
              >
                {name}
              </text>
              {bar(before?.report, at * ROW_PX + 6, "fill-surface stroke-line-strong", words.before)}
              {bar(after?.report, at * ROW_PX + 6 + BAR_PX + 3, "fill-accent", words.after)}
            </g>
          ))}
        </svg>
      )}
    </div>
  );
}
