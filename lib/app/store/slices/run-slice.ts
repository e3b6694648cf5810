import { reasonOf } from "@/lib/base/text-of";
import { createThrottle } from "@/lib/base/throttle";
import type { InputField } from "@/lib/language/program";
import type { LanguageId } from "@/lib/model/language";
import type { Settings } from "@/lib/model/settings";
import type { CacheEntry } from "@/lib/protocol/page";
import type { PlaygroundDocument } from "../../documents/document";
import type { PythonProgress } from "../../python/load-python";
import { cachePrograms } from "../../run/cache-program";
import type { LiveTrial, Run, RunProgress } from "../../run/run";
import type { RunService } from "../../run/run-service";
import { runSettings } from "../../run/run-settings";
import type { RunRequest, RunResult } from "../../run/start-run";
import { type CompileSlice, typeErrorsIn } from "./compile-slice";
import { type DocumentSlice, documentOf } from "./document-slice";
import { NO_RUN, NOTHING_RUNS } from "./no-run";
import { type RunsSlice, withMeasuredRun } from "./runs-slice";
import type { Change, Read } from "./slice";

export type RunPhase = "idle" | "starting" | "running" | "stopping";

/** Why nothing could run; a program's own failure is a result, not a refusal. */
export interface Refusal {
  readonly message: string;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

export type RunOutcome =
  | { readonly ok: true; readonly run: Run }
  | { readonly ok: false; readonly refusal: Refusal };

export interface RunSlice {
  readonly phase: RunPhase;
  /** The page started the run that is in progress, on a first visit. */
  readonly automatic: boolean;
  readonly progress: RunProgress | undefined;
  /** What the program's language needs is being downloaded. */
  readonly download: PythonProgress | undefined;
  readonly live: LiveTrial | undefined;
  /** What is being run: the document as it was when Run was pressed. */
  readonly runDocument: PlaygroundDocument | undefined;
  readonly refusal: Refusal | undefined;
  /** ms that starting a worker took on this machine in the last run that started many, of any document. */
  readonly startMs: number | undefined;
  setStartMs(startMs: number): void;
  /** Gets what the document's language needs, so that a run does not wait for it. Why that fails is for the run to say. */
  prepare(): Promise<void>;
  /** Runs the document as it is now. Returns the run in progress if there is one. */
  run(options?: RunOptions): Promise<RunOutcome>;
  runInProgress(): Promise<RunOutcome> | undefined;
  /** Runs something else than the document, unless the sandbox is busy. Stop ends it; the active run stays. */
  runOther(work: (start: StartOther) => Promise<void>): Promise<void>;
  /** Ends workers that are kept for another run of the document: it is not on the screen any more. */
  releaseWorkers(): void;
  /** The run ends within half a second, with what was recorded. */
  stop(): void;
}

export interface RunOptions {
  readonly settings?: Partial<Settings>;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly onProgress?: (progress: RunProgress) => void;
  /** Reuse what succeeded in the active run: only what failed, and what follows from it, runs. */
  readonly resume?: boolean;
  /** Nobody pressed Run. */
  readonly automatic?: boolean;
}

/** @returns undefined once Stop was pressed */
export type StartOther = (request: RunRequest) => Promise<RunResult | undefined>;

/** Whose cached results these are. What one program stored, no other one gets. */
export interface CacheProgram {
  readonly id: string;
  /** Kept between visits; otherwise until the page is closed. */
  readonly persistent: boolean;
}

/** Results of cached tasks, across runs. */
export interface CacheStore {
  /** @param tasks names of those that the program has; undefined where they are not all known before it runs. */
  entries(program: CacheProgram, tasks: readonly string[] | undefined): Promise<readonly CacheEntry[]>;
  add(program: CacheProgram, entries: readonly CacheEntry[]): Promise<unknown>;
}

type State = RunSlice & RunsSlice & CompileSlice & DocumentSlice;

/**
 * ms between two redraws of a run in progress: of the engine's ticks, which come every 50 ms, every second one is drawn. The one
 * throttle of live results: `createThrottle` makes it longer where drawing takes more than a quarter of the main thread.
 */
const LIVE_INTERVAL_MS = 90;

const REPLACED: Refusal = {
  message: "Another program was opened before this one could start. Run it again.",
};

/** A stranger's program (of a link, a trace file, a draft of either) keeps no worker until it has been run twice, whatever it says. */
const COLD = { start: "cold" } as const;

const IDLE = { phase: "idle", ...NOTHING_RUNS } as const;

const isSameTrial = (one: RunProgress, other: RunProgress | undefined): boolean =>
  one.strategy === other?.strategy && one.round === other.round;

const isSameProgress = (one: RunProgress, other: RunProgress | undefined): boolean =>
  isSameTrial(one, other) && one.done === other?.done && one.total === other.total;

export const refusalOf = (error: unknown): Refusal => ({
  message: reasonOf(error),
});

/** @param loadRunner the engine's side, which arrives after the page. */
export function createRunSlice(
  set: Change<State>,
  get: Read<State>,
  loadRunner: () => Promise<RunService>,
  cache: CacheStore,
): RunSlice {
  /** The sandbox runs one thing at a time: the document, or something else. */
  let documentRun: Promise<RunOutcome> | undefined;
  let otherRun: Promise<unknown> | undefined;
  let stopRun: (() => void) | undefined;
  let service: RunService | undefined;
  /** The document that ran last. */
  let ran: number | undefined;
  let stopped = false;

  /** Publishes progress and growing traces at most every `LIVE_INTERVAL_MS`, and a new trial immediately. */
  function createPublisher(publish: Change<State>) {
    const isDue = createThrottle(LIVE_INTERVAL_MS);
    let last: RunProgress | undefined;
    return (progress: RunProgress, live?: LiveTrial): void => {
      const isSame = isSameProgress(progress, last);
      // What repeats itself, as the ticks of a stuck program do, is not drawn again.
      if (isSameTrial(progress, last) && ((isSame && live === undefined) || !isDue())) return;
      if (!isSame) last = progress;
      publish({ progress: last, ...(live && { live }) });
    };
  }

  /** Of several results of one call that of the first program counts. */
  async function cachedResults(
    programs: readonly CacheProgram[],
    tasks: readonly string[] | undefined,
  ): Promise<readonly CacheEntry[]> {
    const found = await Promise.all(programs.map((program) => cache.entries(program, tasks)));
    return [
      ...new Map(found.toReversed().flatMap((entries) => entries.map((each) => [each.key, each]))).values(),
    ];
  }

  /** Opens the sandbox of a language, which may take a download. */
  async function prepare(language: LanguageId, publish: Change<State>): Promise<void> {
    const isDue = createThrottle(LIVE_INTERVAL_MS);
    try {
      const runner = await loadRunner();
      await runner.prepare(language, (download) => isDue() && publish({ download }));
    } finally {
      publish({ download: undefined });
    }
  }

  async function execute(options: RunOptions, publish: Change<State>): Promise<RunOutcome> {
    const refuse = (refusal: Refusal): RunOutcome => {
      end(publish, () => ({ refusal }));
      return { ok: false, refusal };
    };
    const document = documentOf(get());
    const { documentId } = get();
    // A program that caches says so; no other one waits for storage.
    const programs = /\bcache/i.test(document.code) ? cachePrograms(get()) : undefined;
    /** A value whose input the program no longer has is not shown in the form, and does not count. */
    const inputsFor = (fields: readonly InputField[]): Readonly<Record<string, unknown>> => {
      const names = fields.map(({ name }) => name);
      const known = Object.entries(document.inputs).filter(([name]) => names.includes(name));
      return { ...Object.fromEntries(known), ...options.inputs };
    };
    const loading = loadRunner();
    // Awaited below; until then a failure must not count as unhandled.
    loading.catch(() => undefined);
    const preparing = prepare(document.language, publish);
    // As above.
    preparing.catch(() => undefined);
    const stopping = new Promise<"stopped">((resolve) => {
      stopRun = () => resolve("stopped");
    });
    const compiled = await get().compile();
    if (!compiled.ok) {
      const [first] = compiled.errors;
      return refuse({
        message: first?.message ?? "The program does not compile.",
        line: first?.line,
        column: first?.column,
      });
    }
    const { program } = compiled;
    const runner = await loading;
    service = runner;
    const checked = runner.checkInputs(program.inputs, inputsFor(program.inputs));
    if (!checked.ok) return refuse({ message: checked.errors.map(({ message }) => message).join(" ") });

    const isFirst = ran !== documentId;
    ran = documentId;
    const { origin, foreign } = get();
    // A host asks for its own runs.
    const isStrangers = foreign && origin.kind !== "host";
    const { runs, activeRunId = "" } = get();
    // A platform names its steps when the program runs: launch plans, for example.
    const tasks = program.hasLocalMode ? undefined : program.definitions.map(({ name }) => name);
    const request: RunRequest = {
      program,
      inputs: checked.values,
      settings: runSettings(
        { ...document.settings, ...options.settings, ...(isFirst && isStrangers && COLD) },
        program,
      ),
      cache: await cachedResults((await programs) ?? [], tasks),
      prior: options.resume ? runs[activeRunId]?.trials : [],
    };
    const { automatic } = get();
    const typeErrors = typeErrorsIn(document.code, get());
    const runOf = ({ refused: _, cache: __, ...found }: RunResult, complete: boolean): Run => ({
      ...found,
      ...(typeErrors > 0 && { report: { ...found.report, typeErrors } }),
      document,
      automatic,
      complete,
      reportOnly: false,
    });
    const publishLive = createPublisher(publish);
    if ((await Promise.race([preparing, stopping])) === "stopped")
      return refuse({ message: "Stopped before the program could start." });
    const active = await runner.start(request, {
      progress(progress, live) {
        publishLive(progress, live);
        options.onProgress?.(progress);
      },
      partial: (result) =>
        publish((state) => ({ ...withMeasuredRun(state, runOf(result, false)), live: undefined })),
    });
    stopRun = active.stop;
    if (stopped) active.stop();
    else set({ phase: "running" });
    const result = await active.result;
    const run = runOf(result, true);
    // The results together with the end: two steps would be drawn twice.
    end(publish, (state) => withMeasuredRun(state, run));
    const [own] = (await programs) ?? [];
    if (result.cache.length > 0 && own !== undefined) void cache.add(own, result.cache);
    return { ok: true, run };
  }

  /** @param last what is published with the end */
  function end(publish: Change<State>, last: (state: State) => Partial<State>): void {
    documentRun = undefined;
    stopRun = undefined;
    publish((state) => ({ ...IDLE, ...last(state) }));
    if (get().phase !== "idle") set(IDLE);
  }

  return {
    ...NO_RUN,
    phase: "idle",
    startMs: undefined,

    async prepare() {
      const { language, documentId } = get();
      await prepare(language, (change) => {
        if (get().documentId === documentId) set(change);
      }).catch(() => undefined);
    },
    setStartMs: (startMs) => set({ startMs }),

    run(options = {}) {
      const busy = stopped ? (otherRun ?? documentRun) : otherRun;
      const { documentId } = get();
      if (busy !== undefined)
        return busy.then(() => {
          // Nobody pressed Run for the document that is on the screen now.
          if (get().documentId !== documentId) return { ok: false, refusal: REPLACED };
          return get().run(options);
        });
      if (documentRun !== undefined) return documentRun;
      /** What comes of a document that is not on the screen any more is not shown. */
      const publish: Change<State> = (change) => {
        if (get().documentId === documentId) set(change);
      };
      stopped = false;
      set({
        phase: "starting",
        runDocument: documentOf(get()),
        automatic: options.automatic ?? false,
        refusal: undefined,
        progress: undefined,
      });
      documentRun = execute(options, publish).catch((error: unknown): RunOutcome => {
        const refusal = refusalOf(error);
        end(publish, () => ({ refusal }));
        return { ok: false, refusal };
      });
      return documentRun;
    },

    runInProgress: () => documentRun,

    async runOther(work) {
      if (documentRun !== undefined || otherRun !== undefined) return;
      stopped = false;
      set({ phase: "running", progress: undefined });
      const publishLive = createPublisher(set);
      const start: StartOther = async (request) => {
        const runner = await loadRunner();
        service = runner;
        if (stopped) return undefined;
        const active = await runner.start(request, { progress: (progress) => publishLive(progress) });
        stopRun = active.stop;
        const result = await active.result;
        stopRun = undefined;
        return stopped ? undefined : result;
      };
      const done = work(start).finally(() => {
        otherRun = undefined;
        stopRun = undefined;
        set({ phase: "idle", progress: undefined });
      });
      otherRun = done.catch(() => undefined);
      await done;
    },

    releaseWorkers: () => service?.release(),

    stop() {
      if (documentRun === undefined && otherRun === undefined) return;
      stopped = true;
      set({ phase: "stopping" });
      stopRun?.();
    },
  };
}
