import "@/lib/analysis/worker";
import "../documents/fragment-of";
import "../numbers/whole-numbers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { experiment, runOf } from "@/components/results/fixtures/reports";
import type { Address } from "../documents/address";
import { createTestStore, testSettings } from "../store/testing";
import { readRunNumbers } from "./read-run-numbers";
import { writeAddressOnNumbers } from "./write-address-on-numbers";

/** What an effect loads when it is needed is loaded above already. */
const WAIT = { timeout: 10_000 };

const run = runOf(
  experiment({
    strategies: ["sequential", "pooled"],
    workers: 4,
    items: 12,
    itemMs: 20,
    rounds: 1,
    startMs: 30,
  }),
);

describe("the fields of a run", () => {
  it("are read once somebody looks at them, and go with the document", async () => {
    const store = createTestStore();
    const stop = readRunNumbers(store, undefined);
    store.getState().openDocument(run.document, { kind: "draft" }, { run, tab: "tree" });
    expect(store.getState().runNumbers).toBeUndefined();
    store.getState().showTab("scale");
    await vi.waitFor(() => expect(store.getState().runNumbers).toBeDefined(), WAIT);
    const found = store.getState().runNumbers;
    expect(found).toMatchObject({ runId: run.id, fields: { work: { items: 12 }, workers: 4 } });
    store.getState().openDocument({ ...run.document, code: "other" }, { kind: "draft" });
    expect(store.getState().runNumbers).toBeUndefined();
    stop();
  });

  it("are not read from a recording that holds only a report", async () => {
    const store = createTestStore();
    const stop = readRunNumbers(store, undefined);
    const recorded = { ...run, reportOnly: true };
    store.getState().openDocument(run.document, { kind: "link" }, { run: recorded, tab: "scale" });
    await Promise.resolve();
    expect(store.getState().runNumbers).toBeUndefined();
    stop();
  });
});

describe("the address", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  function setUp() {
    const store = createTestStore();
    const write = vi.fn<(fragment: string) => void>();
    const address: Pick<Address, "write"> = { write };
    const stop = writeAddressOnNumbers(store, { address: address as Address, cores: 4 });
    store
      .getState()
      .openDocument(
        { code: "x", language: "typescript", inputs: {}, settings: testSettings },
        { kind: "draft" },
        { tab: "scale" },
      );
    return { store, write, stop };
  }

  it("follows the numbers once nobody types any more", async () => {
    const { store, write, stop } = setUp();
    store.getState().changeNumbers({ workers: 7 });
    store.getState().changeNumbers({ workers: 77 });
    expect(write).not.toHaveBeenCalled();
    await vi.runAllTimersAsync();
    await vi.waitFor(() => expect(write).toHaveBeenCalledOnce(), WAIT);
    expect(write.mock.calls[0]?.[0]).toMatch(/&view=scale&numbers=.*workers:77/);
    store.getState().resetNumbers();
    await vi.runAllTimersAsync();
    await vi.waitFor(() => expect(write).toHaveBeenCalledTimes(2), WAIT);
    expect(write.mock.calls[1]?.[0]).not.toContain("numbers=");
    stop();
  });

  it("stays as a link wrote it", async () => {
    const { store, write, stop } = setUp();
    const { code, language, inputs, settings } = store.getState();
    store
      .getState()
      .openDocument(
        { code, language, inputs, settings },
        { kind: "link" },
        { numbers: { workers: 9 }, tab: "scale" },
      );
    await vi.runAllTimersAsync();
    expect(write).not.toHaveBeenCalled();
    stop();
  });
});
