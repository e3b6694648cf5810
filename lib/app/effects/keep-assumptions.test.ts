import { expect, it, vi } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import { createPreferences } from "@/lib/storage/preferences";
import { NO_ASSUMPTIONS } from "../store/assumptions";
import type { PlaygroundStore } from "../store/store";
import { createTestStore } from "../store/testing";
import { keepAssumptions } from "./keep-assumptions";

const run = runOf(experiment({ strategies: ["pooled"], workers: 4, items: 3, itemMs: 1, rounds: 1 }));
const showRun = (store: PlaygroundStore): void =>
  store.getState().openDocument(run.document, { kind: "draft" }, { run });

const visit = (disk: Map<string, string>): PlaygroundStore => {
  const store = createTestStore();
  const preferences = createPreferences(() => ({
    getItem: (key) => disk.get(key) ?? null,
    setItem: (key, text) => void disk.set(key, text),
  }));
  keepAssumptions(store, { storage: async () => ({ preferences }) });
  return store;
};

it("keeps a price for the next visit", async () => {
  const disk = new Map<string, string>();
  const first = visit(disk);
  showRun(first);
  first.getState().assume({ pricePerOpRun: 0.04 });
  await vi.waitFor(() => expect([...disk.values()].join()).toContain(`"pricePerOpRun":0.04`));
  const next = visit(disk);
  expect(next.getState().assumptions).toBe(NO_ASSUMPTIONS);
  showRun(next);
  await vi.waitFor(() => expect(next.getState().assumptions).toEqual({ pricePerOpRun: 0.04 }));
});

it("ignores broken records", async () => {
  const disk = new Map([["fanout:preferences", '{"v":1,"assumptions":{"pricePerOpRun":-3}}']]);
  const store = visit(disk);
  showRun(store);
  await vi.waitFor(() => expect(store.getState().assumptions).toEqual(NO_ASSUMPTIONS));
  store.getState().assume({ pricePerOpRun: 2 });
  await vi.waitFor(() => expect(disk.get("fanout:preferences")).toContain('"pricePerOpRun":2'));
});
