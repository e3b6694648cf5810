import { describe, expect, it } from "vitest";
import { checkInputs } from "@/lib/language/typescript/inputs";
import type { CompileResult, Program } from "@/lib/language/typescript/program";
import { defaultSettings } from "@/lib/model/settings";
import type { Report } from "@/lib/protocol/report";
import { memoryCache } from "../run/memory-cache";
import type { RunResult } from "../run/run";
import type { RunService } from "../run/run-service";
import type { ActiveRun, RunListener, RunRequest } from "../run/start-run";
import { isStale } from "./slices/run-slice";
import { createPlaygroundStore } from "./store";

const settings = defaultSettings(4);
const program = (code: string): Program => ({
  name: code,
  hash: code,
  code,
  positions: [],
  definitions: [],
  inputs: [{ name: "n", type: "number", default: 1 }],
});

const emptyReport: Report = {
  version: 1,
  program: { name: "", hash: "" },
  inputs: {},
  settings,
  environment: { cores: 4, userAgent: "", crossOriginIsolated: false, timerStepMs: 0.1 },
  strategies: [],
};

/** A compiler that takes "bad" for an error, and an engine whose runs end when the test says so. */
function setUp() {
  const compiled: string[] = [];
  const runs: { request: RunRequest; listener: RunListener; stops: number; end: () => void }[] = [];
  const result = ({ program: { name, hash }, inputs, settings: asked }: RunRequest): RunResult => ({
    report: { ...emptyReport, program: { name, hash }, inputs: { ...inputs }, settings: asked },
    strategies: new Map(),
    refused: [],
    cache: [],
    resumable: new Map(),
  });
  const runner: RunService = {
    checkInputs,
    start(request, listener): ActiveRun {
      let end: () => void = () => undefined;
      const done = new Promise<RunResult>((resolve) => {
        end = () => resolve(result(request));
      });
      const run = { request, listener, stops: 0, end };
      runs.push(run);
      return {
        result: done,
        stop() {
          run.stops += 1;
          end();
        },
      };
    },
    dispose: () => undefined,
  };
  const store = createPlaygroundStore({
    compiler: {
      async compile(code): Promise<CompileResult> {
        compiled.push(code);
        return code.startsWith("bad")
          ? { ok: false, errors: [{ message: "no", line: 2, column: 3 }] }
          : { ok: true, program: program(code) };
      },
      dispose: () => undefined,
    },
    loadRunner: async () => runner,
    cache: memoryCache(),
    settings,
    theme: "light",
    eager: false,
  });
  const open = (code: string): void =>
    store.getState().openDocument({ code, inputs: {}, settings }, { kind: "link" });
  /** Until the engine has been asked for the nth run. */
  const started = async (nth: number) => {
    await expect.poll(() => runs.length).toBe(nth);
    const run = runs[nth - 1];
    if (run === undefined) throw new Error("no run");
    return run;
  };
  return { store, compiled, runs, open, started };
}

describe("the store", () => {
  it("runs what is on the screen, with its inputs, and is idle again", async () => {
    const { store, open, started } = setUp();
    open("a");
    store.getState().setInput("n", 5);
    const ended = store.getState().run();
    expect(store.getState().phase).toBe("starting");
    const run = await started(1);
    expect(store.getState().phase).toBe("running");
    expect(run.request.inputs).toEqual({ n: 5 });
    run.end();
    await expect(ended).resolves.toMatchObject({ ok: true });
    expect(store.getState()).toMatchObject({ phase: "idle", live: undefined, results: { partial: false } });
  });

  it("shows no progress that says the same again, and its last results together with its end", async () => {
    const { store, open, started } = setUp();
    open("a");
    const ended = store.getState().run();
    const run = await started(1);
    const shown: unknown[] = [];
    store.subscribe(({ progress, phase, results }) => shown.push([progress?.done, phase, results?.partial]));
    for (let tick = 0; tick < 5; tick++)
      run.listener.progress?.({ strategy: "pooled", round: 1, rounds: 1, done: 0, total: 3, forMs: 0 });
    run.end();
    await ended;
    expect(shown).toEqual([
      [0, "running", undefined],
      [undefined, "idle", false],
    ]);
  });

  it("says that results are old as long as anything that was run is another", async () => {
    const { store, open, started } = setUp();
    open("a");
    const ended = store.getState().run({ settings: { rounds: 1 } });
    (await started(1)).end();
    await ended;
    // A run of its own settings is no change of the document.
    expect(isStale(store.getState())).toBe(false);
    store.getState().setCode("ab");
    expect(isStale(store.getState())).toBe(true);
    store.getState().setCode("a");
    store.getState().setInput("n", 2);
    expect(isStale(store.getState())).toBe(true);
    store.getState().resetInput("n");
    expect(isStale(store.getState())).toBe(false);
    store.getState().changeSettings({ workers: 63 });
    expect(isStale(store.getState())).toBe(true);
  });

  it("says so of recorded figures as well, which are of what was opened", () => {
    const { store, open } = setUp();
    open("a");
    store.setState({ recorded: { report: emptyReport, recordedAt: undefined, by: "sender" } });
    expect(isStale(store.getState())).toBe(false);
    store.getState().setCode("ab");
    expect(isStale(store.getState())).toBe(true);
    store.setState({ recorded: undefined });
    expect(isStale(store.getState())).toBe(false);
  });

  it("refuses what does not compile at its line, and does not bother the engine", async () => {
    const { store, open, runs } = setUp();
    open("bad");
    await expect(store.getState().run()).resolves.toEqual({
      ok: false,
      refusal: { message: "no", line: 2, column: 3 },
    });
    expect(store.getState()).toMatchObject({ phase: "idle", refusal: { line: 2 } });
    expect(runs).toHaveLength(0);
  });

  it("drops values of inputs that the program has lost, but not those that somebody sends with the run", async () => {
    const { store, open, started } = setUp();
    open("a");
    store.getState().setInputs({ n: 2, gone: 3 });
    const ended = store.getState().run();
    const run = await started(1);
    expect(run.request.inputs).toEqual({ n: 2 });
    run.end();
    await ended;
    const refused = await store.getState().run({ inputs: { gone: 3 } });
    expect(refused).toMatchObject({ ok: false, refusal: { message: expect.stringContaining('"gone"') } });
  });

  it("compiles a text once, however often it is asked for", async () => {
    const { store, open, compiled } = setUp();
    open("a");
    await Promise.all([store.getState().compile(), store.getState().compile()]);
    await store.getState().compile();
    expect(compiled).toEqual(["a"]);
  });

  it("gives the run that goes on to whoever asks for one, and a new one after a stop", async () => {
    const { store, open, started } = setUp();
    open("a");
    const first = store.getState().run();
    expect(store.getState().run()).toBe(first);
    const run = await started(1);
    store.getState().stop();
    expect(store.getState().phase).toBe("stopping");
    const next = store.getState().run();
    await first;
    expect(run.stops).toBe(1);
    (await started(2)).end();
    await expect(next).resolves.toMatchObject({ ok: true });
  });

  it("stops a run whose document is replaced, and shows nothing of it any more", async () => {
    const { store, open, started } = setUp();
    open("a");
    const ended = store.getState().run();
    const run = await started(1);
    open("b");
    expect(run.stops).toBe(1);
    await ended;
    expect(store.getState()).toMatchObject({
      code: "b",
      results: undefined,
      refusal: undefined,
      phase: "idle",
    });
  });

  it("keeps the program of a document with the very same text", async () => {
    const { store, open } = setUp();
    open("a");
    await store.getState().compile();
    open("a");
    expect(store.getState().program?.code).toBe("a");
    open("b");
    expect(store.getState().program).toBeUndefined();
  });

  it("stops a run that has not reached the engine yet", async () => {
    const { store, open, started } = setUp();
    open("a");
    const ended = store.getState().run();
    store.getState().stop();
    expect((await started(1)).stops).toBe(1);
    await ended;
    expect(store.getState().phase).toBe("idle");
  });

  it("measures other numbers of workers beside the results, which stay, and stops at a word", async () => {
    const { store, runs, open, started } = setUp();
    open("a");
    const ended = store.getState().run();
    (await started(1)).end();
    await ended;
    const { results } = store.getState();
    const workers = settings.workers;

    const measured = store.getState().measureScale("pooled");
    const first = await started(2);
    expect(store.getState().phase).toBe("running");
    // From the most workers down; what was run is not run again.
    expect(first.request.settings).toMatchObject({ strategies: ["pooled"], workers: workers / 2 });
    expect(store.getState().scale?.going).toMatchObject({
      strategy: "pooled",
      workers: workers / 2,
      step: 1,
    });
    first.end();
    await measured;
    expect(store.getState().scale?.going).toBeUndefined();
    // This engine reports no strategy: it is said, and no point is made up.
    expect(runs).toHaveLength(2);
    expect(store.getState().scale).toMatchObject({
      of: results?.result,
      problem: expect.stringContaining(`With ${workers / 2} workers`),
    });
    expect(store.getState().scale?.points.get("pooled")).toEqual([]);
    expect(store.getState()).toMatchObject({ phase: "idle", results });

    const stopped = store.getState().measureScale("pooled");
    await started(3);
    const next = store.getState().run();
    store.getState().stop();
    await stopped;
    expect(runs[2]?.stops).toBe(1);
    expect(store.getState().scale?.going).toBeUndefined();
    // Whoever asked for a run meanwhile gets it afterwards.
    (await started(4)).end();
    await expect(next).resolves.toMatchObject({ ok: true });
  });
});
