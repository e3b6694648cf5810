import { type ReactNode, useMemo } from "react";
import { WithDrawer } from "@/components/results/shared/span/drawer";
import { marksOf } from "@/components/results/shared/text/marks";
import type { TimelineTrial } from "@/components/results/timeline/timeline-view";
import { loaded } from "@/components/ui/loaded";
import { Spinner } from "@/components/ui/spinner";
import { usePlayground, usePlaygroundState } from "@/lib/app/hooks/use-playground";
import { givenOf } from "@/lib/app/run/recorded-arguments";
import { type ActiveTrial, isSameStrategy, type Run } from "@/lib/app/run/run";
import { traceFileOf } from "@/lib/app/run/trace-file-of";
import { activeRunOf, baselineRunOf } from "@/lib/app/store/active-run";
import type { TaskRun } from "@/lib/app/store/slices/task-run-slice";
import { formatDuration } from "@/lib/base/format";
import type { TrialInfo } from "@/lib/model/run";
import { STRATEGIES } from "@/lib/model/strategy";
import type { Trace } from "@/lib/trace/trace";

const TreeView = loaded(() => import("@/components/results/tree/tree-view"));
const TimelineView = loaded(() => import("@/components/results/timeline/timeline-view"));
const SpanDetail = loaded(() => import("@/components/results/shared/span/span-detail"));

interface ActiveProps {
  readonly active: ActiveTrial | undefined;
  /** Its trace still grows, or is about to. */
  readonly running: boolean;
}

/** What the tree and the timeline have in common. */
function useSpansView({ active, running }: ActiveProps) {
  const { selectedSpan: selected, showPlace } = usePlaygroundState("selectedSpan", "showPlace");
  const definitions = usePlayground((state) => state.program?.definitions);
  const run = usePlayground((state) => state.runs[active?.info.runId ?? ""]);
  return {
    file: useMemo(() => run && traceFileOf(run), [run]),
    // Another value is another run, or another trial of it; its rounds share one, so that what was folded stays.
    runKey: `${active?.info.runId} ${active?.info.label}`,
    running,
    selected,
    onActivate: (row: number): void => {
      const name = active?.trace?.names[active.trace.name[row] ?? -1];
      const definition = definitions?.find((each) => each.name === name);
      if (definition !== undefined) showPlace(definition.line, definition.column);
    },
  };
}

export function ActiveTree(props: ActiveProps) {
  const { selectSpan, shownSpans, showSpans } = usePlaygroundState("selectSpan", "shownSpans", "showSpans");
  const trace = props.active?.trace;
  return (
    <Detailed trace={trace}>
      <TreeView
        {...useSpansView(props)}
        trace={trace}
        onSelect={selectSpan}
        only={shownSpans}
        onShowAll={() => showSpans(undefined)}
      />
    </Detailed>
  );
}

interface ActiveTimelineProps extends ActiveProps {
  /** Under a picture: which program, which machine. */
  readonly source: string | undefined;
}

export function ActiveTimeline({ active, running, source }: ActiveTimelineProps) {
  const run = usePlayground(activeRunOf);
  const baseline = usePlayground(baselineRunOf);
  const { selectSpan, showTrial } = usePlaygroundState("selectSpan", "showTrial");
  const view = useSpansView({ active, running });
  const info = active?.info;
  const trace = active?.trace;
  const shown = useMemo(() => info && trace && { info, label: info.label, trace }, [info, trace]);
  const others = useMemo(() => {
    // What is being recorded takes the place of the trial before.
    const isShown = (other: TrialInfo): boolean =>
      other.trialId === info?.trialId || (running && info !== undefined && isSameStrategy(other, info));
    return [
      ...timelineTrials(run).filter((other) => !isShown(other.info)),
      ...timelineTrials(baseline, "the other run").filter((other) => other.info.trialId !== info?.trialId),
    ];
  }, [run, baseline, info, running]);
  return (
    <Detailed trace={trace}>
      <TimelineView
        {...view}
        shown={shown}
        others={others}
        source={source}
        marks={active?.report && marksOf(active.report)}
        onSelect={(trial, row) => {
          showTrial(trial.info);
          selectSpan(row);
        }}
      />
    </Detailed>
  );
}

/** @param of names the run where it is not the active one */
const timelineTrials = (run: Run | undefined, of?: string): TimelineTrial[] =>
  (run?.trials ?? []).flatMap(({ info, trace }) =>
    trace ? [{ info, trace, label: of === undefined ? info.label : `${info.label} of ${of}` }] : [],
  );

/** Running a recorded call on its own: where its arguments were kept whole and the program still has its task. */
function useTaskRun(trace: Trace | undefined) {
  const idle = usePlayground((state) => state.phase === "idle");
  const definitions = usePlayground((state) => state.program?.definitions);
  const runTask = usePlayground((state) => state.runTask);
  const last = usePlayground(({ taskRun, activeRunId }) =>
    taskRun?.runId === activeRunId ? taskRun : undefined,
  );
  const callOf = (row: number) => {
    const task = trace?.names[trace.name[row] ?? -1];
    const strategy = trace && STRATEGIES[trace.strategy[row] ?? -1];
    const note = trace?.notes.get(row);
    const isKnown = definitions?.some(
      ({ name, kind }) => name === task && (kind === "task" || kind === "dynamic"),
    );
    return task !== undefined && strategy !== undefined && note?.args !== undefined && isKnown
      ? { task, strategy, given: givenOf(note) }
      : undefined;
  };
  return {
    start(row: number) {
      const call = callOf(row);
      if (call?.given === undefined || !idle) return undefined;
      const { strategy, task, given } = call;
      return () => void runTask(strategy, task, given);
    },
    /** Its arguments were seen, but not kept. */
    isLost(row: number) {
      const call = callOf(row);
      return call !== undefined && call.given === undefined;
    },
    result(row: number) {
      const call = callOf(row);
      return last && call && last.task === call.task && last.strategy === call.strategy ? (
        <TaskRunResult taskRun={last} />
      ) : undefined;
    },
  };
}

function Detailed({ trace, children }: { readonly trace: Trace | undefined; readonly children: ReactNode }) {
  const { selectedSpan: selected, selectSpan } = usePlaygroundState("selectedSpan", "selectSpan");
  const showPlace = usePlayground((state) => state.showPlace);
  const definitions = usePlayground((state) => state.program?.definitions);
  const isThere = trace !== undefined && selected !== undefined && selected < trace.count;
  const taskRun = useTaskRun(trace);
  return (
    <WithDrawer
      onClose={() => selectSpan(undefined)}
      drawer={
        isThere && (
          <SpanDetail
            trace={trace}
            row={selected}
            onSelect={selectSpan}
            onClose={() => selectSpan(undefined)}
            lineOf={(name) => definitions?.find((definition) => definition.name === name)?.line}
            onShowLine={showPlace}
            onRunAgain={taskRun.start(selected)}
            areArgumentsLost={taskRun.isLost(selected)}
            again={taskRun.result(selected)}
          />
        )
      }
    >
      {children}
    </WithDrawer>
  );
}

/** What came of a task that ran on its own. The results around it stay those of the whole run. */
function TaskRunResult({ taskRun: { task, report, refusal } }: { readonly taskRun: TaskRun }) {
  if (refusal) return <p role="status">{refusal.message}</p>;
  if (report === undefined) return <Spinner label={`Running ${task}…`} />;
  if (report.error) {
    return (
      <p role="status" className="wrap-anywhere font-mono text-failed">
        {report.error.name}: {report.error.message}
      </p>
    );
  }
  return (
    <div role="status">
      <p>
        {report.status} in {formatDuration(report.wallMs.median)}, including worker start
      </p>
      <pre className="wrap-anywhere max-h-48 overflow-auto whitespace-pre-wrap font-mono">
        {JSON.stringify(report.output, null, 2)?.slice(0, 2_000)}
      </pre>
    </div>
  );
}
