import { ChartGantt } from "lucide-react";
import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from "react";
import { useTheme } from "@/components/results/shared/chart/use-theme";
import { traceName } from "@/components/results/shared/export/trace-menu";
import NotRecorded from "@/components/results/shared/query/not-recorded";
import { colorMarks } from "@/components/results/shared/span/colors";
import { useCovered } from "@/components/results/shared/span/drawer";
import { useSpanPreferences } from "@/components/results/shared/span/span-preferences";
import { download } from "@/components/ui/download";
import { EmptyState } from "@/components/ui/empty-state";
import { Spinner } from "@/components/ui/spinner";
import { PALETTES } from "@/lib/app/theme/palette";
import { durationScale, formatCount, formatDuration, formatPlural } from "@/lib/base/format";
import type { TrialInfo } from "@/lib/model/run";
import type { TraceFile } from "@/lib/trace/file/format";
import type { Trace } from "@/lib/trace/trace";
import { AXIS } from "./canvas";
import { describeSpan } from "./describe";
import { drawScene } from "./draw";
import { ARROWS, viewCommand } from "./keys";
import { TimelineLegend } from "./legend";
import { markAt, markOf, step } from "./marks";
import { Overview } from "./overview";
import { PathPanel } from "./path-panel";
import { timelinePicture } from "./picture";
import { type Range, rangeBetween, rangeInView } from "./range";
import { RangeSummary } from "./range-summary";
import { type Chart, filled, type Scene, spotAt } from "./scene";
import { type TimelineChoice, TimelineToolbar, type TimelineToolbarProps } from "./timeline-toolbar";
import { Hint } from "./tooltip";
import { useCanvas } from "./use-canvas";
import { useFound } from "./use-found";
import { type Navigation, useNavigation } from "./use-navigation";
import { type TimelineScene, useScene } from "./use-scene";
import { fitted, focused, showing, toTime, zoomed } from "./view";

/** px around the pointer in which a span is found. */
const HIT_RADIUS = 4;

export interface TimelineTrial {
  readonly info: TrialInfo;
  /** With its run, where that is another one. */
  readonly label: string;
  readonly trace: Trace;
}

interface TimelineViewProps {
  readonly shown: TimelineTrial | undefined;
  readonly others: readonly TimelineTrial[];
  readonly file?: TraceFile | undefined;
  readonly source?: string | undefined;
  /** What would run in parallel ran one after the other. */
  /** What is to be known of its times. */
  readonly marks?: readonly string[];
  /** Resets the view when it changes. */
  readonly runKey: string;
  readonly running?: boolean;
  readonly selected: number | undefined;
  readonly onSelect: (trial: TimelineTrial, row: number) => void;
  readonly onActivate?: (row: number) => void;
}

export default function TimelineView({ shown, runKey, ...rest }: TimelineViewProps) {
  if (shown === undefined || shown.trace.count === 0) {
    return (
      <EmptyState
        icon={<ChartGantt />}
        title={rest.running ? "Waiting for the first span" : "No timeline yet"}
      >
        {rest.running ? "The run has started." : "Run the program to see what each worker did over time."}
      </EmptyState>
    );
  }
  return <Timeline key={runKey} shown={shown} {...rest} />;
}

interface Found {
  readonly chart: Chart;
  readonly row: number;
  /** px in the frame. */
  readonly x: number;
  readonly y: number;
}

const gutterOf = (width: number): number => (width < 500 ? 68 : 84);

function findAt(
  scene: Scene,
  { view, scroll }: Navigation,
  x: number,
  y: number,
  gutter: number,
  lanes: number,
): Found | undefined {
  const spot = y > AXIS && x > gutter ? spotAt(scene, y - AXIS + scroll()) : undefined;
  if (!spot) return undefined;
  const { chart } = spot.placed;
  const range = view();
  const time = toTime(range, x - gutter, lanes);
  const row = chart.layout.rows[markAt(chart.layout, spot.track, time, (HIT_RADIUS / lanes) * range.range)];
  return row === undefined ? undefined : { chart, row, x, y };
}

type TimelineProps = Omit<TimelineViewProps, "runKey" | "shown"> & { readonly shown: TimelineTrial };

function Timeline({ shown, others, file, marks = [], ...rest }: TimelineProps) {
  const [choice, onChoose] = useState<TimelineChoice>({
    mode: "workers",
    compared: undefined,
    withPath: false,
    search: "",
  });
  const { running = false } = rest;
  const compared = others.find(({ label }) => label === choice.compared);
  const { scene, missing } = useScene({ ...choice, shown, running, compared });
  if (missing.length > 0) return <NotRecorded missing={missing} />;
  if (scene === undefined)
    return <Spinner label={`Loading ${formatPlural(shown.trace.count, "span")}…`} className="p-4" />;
  return (
    <Lanes
      {...rest}
      {...scene}
      shown={shown}
      compared={compared}
      toolbar={{ choice, onChoose, others, trace: shown.trace, file, running, marks }}
    />
  );
}

interface LanesProps
  extends TimelineScene,
    Pick<TimelineViewProps, "selected" | "source" | "onSelect" | "onActivate"> {
  readonly shown: TimelineTrial;
  readonly compared: TimelineTrial | undefined;
  readonly toolbar: Omit<TimelineToolbarProps, "onZoom" | "onFit" | "onPicture" | "found">;
}

function Lanes(props: LanesProps) {
  const { main, paths, shown, compared, selected, source, onSelect, onActivate } = props;
  const [{ colorBy }] = useSpanPreferences();
  const covered = useCovered();
  const [range, setRange] = useState<Range | undefined>();
  const help = useId();
  const theme = useTheme();
  const [hovered, setHovered] = useState<Found | undefined>();
  const [said, setSaid] = useState("");
  const found = useFound(main, props.toolbar.choice.search, props.toolbar.running);

  const frame = useRef<HTMLDivElement>(null);
  const moving = useRef<Navigation | undefined>(undefined);
  const redrawOverview = useRef<() => void>(() => undefined);
  const { canvas, width, height, invalidate } = useCanvas(frame, (context, wide, high) => {
    const view = moving.current?.view() ?? fitted(scene.wallMs);
    drawScene(
      { context, width: wide, height: high, gutter: gutterOf(wide), palette: PALETTES[theme] },
      scene,
      {
        view,
        scroll: moving.current?.scroll() ?? 0,
        times: durationScale([view.range]),
        paths,
        selected: selected === undefined ? undefined : { key: main.key, row: selected },
        hovered: hovered && { key: hovered.chart.key, row: hovered.row },
        colorBy,
        found: found.flags,
        range,
      },
    );
  });
  const gutter = gutterOf(width);
  const lanes = Math.max(1, width - gutter);
  const scene = useMemo(() => filled(props.scene, height - AXIS), [props.scene, height]);
  const redraw = useCallback(() => {
    invalidate();
    redrawOverview.current();
  }, [invalidate]);
  const navigation = useNavigation({ frame, scene, height, gutter, lanes, covered, invalidate: redraw });
  useEffect(() => {
    moving.current = navigation;
  });
  const { view, setView } = navigation;

  const find = (event: { readonly clientX: number; readonly clientY: number }): Found | undefined => {
    const box = frame.current?.getBoundingClientRect();
    return box && findAt(scene, navigation, event.clientX - box.left, event.clientY - box.top, gutter, lanes);
  };
  const timesOf = (row: number): readonly [start: number, end: number] | undefined => {
    const mark = markOf(main.layout, row);
    return mark < 0 ? undefined : [main.layout.start[mark] as number, main.layout.end[mark] as number];
  };
  const focusOn = (row: number): void => {
    const times = timesOf(row);
    if (times) setView(focused(...times, scene.wallMs));
  };

  const isMeasured = height > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a selection is followed once, not again at every zoom
  useEffect(() => {
    if (!isMeasured) return;
    const times = selected === undefined ? undefined : timesOf(selected);
    const y = selected === undefined ? undefined : scene.placed[0]?.tops[main.layout.trackOf[selected] ?? -1];
    if (!times || y === undefined) return;
    const now = view();
    const next = showing(now, ...times, scene.wallMs);
    // A view of the whole trial stays that, also while it grows.
    if (next !== now) setView(next);
    const room = height - AXIS - covered;
    const lane = scene.placed[0]?.lane ?? 0;
    if (y < navigation.scroll()) navigation.scrollTo(y - lane);
    else if (y + lane > navigation.scroll() + room) navigation.scrollTo(y + 2 * lane - room);
  }, [selected, isMeasured, covered]);

  /** px of the axis at which a range began. */
  const rangeFrom = useRef<number | undefined>(undefined);
  const placeOf = (event: PointerEvent<HTMLDivElement>): readonly [x: number, y: number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left - gutter, event.clientY - box.top];
  };
  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    const [x, y] = placeOf(event);
    if (y > AXIS || x < 0 || event.button !== 0) {
      navigation.press(event);
      return;
    }
    rangeFrom.current = x;
    setRange(undefined);
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (rangeFrom.current !== undefined) {
      setRange(rangeBetween(view(), rangeFrom.current, placeOf(event)[0], lanes, scene.wallMs));
      return;
    }
    const found = navigation.drag(event) || event.pointerType === "touch" ? undefined : find(event);
    setHovered((before) => (before?.chart === found?.chart && before?.row === found?.row ? before : found));
  };
  const onPointerUp = (event: PointerEvent<HTMLDivElement>): void => {
    if (rangeFrom.current !== undefined) {
      rangeFrom.current = undefined;
      return;
    }
    const found = navigation.release(event) ? find(event) : undefined;
    if (!found) return;
    if (found.chart === main) onSelect(shown, found.row);
    else if (compared) onSelect(compared, found.row);
  };

  const onArrow = (key: string): boolean => {
    const direction = ARROWS[key];
    if (!direction) return false;
    const row =
      main.layout.rows[
        step(main.layout, selected === undefined ? -1 : markOf(main.layout, selected), direction)
      ];
    if (row !== undefined) {
      setSaid(describeSpan(main.trace, row));
      onSelect(shown, row);
    }
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const command = viewCommand(event.code, view(), scene.wallMs);
    if (command?.type === "view") setView(command.view);
    else if (command?.type === "fit") setView(undefined);
    else if (command?.type === "focus" && selected !== undefined) focusOn(selected);
    else if (command?.type === "range") setRange(range ? undefined : rangeInView(view(), scene.wallMs));
    else if (event.key === "Escape" && range) setRange(undefined);
    else if (event.key === "Enter" && selected !== undefined) onActivate?.(selected);
    else if (!onArrow(event.key)) return;
    event.preventDefault();
  };

  const path = paths.get(main.key);
  const marks = useMemo(() => colorMarks(main.trace, colorBy, main.ranks), [main, colorBy]);
  const spans = formatPlural(main.layout.rows.length, "span");
  const bands = formatPlural(main.layout.bands.length, "lane");
  const summary = `${shown.label}: ${spans}, ${bands}, ${formatDuration(main.trace.wallMs)}, peak ${formatCount(main.concurrency.peak)} in parallel`;
  const savePicture = async (): Promise<void> => {
    const picture = await timelinePicture(
      scene,
      { view: view(), paths, colorBy, marks },
      { width, height, gutter },
      { title: summary, source },
    );
    download(`${traceName(main.trace)}-timeline.png`, picture);
  };

  return (
    <div className="flex h-full min-h-0 flex-col">
      <TimelineToolbar
        {...props.toolbar}
        onZoom={(factor) => setView(zoomed(view(), factor, 0.5, scene.wallMs))}
        onFit={() => setView(undefined)}
        onPicture={() => void savePicture()}
        found={found.summary}
      />
      {path && (
        <PathPanel
          trace={main.trace}
          path={path}
          selected={selected}
          onSelect={(row) => onSelect(shown, row)}
        />
      )}
      <Overview
        chart={main}
        wallMs={scene.wallMs}
        gutter={gutter}
        theme={theme}
        view={view}
        onView={setView}
        redraw={redrawOverview}
      />
      <p id={help} className="sr-only">
        Arrow keys select and announce spans. W and S zoom in and out, A and D pan, 0 fits the run, F focuses
        the selected span, R selects the range in view and sums it up. The Tree view lists the same spans.
      </p>
      <div className="relative min-h-0 flex-1">
        <div
          ref={frame}
          role="application"
          aria-roledescription="timeline"
          aria-label={summary}
          aria-describedby={help}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes the keys
          tabIndex={0}
          onKeyDown={onKeyDown}
          onPointerDown={onPointerDown}
          onPointerMove={onPointerMove}
          onPointerUp={onPointerUp}
          onPointerCancel={onPointerUp}
          onPointerLeave={() => setHovered(undefined)}
          onDoubleClick={(event) => {
            const found = find(event);
            if (found?.chart === main) focusOn(found.row);
          }}
          className="-outline-offset-2 h-full cursor-default touch-pan-y select-none overflow-y-auto overflow-x-hidden"
        >
          <div style={{ height: navigation.spacer }}>
            <canvas ref={canvas} className="sticky top-0 block" style={{ width, height }} />
          </div>
        </div>
        {hovered && <Hint {...hovered} trace={hovered.chart.trace} width={width} height={height} />}
        {range && <RangeSummary trace={main.trace} range={range} onClear={() => setRange(undefined)} />}
      </div>
      <TimelineLegend marks={marks} withPath={path !== undefined} />
      <span aria-live="polite" className="sr-only">
        {said}
      </span>
    </div>
  );
}
