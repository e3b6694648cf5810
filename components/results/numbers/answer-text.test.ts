import { describe, expect, it } from "vitest";
import { presetNamed } from "@/lib/estimate/presets";
import { answerText, breakEvenText, changeText, failingTexts } from "./answer-text";
import { MADE_CONSEQUENCES, madeEstimate } from "./fixtures/estimate";
import { questionText, strategyPhrase } from "./words";

describe("the answer in words", () => {
  it("says what to take, and what it costs and buys", () => {
    const { place } = presetNamed("dagster-pod");
    const estimate = madeEstimate({}, {}, { ...place, start: { kind: "fixed", ms: 20_000 } });
    expect(answerText(estimate)).toEqual({
      headline: "Take Dynamic: a pod per item (Dagster dynamic outputs, Flyte map tasks)",
      because:
        "10,000 items of 5 min on 64 pods that start in 20 s: kept pods take 13 h 5 min, a pod per item takes 13 h 57 min (+6.7%). 52 min more buy a record and a retry of each item.",
    });
  });

  it("names the fastest with the largest part of the difference", () => {
    const { headline, because } = answerText(
      madeEstimate({
        take: "pooled",
        reason: "fastest",
        fastest: "pooled",
        against: "dynamic",
        difference: 2.4,
      }),
    );
    expect(headline).toBe("Take Pooled: kept workers (multiprocessing.Pool)");
    expect(because).toMatch(/ \(3\.4× as long\)\. Most of the difference is starts\.$/);
  });

  it("has no ratio to nothing", () => {
    const estimate = madeEstimate({
      take: "sequential",
      reason: "fastest",
      fastest: "sequential",
      difference: Number.NEGATIVE_INFINITY,
    });
    expect(answerText(estimate).headline).toBe("Take Sequential: a plain loop");
    expect(answerText(estimate).because).toMatch(/kept workers take 13 h 5 min\. Most/);
  });

  it("ranks nothing where there is no difference", () => {
    const { headline, because } = answerText(madeEstimate({ reason: "no-difference" }));
    expect(headline).toMatch(/^It makes no difference\. Take Dynamic/);
    expect(because).not.toMatch(/\+/);
  });

  it("writes break-even points and changes in words", () => {
    const estimate = madeEstimate();
    expect(MADE_CONSEQUENCES.breakEvens.map(breakEvenText)).toEqual([
      "Items shorter than 3 min: take Pooled; longer: Dynamic.",
    ]);
    expect(breakEvenText({ field: "failures", at: 0.013, below: "pooled", above: "dynamic" })).toBe(
      "Failure rates below 1.3%: take Pooled; above: Dynamic.",
    );
    expect(MADE_CONSEQUENCES.changes.map((change) => changeText(change, estimate.numbers))).toEqual([
      "128 workers: 7 h, saves 6 h 57 min.",
      "Pooled (kept workers): 13 h 5 min, saves 52 min.",
      "Chunks of 10 (Hybrid): 13 h 24 min, saves 33 min.",
    ]);
  });

  it("says what failures mean only where there are some", () => {
    expect(failingTexts(madeEstimate())).toEqual([]);
    const failing = { failedAttempts: 101, lost: 0.01, anyFails: 1 };
    expect(failingTexts(madeEstimate({ failing }, { failures: 0.01, retries: 2 }))).toEqual([
      "About 101 attempts fail. Every strategy here retries the item, not the run.",
      "A plain Pool.map raises at the first failure and starts over: the chance that at least one attempt fails is 100%.",
      "With 2 retries practically no item fails in every attempt.",
    ]);
  });

  it("says that items wait, which decides more than anything else", () => {
    expect(questionText(madeEstimate({}, { waits: 1 }).numbers)).toMatch(
      /^10,000 items of 5 min that only wait on /,
    );
    expect(questionText(madeEstimate({}, { waits: 0.4 }).numbers)).toMatch(/ that wait 40% of the time on /);
  });

  it("calls workers what the platform calls them", () => {
    const at = (id: Parameters<typeof presetNamed>[0]) => madeEstimate({}, {}, presetNamed(id).place).numbers;
    expect(strategyPhrase("pooled", at("spawn"))).toBe("kept processes");
    expect(strategyPhrase("pooled", at("dagster-pod-new-node"))).toBe("kept pods on a new node");
    expect(strategyPhrase("dynamic", at("flyte2-container"))).toBe("a container per item");
    expect(questionText(at("ray"))).toBe(
      "10,000 items of 5 min on 64 tasks on a kept worker that start in about 1 ms",
    );
  });
});
