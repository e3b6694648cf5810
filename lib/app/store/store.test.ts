import { describe, expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { activeRunOf } from "./active-run";
import { isStale } from "./stale";
import { emptyReport, foundBy, setUpRuns, testSettings } from "./testing";

const pooled = runOf(experiment({ strategies: ["pooled"], workers: 4, items: 3, itemMs: 1, rounds: 1 }));

describe("opening a document", () => {
  it("shows the one whose opening began last, in whatever order they are read", () => {
    const { store } = setUpRuns();
    const document = (code: string) =>
      ({ code, language: "typescript", inputs: {}, settings: testSettings }) as const;
    const first = store.getState().beginOpening();
    const second = store.getState().beginOpening();
    expect(second(document("second"), { kind: "link" })).toBe(true);
    expect(first(document("first"), { kind: "link" })).toBe(false);
    const third = store.getState().beginOpening();
    store.getState().openDocument(document("fourth"), { kind: "link" });
    expect(third(document("third"), { kind: "link" })).toBe(false);
    expect(store.getState()).toMatchObject({ code: "fourth", documentId: 2 });
  });

  it("does not run another document than the one for which Run was pressed", async () => {
    const { store, open, runs, started } = setUpRuns();
    open("a");
    const first = store.getState().run();
    await started(1);
    store.getState().stop();
    const second = store.getState().run();
    open("b");
    await first;
    await expect(second).resolves.toMatchObject({ ok: false });
    expect(runs.map(({ request }) => request.program.code)).toEqual(["a"]);
  });
});

describe("running the document", () => {
  it("runs the document with its inputs, and is idle again", async () => {
    const { store, open, started } = setUpRuns();
    open("a");
    store.getState().setInput("n", 5);
    const ended = store.getState().run();
    expect(store.getState().phase).toBe("starting");
    const run = await started(1);
    expect(store.getState().phase).toBe("running");
    expect(run.request.inputs).toEqual({ n: 5 });
    run.end();
    await expect(ended).resolves.toMatchObject({ ok: true });
    expect(store.getState()).toMatchObject({ phase: "idle", live: undefined, activeRunId: "run 1" });
    expect(activeRunOf(store.getState())).toMatchObject({ source: "measured", complete: true });
  });

  it("publishes no progress twice, and the results together with the end", async () => {
    const { store, open, started } = setUpRuns();
    open("a");
    const ended = store.getState().run();
    const run = await started(1);
    const published: unknown[] = [];
    store.subscribe((state, before) => {
      if (state.phase === before.phase && state.progress === before.progress) return;
      published.push([state.progress?.done, state.phase, activeRunOf(state)?.complete]);
    });
    for (let tick = 0; tick < 5; tick++)
      run.listener.progress?.({ strategy: "pooled", round: 1, rounds: 1, done: 0, total: 3, forMs: 0 });
    run.end();
    await ended;
    expect(published).toEqual([
      [0, "running", undefined],
      [undefined, "idle", true],
    ]);
  });

  it("marks results as old while code, inputs or settings differ from those that ran", async () => {
    const { store, open, started } = setUpRuns();
    open("a");
    const ended = store.getState().run({ settings: { rounds: 1 } });
    (await started(1)).end();
    await ended;
    // Settings of one run do not change the document.
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

  it("refuses what does not compile at its line, without the engine", async () => {
    const { store, open, runs } = setUpRuns();
    open("bad");
    await expect(store.getState().run()).resolves.toEqual({
      ok: false,
      refusal: { message: "no", line: 2, column: 3 },
    });
    expect(store.getState()).toMatchObject({ phase: "idle", refusal: { line: 2 } });
    expect(runs).toHaveLength(0);
  });

  it("drops values of inputs that the program no longer has, but not those of the run's options", async () => {
    const { store, open, started } = setUpRuns();
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

  it("compiles a text once, however often it is needed", async () => {
    const { store, open, compiled } = setUpRuns();
    open("a");
    await Promise.all([store.getState().compile(), store.getState().compile()]);
    await store.getState().compile();
    expect(compiled).toEqual(["a"]);
  });

  it("gives the run in progress to every caller, and a new one after a stop", async () => {
    const { store, open, started } = setUpRuns();
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

  it("stops a run that has not reached the engine yet", async () => {
    const { store, open, started } = setUpRuns();
    open("a");
    const ended = store.getState().run();
    store.getState().stop();
    expect((await started(1)).stops).toBe(1);
    await ended;
    expect(store.getState().phase).toBe("idle");
  });

  it("reuses the results of the trials that failed", async () => {
    const { store, open, started } = setUpRuns();
    open("a");
    const first = store.getState().run();
    const [trial] = pooled.trials;
    const reusable = [{ name: "p", value: 1 }];
    (await started(1)).end({ report: pooled.report, trials: trial ? [{ ...trial, reusable }] : [] });
    await first;
    const second = store.getState().run({ resume: true });
    const run = await started(2);
    expect(run.request.prior).toMatchObject([{ info: { strategy: "pooled" }, reusable }]);
    run.end();
    await second;
  });
});

describe("cached results", () => {
  it("of one program are not given to another", async () => {
    const { store, open, started } = setUpRuns();
    const run = async (nth: number, code: string) => {
      open(code);
      const ended = store.getState().run();
      const { request, end } = await started(nth);
      const cache = [{ key: "k", task: code, value: code }];
      end({ report: emptyReport, trials: [], cache });
      await ended;
      return request.cache;
    };
    expect(await run(1, "cache 1")).toEqual([]);
    expect(await run(2, "cache 2")).toEqual([]);
  });
});

describe("opening another document", () => {
  it("stops the run in progress and shows none of it", async () => {
    const { store, open, started } = setUpRuns();
    open("a");
    const ended = store.getState().run();
    const run = await started(1);
    run.listener.partial?.({
      ...foundBy(pooled, "run 1"),
      ...{ id: "run 1", source: "measured", startedAt: 0, refused: [], cache: [] },
    });
    expect(activeRunOf(store.getState())?.trials).toHaveLength(1);
    const [info] = pooled.trials.map((trial) => trial.info);
    if (info) store.getState().showTrial(info);
    open("b");
    expect(run.stops).toBe(1);
    // Later messages belong to a document that is no longer shown.
    run.listener.progress?.({ strategy: "pooled", round: 2, done: 1, total: 3, forMs: 0 });
    await ended;
    expect(store.getState()).toMatchObject({
      ...{ code: "b", phase: "idle", runs: {}, activeRunId: undefined, baselineRunId: undefined },
      ...{ chosenTrial: undefined, progress: undefined, live: undefined, refusal: undefined },
    });
  });

  it("keeps the program if the text is the same", async () => {
    const { store, open } = setUpRuns();
    open("a");
    await store.getState().compile();
    open("a");
    expect(store.getState().program?.code).toBe("a");
    open("b");
    expect(store.getState().program).toBeUndefined();
  });
});

describe("running something else", () => {
  it("measures other numbers of workers while the active run stays, and stops", async () => {
    const { store, runs, open, started } = setUpRuns();
    open("a");
    const ended = store.getState().run();
    const { environment } = emptyReport;
    (await started(1)).end({ ...pooled, report: { ...pooled.report, environment, settings: testSettings } });
    await ended;
    const { activeRunId, runs: before } = store.getState();
    const trialId = activeRunOf(store.getState())?.trials[0]?.info.trialId ?? "";
    const workers = testSettings.workers;

    const measured = store.getState().measureScale(trialId);
    const first = await started(2);
    expect(store.getState().phase).toBe("running");
    // From the most workers down, without those already measured.
    expect(first.request.settings).toMatchObject({ strategies: ["pooled"], workers: workers / 2 });
    expect(store.getState().scale?.measuring).toMatchObject({ trialId, workers: workers / 2, step: 1 });
    first.end();
    await measured;
    // This engine's report is empty: the view shows why, and no point is made up.
    expect(runs).toHaveLength(2);
    expect(store.getState().scale).toEqual({
      runId: activeRunId,
      trials: [{ trialId, points: [] }],
      problem: expect.stringContaining(`${workers / 2} workers:`),
      measuring: undefined,
    });
    expect(store.getState()).toMatchObject({ phase: "idle", activeRunId, runs: before });

    const stopped = store.getState().measureScale(trialId);
    await started(3);
    const next = store.getState().run();
    store.getState().stop();
    await stopped;
    expect(runs[2]?.stops).toBe(1);
    expect(store.getState().scale?.measuring).toBeUndefined();
    // A run that was requested during that time follows.
    (await started(4)).end();
    await expect(next).resolves.toMatchObject({ ok: true });
  });

  it("runs one task with its arguments, once, and does not change the active run", async () => {
    const { store, open, started } = setUpRuns();
    open("a");
    const ended = store.getState().run();
    (await started(1)).end();
    await ended;
    const { runs } = store.getState();
    const task = store.getState().runTask("pooled", "step", "[3]");
    const run = await started(2);
    expect(run.request).toMatchObject({
      only: { task: "step", given: "[3]" },
      settings: { strategies: ["pooled"], rounds: 1, start: "cold" },
    });
    expect(store.getState().taskRun).toMatchObject({ runId: "run 1", task: "step" });
    run.end({ ...pooled });
    await task;
    expect(store.getState().taskRun?.report).toBe(pooled.report.strategies[0]);
    expect(store.getState()).toMatchObject({ phase: "idle", runs });
  });

  it("keeps no worker of a stranger's program before its second run, and none for another document", async () => {
    const { store, runs, started, released } = setUpRuns();
    const warm = { ...testSettings, start: "warm" as const };
    const open = (code: string, kind: "link" | "draft", foreign?: boolean) =>
      store
        .getState()
        .openDocument({ code, language: "typescript", inputs: {}, settings: warm }, { kind }, { foreign });
    const run = async () => {
      const running = store.getState().run();
      (await started(runs.length + 1)).end();
      await running;
    };
    open("one", "link");
    await run();
    await run();
    open("two", "link");
    await run();
    open("three", "draft");
    await run();
    // Of the history, or a draft that began as a link.
    open("four", "draft", true);
    await run();
    const starts = runs.map(({ request }) => request.settings.start);
    expect(starts.join(",")).toBe("cold,warm,cold,warm,cold");
    expect(released()).toBe(3);
  });
});
