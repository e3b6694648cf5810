import { expect, it, vi } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { openStorage } from "@/lib/storage/storage";
import { memoryStore } from "@/lib/storage/testing";
import { fromHistory } from "../run/history-run";
import { foundBy, setUpRuns } from "../store/testing";
import { keepHistory } from "./keep-history";

/** Its script is loaded with the first run that is kept, which takes seconds where other tests run at the same time. */
const BUSY = { timeout: 30_000 };

const found = runOf(experiment({ strategies: ["pooled"], workers: 4, items: 3, itemMs: 1, rounds: 1 }));

async function setUp() {
  const storage = await openStorage({
    shelf: memoryStore,
    textStore: () => ({ getItem: () => null, setItem: () => undefined }),
  });
  const runs = setUpRuns();
  runs.open("a");
  const run = async (nth: number, automatic = false): Promise<void> => {
    const ended = runs.store.getState().run({ automatic });
    (await runs.started(nth)).end(foundBy(found, `run ${nth}`));
    await ended;
  };
  return { ...runs, ...storage, storage: async () => storage, run };
}

it("keeps a run that the user started under its id, and none that the page started", async () => {
  const { store, storage, history, run } = await setUp();
  const stop = keepHistory(store, { storage });
  await run(1, true);
  await run(2);
  await vi.waitFor(() => expect(store.getState().historyChanges).toBe(1), BUSY);
  const [kept, ...others] = await history.list();
  expect(others).toEqual([]);
  expect(kept).toMatchObject({ id: "run 2", title: expect.stringContaining("letters: pooled") });
  const record = await history.get("run 2");
  expect(record && (await fromHistory(record)).trials[0]?.trace?.count).toBe(found.trials[0]?.trace?.count);
  stop();
});

it("keeps a run that ended before it was loaded, and no run of the history again", async () => {
  const { store, storage, history, run } = await setUp();
  await run(1);
  const stop = keepHistory(store, { storage });
  await vi.waitFor(() => expect(store.getState().historyChanges).toBe(1), BUSY);
  const record = await history.get("run 1");
  if (record === undefined) throw new Error("not kept");
  store.getState().openDocument({ ...found.document }, { kind: "draft" }, { run: await fromHistory(record) });
  store.getState().compareWith(await fromHistory(record));
  await run(2);
  await vi.waitFor(() => expect(store.getState().historyChanges).toBe(2), BUSY);
  expect((await history.list()).map(({ id }) => id)).toEqual(["run 2", "run 1"]);
  stop();
});
