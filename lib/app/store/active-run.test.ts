import { describe, expect, it } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { missingFrom } from "@/lib/analysis/needs";
import { recordedRun } from "../run/recorded-run";
import { type Run, trialInfo } from "../run/run";
import { activeRunOf, baselineRunOf } from "./active-run";
import { activeTrialOf, trialChoicesOf } from "./active-trial";
import { isStale } from "./stale";
import { foundBy, setUpRuns, testSettings } from "./testing";
import { missingFor } from "./view-needs";

const options = { workers: 4, items: 12, itemMs: 20, rounds: 2 } as const;
const slow = experiment({ ...options, strategies: ["sequential", "pooled"] });
const fast = experiment({ ...options, itemMs: 10, strategies: ["pooled", "dynamic"] });
const document = { code: "a", language: "typescript" as const, inputs: {}, settings: testSettings };
const recorded = recordedRun(slow.report, document, { id: "link", source: "recorded", startedAt: 1e12 });
const label = (run: Run | undefined, strategy: string) =>
  run?.trials.find(({ info }) => info.strategy === strategy);

/** Opens a document with a run that came along. */
function openWith(run: Run | undefined, kind: "link" | "example" = "link") {
  const setUp = setUpRuns();
  const origin = kind === "link" ? ({ kind } as const) : ({ kind, name: "letters" } as const);
  setUp.store.getState().openDocument(document, origin, { run });
  const runHere = async (nth: number, found: Run): Promise<void> => {
    const ended = setUp.store.getState().run();
    (await setUp.started(nth)).end(foundBy(found, `run ${nth}`));
    await ended;
  };
  return { ...setUp, runHere };
}

describe("a recorded run", () => {
  it("is shown through its report and the trees in it, without what a report does not hold", () => {
    const { store } = openWith(recorded);
    const active = activeTrialOf(store.getState());
    expect(active?.info).toMatchObject({ source: "recorded", label: "pooled" });
    expect(active?.trace?.count).toBeGreaterThan(options.items);
    expect(missingFor("tree", recorded.trials)).toEqual([]);
    expect(missingFor("compare", recorded.trials)).toEqual([]);
    expect(missingFrom(active?.trace ? [active.trace] : [], "breakdown")).toEqual(["dispatched", "received"]);
    const withoutTrees = recordedRun(
      { ...slow.report, strategies: slow.report.strategies.map((each) => ({ ...each, tree: undefined })) },
      document,
      recorded,
    );
    expect(missingFor("tree", withoutTrees.trials)).toEqual(["spans"]);
    expect(missingFor("output", withoutTrees.trials)).toEqual([]);
  });

  it("is old after an edit, as every other", () => {
    const { store } = openWith(recorded);
    expect(isStale(store.getState())).toBe(false);
    store.getState().setCode("ab");
    expect(isStale(store.getState())).toBe(true);
  });

  it("stays while nothing has been measured, and when the run was refused", async () => {
    const { store } = openWith(recorded);
    store.getState().setCode("bad");
    const ended = store.getState().run();
    expect(activeRunOf(store.getState())).toBe(recorded);
    await ended;
    expect(activeRunOf(store.getState())).toBe(recorded);
  });

  it("of a link's sender stays to compare the runs here with", async () => {
    const { store, runHere } = openWith(recorded);
    await runHere(1, runOf(fast));
    const [active, baseline] = [activeRunOf(store.getState()), baselineRunOf(store.getState())];
    expect([active?.source, baseline?.source]).toEqual(["measured", "recorded"]);
    // It stays to compare with.
    await runHere(2, runOf(slow));
    expect(baselineRunOf(store.getState())?.id).toBe("link");
    expect(Object.keys(store.getState().runs).sort()).toEqual(["link", "run 2"]);
  });

  it("of a trace file stays to compare with, too", async () => {
    const { store, runHere } = openWith({ ...recorded, source: "imported" });
    await runHere(1, runOf(fast));
    expect(baselineRunOf(store.getState())?.source).toBe("imported");
  });

  it("of an example is replaced by the run here", async () => {
    const { store, runHere } = openWith(recorded, "example");
    await runHere(1, runOf(fast));
    expect(baselineRunOf(store.getState())).toBeUndefined();
    expect(Object.keys(store.getState().runs)).toEqual(["run 1"]);
  });
});

describe("the active trial", () => {
  it("is the one that was chosen, in the next run the one of its strategy, and else the last", async () => {
    const { store, runHere } = openWith(recorded);
    const chosen = label(recorded, "sequential")?.info;
    if (chosen) store.getState().showTrial(chosen);
    expect(activeTrialOf(store.getState())?.info?.trialId).toBe(chosen?.trialId);
    await runHere(1, runOf(slow));
    expect(activeTrialOf(store.getState())?.info).toMatchObject({ runId: "run 1", strategy: "sequential" });
    await runHere(2, runOf(fast));
    expect(activeTrialOf(store.getState())?.info).toMatchObject({ runId: "run 2", strategy: "dynamic" });
  });

  it("is the one being recorded, unless another was chosen", async () => {
    const { store, runHere, started } = openWith(undefined);
    await runHere(1, runOf(slow));
    const ended = store.getState().run();
    const run = await started(2);
    const live = trialInfo({ id: "run 2", source: "measured", startedAt: 0 }, 1, "pooled", "typescript");
    const trace = slow.traces.get("pooled");
    if (!trace) throw new Error("no trace");
    run.listener.progress?.(
      { strategy: "pooled", round: 1, done: 0, total: 0, forMs: 0 },
      { info: live, trace },
    );
    expect(activeTrialOf(store.getState())).toEqual({ info: live, trace });
    expect(trialChoicesOf(store.getState()).map((info) => info.trialId)).toEqual(["run 1 0", "run 2 1"]);
    const sequential = label(activeRunOf(store.getState()), "sequential")?.info;
    if (sequential) store.getState().showTrial(sequential);
    expect(activeTrialOf(store.getState())?.info).toBe(sequential);
    run.end();
    await ended;
  });

  it("may be a trial of the run that the active one is compared with", async () => {
    const { store, runHere } = openWith(recorded);
    await runHere(1, runOf(fast));
    const theirs = label(recorded, "pooled")?.info;
    if (theirs) store.getState().showTrial(theirs);
    expect(activeTrialOf(store.getState())?.info).toBe(theirs);
    expect(trialChoicesOf(store.getState())).toHaveLength(3);
    store.getState().compareWith(undefined);
    expect(activeTrialOf(store.getState())?.info).toMatchObject({ runId: "run 1", strategy: "pooled" });
  });

  it("forgets the selected span when another is chosen", async () => {
    const { store } = openWith(recorded);
    store.getState().selectSpan(3);
    const chosen = label(recorded, "sequential")?.info;
    if (!chosen) throw new Error("no trial");
    store.getState().showTrial(chosen);
    expect(store.getState().selectedSpan).toBeUndefined();
    store.getState().selectSpan(2);
    store.getState().showTrial(chosen);
    expect(store.getState().selectedSpan).toBe(2);
  });
});

describe("two trials of one strategy in one run", () => {
  const one = runOf(slow);
  const [other] = runOf(fast).trials;
  if (!other) throw new Error("no trial");
  const second = { ...other, info: { ...other.info, trialId: "run 9", label: "pooled · round 2" } };
  const both: Run = { ...one, id: "run", trials: [...one.trials, second] };

  it("are shown each on its own", () => {
    const { store } = openWith(both);
    expect(trialChoicesOf(store.getState()).map((info) => info.label)).toEqual([
      "sequential",
      "pooled",
      "pooled · round 2",
    ]);
    for (const { info, trace } of both.trials) {
      store.getState().showTrial(info);
      expect(activeTrialOf(store.getState())).toMatchObject({ info, trace });
    }
  });
});
