import { describe, expect, test } from "vitest";
import { createResultCache } from "./result-cache";
import { backends, memoryStore, quiet, ticking } from "./testing";

const entry = (key: string, value: unknown, task = "draft") => ({ key, value, task });

describe.each(backends)("on %s", (_, make) => {
  test("results of any kind come back for the next run", async () => {
    const shelf = make();
    const cache = createResultCache(quiet(shelf), undefined, ticking());
    const values = [
      undefined,
      null,
      0,
      "text",
      { a: [1] },
      new Float64Array([1.5]),
      new Map([["a", 1]]),
      new Date(0),
      5n,
    ];
    await cache.add(
      "p",
      values.map((value, at) => entry(`k${at}`, value)),
    );
    const again = createResultCache(quiet(shelf));
    const found = new Map((await again.entries("p", ["draft"])).map(({ key, value }) => [key, value]));
    expect(values.map((_, at) => found.get(`k${at}`))).toEqual(values);
    expect(found.size).toBe(values.length);
  });

  test("the list shows what each takes, without reading it", async () => {
    const cache = createResultCache(quiet(make()), undefined, ticking());
    await cache.add("p", [entry("big", new Uint8Array(5_000), "load"), entry("small", 1)]);
    const list = await cache.list();
    expect(list.map(({ label }) => label)).toEqual(["load", "draft"]);
    expect(list[0]?.bytes).toBeGreaterThanOrEqual(5_000);
    expect(list[1]?.bytes).toBeLessThan(100);
  });

  test("a run gets only what its tasks need; all can be cleared", async () => {
    const cache = createResultCache(quiet(make()), undefined, ticking());
    await cache.add("p", [entry("a", 1, "x"), entry("b", 2, "y"), entry("c", 3, "x")]);
    expect((await cache.entries("p", ["x"])).map(({ value }) => value)).toEqual([1, 3]);
    await cache.add("p", [entry("b", 20, "y")]);
    expect(await cache.entries("p", ["y"])).toEqual([entry("b", 20, "y")]);
    await cache.add("q", [entry("d", 4, "z")]);
    const all = (await cache.entries("p", undefined)).map(({ value }) => value);
    expect(all.toSorted()).toEqual([1, 20, 3]);
    await cache.clear();
    expect(await cache.list()).toEqual([]);
    expect(await cache.entries("p", ["x", "y"])).toEqual([]);
  });

  test("the oldest go when it is full", async () => {
    const cache = createResultCache(quiet(make()), { count: 10, bytes: 10_000 }, ticking());
    for (let run = 0; run < 4; run++) {
      await cache.add(
        "p",
        Array.from({ length: 4 }, (_, at) => entry(`${run}.${at}`, "x".repeat(300))),
      );
    }
    const keys = async () => (await cache.entries("p", ["draft"])).map(({ key }) => key);
    expect(await keys()).toHaveLength(10);
    expect((await keys()).slice(0, 8).every((key) => /^[32]\./.test(key))).toBe(true);
    await cache.add("p", [entry("large", "x".repeat(4_000))]);
    expect(await keys()).toContain("large");
    expect((await cache.list()).reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(10_000);
  });

  test("a key can be called anything", async () => {
    const cache = createResultCache(quiet(make()));
    await cache.add("p", [entry("index", 1), entry("__proto__", 2), entry("", 3)]);
    expect((await cache.entries("p", ["draft"])).map(({ value }) => value).sort()).toEqual([1, 2, 3]);
  });

  test("no program gets or replaces a result of another, under whatever key", async () => {
    const cache = createResultCache(quiet(make()), undefined, ticking());
    await cache.add("p", [entry("k", 1), entry("q\nk", 2)]);
    await cache.add("q", [entry("k", 3)]);
    expect(await cache.entries("p", ["draft"])).toEqual([entry("k", 1), entry("q\nk", 2)]);
    expect(await cache.entries("q", ["draft"])).toEqual([entry("k", 3)]);
    expect(await cache.entries("r", ["draft"])).toEqual([]);
  });

  test("a program that fills the cache makes room of its own results", async () => {
    const caps = { count: 100, bytes: 100_000, group: { count: 50, bytes: 50_000 } };
    const cache = createResultCache(quiet(make()), caps, ticking());
    const many = (count: number, bytes: number) =>
      Array.from({ length: count }, (_, at) => entry(`${count}.${at}`, "x".repeat(bytes / 2)));
    await cache.add("small", many(10, 100));
    await cache.add("other", many(40, 100));
    for (let run = 1; run <= 5; run++) await cache.add("greedy", many(1_000 + run, 20));
    for (let run = 1; run <= 5; run++) await cache.add("large", many(3 + run, 20_000));
    const left = async (program: string) => (await cache.entries(program, ["draft"])).length;
    expect(await left("small")).toBe(10);
    expect(await left("other")).toBeGreaterThan(25);
    expect(await left("greedy")).toBeLessThanOrEqual(50);
    expect(await left("large")).toBeGreaterThan(0);
  });
});

test("results of earlier pages, which did not keep programs apart, are dropped", async () => {
  const shelf = memoryStore();
  await shelf.set([
    ["index", { version: 1, data: [{ key: "old", label: "draft", at: 1, bytes: 1 }] }],
    ["value:old", { version: 1, data: { value: 1 } }],
  ]);
  const cache = createResultCache(quiet(shelf), undefined, ticking());
  await cache.add("p", [entry("new", 2)]);
  await cache.sweep();
  expect((await shelf.keys()).filter((key) => key.includes("old"))).toEqual([]);
  expect(await cache.entries("p", ["draft"])).toEqual([entry("new", 2)]);
});
