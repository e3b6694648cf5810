import { expect, it } from "vitest";
import { createHostPort } from "../embed/host-port";
import { setUpRuns } from "../store/testing";
import { reportRunsToHost } from "./report-runs-to-host";

function setUp() {
  const posted: unknown[] = [];
  const host = createHostPort({ postMessage: (message: unknown) => posted.push(message) });
  const runs = setUpRuns();
  reportRunsToHost(runs.store, { host });
  runs.open("a");
  return { ...runs, host, posted };
}

it("posts one result of each run that the reader started, or why it was refused", async () => {
  const { store, started, posted } = setUp();
  const ended = store.getState().run();
  (await started(1)).end();
  await ended;
  expect(posted).toMatchObject([{ version: 1, type: "fanout:result", report: { version: 1 } }]);
  const task = store.getState().runTask("pooled", "step", "[]");
  (await started(2)).end();
  await task;
  expect(posted).toHaveLength(1);
  store.getState().setCode("bad");
  await store.getState().run();
  expect(posted.slice(1)).toEqual([{ version: 1, type: "fanout:error", message: "no", line: 2, column: 3 }]);
});

it("does not report runs that the host started, which get answers", async () => {
  const { store, started, host, posted } = setUp();
  host.askedRuns += 1;
  const ended = store.getState().run();
  (await started(1)).end();
  await ended;
  expect(posted).toEqual([]);
});
