import { expect, it } from "vitest";
import { createAnalysisClient } from "@/lib/analysis/client";
import { openFiles } from "@/lib/analysis/record/open";
import { breakdownOf } from "@/lib/analysis/time/breakdown";
import { chromeTraceParts } from "./export/chrome";
import { withoutWorkerLanes, withWorkerLanes } from "./worker-lanes";

/** A run file of so many items, each on its own worker, except the last two, which share one. */
function runFile(items: number): Blob {
  const lines = Array.from({ length: items }, (_, at) =>
    JSON.stringify({
      step: "work",
      key: `file ${at}`,
      index: at,
      asked: at,
      ready: at + 1,
      started: at + 1.5,
      ended: at + 3,
      worker: `pid ${Math.min(at, items - 2)}`,
    }),
  );
  return new Blob([lines.join("\n")]);
}

async function opened(items: number) {
  const read = await openFiles([{ name: "run", file: runFile(items) }], 0, () => undefined);
  const [trace] = read.ok ? read.trials : [];
  if (!trace) throw new Error("It was not opened.");
  return trace;
}

it("adds the lanes again that follow from rows", async () => {
  const whole = await opened(50);
  expect(whole.lanes).toHaveLength(50);
  const less = withoutWorkerLanes(whole);
  expect(less.lanes.map(({ role }) => role)).toEqual(["driver", "pool"]);
  expect(withWorkerLanes(less)).toEqual(whole);
});

it("leaves them out of a long record on the page; exports and answers have them", async () => {
  const long = await opened(6_000);
  expect(long.lanes).toHaveLength(2);
  const whole = withWorkerLanes(long);
  expect(whole.lanes).toHaveLength(6_000);
  expect([...chromeTraceParts(long)].join("")).toBe([...chromeTraceParts(whole)].join(""));
  // Where no worker can start, its part is played on the page.
  const analysis = createAnalysisClient(() => {
    throw new Error("No workers.");
  });
  const answer = await analysis.query([long], { type: "breakdown" });
  analysis.dispose();
  expect(answer.total).toEqual(breakdownOf(whole).total);
});
