import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createDrafts } from "@/lib/storage/drafts";
import { createHistory } from "@/lib/storage/history";
import { createPreferences } from "@/lib/storage/preferences";
import { createResultCache } from "@/lib/storage/result-cache";
import { memoryStore, quiet, report } from "@/lib/storage/testing";
import { anyValue, bent, bentAnywhere } from "@/lib/testing/arbitraries";
import { onPage } from "./expectations";

/** In `npm test`; any number by `npm run fuzz -- RUNS [SEED]`. */
const numRuns = Number(process.env.FANOUT_RUNS ?? 100);

/** Whatever a structured clone refuses is not in a database. */
const isStorable = (value: unknown): boolean => {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
};

const VERSIONS = [1, 2, 99, -1, Number.NaN, "1", { toString: 1, valueOf: 1 }];

const record = fc
  .oneof(
    anyValue,
    bent({ version: 1, data: [] }),
    fc.record({ version: fc.constantFrom<unknown>(...VERSIONS), data: anyValue }),
  )
  .filter(isStorable);

/** Three shelves with a run, a result and a draft each. */
async function filled() {
  const shelves = [memoryStore(), memoryStore(), memoryStore()] as const;
  const [histories, results, drafts] = shelves;
  const open = () => ({
    history: createHistory(quiet(histories)),
    cache: createResultCache(quiet(results)),
    all: createDrafts(quiet(drafts)),
  });
  const { history, cache, all } = open();
  const { id } = await history.add({ title: "a", code: "a", report });
  await cache.add("p", [{ key: "k", task: "t", value: 1 }]);
  const { draft } = await all.create({ title: "d", code: "d", inputs: {}, settings: {} });
  return { shelves, open, run: id, draft: draft.id };
}

test("stored data of any shape raises no error, and costs no run, draft or result that can be read", async () => {
  const given = await filled();
  const indexes = await Promise.all(given.shelves.map((shelf) => shelf.get("index")));
  const spoilt = fc.oneof(
    record,
    bentAnywhere(indexes[0]).filter(isStorable),
    bentAnywhere(indexes[1]).filter(isStorable),
  );
  await fc.assert(
    fc.asyncProperty(spoilt, record, async (index, other) => {
      const { shelves, open, run, draft } = await filled();
      const [histories] = shelves;
      for (const shelf of shelves)
        await shelf.set([
          ["index", index],
          ["value:other", other],
          ["other", other],
        ]);

      const { history, cache, all } = open();
      await history.sweep();
      await cache.sweep();
      await all.purge();
      await history.list();
      await all.list();
      await all.listDeleted();
      await all.listUnreadable();
      await history.get("other");
      await all.get("other");
      await history.add({ title: "b", code: "b", report });
      await cache.add("p", [{ key: "l", task: "t", value: 2 }]);
      // An index that can be read and does not name a value has lost it: then it may be swept.
      const isIndexUsed = !isDeepStrictEqual(await histories.get("index"), index);
      if (!isIndexUsed) expect(await histories.keys()).toContain(`value:${run}`);
      expect((await all.get(draft))?.code).toBe("d");
      expect(await histories.get("value:other")).toEqual(other);
    }),
    { numRuns },
  );
});

test("a stored run or draft with anything in any place is opened, or left as it is", async () => {
  const given = await filled();
  const run = await given.shelves[0].get(`value:${given.run}`);
  const draft = await given.shelves[2].get(given.draft);
  await fc.assert(
    fc.asyncProperty(
      bentAnywhere(run).filter(isStorable),
      bentAnywhere(draft).filter(isStorable),
      async (spoiltRun, spoiltDraft) => {
        const { shelves, open, run, draft } = await filled();
        await shelves[0].set([[`value:${run}`, spoiltRun]]);
        await shelves[2].set([[draft, spoiltDraft]]);
        const { history, all } = open();
        const read = await all.get(draft);
        const past = await history.get(run);
        await history.sweep();
        await all.purge();
        const isListed = (await all.list()).length + (await all.listDeleted()).length === 1;
        expect((await all.listUnreadable()).length).toBe(isListed ? 0 : 1);
        expect(await shelves[0].get(`value:${run}`)).toEqual(spoiltRun);
        if (read !== undefined) expect(read.code).toBeTypeOf("string");
        if (past !== undefined) expect(past.report.version).toBe(1);
      },
    ),
    { numRuns },
  );
});

test("preferences of any shape give a theme and figures", () => {
  const whole = {
    version: 1,
    data: { assumptions: { pricePerOpRun: 0.1, platforms: { a: { spawnMs: 1, transferMs: 2 } } } },
  };
  fc.assert(
    fc.property(fc.oneof(anyValue, bentAnywhere(whole)), (value) => {
      let text: string | undefined;
      try {
        text = JSON.stringify(value);
      } catch {
        text = String(typeof value);
      }
      const store = { getItem: () => text ?? null, setItem: () => undefined };
      const { theme, assumptions } = onPage(() => createPreferences(() => store).get());
      expect(["system", "light", "dark"]).toContain(theme);
      expect(assumptions.pricePerOpRun).toBeGreaterThanOrEqual(0);
    }),
    { numRuns },
  );
});
