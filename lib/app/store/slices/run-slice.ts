import { createThrottle } from "@/lib/base/throttle";
import type { InputField } from "@/lib/language/typescript/program";
import type { Settings } from "@/lib/model/settings";
import type { StrategyName } from "@/lib/model/strategy";
import type { CacheEntry } from "@/lib/protocol/page";
import type { Report } from "@/lib/protocol/report";
import { changedBetween } from "../../documents/changes";
import { type PlaygroundDocument, sameDocument } from "../../documents/document";
import { startCostOf } from "../../run/long-run";
import type { Live, RunProgress, RunResult } from "../../run/run";
import type { RunService } from "../../run/run-service";
import type { RunRequest } from "../../run/start-run";
import type { CompileSlice } from "./compile-slice";
import { type DocumentSlice, documentOf } from "./document-slice";
import type { Change, Read } from "./slice";

export type RunPhase = "idle" | "starting" | "running" | "stopping";

/** Why a run could not be carried out; a program's own failure is a result, not a refusal. */
export interface Refusal {
  readonly message: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

export interface Results {
  /** What stood on the screen when it was run. */
  readonly document: PlaygroundDocument;
  readonly result: RunResult;
  /** Not all of it is there yet. */
  readonly partial: boolean;
}

export interface Recorded {
  readonly report: Report;
  /** ISO 8601, if it is known. */
  readonly recordedAt: string | undefined;
  /** Whose run it was: a link's sender's, ours of an example, or one of this device whose spans were not kept. */
  readonly by: "sender" | "example" | "device";
}

export type RunOutcome =
  | { readonly ok: true; readonly result: RunResult }
  | { readonly ok: false; readonly refusal: Refusal };

export interface RunSlice {
  readonly phase: RunPhase;
  /** `performance.now()` when it began. */
  readonly runStarted: number;
  readonly progress: RunProgress | undefined;
  readonly live: Live | undefined;
  readonly results: Results | undefined;
  /** What the sender of a link saw, on another machine; until there are results of this one. */
  readonly recorded: Recorded | undefined;
  readonly refusal: Refusal | undefined;
  /** ms that starting a worker took on this machine in the last run that started many; whatever the document. */
  readonly startMs: number | undefined;
  /** Runs the document as it stands. While a run is going on that one goes on, and this gives its end. */
  run(options?: RunOptions): Promise<RunOutcome>;
  /** The task that was last run again by itself; the results stay as they are. */
  readonly again: Again | undefined;
  /** Runs one task with these arguments in place of the entry, under one strategy, once. */
  runAgain(strategy: StrategyName, task: string, args: readonly unknown[]): Promise<void>;
  /**
   * Carries out other runs than one of the document, unless the sandbox is taken: shown, and stopped, as a run is. The
   * results that are shown stay.
   */
  aside(work: (start: StartAside) => Promise<void>): Promise<void>;
  /** The end of the run that goes on, if one does. */
  going(): Promise<RunOutcome> | undefined;
  /** The run ends within half a second, with what was recorded. */
  stop(): void;
}

export interface RunOptions {
  /** For this run only. */
  readonly settings?: Partial<Settings>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Take over what succeeded in the results that are shown: only what failed, and what follows from it, runs. */
  readonly resume?: boolean;
}

/** @returns undefined once Stop was pressed */
export type StartAside = (request: RunRequest) => Promise<RunResult | undefined>;

/** One task, run again by itself. */
export interface Again {
  readonly strategy: StrategyName;
  readonly task: string;
  /** Absent while it runs. */
  readonly end?: RunOutcome;
}

type State = RunSlice & CompileSlice & DocumentSlice;

/** ms between two looks at a growing trace: more often is nothing to see and much to draw. */
const LOOK = 120;

const IDLE = { phase: "idle", live: undefined, progress: undefined } as const;

const sameProgress = (one: RunProgress, other: RunProgress | undefined): boolean =>
  one.done === other?.done && one.total === other.total;

/** Results of cached tasks, across runs and visits. */
export interface CacheStore {
  /** @param tasks names of those that the program has. */
  entries(tasks: readonly string[]): Promise<readonly CacheEntry[]>;
  add(entries: readonly CacheEntry[]): Promise<unknown>;
}

/** @param loadRunner the engine's side, which arrives after the page. */
export function createRunSlice(
  set: Change<RunSlice>,
  get: Read<State>,
  loadRunner: () => Promise<RunService>,
  cache: CacheStore,
): RunSlice {
  let going: Promise<RunOutcome> | undefined;
  /** Something beside the document's run: the sandbox carries out one run at a time. */
  let alone: Promise<unknown> | undefined;
  let stopRun: (() => void) | undefined;
  let stopped = false;

  async function carryOut(options: RunOptions, show: Change<RunSlice>): Promise<RunOutcome> {
    const refuse = (refusal: Refusal): RunOutcome => {
      end(show, { refusal });
      return { ok: false, refusal };
    };
    const asked = documentOf(get());
    const settings = { ...asked.settings, ...options.settings };
    /** What the form no longer shows, because the program has lost that input, is no value of it. */
    const inputsFor = (fields: readonly InputField[]): Readonly<Record<string, unknown>> => {
      const names = fields.map(({ name }) => name);
      const kept = Object.entries(asked.inputs).filter(([name]) => names.includes(name));
      return { ...Object.fromEntries(kept), ...options.inputs };
    };
    const loading = loadRunner();
    // Awaited below; until then a failure must not count as unhandled.
    loading.catch(() => undefined);
    const compiled = await get().compile();
    if (!compiled.ok) {
      const first = compiled.errors[0];
      return refuse({
        message: first?.message ?? "The program does not compile.",
        line: first?.line,
        column: first?.column,
      });
    }
    const runner = await loading;
    const checked = runner.checkInputs(compiled.program.inputs, inputsFor(compiled.program.inputs));
    if (!checked.ok) return refuse({ message: checked.errors.map(({ message }) => message).join(" ") });

    const tasks = compiled.program.definitions.map(({ name }) => name);
    // Whoever caches says so in the program; nobody else waits for storage.
    const known = /\bcache/i.test(asked.code) ? await cache.entries(tasks) : [];

    const tells = createThrottle(LOOK);
    const looks = createThrottle(LOOK);
    let told: RunProgress | undefined;
    const experiment = runner.start(
      {
        program: compiled.program,
        inputs: checked.values,
        settings,
        cache: known,
        prior: options.resume ? get().results?.result.resumable : undefined,
      },
      {
        progress(progress) {
          // A new part is shown at once. What says the same again, as a stuck program's news do, is nothing to draw.
          const isNew = progress.strategy !== told?.strategy || progress.round !== told.round;
          if (isNew || (!sameProgress(progress, told) && tells())) {
            told = progress;
            show({ progress });
          }
          options.onProgress?.(progress);
        },
        trace(live) {
          if (looks()) show({ live });
        },
        partial(result) {
          show({ results: { document: asked, result, partial: true }, live: undefined });
        },
      },
    );
    stopRun = experiment.stop;
    if (stopped) experiment.stop();
    else set({ phase: "running" });
    const result = await experiment.result;
    const startMs = startCostOf(result.report);
    if (startMs !== undefined) set({ startMs });
    // With the end of the run, in one: what is drawn twice is seen later.
    end(show, { results: { document: asked, result, partial: false } });
    if (result.cache.length > 0) void cache.add(result.cache);
    return { ok: true, result };
  }

  /** Nothing goes on any more: said to whoever watches when it holds. */
  function end(show: Change<RunSlice>, last: Partial<RunSlice>): void {
    going = undefined;
    stopRun = undefined;
    show({ ...IDLE, ...last });
    if (get().phase !== "idle") set(IDLE);
  }

  async function runOne(strategy: StrategyName, task: string, args: readonly unknown[]): Promise<RunOutcome> {
    const [compiled, runner] = await Promise.all([get().compile(), loadRunner()]);
    if (!compiled.ok) return { ok: false, refusal: { message: "The program does not compile." } };
    const { settings } = get();
    const once: Settings = { ...settings, strategies: [strategy], rounds: 1, start: "cold" };
    const request = { program: compiled.program, inputs: {}, settings: once, only: { task, args } };
    return { ok: true, result: await runner.start(request, {}).result };
  }

  return {
    again: undefined,
    async runAgain(strategy, task, args) {
      if (going !== undefined || alone !== undefined) return;
      const { documentId } = get();
      set({ again: { strategy, task } });
      const run = runOne(strategy, task, args).catch((error: unknown): RunOutcome => {
        return { ok: false, refusal: { message: error instanceof Error ? error.message : String(error) } };
      });
      alone = run;
      const end = await run;
      alone = undefined;
      if (get().documentId === documentId) set({ again: { strategy, task, end } });
    },

    phase: "idle",
    runStarted: 0,
    progress: undefined,
    live: undefined,
    results: undefined,
    recorded: undefined,
    refusal: undefined,
    startMs: undefined,

    run(options = {}) {
      if (alone !== undefined) return alone.then(() => get().run(options));
      if (going !== undefined) return stopped ? going.then(() => get().run(options)) : going;
      const { documentId } = get();
      /** News of a document that is not on the screen any more is shown to nobody. */
      const show: Change<RunSlice> = (change) => {
        if (get().documentId === documentId) set(change);
      };
      stopped = false;
      set({
        phase: "starting",
        runStarted: performance.now(),
        refusal: undefined,
        progress: undefined,
        again: undefined,
      });
      going = carryOut(options, show).catch((error: unknown): RunOutcome => {
        const refusal = { message: error instanceof Error ? error.message : String(error) };
        end(show, { refusal });
        return { ok: false, refusal };
      });
      return going;
    },

    going: () => going,

    async aside(work) {
      if (going !== undefined || alone !== undefined) return;
      stopped = false;
      set({ phase: "running", progress: undefined });
      const tells = createThrottle(LOOK);
      const start: StartAside = async (request) => {
        const runner = await loadRunner();
        if (stopped) return undefined;
        const experiment = runner.start(request, {
          progress: (progress) => tells() && set({ progress }),
        });
        stopRun = experiment.stop;
        const result = await experiment.result;
        stopRun = undefined;
        return stopped ? undefined : result;
      };
      const done = work(start).finally(() => {
        alone = undefined;
        stopRun = undefined;
        set({ phase: "idle", progress: undefined });
      });
      alone = done.catch(() => undefined);
      await done;
    },

    stop() {
      if (going === undefined && stopRun === undefined) return;
      stopped = true;
      set({ phase: "stopping" });
      stopRun?.();
    },
  };
}

/** The document that the shown results are of; undefined where none are shown. */
const documentShown = (state: RunSlice & DocumentSlice): PlaygroundDocument | undefined =>
  state.results?.document ?? (state.recorded && state.openedAs);

/** The results are of another text, other inputs or other settings than those on the screen. */
export function isStale(state: RunSlice & DocumentSlice): boolean {
  const of = documentShown(state);
  return of !== undefined && !sameDocument(of, documentOf(state));
}

/** Of what those differ, in words. */
export function staleBecause(state: RunSlice & DocumentSlice): string | undefined {
  const of = documentShown(state);
  return of && changedBetween(of, documentOf(state));
}
