import { Clapperboard, Download } from "lucide-react";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useTheme } from "@/components/results/shared/chart/use-theme";
import { traceName } from "@/components/results/shared/export/trace-menu";
import NotRecorded from "@/components/results/shared/query/not-recorded";
import { AXIS } from "@/components/results/timeline/canvas";
import { drawScene } from "@/components/results/timeline/draw";
import type { Scene } from "@/components/results/timeline/scene";
import type { TimelineTrial } from "@/components/results/timeline/timeline-view";
import { useCanvas } from "@/components/results/timeline/use-canvas";
import { fitted } from "@/components/results/timeline/view";
import { download } from "@/components/ui/download";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Spinner } from "@/components/ui/spinner";
import { StrategyGlyph } from "@/components/ui/strategy-glyph";
import { ToggleSet } from "@/components/ui/toggle-group";
import { progressAt, runningAt } from "@/lib/analysis/time/call-times";
import { PALETTES } from "@/lib/app/theme/palette";
import { capitalize, durationScale, formatCount, formatDuration, formatList } from "@/lib/base/format";
import { CallTable, type PlayedCalls } from "./call-table";
import { chosenFirst, MOST_PLAYED } from "./chosen";
import { PlayToolbar } from "./play-toolbar";
import { useClock } from "./use-clock";
import { type Played, usePlayed } from "./use-played";

export interface PlayViewProps {
  /** What is to be known of its times. */
  readonly marks?: readonly string[];
  readonly trials: readonly TimelineTrial[];
  /** A trial is still being recorded. */
  readonly running: boolean;
  readonly source?: string | undefined;
  /** The recording does not hold when workers started. */
  readonly lacksStarts?: boolean;
  /** Other results start from the beginning. */
  readonly runKey: string;
  /** Names of what runs in the first trial at the moment shown. */
  readonly onRunning?: ((names: readonly string[]) => void) | undefined;
  readonly onShowLine?: ((name: string) => void) | undefined;
}

export default function PlayView({ trials, running, runKey, ...rest }: PlayViewProps) {
  const [chosen, setChosen] = useState<readonly string[]>();
  const labels = trials.map(({ label }) => label);
  const wanted = (chosen ?? chosenFirst(labels)).filter((label) => labels.includes(label));
  const shown = trials.filter(({ label }) => wanted.includes(label));
  if (running || trials.length === 0)
    return (
      <EmptyState icon={<Clapperboard />} title={running ? "Still running" : "Nothing to play yet"}>
        {running
          ? "The run can be played when it is done."
          : "Run the program to play its strategies side by side."}
      </EmptyState>
    );
  return (
    <Loaded
      key={`${runKey} ${wanted.join(" ")}`}
      {...rest}
      shown={shown}
      choice={
        trials.length > 1 && (
          <ToggleSet
            label="Strategies played"
            // Five of them are wider than a phone.
            className="h-auto! max-w-full flex-wrap *:h-control"
            value={wanted}
            onChange={(next) => setChosen(next.length > 0 ? next.slice(-MOST_PLAYED) : wanted)}
            options={trials.map(({ label, info }) => ({
              value: label,
              label: (
                <>
                  {info.strategy && <StrategyGlyph strategy={info.strategy} />}
                  {capitalize(label)}
                </>
              ),
            }))}
          />
        )
      }
    />
  );
}

interface LoadedProps extends Omit<PlayViewProps, "trials" | "running" | "runKey"> {
  readonly shown: readonly TimelineTrial[];
  readonly choice: React.ReactNode;
}

function Loaded({ shown, choice, ...rest }: LoadedProps) {
  const { played, missing } = usePlayed(shown);
  if (missing.length > 0) return <NotRecorded missing={missing} />;
  if (played === undefined) return <Spinner label="Loading spans…" className="p-4" />;
  return <Playing {...rest} {...played} choice={choice} />;
}

type PlayingProps = Omit<LoadedProps, "shown"> & Played;

function Playing({ scene, calls, source, choice, marks, lacksStarts, onRunning, onShowLine }: PlayingProps) {
  const clock = useClock(scene.wallMs);
  const [problem, setProblem] = useState<string>();
  const names = runningAt(calls[0]?.calls ?? [], clock.at).join("\n");
  const isOver = clock.at >= scene.wallMs;
  // Not in every frame: the editor marks lines only when something starts or ends.
  useEffect(() => {
    onRunning?.(names === "" || isOver ? [] : names.split("\n"));
  }, [names, onRunning, isOver]);
  useEffect(() => () => onRunning?.([]), [onRunning]);

  const title = `${formatList(calls.map(({ label }) => label))} on one clock`;
  const save = async (): Promise<void> => {
    const { animatedSvg } = await import("./animated-svg");
    const [first] = scene.placed;
    if (!first) return;
    try {
      const svg = animatedSvg(scene, { title, source });
      download(`${traceName(first.chart.trace)}-play.svg`, new Blob([svg], { type: "image/svg+xml" }));
      setProblem(undefined);
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== " " || event.target !== event.currentTarget) return;
    event.preventDefault();
    clock.toggle();
  };
  return (
    <div className="flex h-full min-h-0 flex-col">
      <PlayToolbar clock={clock} wallMs={scene.wallMs}>
        {choice}
        {marks && marks.length > 0 && <span className="text-muted">{capitalize(marks.join(", "))}</span>}
        <IconButton label="Export as animated SVG" onClick={() => void save()}>
          <Download />
        </IconButton>
      </PlayToolbar>
      {problem && (
        <p role="alert" className="px-3 py-1.5 text-failed text-sm">
          {problem}
        </p>
      )}
      {lacksStarts && (
        <p className="px-3 py-1 text-muted text-sm">
          This recording has no worker starts: gaps before the first spans may be starts.
        </p>
      )}
      <Stage scene={scene} at={clock.at} calls={calls} label={title} onKeyDown={onKeyDown} />
      <div className="max-h-2/5 shrink-0 overflow-y-auto border-t">
        <CallTable played={calls} at={clock.at} onShowLine={onShowLine} />
      </div>
    </div>
  );
}

interface StageProps {
  readonly scene: Scene;
  readonly at: number;
  readonly calls: readonly PlayedCalls[];
  readonly label: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const gutterOf = (width: number): number => (width < 500 ? 68 : 84);

/** Of a trial: how long it has taken, and how many calls are done. */
function headingAt(scene: Scene, calls: readonly PlayedCalls[], at: number): (key: string) => string {
  return (key) => {
    const placed = scene.placed.find(({ chart }) => chart.key === key);
    const own = calls[scene.placed.findIndex(({ chart }) => chart.key === key)];
    if (!placed || !own) return "";
    const wall = placed.chart.trace.wallMs;
    const counts = own.calls.map((each) => progressAt(each, at));
    const done = counts.reduce((sum, each) => sum + each.done, 0);
    const total = counts.reduce((sum, each) => sum + each.total, 0);
    const state = `${formatCount(done)} of ${formatCount(total)} calls`;
    return `${own.label} · ${formatDuration(Math.min(at, wall))} · ${state}`;
  };
}

function Stage({ scene, at, calls, label, onKeyDown }: StageProps) {
  const theme = useTheme();
  const frame = useRef<HTMLElement>(null);
  const scroll = useRef(0);
  const times = useMemo(() => durationScale([scene.wallMs]), [scene.wallMs]);
  const { canvas, width, height, invalidate } = useCanvas(frame, (context, wide, high) =>
    drawScene(
      { context, width: wide, height: high, gutter: gutterOf(wide), palette: PALETTES[theme] },
      scene,
      {
        view: fitted(scene.wallMs),
        scroll: scroll.current,
        times,
        paths: new Map(),
        until: at,
        headingOf: headingAt(scene, calls, at),
      },
    ),
  );
  return (
    <section
      ref={frame}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and takes Space
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={(event) => {
        scroll.current = event.currentTarget.scrollTop;
        invalidate();
      }}
      className="-outline-offset-2 min-h-0 flex-1 overflow-y-auto overflow-x-hidden"
    >
      <div style={{ height: Math.max(height, scene.height + AXIS) }}>
        <canvas ref={canvas} aria-hidden className="sticky top-0 block" style={{ width, height }} />
      </div>
    </section>
  );
}
