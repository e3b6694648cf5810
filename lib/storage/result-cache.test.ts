import { describe, expect, test } from "vitest";
import { createResultCache } from "./result-cache";
import { backends, quiet, ticking } from "./testing";

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
    await cache.add(values.map((value, at) => entry(`k${at}`, value)));
    const again = createResultCache(quiet(shelf));
    const found = new Map((await again.entries()).map(({ key, value }) => [key, value]));
    expect(values.map((_, at) => found.get(`k${at}`))).toEqual(values);
    expect(found.size).toBe(values.length);
  });

  test("the list says what each takes, without reading it", async () => {
    const cache = createResultCache(quiet(make()), undefined, ticking());
    await cache.add([entry("big", new Uint8Array(5_000), "load"), entry("small", 1)]);
    const list = await cache.list();
    expect(list.map(({ key, label }) => [key, label])).toEqual([
      ["big", "load"],
      ["small", "draft"],
    ]);
    expect(list[0]?.bytes).toBeGreaterThanOrEqual(5_000);
    expect(list[1]?.bytes).toBeLessThan(100);
  });

  test("only what is asked for; all can be cleared", async () => {
    const cache = createResultCache(quiet(make()), undefined, ticking());
    await cache.add([entry("a", 1, "x"), entry("b", 2, "y"), entry("c", 3, "x")]);
    expect((await cache.entries(["x"])).map(({ value }) => value)).toEqual([1, 3]);
    await cache.add([entry("b", 20, "y")]);
    expect(await cache.entries(["y"])).toEqual([entry("b", 20, "y")]);
    await cache.clear();
    expect(await cache.list()).toEqual([]);
    expect(await cache.entries()).toEqual([]);
  });

  test("the oldest go when it is full", async () => {
    const cache = createResultCache(quiet(make()), { count: 10, bytes: 10_000 }, ticking());
    for (let run = 0; run < 4; run++) {
      await cache.add(Array.from({ length: 4 }, (_, at) => entry(`${run}.${at}`, "x".repeat(300))));
    }
    const list = await cache.list();
    expect(list.length).toBe(10);
    expect(list.slice(0, 8).every(({ key }) => key.startsWith("3.") || key.startsWith("2."))).toBe(true);
    await cache.add([entry("large", "x".repeat(4_000))]);
    expect((await cache.list()).map(({ key }) => key)).toContain("large");
    expect((await cache.list()).reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(10_000);
  });

  test("a key can be called anything", async () => {
    const cache = createResultCache(quiet(make()));
    await cache.add([entry("index", 1), entry("__proto__", 2), entry("", 3)]);
    expect((await cache.entries()).map(({ value }) => value).sort()).toEqual([1, 2, 3]);
  });
});
