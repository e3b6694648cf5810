import { describe, expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { recordedRun } from "../run/recorded-run";
import { activeRunOf, previousRunOf } from "./active-run";
import { isShownStale } from "./shown-stale";
import type { PlaygroundState } from "./store";
import { createTestStore, foundBy, setUpRuns, testSettings } from "./testing";

const document = { code: "a", language: "typescript" as const, inputs: {}, settings: testSettings };
const other = { ...document, code: "b" };
const options = { workers: 4, items: 12, itemMs: 20, rounds: 1 } as const;
const both = experiment({ ...options, strategies: ["sequential", "pooled"] });
const pooled = runOf(experiment({ ...options, strategies: ["pooled"] }));
const recorded = recordedRun(both.report, document, { id: "rec", source: "recorded", startedAt: 1e12 });

/** What the user set for all programs, what counts up, and the run that a stop is about to end. */
const KEPT: readonly (keyof PlaygroundState)[] = [
  "theme",
  "shownTheme",
  "tab",
  "dialog",
  "dialogAbout",
  "presenting",
  "assumptions",
  "ownNumbers",
  "startMs",
  "documentId",
  "draftChanges",
  "historyChanges",
  "phase",
];

const dataOf = (state: PlaygroundState): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(state).filter(
      ([name, value]) => typeof value !== "function" && !KEPT.some((kept) => kept === name),
    ),
  );

describe("opening a document", () => {
  it("leaves nothing of the one before, whatever the store has learnt to hold", () => {
    const used = createTestStore();
    used.getState().openDocument(document, { kind: "link" });
    const leftover = Object.fromEntries(Object.keys(dataOf(used.getState())).map((name) => [name, "before"]));
    used.setState({ ...leftover, phase: "running" } as never);
    used.getState().openDocument(other, { kind: "link" });
    const fresh = createTestStore();
    fresh.getState().openDocument(other, { kind: "link" });
    expect(dataOf(used.getState())).toEqual(dataOf(fresh.getState()));
  });

  it("takes no result of compiling the one before", async () => {
    let finish: () => void = () => undefined;
    const store = createTestStore({
      compiler: {
        compile: () =>
          new Promise((resolve) => {
            finish = () => resolve({ ok: false, errors: [{ message: "of a", line: 1, column: 1 }] });
          }),
        dispose: () => undefined,
      },
    });
    store.getState().openDocument(document, { kind: "link" });
    const compiling = store.getState().compile();
    store.getState().openDocument(other, { kind: "link" });
    finish();
    await compiling;
    expect(store.getState().compileErrors).toEqual([]);
  });
});

describe("type errors", () => {
  it("are in the report of the run that had them, and known of no other text", async () => {
    const { store, open, started } = setUpRuns();
    open("a");
    store.getState().foundTypeErrors(2);
    const ended = store.getState().run();
    (await started(1)).end();
    await ended;
    expect(activeRunOf(store.getState())?.report.typeErrors).toBe(2);
    store.getState().setCode("ab");
    const again = store.getState().run();
    (await started(2)).end();
    await again;
    expect(activeRunOf(store.getState())?.report.typeErrors).toBeUndefined();
  });
});

describe("a refusal", () => {
  it.each([
    ["code", (state: PlaygroundState) => state.setCode("good")],
    ["an input", (state: PlaygroundState) => state.setInput("n", 2)],
    ["an input that is reset", (state: PlaygroundState) => state.resetInput("n")],
    ["inputs", (state: PlaygroundState) => state.setInputs({ n: 3 })],
    ["settings", (state: PlaygroundState) => state.changeSettings({ workers: 3 })],
  ])("is about what was run: it goes with a change of %s", async (_, change) => {
    const { store, open } = setUpRuns();
    open("bad");
    await store.getState().run();
    expect(store.getState().refusal).toBeDefined();
    change(store.getState());
    expect(store.getState().refusal).toBeUndefined();
  });
});

const partial = (found: ReturnType<typeof foundBy>, id: string) => ({
  ...found,
  ...{ id, source: "measured" as const, startedAt: 0, refused: [], cache: [] },
});

describe("while a program runs", () => {
  it("results of the same program stay until each strategy has its own", async () => {
    const { store, started } = setUpRuns();
    store.getState().openDocument(document, { kind: "example", name: "letters" }, { run: recorded });
    const ended = store.getState().run();
    const run = await started(1);
    expect(activeRunOf(store.getState())).toBe(recorded);
    expect(isShownStale(store.getState())).toBe(false);
    run.listener.partial?.(partial(foundBy(pooled, "run 1"), "run 1"));
    expect(activeRunOf(store.getState())?.id).toBe("run 1");
    expect(previousRunOf(store.getState())).toBe(recorded);
    run.end(foundBy(runOf(both), "run 1"));
    await ended;
    expect(previousRunOf(store.getState())).toBeUndefined();
    expect(Object.keys(store.getState().runs)).toEqual(["run 1"]);
  });

  it("results of an earlier text are old until the first of the new one, and then gone", async () => {
    const { store, started } = setUpRuns();
    store.getState().openDocument(document, { kind: "link" }, { run: recorded });
    store.getState().setCode("ab");
    const ended = store.getState().run();
    const run = await started(1);
    expect(store.getState().phase).toBe("running");
    expect(isShownStale(store.getState())).toBe(true);
    run.listener.partial?.(partial(foundBy(pooled, "run 1"), "run 1"));
    expect(isShownStale(store.getState())).toBe(false);
    expect(previousRunOf(store.getState())).toBeUndefined();
    // Edited again while it runs: what arrives is about the text before.
    store.getState().setCode("abc");
    expect(isShownStale(store.getState())).toBe(true);
    run.end();
    await ended;
  });

  it("the trial that is being recorded is not old, though the run before is", async () => {
    const { store, started } = setUpRuns();
    store.getState().openDocument(document, { kind: "link" }, { run: recorded });
    store.getState().setCode("ab");
    const ended = store.getState().run();
    const run = await started(1);
    const [trial] = pooled.trials;
    if (!trial?.trace) throw new Error("no trace");
    const live = { info: trial.info, trace: trial.trace };
    run.listener.progress?.({ strategy: "pooled", round: 1, done: 0, total: 0, forMs: 0 }, live);
    store.getState().showTab("tree");
    expect(isShownStale(store.getState())).toBe(false);
    store.getState().showTab("compare");
    expect(isShownStale(store.getState())).toBe(true);
    store.getState().showTab("tree");
    store.getState().setCode("abc");
    expect(isShownStale(store.getState())).toBe(true);
    run.end();
    await ended;
  });
});
