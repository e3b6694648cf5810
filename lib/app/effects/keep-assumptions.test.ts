import { expect, it, vi } from "vitest";
import { experiment } from "@/components/results/fixtures/reports";
import { defaultSettings } from "@/lib/model/settings";
import { createPreferences } from "@/lib/storage/preferences";
import { memoryCache } from "../run/memory-cache";
import { NO_ASSUMPTIONS } from "../store/assumptions";
import { createPlaygroundStore, type PlaygroundStore } from "../store/store";
import { keepAssumptions } from "./keep-assumptions";

const settings = defaultSettings(4);
const { report } = experiment({ strategies: ["pooled"], workers: 4, items: 3, itemMs: 1, rounds: 1 });
const result = { report, strategies: new Map(), refused: [], cache: [], resumable: new Map() };
const results = { document: { code: "", inputs: {}, settings }, result, partial: false };

const visit = (disk: Map<string, string>): PlaygroundStore => {
  const store = createPlaygroundStore({
    compiler: { compile: async () => ({ ok: false, errors: [] }), dispose: () => undefined },
    loadRunner: () => Promise.reject(new Error("nothing is run")),
    cache: memoryCache(),
    settings,
    theme: "system",
  });
  keepAssumptions(store, async () =>
    createPreferences(() => ({
      getItem: (key) => disk.get(key) ?? null,
      setItem: (key, text) => void disk.set(key, text),
    })),
  );
  return store;
};
const process = { spawnMs: 250, transferMs: 0 };

it("finds a price and a platform's figures again at the next visit", async () => {
  const disk = new Map<string, string>();
  const first = visit(disk);
  first.setState({ results });
  first.getState().assume({ pricePerOpRun: 0.04 });
  first.getState().assume({ platforms: { process } });
  await vi.waitFor(() => expect([...disk.values()].join()).toContain("250"));
  const next = visit(disk);
  expect(next.getState().assumptions).toBe(NO_ASSUMPTIONS);
  next.setState({ results });
  await vi.waitFor(() =>
    expect(next.getState().assumptions).toEqual({ pricePerOpRun: 0.04, platforms: { process } }),
  );
});

it("takes what is broken on the disk for nothing", async () => {
  const disk = new Map([["fanout:preferences", '{"v":1,"assumptions":{"pricePerOpRun":-3}}']]);
  const store = visit(disk);
  store.setState({ results });
  await vi.waitFor(() => expect(store.getState().assumptions).toEqual(NO_ASSUMPTIONS));
  store.getState().assume({ pricePerOpRun: 2 });
  await vi.waitFor(() => expect(disk.get("fanout:preferences")).toContain('"pricePerOpRun":2'));
});
